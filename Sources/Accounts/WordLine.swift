// SPDX-License-Identifier: Apache-2.0

/// Words one after another with one space between them, in a space of fixed size: what `QuickName` works on.
///
/// It never allocates. Whatever does not fit is refused, and the general way takes the name.
struct WordLine: ~Copyable {
  static let byteLimit = 192
  static let wordLimit = 24

  private(set) var bytes = InlineArray<192, UInt8>(repeating: 0)
  private var starts = InlineArray<24, UInt8>(repeating: 0)
  private var ends = InlineArray<24, UInt8>(repeating: 0)
  /// How many bytes and words there are.
  private(set) var length = 0
  private(set) var count = 0

  /// Where all words stand, joined.
  var all: Range<Int> { 0..<length }

  var copy: [UInt8] {
    var copy: [UInt8] = []
    copy.reserveCapacity(length)
    for index in 0..<length { copy.append(bytes[index]) }
    return copy
  }

  /// Where some words stand, joined.
  func range(of words: Range<Int>) -> Range<Int> {
    Int(starts[words.lowerBound])..<Int(ends[words.upperBound - 1])
  }

  func range(of word: Int) -> Range<Int> { Int(starts[word])..<Int(ends[word]) }

  func first(of word: Int) -> UInt8 { bytes[Int(starts[word])] }
  func last(of word: Int) -> UInt8 { bytes[Int(ends[word]) - 1] }
  func length(of word: Int) -> Int { Int(ends[word]) - Int(starts[word]) }

  /// Whether a word is one character.
  func isSingle(_ word: Int) -> Bool { NameText.length(of: first(of: word)) == length(of: word) }

  mutating func removeAll() { (length, count) = (0, 0) }

  mutating func removeLast() {
    count -= 1
    length = count == 0 ? 0 : Int(ends[count - 1])
  }

  /// Begins a word; false where there is no room for one more.
  mutating func begin() -> Bool {
    guard count < Self.wordLimit, length + 1 < Self.byteLimit else { return false }
    if count > 0 {
      bytes[length] = 0x20
      length += 1
    }
    starts[count] = UInt8(truncatingIfNeeded: length)
    ends[count] = UInt8(truncatingIfNeeded: length)
    count += 1
    return true
  }

  /// Appends to the last word.
  mutating func append(_ byte: UInt8) -> Bool {
    guard length < Self.byteLimit else { return false }
    bytes[length] = byte
    length += 1
    ends[count - 1] = UInt8(truncatingIfNeeded: length)
    return true
  }

  mutating func append(_ word: Span<UInt8>) -> Bool {
    guard length + word.count <= Self.byteLimit else { return false }
    for index in word.indices { bytes[length + index] = word[index] }
    length += word.count
    ends[count - 1] = UInt8(truncatingIfNeeded: length)
    return true
  }

  /// Joins the last word to the one before it.
  mutating func joinLast() {
    for index in Int(starts[count - 1])..<length { bytes[index - 1] = bytes[index] }
    length -= 1
    count -= 1
    ends[count - 1] = UInt8(truncatingIfNeeded: length)
  }

  func equals(_ other: borrowing WordLine) -> Bool {
    guard length == other.length else { return false }
    for index in 0..<length where bytes[index] != other.bytes[index] { return false }
    return true
  }

  /// Whether a word stands before another by their bytes.
  func precedes(_ first: Int, _ second: Int) -> Bool {
    let (one, two) = (Int(starts[first]), Int(starts[second]))
    let (oneLength, twoLength) = (length(of: first), length(of: second))
    var index = 0
    while index < oneLength && index < twoLength {
      let (left, right) = (bytes[one + index], bytes[two + index])
      if left != right { return left < right }
      index += 1
    }
    return oneLength < twoLength
  }
}
