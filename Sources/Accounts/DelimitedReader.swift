// SPDX-License-Identifier: Apache-2.0

/// Reads a delimited text file chunk by chunk: header first, then rows with the line each begins on.
///
/// UTF-8 with or without byte order mark; lines end in LF, CRLF or CR; the delimiter is whichever of
/// comma, semicolon and tab is most frequent in the header line outside quotes. A row with more or
/// fewer fields than the header is rejected alone; whatever makes the rest of the file doubtful
/// refuses the file. Memory holds one chunk and one row. Give a file's bytes to `rows(in:)` in order,
/// then call `finish()` once.
package struct DelimitedReader: ~Copyable {
  /// The longest row, in bytes: an unclosed quote must not swallow the rest of a file.
  package static let rowLimit = 1 << 20
  package static let columnLimit = 4096

  /// The header's names, trimmed; empty until the header line is complete.
  package private(set) var header: [String] = []
  /// Rows seen, rejected ones among them; blank rows and the header are not.
  package private(set) var rowCount = 0
  package private(set) var blankRowCount = 0
  package private(set) var rejections: [Rejection] = []

  /// A row that was left out because it does not have the header's number of fields.
  package struct Rejection: Sendable, Equatable {
    package let line: Int
    package let fields: Int
    package let expectedFields: Int

    package init(line: Int, fields: Int, expectedFields: Int) {
      self.line = line
      self.fields = fields
      self.expectedFields = expectedFields
    }
  }

  private var parser: DelimitedParser?
  private var lines = LineSplitter()
  /// The header line while the delimiter is not yet known.
  private var headerBytes: [UInt8] = []
  private var line = 1
  private var rowLine = 1
  private var rowLength = 0
  private var hasBytes = false

  package init() {}

  /// The rows that end in this chunk.
  package mutating func rows(in chunk: [UInt8]) throws(AccountsError) -> [DelimitedRow] {
    var rows: [DelimitedRow] = []
    hasBytes = hasBytes || !chunk.isEmpty
    for piece in lines.pieces(of: chunk) {
      try check(piece)
      if parser != nil {
        try feed(piece.bytes, into: &rows)
      } else {
        headerBytes += piece.bytes
        if piece.endsLine && !Self.isInsideQuotes(headerBytes) { try startParsing(into: &rows) }
      }
      if piece.endsLine { advanceLine() }
    }
    return rows
  }

  /// The last row, where the file does not end in a newline, after the checks of the whole file.
  package mutating func finish() throws(AccountsError) -> [DelimitedRow] {
    guard hasBytes else { throw .emptyFile }
    var rows: [DelimitedRow] = []
    if parser == nil { try startParsing(into: &rows) }
    if let parser {
      guard parser.finish() != .malformed else { throw .unclosedQuote(line: rowLine) }
      try take(from: parser, into: &rows)
    }
    guard !header.isEmpty else { throw .emptyFile }
    guard rowCount > 0 else { throw .headerOnly }
    guard rejections.count < rowCount else { throw .noRowFits(columns: header.count) }
    return rows
  }

  private mutating func check(_ piece: LineSplitter.Piece) throws(AccountsError) {
    if line == 1 && headerBytes.isEmpty && parser == nil {
      let start = piece.bytes.prefix(2)
      if start == [0xFF, 0xFE] || start == [0xFE, 0xFF] { throw .utf16 }
    }
    if piece.bytes.contains(0) {
      // Text of the Latin alphabet in UTF-16 without a mark has a zero in every second byte.
      throw line == 1 && piece.bytes.count(where: { $0 == 0 }) > 2 ? .utf16 : .nulByte(line: line)
    }
    rowLength += piece.bytes.count
    if rowLength > Self.rowLimit {
      throw .recordTooLong(line: rowLine, limit: Self.rowLimit)
    }
  }

  private mutating func advanceLine() {
    line += 1
    if rowLength == 0 { rowLine = line }
  }

  private mutating func startParsing(into rows: inout [DelimitedRow]) throws(AccountsError) {
    var bytes = ArraySlice(headerBytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if FieldText.trimmed(bytes).isEmpty {
      (headerBytes, rowLength) = ([], 0)
      return
    }
    parser = DelimitedParser(delimiter: Self.delimiter(of: bytes))
    headerBytes = []
    try feed(bytes, into: &rows)
  }

  private mutating func feed(
    _ bytes: ArraySlice<UInt8>, into rows: inout [DelimitedRow]
  ) throws(AccountsError) {
    guard let parser else { return }
    switch parser.feed(bytes) {
    case .open: break
    case .malformed: throw .malformedQuotes(line: rowLine)
    case .ended: try take(from: parser, into: &rows)
    }
  }

  /// Takes the row that ended: as header, as row, or as a rejection.
  private mutating func take(
    from parser: DelimitedParser, into rows: inout [DelimitedRow]
  ) throws(AccountsError) {
    rowLength = 0
    guard let row = parser.takeRow(line: rowLine) else { return }
    guard row.isUTF8 else { throw .invalidUTF8(line: row.line) }
    if header.isEmpty {
      guard row.count <= Self.columnLimit else { throw .tooManyColumns(limit: Self.columnLimit) }
      header = (0..<row.count).map {
        String(decoding: FieldText.trimmed(row[$0]), as: UTF8.self)
      }
    } else if row.isBlank {
      blankRowCount += 1
    } else {
      rowCount += 1
      if row.count == header.count {
        rows.append(row)
      } else {
        rejections.append(
          Rejection(line: row.line, fields: row.count, expectedFields: header.count))
      }
    }
  }

  private static func isInsideQuotes(_ bytes: [UInt8]) -> Bool {
    !bytes.count(where: { $0 == UInt8(ascii: "\"") }).isMultiple(of: 2)
  }

  /// The most frequent candidate outside quotes; comma, then semicolon, among equals.
  private static func delimiter(of header: ArraySlice<UInt8>) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    var counts = [0, 0, 0]
    var isQuoted = false
    for byte in header {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }
}
