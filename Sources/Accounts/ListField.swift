// SPDX-License-Identifier: Apache-2.0

/// The text of a field as a person reads it in a table: without what spreadsheets, terminals and twice-decoded files put
/// around it (Protocols/import.md, section 5).
package enum ListField {
  /// Formulas unwrapped to what they show, error values blank, trimmed, blanks of any width single spaces, invisible
  /// characters gone, text that was decoded twice repaired.
  package static func text(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    isPlain(field) ? FieldText.trimmed(field) : singleSpaced(unwrapped(field, .shown))
  }

  /// The same for a set: line ends and runs of blanks stay, for they may part values.
  static func set(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    isPlain(field) ? FieldText.trimmed(field) : unwrapped(field, .shown)
  }

  /// The same for an address: a formula is unwrapped to where it leads.
  package static func address(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    isPlain(field) ? FieldText.trimmed(field) : unwrapped(field, .target)
  }

  /// The text, and whether it had been decoded twice.
  static func reading(
    _ field: consuming ArraySlice<UInt8>
  ) -> (text: ArraySlice<UInt8>, isRepaired: Bool) {
    guard !isPlain(field) else {
      return (FieldText.hasVisibleEnds(field.span) ? field : FieldText.trimmed(field), false)
    }
    return (singleSpaced(unwrapped(field, .shown)), TwiceDecoded.repaired(field) != field)
  }

  /// All three at once.
  static func forms(
    _ field: ArraySlice<UInt8>
  ) -> (text: ArraySlice<UInt8>, set: ArraySlice<UInt8>, address: ArraySlice<UInt8>) {
    guard !isPlain(field) else {
      let text = FieldText.trimmed(field)
      return (text, text, text)
    }
    let set = unwrapped(field, .shown)
    return (singleSpaced(set), set, unwrapped(field, .target))
  }

  static func text(_ text: String) -> String {
    String(decoding: Self.text(ArraySlice(text.utf8)), as: UTF8.self)
  }

  /// Whether a name is none: an error value of a spreadsheet, a number, or punctuation alone.
  static func isNoName(_ field: ArraySlice<UInt8>) -> Bool {
    // No figure and no error value begins with a letter.
    if let first = field.first, FieldText.isLetter(first) { return false }
    let text = FieldText.trimmed(field)
    guard let first = text.first, !FieldText.isLetter(first) else { return false }
    let hasWord = text.contains {
      FieldText.isLetter($0) || FieldText.isDigit($0) || $0 >= 0x80
    }
    return !hasWord || FormulaText.isError(text) || NumberText.isFigure(text)
  }

  /// Nothing but words of ASCII with single spaces between them, and no sign of a formula.
  private static func isPlain(_ field: ArraySlice<UInt8>) -> Bool {
    if let first = field.first, first == UInt8(ascii: "=") || first == UInt8(ascii: "#") {
      return false
    }
    let bytes = field.span
    guard bytes.count >= 8 else { return isPlainShort(bytes) }
    // Words of eight bytes that overlap by one, so that each pair of bytes stands in one of them.
    var place = 0
    while place + 8 < bytes.count {
      if !PlainWord.isPlain(bytes, at: place) { return false }
      place += 7
    }
    return PlainWord.isPlain(bytes, at: bytes.count - 8)
  }

  private static func isPlainShort(_ bytes: Span<UInt8>) -> Bool {
    var before: UInt8 = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if byte >= 0x7F || byte < 0x20 || byte == 0x20 && before == 0x20 { return false }
      before = byte
    }
    return true
  }

  private static func unwrapped(
    _ field: ArraySlice<UInt8>, _ part: FormulaText.Part
  ) -> ArraySlice<UInt8> {
    // Before trimming: a soft hyphen may be half of a letter.
    let text = FieldText.trimmed(TwiceDecoded.repaired(field))
    if FormulaText.isError(text) { return [] }
    return FieldText.trimmed(FormulaText.unwrapped(text, part))
  }

  private static func singleSpaced(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = firstUnusual(field) else { return field }
    var text = Array(field[..<first])
    text.reserveCapacity(field.count)
    var rest = field[first...]
    while let byte = rest.first {
      guard !FieldText.isVisibleLead(byte), let length = FieldText.invisibleLength(rest) else {
        text.append(byte)
        rest = rest.dropFirst()
        continue
      }
      let character = rest.prefix(length)
      rest = rest.dropFirst(length)
      if !isWithoutWidth(character), text.last != 0x20 { text.append(0x20) }
    }
    return text[...]
  }

  /// Where the first character stands that may be dropped or become a space; nil where none does.
  private static func firstUnusual(_ field: ArraySlice<UInt8>) -> Int? {
    let bytes = field.span
    var before: UInt8 = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if !FieldText.isVisibleLead(byte), byte != 0x20 || before == 0x20 {
        return field.startIndex + index
      }
      before = byte
    }
    return nil
  }

  /// Soft hyphen, zero-width characters, marks of direction; NUL and DEL.
  private static func isWithoutWidth(_ character: ArraySlice<UInt8>) -> Bool {
    switch Array(character) {
    case [0x00], [0x7F], [0xC2, 0xAD], [0xE2, 0x81, 0xA0], [0xEF, 0xBB, 0xBF]: true
    case let bytes where bytes.starts(with: [0xE2, 0x80]):
      bytes.last.map { (0x8B...0x8F).contains($0) || (0xAA...0xAE).contains($0) } ?? false
    default: false
    }
  }
}

