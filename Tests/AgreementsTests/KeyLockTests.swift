// SPDX-License-Identifier: Apache-2.0

import Agreements
import Cryptography
import TestSupport
import Testing

/// A room's lock, and key files sealed under it (identity.md 4).
@Suite struct KeyLockTests {
  static let vectors = Result {
    try Vectors.load(
      stage: "key-lock",
      keys: [
        "passphrase", "lock-key", "cost", "salt", "nonce", "lock", "plain", "sealed-nonce",
        "sealed",
      ])
  }

  private func small() throws -> (vector: Vector, lock: [UInt8], sealed: [UInt8]) {
    let vector = try #require(
      try Self.vectors.get().first { $0.name == "longer-than-a-block" })
    return (vector, try vector.hex("lock"), try vector.hex("sealed"))
  }

  private func open(_ lock: [UInt8], _ passphrase: [UInt8]) throws(AgreementsError) -> KeyLock {
    try KeyLock.open(lock, with: SecretBytes(copying: passphrase))
  }

  @Test(arguments: try vectors.get())
  func `a lock of another implementation opens, and is written the same`(vector: Vector) throws {
    let passphrase = try vector.hex("passphrase")
    let lock = try open(vector.hex("lock"), passphrase)
    let plain = SecretBytes(copying: try vector.hex("plain"))
    let isPlain = try lock.open(vector.hex("sealed")) == plain
    #expect(isPlain)

    let own = try KeyLock(key: SecretBytes(copying: vector.hex("lock-key")))
    let numbers = String(decoding: try vector.hex("cost"), as: UTF8.self).split(separator: " ")
      .compactMap { Int($0) }
    try #require(numbers.count == 3)
    let text = try own.text(
      under: SecretBytes(copying: passphrase),
      cost: .init(cost: numbers[0], blockSize: numbers[1], parallelism: numbers[2]),
      salt: vector.hex("salt"), nonce: vector.hex("nonce"))
    #expect(try Array(text.utf8) == vector.hex("lock"))
    #expect(try own.seal(plain, nonce: vector.hex("sealed-nonce")) == vector.hex("sealed"))
  }

  @Test func `another passphrase does not open it`() throws {
    let (vector, lock, _) = try small()
    let passphrase = try vector.hex("passphrase")
    for other in [[], Array(passphrase.dropLast()), passphrase + [1], passphrase + passphrase] {
      #expect(throws: AgreementsError.passphraseWrong) { _ = try open(lock, other) }
    }
  }

  @Test func `any changed byte of a lock is refused, and so is any other form`() throws {
    let (vector, lock, _) = try small()
    let passphrase = try vector.hex("passphrase")
    for index in lock.indices {
      var other = lock
      other[index] ^= 1
      #expect(throws: AgreementsError.self, "byte \(index)") { _ = try open(other, passphrase) }
    }
    let text = String(decoding: lock, as: UTF8.self)
    for other in [
      "", "lacuna lock 1\n", text + "\n", String(text.dropLast()), text + "more: 1\n",
      text.replacing("lock 1", with: "lock 2"),
      text.replacing("scrypt: 2 8 1", with: "scrypt: 2 8"),
      text.replacing("scrypt: 2 8 1", with: "scrypt: 16777216 8 1"),
      text.replacing("scrypt: 2 8 1", with: "scrypt: -2 8 1"),
      text.replacing("scrypt: 2 8 1", with: "scrypt: 0 0 0"), text.replacing("\n", with: "\r\n"),
      text.uppercased(),
    ] {
      #expect(throws: AgreementsError.self, "\(other)") {
        _ = try open(Array(other.utf8), passphrase)
      }
    }
  }

  @Test func `any changed byte of a sealed key is refused, and so is another lock's`() throws {
    let (vector, bytes, sealed) = try small()
    let lock = try open(bytes, vector.hex("passphrase"))
    for index in sealed.indices {
      var other = sealed
      other[index] ^= 1
      #expect(throws: AgreementsError.self, "byte \(index)") { _ = try lock.open(other) }
    }
    for other in [[], Array(sealed.dropLast()), sealed + [10], Array(sealed.prefix(40))] {
      #expect(throws: AgreementsError.self) { _ = try lock.open(other) }
    }
    let stranger = try KeyLock.random()
    #expect(throws: AgreementsError.self) { _ = try stranger.open(sealed) }
    let plain = try vector.hex("plain")
    #expect(KeyLock.isSealed(sealed.span) && !KeyLock.isSealed(plain.span))
  }

  @Test func `any bytes are a lock or are refused`() throws {
    let (vector, bytes, _) = try small()
    let lock = try open(bytes, vector.hex("passphrase"))
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let noise = random.bytes(Int.random(in: 0...200, using: &random))
      for front in ["", "lacuna lock 1\n", "lacuna sealed 1\n", "lacuna lock 1\nscrypt: 2 8 1\n"] {
        let file = Array(front.utf8) + noise
        #expect(throws: AgreementsError.self, "seed \(seed)") { _ = try open(file, []) }
        #expect(throws: AgreementsError.self, "seed \(seed)") { _ = try lock.open(file) }
      }
    }
  }

  @Test func `a lock costs what the page says`() throws {
    let cost = try KeyLock.standardCost
    #expect(cost.cost == 1 << 17 && cost.blockSize == 8 && cost.parallelism == 1)
  }
}
