// SPDX-License-Identifier: Apache-2.0

/// Where the rows of a list begin, and which character parts their fields: found in the file's first lines
/// (Protocols/import.md, section 3).
struct ListHead: Equatable {
  /// Lines before the header, or before the first row where there is none: titles, filters, `sep=`.
  var skippedLines = 0
  var delimiter = Self.noDelimiter
  /// Whether no line names the columns.
  var isHeaderless = false
  /// Whether every row ends in one blank field more than the header has.
  var hasUnnamedColumn = false

  /// ASCII's unit separator: parts nothing where a list has one column.
  static let noDelimiter: UInt8 = 0x1F
  /// The most lines, and about the most bytes, that are looked at.
  static let lineLimit = 64
  static let sizeLimit = 1 << 16

  /// - Parameter lines: the first lines of the file in UTF-8, each with its end.
  init(_ lines: [ArraySlice<UInt8>]) {
    var lines = lines[...]
    var named: UInt8?
    while let line = lines.first, FieldText.trimmed(line).isEmpty { lines = lines.dropFirst() }
    if let line = lines.first, let delimiter = DelimitedLine(bytes: line).namedDelimiter {
      named = delimiter
      lines = lines.dropFirst()
    }
    let records = Self.records(lines, named)
    // Without any record the parser finds nothing, either.
    guard let first = records.first else { return }
    var header = first
    if let known = Self.knownHeader(records) {
      header = known
    } else if Self.isHeaderless(records) {
      isHeaderless = true
    } else if let other = Self.unknownHeader(records) {
      header = other
    }
    skippedLines = header.line
    delimiter = header.delimiter ?? Self.noDelimiter
    let rows = records.filter { $0.line > header.line && $0.filled > 1 }
    hasUnnamedColumn =
      !isHeaderless && Self.endsInBlanks(rows.map { $0.fields(header.delimiter) }, header)
  }

  /// Whether each row has one field more than the header, and that one blank: at the end, not at the beginning, as the column of
  /// websites shows, which holds addresses and blanks alone.
  private static func endsInBlanks(_ rows: [[String]], _ header: Record) -> Bool {
    guard let place = header.fields.firstIndex(where: KnownNames.isWebsiteHeader) else {
      return false
    }
    return rows.contains { $0.indices.contains(place) && AddressText.isAddress($0[place]) }
      && rows.allSatisfy { fields in
        fields.count == header.fields.count + 1 && fields.last == ""
          && (fields[place].isEmpty || AddressText.isAddress(fields[place]))
      }
  }

  /// A row of the first lines that is not blank.
  private struct Record {
    /// How many lines stand before it.
    let line: Int
    let text: DelimitedLine
    let delimiter: UInt8?
    let fields: [String]
    /// Fields that are not blank.
    let filled: Int

    init(_ bytes: ArraySlice<UInt8>, line: Int, _ named: UInt8?) {
      self.line = line
      text = DelimitedLine(bytes: bytes)
      delimiter = named ?? text.delimiter
      fields = text.fields(delimiter)
      filled = fields.count { !$0.isEmpty }
    }

    func fields(_ delimiter: UInt8?) -> [String] {
      delimiter == self.delimiter ? fields : text.fields(delimiter)
    }

    var hasAddress: Bool { fields.contains(where: AddressText.isAddress) }
    /// How many fields are headers that exports are known to use.
    var known: Int { fields.count(where: KnownNames.isHeader) }
    /// The places of what can only head a column of names or websites.
    var keys: [Int] { fields.indices.filter { KnownNames.isKeyHeader(fields[$0]) } }
  }

  /// Lines joined to rows: a row ends at a line end outside quotes. A row that has not ended is left out, unless it is
  /// the only one.
  private static func records(_ lines: ArraySlice<ArraySlice<UInt8>>, _ named: UInt8?) -> [Record] {
    var records: [Record] = []
    var open: [UInt8] = []
    var start = lines.startIndex
    var quotes = 0
    for (index, line) in zip(lines.indices, lines) {
      if open.isEmpty { start = index }
      open += line
      quotes += line.count { $0 == UInt8(ascii: "\"") }
      let ends = quotes.isMultiple(of: 2)
      guard ends || index == lines.index(before: lines.endIndex) && records.isEmpty else {
        continue
      }
      let record = Record(open[...], line: start, named)
      if record.filled > 0 { records.append(record) }
      (open, quotes) = ([], 0)
    }
    return records
  }

  /// The first row with a header for names or websites, if all before it is shorter, as titles are, and it looks like no
  /// row: no address stands in it, and no such header stands in a row below as a value.
  private static func knownHeader(_ records: [Record]) -> Record? {
    for (index, record) in records.enumerated() {
      let before = records[..<index]
      guard !record.keys.isEmpty, !record.hasAddress,
        before.allSatisfy({ $0.filled < record.filled }),
        before.allSatisfy({ $0.filled == 1 }) || record.known >= 2,
        !records[(index + 1)...].contains(where: { isRepeated(record, in: $0) })
      else { continue }
      return record
    }
    return nil
  }

  /// Whether a header stands below as a value of its column. The whole header may: files are put together.
  private static func isRepeated(_ header: Record, in row: Record) -> Bool {
    let fields = row.fields(header.delimiter)
    return fields != header.fields
      && header.keys.contains { place in
        fields.indices.contains(place)
          && FieldText.folded(fields[place]) == FieldText.folded(header.fields[place])
      }
  }

  /// Addresses from the first row on, in at least half of the rows.
  private static func isHeaderless(_ records: [Record]) -> Bool {
    guard let first = records.first, first.hasAddress else { return false }
    return 2 * records.count(where: \.hasAddress) >= records.count
  }

  /// Below lines of one field each: the first row of three fields or more, if at least two rows follow and all of more
  /// than one field have as many as it has.
  private static func unknownHeader(_ records: [Record]) -> Record? {
    guard let index = records.firstIndex(where: { $0.filled > 1 }), index > 0 else { return nil }
    let header = records[index]
    let rows = records[(index + 1)...].filter { $0.filled > 1 }
    let fits = rows.allSatisfy { $0.fields(header.delimiter).count == header.fields.count }
    return header.filled > 2 && rows.count > 1 && fits ? header : nil
  }
}
