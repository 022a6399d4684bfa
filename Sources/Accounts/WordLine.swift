// SPDX-License-Identifier: Apache-2.0

/// Words one after another with one space between them, in a room of fixed size: what `QuickName` works on.
///
/// It never allocates. Whatever does not fit is refused, and the general way takes the name.
struct WordLine: ~Copyable {
  static let byteLimit = 126
  static let wordLimit = 32
  /// How many rooms it takes.
  static let rooms = 2

  let bytes: FixedBytes
  /// Where each word begins, and ends: two bytes a word.
  private let places: FixedBytes
  /// How many bytes and words there are.
  private(set) var length = 0
  private(set) var count = 0

  init(_ room: (Int) -> FixedBytes, from number: Int) {
    (bytes, places) = (room(number), room(number + 1))
  }

  /// Where all words stand, joined.
  var all: Range<Int> { 0..<length }

  /// Where some words stand, joined.
  func range(of words: Range<Int>) -> Range<Int> {
    Int(places[2 * (words.lowerBound)])..<Int(places[2 * (words.upperBound - 1) + 1])
  }

  func range(of word: Int) -> Range<Int> { Int(places[2 * word])..<Int(places[2 * word + 1]) }
  func first(of word: Int) -> UInt8 { bytes[Int(places[2 * word])] }
  func last(of word: Int) -> UInt8 { bytes[Int(places[2 * word + 1]) - 1] }
  func length(of word: Int) -> Int { Int(places[2 * word + 1]) - Int(places[2 * word]) }

  /// Whether a word is one character.
  func isSingle(_ word: Int) -> Bool { NameText.length(of: first(of: word)) == length(of: word) }

  /// What the table says of some bytes of the line.
  func uses(_ range: Range<Int>, _ table: NameWords) -> WordUses {
    bytes.with(range) { table.uses(of: $0) }
  }

  mutating func removeAll() { (length, count) = (0, 0) }

  mutating func removeLast() {
    count -= 1
    length = count == 0 ? 0 : Int(places[2 * (count - 1) + 1])
  }

  /// Adds a word; false where there is no room for it.
  mutating func add(_ range: Range<Int>, of other: FixedBytes) -> Bool {
    guard begin(range.count) else { return false }
    append(range, of: other)
    return true
  }

  mutating func add(_ word: [UInt8]) -> Bool {
    guard begin(word.count) else { return false }
    var end = length
    for byte in word {
      bytes[end] = byte
      end += 1
    }
    self.end(at: end)
    return true
  }

  /// Adds to the last word; there is one.
  mutating func extendLast(_ range: Range<Int>, of other: FixedBytes) -> Bool {
    guard length + range.count <= Self.byteLimit else { return false }
    append(range, of: other)
    return true
  }

  /// Begins a word of at most so many bytes; false where there is no room for it.
  mutating func begin(_ most: Int) -> Bool {
    guard count < Self.wordLimit, length + 1 + most <= Self.byteLimit else { return false }
    if count > 0 {
      bytes[length] = 0x20
      length += 1
    }
    places[2 * count] = UInt8(truncatingIfNeeded: length)
    count += 1
    return true
  }

  private mutating func append(_ range: Range<Int>, of other: FixedBytes) {
    bytes.take(range, of: other, at: length)
    end(at: length + range.count)
  }

  /// The word that was begun ends here: its bytes are written.
  mutating func end(at place: Int) {
    length = place
    places[2 * (count - 1) + 1] = UInt8(truncatingIfNeeded: place)
  }

  /// Takes the words of another line.
  mutating func take(_ other: borrowing WordLine) {
    (length, count) = (other.length, other.count)
    bytes.take(other.bytes, length)
    places.take(other.places, 2 * count)
  }

  func equals(_ other: borrowing WordLine) -> Bool {
    guard length == other.length else { return false }
    for index in 0..<length where bytes[index] != other.bytes[index] { return false }
    return true
  }

  /// Whether a word stands before another by their bytes.
  func precedes(_ first: Int, _ second: Int) -> Bool {
    let (one, two) = (Int(places[2 * first]), Int(places[2 * second]))
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
