// SPDX-License-Identifier: Apache-2.0

import Cryptography
import TestSupport
import Testing

@Suite("Points and tags")
struct PointTests {
  @Test("Points and tags sort as their bytes do", arguments: [42])
  func order(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      // Two byte strings that agree up to a random place, so that every byte decides sometimes.
      let left = generator.bytes(32)
      var right = left
      right[Int.random(in: 0..<32, using: &generator)] = generator.bytes(1)[0]
      let precedes = left.lexicographicallyPrecedes(right)
      #expect(try (Point(bytes: left) < Point(bytes: right)) == precedes)
      #expect(try (Point(bytes: left) == Point(bytes: right)) == (left == right))
      let (start, other) = (left[..<16], right[..<16])
      #expect(
        try (Tag(bytes: start) < Tag(bytes: other)) == start.lexicographicallyPrecedes(other))
      #expect(try (Tag(bytes: start) == Tag(bytes: other)) == (start == other))
    }
  }

  @Test("Bytes in, the same bytes out", arguments: [43])
  func roundTrip(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bytes = generator.bytes(48)
    var written: [UInt8] = []
    try Point(bytes: bytes[..<32]).append(to: &written)
    try Tag(bytes: bytes[32...]).append(to: &written)
    #expect(written == bytes)
    #expect(try Point(bytes: bytes[..<32]).bytes == Array(bytes[..<32]))
    #expect(try Tag(bytes: bytes[32...]).bytes == Array(bytes[32...]))
    #expect(throws: CryptographyError.length(expected: 32, found: 31)) {
      try Point(bytes: bytes[..<31])
    }
    #expect(throws: CryptographyError.length(expected: 16, found: 17)) {
      try Tag(bytes: bytes[..<17])
    }
  }

  @Test("Canonical is below p with the top bit clear")
  func canonical() throws {
    func isCanonical(_ low: UInt8, _ middle: UInt8, _ high: UInt8) throws -> Bool {
      try Point(bytes: [low] + [UInt8](repeating: middle, count: 30) + [high]).isCanonical
    }
    #expect(try isCanonical(0, 0, 0) && isCanonical(0xec, 0xff, 0x7f))
    #expect(try isCanonical(0xff, 0xfe, 0x7f) && isCanonical(0xff, 0xff, 0x7e))
    for low in 0xed...0xff as ClosedRange<UInt8> { #expect(try !isCanonical(low, 0xff, 0x7f)) }
    #expect(try !isCanonical(0, 0, 0x80) && !isCanonical(9, 0, 0xff))
    // One byte short of all ones, at each place, is below p again.
    for place in 1..<31 {
      var bytes: [UInt8] = [0xff] + [UInt8](repeating: 0xff, count: 30) + [0x7f]
      bytes[place] = 0xfe
      #expect(try Point(bytes: bytes).isCanonical)
    }
  }

  @Test("A tag is the start of SHA-256 over domain and point", arguments: [44])
  func tag(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let domain = Array("lacuna test tag".utf8)
    let points = try (0..<20).map { _ in try Point(bytes: generator.bytes(32)) }
    let tags = try Tag.tags(of: points.span, domain: domain)
    #expect(tags.count == points.count)
    for (point, tag) in zip(points, tags) {
      let digest = try SHA256.digest(domain + point.bytes)
      #expect(tag.bytes == Array(digest.bytes.prefix(16)))
      #expect(try Tag(of: point, domain: domain) == tag)
      #expect(try Tag(of: point, domain: domain + [0]) != tag)
    }
  }
}
