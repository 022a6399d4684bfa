// SPDX-License-Identifier: Apache-2.0

/// Takes a text of ASCII from its beginning, piece by piece; what does not fit stays.
struct ByteScanner {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  var isAtEnd: Bool { rest.isEmpty }

  /// How many digits stand here.
  var digits: Int { rest.prefix { FieldText.isDigit($0) }.count }

  /// The letters that stand here, in lower case; nil where none does.
  var word: String? {
    let letters = letterCount
    guard letters > 0 else { return nil }
    return String(decoding: rest.prefix(letters).map(FieldText.asciiLower), as: UTF8.self)
  }

  mutating func skipWord() { rest = rest.dropFirst(letterCount) }

  /// A number, if all its digits are so many; at most eighteen.
  mutating func number(_ count: ClosedRange<Int>) -> Int? {
    let digits = self.digits
    guard count.contains(digits), digits <= 18 else { return nil }
    let number = rest.prefix(digits).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    rest = rest.dropFirst(digits)
    return number
  }

  /// One of some signs.
  mutating func take(_ signs: String) -> UInt8? {
    guard let byte = rest.first, signs.utf8.contains(byte) else { return nil }
    rest = rest.dropFirst()
    return byte
  }

  mutating func take(_ sign: UInt8) -> Bool {
    guard rest.first == sign else { return false }
    rest = rest.dropFirst()
    return true
  }

  private var letterCount: Int {
    rest.prefix { FieldText.isLetter($0) }.count
  }
}
