// SPDX-License-Identifier: Apache-2.0

/// Lines of UTF-8 to rows, with the place of whatever makes them doubtful.
struct RowReader {
  private let parser: DelimitedParser
  let delimiter: UInt8
  /// The line on which the present row begins.
  private var rowLine = 1
  private var lastLine = 1
  private var rowLength = 0
  /// Where the quote opened that no line so far has closed.
  private var openQuote: TextPosition?

  /// Whether a row has begun that has not ended.
  var isOpen: Bool { rowLength > 0 }

  init(delimiter: UInt8) {
    self.delimiter = delimiter
    parser = DelimitedParser(delimiter: delimiter)
  }

  /// The row that ends with this line, if one does and it is not blank.
  mutating func feed(
    _ text: ArraySlice<UInt8>, line: Int
  ) throws(AccountsError) -> DelimitedRow? {
    if rowLength == 0 { rowLine = line }
    lastLine = line
    rowLength += text.count
    guard rowLength <= DelimitedReader.rowLimit else {
      throw .recordTooLong(line: rowLine, limit: DelimitedReader.rowLimit)
    }
    var text = text.contains(0) ? try withoutNULs(text, line) : text
    if openQuote == nil { text = FormulaQuotes.blanked(text, delimiter: delimiter) }
    switch parser.feed(text) {
    case .open:
      findOpenQuote(text, line)
      return nil
    case .malformed(let offset):
      throw .malformedQuotes(
        row: rowLine, at: TextPosition(line: line, in: text, at: offset))
    case .ended: return takeRow()
    }
  }

  /// The last row, where the file does not end in a line end.
  mutating func finish() throws(AccountsError) -> DelimitedRow? {
    guard parser.finish() else {
      throw .unclosedQuote(openQuote ?? TextPosition(line: rowLine, column: 1))
    }
    return takeRow()
  }

  private mutating func takeRow() -> DelimitedRow? {
    (rowLength, openQuote) = (0, nil)
    return parser.takeRow(lines: rowLine...max(rowLine, lastLine))
  }

  /// A NUL at an end of a field is padding, and dropped, as trimming would do; elsewhere nobody knows what it stands for.
  private func withoutNULs(
    _ text: ArraySlice<UInt8>, _ line: Int
  ) throws(AccountsError) -> ArraySlice<UInt8> {
    let edges = [delimiter, UInt8(ascii: "\""), 0x0A, 0x0D]
    var kept: [UInt8] = []
    var rest = text
    while let byte = rest.first {
      guard byte == 0 else {
        kept.append(byte)
        rest = rest.dropFirst()
        continue
      }
      let start = rest.startIndex
      rest = rest.drop { $0 == 0 }
      let isPadding =
        kept.last.map(edges.contains) ?? true || rest.first.map(edges.contains) ?? true
      guard isPadding else {
        throw .nulByte(TextPosition(line: line, in: text, at: start - text.startIndex))
      }
    }
    return kept[...]
  }

  /// A quote opens where none is open; the two of a doubled one close and open at the same place.
  private mutating func findOpenQuote(_ text: ArraySlice<UInt8>, _ line: Int) {
    var place = openQuote
    var last = place
    for (offset, byte) in text.enumerated() where byte == UInt8(ascii: "\"") {
      if place != nil {
        place = nil
      } else {
        let isDoubled = offset > 0 && text[text.startIndex + offset - 1] == byte && last != nil
        place = isDoubled ? last : TextPosition(line: line, in: text, at: offset)
        last = place
      }
    }
    openQuote = place
  }
}
