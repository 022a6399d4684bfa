// SPDX-License-Identifier: Apache-2.0

extension WordLine {
  /// Adds a word, of a longer one each letter once, of a shorter one no repetition (account-keys.md 2.3, step 6); false where
  /// there is no room for it.
  mutating func addLetters(_ word: Range<Int>, of other: FixedBytes) -> Bool {
    guard word.count >= 5 else { return add(word, of: other) }
    let first = other[word.lowerBound]
    var (rest, isLower): (UInt32, Bool) = (0, NameText.isLowerCase(first))
    for index in word.dropFirst() {
      let byte = other[index]
      isLower = isLower && NameText.isLowerCase(byte)
      rest |= Self.bit(of: byte)
    }
    guard isLower, (rest | Self.bit(of: first)) & ~Self.roman != 0 else {
      return add(word, of: other)
    }
    guard begin(word.count) else { return false }
    var end = length
    bytes[end] = first
    end += 1
    if word.count >= 7 {
      // There are never more letters than the word has bytes.
      while rest != 0 {
        bytes[end] = 0x61 + UInt8(truncatingIfNeeded: rest.trailingZeroBitCount)
        end += 1
        rest &= rest - 1
      }
    } else {
      var before: UInt8 = 0
      for index in word.dropFirst() {
        let byte = other[index]
        if byte != before {
          bytes[end] = byte
          end += 1
        }
        before = byte
      }
    }
    self.end(at: end)
    return true
  }

  private static func bit(of letter: UInt8) -> UInt32 { 1 << UInt32((letter &- 0x61) & 31) }

  private static let roman = "ivxlcdm".utf8.reduce(UInt32(0)) { $0 | bit(of: $1) }
}
