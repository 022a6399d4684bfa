// SPDX-License-Identifier: Apache-2.0

/// Eight bytes a word, first byte uppermost, so that comparing words in order compares the bytes in
/// order: what sorts points and tags at the speed of integers.
struct BigEndianWords<let wordCount: Int>: Sendable {
  var words = InlineArray<wordCount, UInt64>(repeating: 0)

  static var byteCount: Int { 8 * wordCount }

  init(_ bytes: Span<UInt8>) throws(CryptographyError) {
    guard bytes.count == Self.byteCount else {
      throw .length(expected: Self.byteCount, found: bytes.count)
    }
    for index in bytes.indices {
      words[index / 8] = words[index / 8] << 8 | UInt64(bytes[index])
    }
  }

  func byte(_ index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: words[index / 8] >> UInt64(56 - 8 * (index % 8)))
  }

  func append(to bytes: inout [UInt8]) {
    for index in 0..<Self.byteCount { bytes.append(byte(index)) }
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.byteCount)
    append(to: &bytes)
    return bytes
  }
}

extension BigEndianWords: Hashable {
  static func == (left: Self, right: Self) -> Bool {
    for index in 0..<wordCount where left.words[index] != right.words[index] { return false }
    return true
  }

  func hash(into hasher: inout Hasher) {
    for index in 0..<wordCount { hasher.combine(words[index]) }
  }
}

extension BigEndianWords: Comparable {
  static func < (left: Self, right: Self) -> Bool {
    for index in 0..<wordCount where left.words[index] != right.words[index] {
      return left.words[index] < right.words[index]
    }
    return false
  }
}
