// SPDX-License-Identifier: Apache-2.0

/// `="001"`: how exports keep a spreadsheet from taking a text for a number. Its quotes stand inside a field, which CSV forbids, and
/// yet mean one thing alone.
enum FormulaQuotes {
  private static let quote = UInt8(ascii: "\"")
  private static let equals = UInt8(ascii: "=")
  private static let space = UInt8(ascii: " ")

  /// The line with blanks for the three characters around the text of each such field, which must hold no delimiter; as long as it was.
  ///
  /// - Parameter line: the beginning of a row, with its line end.
  static func blanked(_ line: ArraySlice<UInt8>, delimiter: UInt8) -> ArraySlice<UInt8> {
    guard zip(line, line.dropFirst()).contains(where: { $0 == equals && $1 == quote }) else {
      return line
    }
    var result = line
    var place = line.startIndex
    while place < line.endIndex {
      let field = line[place...].drop { $0 == space }
      if let close = closingQuote(of: field, delimiter) {
        for index in [field.startIndex, field.startIndex + 1, close] { result[index] = space }
      }
      place = end(of: field, delimiter) + 1
    }
    return result
  }

  /// Where the text of a field that is wholly `="text"` ends.
  private static func closingQuote(of field: ArraySlice<UInt8>, _ delimiter: UInt8) -> Int? {
    guard field.starts(with: [equals, quote]) else { return nil }
    let text = field.dropFirst(2)
    guard let close = text.firstIndex(of: quote), !text[..<close].contains(delimiter) else {
      return nil
    }
    let next = text[close...].dropFirst().first { $0 != space }
    return next == nil || next == delimiter || next == 0x0A || next == 0x0D ? close : nil
  }

  /// Where the delimiter after a field stands, or the line ends.
  private static func end(of field: ArraySlice<UInt8>, _ delimiter: UInt8) -> Int {
    var isQuoted = false
    for place in field.indices {
      // Doubled quotes close and open again.
      if field[place] == quote, isQuoted || field.first == quote { isQuoted.toggle() }
      if field[place] == delimiter, !isQuoted { return place }
    }
    return field.endIndex
  }
}
