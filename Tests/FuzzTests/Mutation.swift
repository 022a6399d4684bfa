// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// Random changes of bytes, the kinds that break decoders: bits, lengths, repeats, cuts, parts of other inputs.
struct Mutation {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// One of `inputs` with one to four changes, `limit` bytes at most.
  mutating func next(of inputs: [[UInt8]], limit: Int) -> [UInt8] {
    var bytes = pick(inputs) ?? []
    for _ in 0..<Int.random(in: 1...4, using: &random) { change(&bytes, inputs) }
    return Array(bytes.prefix(limit))
  }

  private mutating func change(_ bytes: inout [UInt8], _ inputs: [[UInt8]]) {
    let start = Int.random(in: 0...bytes.count, using: &random)
    let length = min(Int.random(in: 1...16, using: &random), bytes.count - start)
    let range = start..<start + length
    switch Int.random(in: 0..<8, using: &random) {
    case 0: if length > 0 { bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
    case 1: if length > 0 { bytes[start] = UInt8.random(in: .min ... .max, using: &random) }
    case 2: bytes.removeSubrange(range)
    case 3: bytes.insert(contentsOf: bytes[range], at: start)
    case 4: bytes.insert(contentsOf: random.bytes(Int.random(in: 1...4, using: &random)), at: start)
    // Counts and lengths at the ends of their range.
    case 5:
      let value: UInt8 = pick([0x00, 0x01, 0x7F, 0x80, 0xFF]) ?? 0
      bytes.replaceSubrange(range, with: repeatElement(value, count: length))
    case 6:
      let other = pick(inputs) ?? []
      let from = Int.random(in: 0...other.count, using: &random)
      bytes.insert(contentsOf: other[from..<min(from + 64, other.count)], at: start)
    default:
      let signs = Array("\n\r\t ,;:\"'\\-[]{}&*!#?|>%0129aZ".utf8)
      if let sign = pick(signs) { bytes.insert(sign, at: start) }
    }
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.randomElement(using: &random)
  }
}
