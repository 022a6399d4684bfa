// SPDX-License-Identifier: Apache-2.0

import Cryptography
import TestSupport
import Testing

@Suite("HMAC, HKDF, SHA-256, scrypt")
struct HashTests {
  @Test(
    "HMAC-SHA-512 of RFC 4231",
    arguments: try Vectors.load(stage: "hmac", keys: ["key", "data", "hmac-sha-512"]))
  func hmac(vector: Vector) throws {
    var key = try HMACSHA512Key(SecretBytes(copying: vector.hex("key")))
    let expected = try vector.hex("hmac-sha-512")
    let data = try vector.hex("data")
    #expect(try key.code(for: data).bytes == expected)
    // Neither an earlier message nor a duplicate shows in the code.
    _ = try key.code(for: [1, 2, 3])
    #expect(try key.code(for: data).bytes == expected)
    var duplicate = try key.duplicate()
    #expect(try duplicate.code(for: data).bytes == expected)
    #expect(try key.code(for: data + [0]).bytes != expected)
  }

  @Test("HMAC of an empty message under an empty key, from Python's hmac")
  func emptyHMAC() throws {
    var key = try HMACSHA512Key(SecretBytes(copying: []))
    #expect(
      try key.code(for: []).bytes.hex
        == "b936cee86c9f87aa5d3c6f2e84cb5a4239a5fe50480a6ec66b70ab5b1f4ac673"
        + "0c6c515421b327ec1d69402e53dfb49ad7381eb067b338fd7b0cb22247225d47")
  }

  @Test(
    "HKDF-SHA-512, against Python and against its definition by HMAC",
    arguments: try Vectors.load(stage: "hkdf", keys: ["ikm", "salt", "info", "prk", "okm"]))
  func hkdf(vector: Vector) throws {
    let secret = try SecretBytes(copying: vector.hex("ikm"))
    let salt = try vector.hex("salt")
    let info = try vector.hex("info")
    let expected = try vector.hex("okm")
    let derived = try HKDF.derive(secret: secret, salt: salt, info: info, count: expected.count)
    #expect(derived.array == expected)

    // RFC 5869 section 2: extract, then T(i) = HMAC(PRK, T(i-1) || info || i).
    var extract = try HMACSHA512Key(
      SecretBytes(copying: salt.isEmpty ? [UInt8](repeating: 0, count: 64) : salt))
    let extracted = try extract.code(for: vector.hex("ikm")).bytes
    #expect(try extracted == vector.hex("prk"))
    var expand = try HMACSHA512Key(SecretBytes(copying: extracted))
    var output: [UInt8] = []
    var block: [UInt8] = []
    for index in 1...3 as ClosedRange<UInt8> {
      block = try expand.code(for: block + info + [index]).bytes
      output += block
    }
    #expect(Array(output.prefix(expected.count)) == expected)
  }

  @Test("HKDF refuses lengths outside 1...16,320", arguments: [-1, 0, 255 * 64 + 1])
  func hkdfLength(count: Int) {
    #expect(throws: CryptographyError.derivedLength(count)) {
      _ = try HKDF.derive(secret: SecretBytes(copying: [1]), salt: [], info: [], count: count)
    }
  }

  @Test("HKDF takes 1,024 bytes of info and refuses more")
  func hkdfInfo() throws {
    let secret = SecretBytes(copying: [1])
    let info = [UInt8](repeating: 7, count: 1024)
    #expect(try HKDF.derive(secret: secret, salt: [], info: info, count: 32).count == 32)
    #expect(throws: CryptographyError.infoLength(1025)) {
      _ = try HKDF.derive(
        secret: SecretBytes(copying: [1]), salt: [], info: info + [7], count: 32)
    }
  }

  @Test("SHA-256 of FIPS 180-4, in one piece and in three")
  func sha256() throws {
    let message = Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)
    let expected = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    #expect(try SHA256.digest(message).bytes.hex == expected)
    var hasher = try SHA256Hasher()
    try hasher.update(Array(message.prefix(5)))
    try hasher.update([])
    try hasher.update(Array(message.dropFirst(5)))
    #expect(try hasher.finalize().bytes.hex == expected)
    #expect(
      try SHA256.digest([]).bytes.hex
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test("scrypt of RFC 7914 section 12")
  func scrypt() throws {
    let empty = try Scrypt.derive(
      passphrase: SecretBytes(copying: []), salt: [],
      cost: .init(cost: 16, blockSize: 1, parallelism: 1), count: 64)
    #expect(
      empty.array.hex
        == "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
        + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906")
    let salted = try Scrypt.derive(
      passphrase: SecretBytes(copying: Array("password".utf8)), salt: Array("NaCl".utf8),
      cost: .init(cost: 1024, blockSize: 8, parallelism: 16), count: 64)
    #expect(
      salted.array.hex
        == "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640")
  }

  @Test(
    "scrypt refuses bad or ruinous costs",
    arguments: [
      (0, 8, 1), (1, 8, 1), (3, 8, 1), (16, 0, 1), (16, 8, 0), (-16, 8, 1), (16, 8, 17),
      (1 << 16, 1, 1), (1 << 20, 8, 1), (1 << 24, 1 << 24, 1), (Int.max, Int.max, Int.max),
    ])
  func scryptCost(cost: Int, blockSize: Int, parallelism: Int) {
    #expect(throws: CryptographyError.scryptCost) {
      try Scrypt.Cost(cost: cost, blockSize: blockSize, parallelism: parallelism)
    }
  }
}