/// Eight bytes at a time.
private enum PlainWord {
  /// Whether eight bytes are visible characters of ASCII and single spaces.
  ///
  /// - Parameter place: at least eight bytes before the end.
  static func isPlain(_ bytes: Span<UInt8>, at place: Int) -> Bool {
    let (word, ones, highs) = (ByteWord.load(bytes, at: place), ByteWord.ones, ByteWord.highs)
    // A byte below 0x20 borrows, and one from 0x7F on carries into its high bit.
    let controls = (word &- 0x20 &* ones) & ~word & highs
    let others = (word | (word &+ ones)) & highs
    guard controls | others == 0 else { return false }
    // All below 0x7F: the high bit of a sum stays clear for a space alone.
    let spaces = ~((word ^ 0x20 &* ones) &+ 0x7F &* ones) & highs
    return spaces & spaces >> 8 == 0
  }
}

/// What a spreadsheet writes into a field of text.
enum FormulaText {
  /// Which part of a link is meant.
  enum Part {
    case shown, target
  }

  private static let quote = UInt8(ascii: "\"")

  /// The text of `="..."`, and the label or the target of `=HYPERLINK("...","...")`. Any other text that begins as a formula
  /// does is kept as it stands: nothing is computed.
  static func unwrapped(_ field: ArraySlice<UInt8>, _ part: Part) -> ArraySlice<UInt8> {
    guard field.first == UInt8(ascii: "=") else { return field }
    if let (text, rest) = literal(field.dropFirst()), rest.isEmpty { return text }
    let start = field.prefix(link.count).map(FieldText.asciiLower)
    guard start == link, field.last == UInt8(ascii: ")"),
      let (target, rest) = literal(field.dropFirst(link.count))
    else { return field }
    let separator = rest.first
    if separator == UInt8(ascii: ")"), rest.count == 1 { return target }
    guard separator == UInt8(ascii: ",") || separator == UInt8(ascii: ";"),
      let (label, end) = literal(FieldText.trimmed(rest.dropFirst())), end.count == 1
    else { return field }
    return part == .target || label.isEmpty ? target : label
  }

  /// Excel's error values, where a formula had no result.
  static func isError(_ field: ArraySlice<UInt8>) -> Bool {
    guard field.first == UInt8(ascii: "#"), field.count <= 14 else { return false }
    return errors.contains(field.map(FieldText.asciiLower))
  }

  /// A text in quotes, those inside it doubled, and what follows.
  private static func literal(
    _ field: ArraySlice<UInt8>
  ) -> (text: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
    guard field.first == quote else { return nil }
    var text: [UInt8] = []
    var rest = field.dropFirst()
    while let byte = rest.first {
      rest = rest.dropFirst()
      if byte != quote {
        text.append(byte)
      } else if rest.first == quote {
        text.append(quote)
        rest = rest.dropFirst()
      } else {
        return (text[...], rest)
      }
    }
    return nil
  }

  private static let link = Array("=hyperlink(".utf8)
  private static let errors = Set(
    [
      "#n/a", "#name?", "#ref!", "#value!", "#div/0!", "#null!", "#num!", "#spill!", "#calc!",
      "#getting_data", "#field!", "#blocked!", "#unknown!", "#connect!",
    ].map { Array($0.utf8) })
}

/// UTF-8 that was once read as Windows-1252 and written as UTF-8 again: `Ã©` for `é`.
enum TwiceDecoded {
  /// The text before that, where all that is outside ASCII turns into well-formed UTF-8 and some of it into what such files
  /// show; else the text as it is.
  static func repaired(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard mayBe(field), let text = String(validating: field, as: UTF8.self) else { return field }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let byte = TextEncoding.windows1252Byte(of: scalar) else { return field }
      bytes.append(byte)
    }
    var sequences: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while let byte = rest.first {
      guard byte >= 0x80 else {
        rest = rest.dropFirst()
        continue
      }
      guard let length = UTF8Text.length(of: rest) else { return field }
      sequences.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    // One pair such as U+00DC U+00AE may be meant; two of them, or Latin text, or three characters, cannot.
    let isCertain =
      sequences.count > 1
      || sequences.contains { $0.count > 2 || $0.first.map { $0 <= 0xC5 } ?? false }
    return isCertain ? bytes[...] : field
  }

  /// Whether one of U+00C2 to U+00F4 stands before something outside ASCII.
  private static func mayBe(_ field: ArraySlice<UInt8>) -> Bool {
    var rest = field
    while let place = rest.firstIndex(of: 0xC3) {
      rest = rest[(place + 1)...]
      if let next = rest.first, (0x82...0xB4).contains(next), let after = rest.dropFirst().first,
        after >= 0x80
      {
        return true
      }
    }
    return false
  }
}
