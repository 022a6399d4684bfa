// SPDX-License-Identifier: Apache-2.0

/// The lines of a list as UTF-8. Which encoding a file without a mark has, its first line with a byte outside ASCII
/// decides; a later line that speaks against it refuses the file (Protocols/import.md, section 2).
struct LineDecoder {
  private(set) var encoding = TextEncoding.ascii
  /// Whether lines end in CR alone, as classic Mac programs write them.
  private var endsInCarriageReturn = false

  /// - Parameter isUnicode: the file says so itself, and only UTF-8 can come.
  mutating func decoded(
    _ line: ArraySlice<UInt8>, number: Int, isUnicode: Bool
  ) throws(AccountsError) -> ArraySlice<UInt8> {
    if number == 1 { endsInCarriageReturn = line.last == 0x0D }
    if line.allSatisfy({ $0 < 0x80 }) { return line }
    if isUnicode || encoding == .ascii && String(validating: line, as: UTF8.self) != nil {
      encoding = .utf8
    }
    if encoding == .ascii { encoding = endsInCarriageReturn ? .macRoman : .windows1252 }
    if encoding == .utf8 {
      guard String(validating: line, as: UTF8.self) == nil else { return line }
      let offset = UTF8Text.firstFault(in: line) ?? 0
      throw .notText(TextPosition(line: number, in: line, at: offset))
    }
    return try converted(line, number)
  }

  /// From an encoding of one byte a character.
  private func converted(
    _ line: ArraySlice<UInt8>, _ number: Int
  ) throws(AccountsError) -> ArraySlice<UInt8> {
    var text: [UInt8] = []
    text.reserveCapacity(line.count + line.count / 4)
    for index in line.indices {
      let byte = line[index]
      if byte < 0x80 {
        text.append(byte)
        continue
      }
      guard let scalar = encoding.scalar(of: byte), !isUTF8(line[index...]),
        !isDoubtful(line, index),
        let bytes = UTF8.encode(scalar)
      else { throw .notText(TextPosition(line: number, column: 1 + index - line.startIndex)) }
      text += bytes
    }
    return text[...]
  }

  /// Whether the text begins with a character of UTF-8. In Mac Roman a quote and an accented capital may look like one; only
  /// what accents and quotes are in UTF-8 is told from that.
  private func isUTF8(_ text: ArraySlice<UInt8>) -> Bool {
    guard UTF8Text.length(of: text) != nil else { return false }
    return encoding == .windows1252 || text.first == 0xC3 || text.first == 0xE2
  }

  /// Whether the byte says that the file is in yet another encoding: a symbol between letters, as Polish and Czech letters
  /// look in Windows-1252, or three accented letters in a row, as Cyrillic and Greek do.
  private func isDoubtful(_ line: ArraySlice<UInt8>, _ index: Int) -> Bool {
    guard encoding == .windows1252 else { return false }
    func byte(_ place: Int) -> UInt8 { line.indices.contains(place) ? line[place] : 0 }
    let (before, byteHere, after) = (byte(index - 1), line[index], byte(index + 1))
    if byteHere >= 0xC0 && before >= 0xC0 && after >= 0xC0 { return true }
    let isBetween = Self.isLetter(before) && Self.isLetter(after)
    return isBetween && Self.symbols.contains(byteHere)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    FieldText.isLetter(byte) || byte >= 0xC0
  }

  /// What no word of a Western language has inside: signs, fractions and small figures.
  private static let symbols: Set<UInt8> = [
    0x8A, 0x8C, 0x8E, 0x9F, 0xA1, 0xA2, 0xA3, 0xA5, 0xA6, 0xA8, 0xAC, 0xAF, 0xB1, 0xB2, 0xB3, 0xB8,
    0xB9, 0xBC, 0xBD, 0xBE, 0xBF,
  ]
}

/// Well-formed UTF-8, sequence by sequence (RFC 3629).
enum UTF8Text {
  /// Where the first byte stands that belongs to no sequence, from the start of the text.
  static func firstFault(in text: ArraySlice<UInt8>) -> Int? {
    var rest = text
    while let byte = rest.first {
      guard let length = byte < 0x80 ? 1 : length(of: rest) else {
        return rest.startIndex - text.startIndex
      }
      rest = rest.dropFirst(length)
    }
    return nil
  }

  /// How long the sequence of two to four bytes is with which the text begins; nil where it begins with none.
  static func length(of text: ArraySlice<UInt8>) -> Int? { length(of: text.span) }

  static func length(of text: Span<UInt8>) -> Int? {
    guard !text.isEmpty else { return nil }
    let first = text[0]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if first == 0xE0 { second = 0xA0...0xBF }
      if first == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if first == 0xF0 { second = 0x90...0xBF }
      if first == 0xF4 { second = 0x80...0x8F }
    default: return nil
    }
    guard text.count >= length, second.contains(text[1]) else { return nil }
    for index in 2..<length where !(0x80...0xBF).contains(text[index]) { return nil }
    return length
  }
}
