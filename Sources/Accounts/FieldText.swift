// SPDX-License-Identifier: Apache-2.0

/// How the text of a field is trimmed and compared. Everything works on UTF-8 bytes and folds ASCII
/// only, so that no result depends on a locale or on a version of Unicode.
enum FieldText {
  /// The field without blanks, controls and invisible characters at either end:
  /// U+0000 to U+0020, U+007F, U+00A0, U+00AD, U+2000 to U+200F, U+2028 to U+202F, U+205F, U+2060,
  /// U+3000, U+FEFF.
  @inline(__always)
  static func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    mayBeTrimmed(field) ? withoutInvisibleEnds(field) : field
  }

  /// Whether the field begins and ends with a visible character of ASCII, as most do: then there is nothing to trim.
  @inline(__always)
  static func hasVisibleEnds(_ field: Span<UInt8>) -> Bool {
    let visible: ClosedRange<UInt8> = 0x21...0x7E
    return !field.isEmpty && visible.contains(field[0])
      && visible.contains(field[field.count - 1])
  }

  private static func withoutInvisibleEnds(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if field.isEmpty { return field }
    var field = field
    while let length = invisibleLength(field) { field = field.dropFirst(length) }
    while let length = (1...3).first(where: { isInvisible(field.suffix($0), length: $0) }) {
      field = field.dropLast(length)
    }
    return field
  }

  /// Whether a character at one of the field's ends may be one that trimming takes.
  @inline(__always)
  private static func mayBeTrimmed(_ field: ArraySlice<UInt8>) -> Bool {
    let bytes = field.span
    let count = bytes.count
    if hasVisibleEnds(bytes) { return false }
    guard count > 0 else { return false }
    guard isVisibleLead(bytes[0]) else { return true }
    let last = bytes[count - 1]
    if last < 0x80 { return !isVisibleLead(last) }
    // The end of a character of two or three bytes.
    return count < 3 || !isVisibleLead(bytes[count - 2]) || !isVisibleLead(bytes[count - 3])
  }

  /// Whether no character that trimming takes begins with this byte.
  static func isVisibleLead(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x20, 0x7F, 0xC2, 0xE2, 0xE3, 0xEF: false
    default: true
    }
  }

  static func trimmed(_ text: String) -> String {
    String(decoding: trimmed(ArraySlice(text.utf8)), as: UTF8.self)
  }

  /// The text for comparing headers and values: ASCII letters in lower case, ASCII digits, and every
  /// non-ASCII byte; all else is dropped. `Open Opportunity` equals `open_opportunity`.
  static func folded(_ text: some Sequence<UInt8>) -> [UInt8] {
    text.compactMap { byte in
      switch byte {
      case 0x61...0x7A, 0x30...0x39, 0x80...: byte
      case 0x41...0x5A: byte + 0x20
      default: nil
      }
    }
  }

  static func folded(_ text: String) -> String {
    String(decoding: folded(text.utf8), as: UTF8.self)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether the byte is a letter of ASCII, in either case.
  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(asciiLower(byte)) }

  static func asciiLower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }

  /// How many bytes the first character of the field has, if it is one that trimming takes.
  static func invisibleLength(_ field: ArraySlice<UInt8>) -> Int? {
    (1...3).first { isInvisible(field.prefix($0), length: $0) }
  }

  private static func isInvisible(_ bytes: ArraySlice<UInt8>, length: Int) -> Bool {
    guard bytes.count == length, let first = bytes.first, let last = bytes.last else {
      return false
    }
    switch length {
    case 1: return first <= 0x20 || first == 0x7F
    case 2: return first == 0xC2 && (last == 0xA0 || last == 0xAD)
    default:
      switch (first, bytes[bytes.startIndex + 1], last) {
      case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xA8...0xAF): return true
      case (0xE2, 0x81, 0x9F...0xA0), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): return true
      default: return false
      }
    }
  }
}
