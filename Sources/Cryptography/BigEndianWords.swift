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
    let raw = unsafe bytes.bytes
    for index in 0..<wordCount {
      words[index] = UInt64(
        bigEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
    }
  }

  /// From words as they stand in memory, those at `start` and after it.
  init(inMemory memory: Span<UInt64>, at start: Int) {
    for index in 0..<wordCount { words[index] = UInt64(bigEndian: memory[start + index]) }
  }

  /// Words whose bytes in memory are these bytes.
  func append(inMemory memory: inout [UInt64]) {
    for index in 0..<wordCount { memory.append(words[index].bigEndian) }
  }

  func byte(_ index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: words[index / 8] >> UInt64(56 - 8 * (index % 8)))
  }

  func append(to bytes: inout [UInt8]) {
    for index in 0..<wordCount {
      unsafe withUnsafeBytes(of: words[index].bigEndian) { unsafe bytes.append(contentsOf: $0) }
    }
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
