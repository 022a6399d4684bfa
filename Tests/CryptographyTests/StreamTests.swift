// SPDX-License-Identifier: Apache-2.0

import Cryptography
import TestSupport
import Testing

@Suite("Deterministic streams")
struct StreamTests {
  @Test(
    "ChaCha20 of RFC 8439, and offsets",
    arguments: try Vectors.load(stage: "stream", keys: ["key", "offset", "keystream"]))
  func vectors(vector: Vector) throws {
    var stream = try DeterministicStream(key: SecretBytes(copying: vector.hex("key")))
    let expected = try vector.hex("keystream")
    let offset = try vector.number("offset")
    try stream.seek(toByte: offset)
    #expect(stream.position == offset)
    #expect(try stream.fill(expected.count) == expected)
    if offset < 10_000 {
      var fromStart = try DeterministicStream(key: SecretBytes(copying: vector.hex("key")))
      let all = try fromStart.fill(Int(offset) + expected.count)
      #expect(Array(all.dropFirst(Int(offset))) == expected)
    }
  }

  @Test("Pieces, single bytes and seeks read one stream", arguments: [8439])
  func consistency(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let key = SecretBytes(copying: generator.bytes(32))
    var whole = try DeterministicStream(key: key)
    let all = try whole.fill(8000)
    #expect(whole.position == 8000)

    var pieces = try DeterministicStream(key: key)
    var read: [UInt8] = []
    while read.count < 7000 {
      read += try pieces.fill(Int.random(in: 0...200, using: &generator))
      read.append(try pieces.nextByte())
    }
    #expect(read == Array(all.prefix(read.count)))

    for _ in 0..<200 {
      let record = Int.random(in: 0..<250, using: &generator)
      try pieces.seek(toByte: UInt64(32 * record))
      #expect(try pieces.fill(32) == Array(all[(32 * record)..<(32 * record + 32)]))
    }
  }

  @Test("A stream ends before its counter wraps")
  func end() throws {
    var stream = try DeterministicStream(
      key: SecretBytes(copying: [UInt8](repeating: 1, count: 32)))
    try stream.seek(toByte: DeterministicStream.byteCount - 1)
    _ = try stream.nextByte()
    let exhausted = CryptographyError.streamExhausted
    let atEnd = #expect(throws: exhausted) { _ = try stream.nextByte() }
    #expect(atEnd == exhausted)
    #expect(throws: exhausted) { _ = try stream.fill(1) }
    #expect(throws: exhausted) { try stream.seek(toByte: DeterministicStream.byteCount + 1) }
    #expect(throws: exhausted) { try stream.seek(toByte: .max) }
    #expect(throws: exhausted) { _ = try stream.fill(-1) }
    try stream.seek(toByte: DeterministicStream.byteCount - 32)
    #expect(try stream.fill(32).count == 32)
    #expect(try stream.fill(0).isEmpty)
  }

  @Test("A key is 32 bytes", arguments: [0, 16, 31, 33])
  func keyLength(count: Int) {
    #expect(throws: CryptographyError.length(expected: 32, found: count)) {
      _ = try DeterministicStream(key: SecretBytes(copying: [UInt8](repeating: 1, count: count)))
    }
  }
}
