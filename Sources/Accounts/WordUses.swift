// SPDX-License-Identifier: Apache-2.0

/// What the table *words* says of a word or phrase, in one number, so that one lookup tells all of it.
struct WordUses: OptionSet, Sendable {
  var rawValue: UInt32

  static let placeholder = WordUses(rawValue: 1 << 0)
  static let common = WordUses(rawValue: 1 << 1)
  /// A whole phrase that says what a company is in law, or a note.
  static let ending = WordUses(rawValue: 1 << 2)
  static let front = WordUses(rawValue: 1 << 3)
  static let last = WordUses(rawValue: 1 << 4)
  static let value = WordUses(rawValue: 1 << 5)
  /// It is idle, in the spelling that it gets.
  static let idle = WordUses(rawValue: 1 << 6)

  private static let endingShift: UInt32 = 8
  private static let spellingShift: UInt32 = 16

  /// The words of the longest ending that ends in this word, at most 255.
  var longestEnding: Int {
    get { Int(rawValue >> Self.endingShift & 0xFF) }
    set { rawValue |= UInt32(truncatingIfNeeded: min(newValue, 0xFF)) << Self.endingShift }
  }

  /// The number of its other spelling, from 1; 0 where it has none.
  var spelling: Int {
    get { Int(rawValue >> Self.spellingShift) }
    set { rawValue |= UInt32(truncatingIfNeeded: newValue) << Self.spellingShift }
  }
}

/// What is known of the words of a line: four bytes each in a room.
struct LineUses {
  let bytes: FixedBytes

  subscript(word: Int) -> WordUses {
    get { WordUses(rawValue: bytes[number: word]) }
    nonmutating set { bytes[number: word] = newValue.rawValue }
  }
}
