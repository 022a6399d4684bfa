// SPDX-License-Identifier: Apache-2.0

/// Reads a list file chunk by chunk: header first, then rows with the line each begins on (Protocols/import.md).
///
/// UTF-8, UTF-16, Windows-1252 or Mac Roman, also as gzip; lines end in LF, CRLF or CR; the delimiter is the header's.
/// Titles above the header and totals below the rows are no rows. A row may have more or fewer fields than the header:
/// whoever knows the mapping decides. Whatever makes the rest of the file doubtful refuses the file. Memory holds one chunk, one
/// row and the file's first lines. Give a file's bytes to `rows(in:)` in order, then call `finish()` once.
package struct DelimitedReader: ~Copyable {
  /// The longest row, in bytes: an unclosed quote must not swallow the rest of a file.
  package static let rowLimit = 1 << 20
  package static let columnLimit = 4096

  /// The header's names, trimmed; `column 1`, `column 2` where the list has none; empty until they are known.
  package private(set) var header: [String] = []
  /// Whether the list itself names its columns.
  package private(set) var hasHeader = true
  /// Rows given; blank rows, the header and the frame of a report are none.
  package private(set) var rowCount = 0
  package private(set) var blankRowCount = 0
  /// Lines above the header.
  package private(set) var titleLines = 0
  /// Of rows that are no rows: totals, notes below the list, the header once more.
  package var frameLines: [Int] { frame.lines }
  package var encoding: TextEncoding { bytes.isUTF16 ? .utf16 : decoder.encoding }

  private var bytes = ListBytes()
  private var lines = LineSplitter()
  private var decoder = LineDecoder()
  /// The first lines, while the header is not yet found.
  private var head: [ArraySlice<UInt8>] = []
  private var headSize = 0
  private var line = 1
  private var rows: RowReader?
  private var frame = ReportFrame()
  private var hasUnnamedColumn = false

  private let plainRows: PlainRows.Use

  package init() { self.init(plainRows: .wherePossible) }

  init(plainRows: PlainRows.Use) { self.plainRows = plainRows }

  /// The rows that end in this chunk.
  package mutating func rows(in chunk: [UInt8]) throws(AccountsError) -> [DelimitedRow] {
    var texts: [[UInt8]] = []
    var found: [DelimitedRow] = []
    var rest = chunk[...]
    // A slice at a time: gzip may inflate to a thousand times as much.
    while !rest.isEmpty {
      let length = bytes.isOpen ? (bytes.isGzip ? 1 << 12 : rest.count) : ListBytes.openingLength
      try bytes.read(Array(rest.prefix(length))) { text throws(AccountsError) in texts.append(text)
      }
      rest = rest.dropFirst(length)
      for text in texts { try take(text, into: &found) }
      texts = []
    }
    return found
  }

  /// The last rows, after the checks of the whole file.
  package mutating func finish() throws(AccountsError) -> [DelimitedRow] {
    guard bytes.hasBytes else { throw .emptyFile }
    var texts: [[UInt8]] = []
    var found: [DelimitedRow] = []
    try bytes.finish { text throws(AccountsError) in texts.append(text) }
    for text in texts { try take(text, into: &found) }
    let last = lines.finish()
    if !last.isEmpty { try take(line: last, into: &found) }
    if rows == nil { try begin(into: &found) }
    if let row = try rows?.finish() { try take(row, into: &found) }
    frame.finish()
    guard !header.isEmpty else { throw .emptyFile }
    guard rowCount > 0 else { throw .headerOnly }
    return found
  }

  private mutating func take(
    _ text: [UInt8], into found: inout [DelimitedRow]
  ) throws(AccountsError) {
    let cut = lines.lines(of: text)
    var index = 0
    while index < cut.ends.count {
      index = try takePlainRows(of: cut, from: index, into: &found)
      guard index < cut.ends.count else { break }
      let start = index == 0 ? 0 : cut.ends[index - 1]
      try take(line: cut.bytes[start..<cut.ends[index]], into: &found)
      index += 1
    }
    guard lines.rest.count <= Self.rowLimit else {
      throw .recordTooLong(line: line, limit: Self.rowLimit)
    }
  }

  /// Takes lines that are rows as they stand, up to one that may not be; gives its number among the lines.
  private mutating func takePlainRows(
    of cut: LineSplitter.Lines, from start: Int, into found: inout [DelimitedRow]
  ) throws(AccountsError) -> Int {
    guard plainRows == .wherePossible, let rows, !rows.isOpen,
      var plain = PlainRows(cut.bytes, delimiter: rows.delimiter, decoder.encoding)
    else { return start }
    var index = start
    var begin = index == 0 ? 0 : cut.ends[index - 1]
    while index < cut.ends.count, plain.take(begin..<cut.ends[index], line: line) {
      begin = cut.ends[index]
      line += 1
      index += 1
    }
    try plain.forEachTaken { row throws(AccountsError) in
      if !header.isEmpty, frame.isNoPart(row) {
        rowCount += 1
        found.append(row)
      } else {
        try take(row, into: &found)
      }
    }
    return index
  }

  private mutating func take(
    line bytes: ArraySlice<UInt8>, into found: inout [DelimitedRow]
  ) throws(AccountsError) {
    let text = try decoder.decoded(bytes, number: line, isUnicode: self.bytes.marksUnicode)
    line += 1
    if rows != nil { return try feed(text, line: line - 1, into: &found) }
    head.append(text)
    headSize += text.count
    if head.count >= ListHead.lineLimit || headSize >= ListHead.sizeLimit {
      try begin(into: &found)
    }
  }

  /// Finds the header, and reads what was kept of the file's beginning.
  private mutating func begin(into found: inout [DelimitedRow]) throws(AccountsError) {
    let opening = ListHead(head)
    let kept = head
    head = []
    rows = RowReader(delimiter: opening.delimiter)
    (hasHeader, hasUnnamedColumn) = (!opening.isHeaderless, opening.hasUnnamedColumn)
    titleLines = opening.skippedLines
    for (index, text) in kept.enumerated().dropFirst(opening.skippedLines) {
      try feed(text, line: index + 1, into: &found)
    }
  }

  private mutating func feed(
    _ text: ArraySlice<UInt8>, line: Int, into found: inout [DelimitedRow]
  ) throws(AccountsError) {
    guard let row = try rows?.feed(text, line: line) else { return }
    try take(row, into: &found)
  }

  /// Takes a row as header, as row, or as what is around the rows.
  private mutating func take(
    _ row: DelimitedRow, into found: inout [DelimitedRow]
  ) throws(AccountsError) {
    if header.isEmpty {
      if hasHeader && row.isBlank { return }
      guard row.count <= Self.columnLimit else {
        throw .tooManyColumns(line: row.line, limit: Self.columnLimit)
      }
      header = (0..<row.count).map { place in
        hasHeader
          ? String(decoding: ListField.text(row[place]), as: UTF8.self) : "column \(place + 1)"
      }
      frame.header = hasHeader ? row.alone : nil
      if hasUnnamedColumn { header.append("") }
      frame.width = header.count
      if hasHeader { return }
    }
    let first = row.firstFilled
    if first == nil { blankRowCount += 1 }
    let before = found.count
    frame.take(row, firstFilled: first, into: &found)
    rowCount += found.count - before
  }
}
