// SPDX-License-Identifier: Apache-2.0

extension WordLine {
  /// Of a longer word each letter counts once, of a shorter one no repetition (account-keys.md 2.3, step 6): for the last word.
  mutating func reduceLastToLetters() {
    let word = range(of: count - 1)
    guard word.count >= 5 else { return }
    var (rest, isLower): (UInt32, Bool) = (0, true)
    for index in word.dropFirst() {
      isLower = isLower && NameText.isLowerCase(bytes[index])
      rest |= Self.bit(of: bytes[index])
    }
    let first = bytes[word.lowerBound]
    guard isLower, NameText.isLowerCase(first), (rest | Self.bit(of: first)) & ~Self.roman != 0
    else { return }
    var end = word.lowerBound + 1
    func keep(_ byte: UInt8) {
      bytes[end] = byte
      end += 1
    }
    if word.count >= 7 {
      // There are never more letters than the word has bytes.
      while rest != 0 {
        keep(0x61 + UInt8(truncatingIfNeeded: rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    } else {
      var before: UInt8 = 0
      for index in word.dropFirst() {
        let byte = bytes[index]
        if byte != before { keep(byte) }
        before = byte
      }
    }
    shortenLast(to: end)
  }

  private static func bit(of letter: UInt8) -> UInt32 { 1 << UInt32((letter &- 0x61) & 31) }

  private static let roman = "ivxlcdm".utf8.reduce(UInt32(0)) { $0 | bit(of: $1) }
}
