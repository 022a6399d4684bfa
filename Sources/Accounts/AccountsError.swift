// SPDX-License-Identifier: Apache-2.0

/// Why a list file, a mapping or a public list is refused. A case names a line, a column or a
/// dimension, never what a record holds.
package enum AccountsError: Error, Equatable, Sendable {
  // The list file as text.
  case emptyFile
  case workbook
  case gzipBroken
  case gzipTooLarge(limit: Int)
  case utf16Broken(TextPosition)
  case notText(TextPosition)
  case nulByte(TextPosition)
  case malformedQuotes(row: Int, at: TextPosition)
  case unclosedQuote(TextPosition)
  case recordTooLong(line: Int, limit: Int)
  case tooManyColumns(line: Int, limit: Int)
  case headerOnly
  case noRowFits(columns: Int)

  // The list against the mapping and the agreed dimensions.
  case columnMissing(header: String, field: String)
  case columnTwice(header: String)
  case noKeyColumn
  case dimensionNotMapped(String)
  case rollUpNotSupported(dimension: String)
  case vocabularyTooLarge(dimension: String, limit: Int)

  // The mapping file.
  case mappingTooLarge(limit: Int)
  case mappingNotYAML(line: Int?)
  case mappingFormat(line: Int?)
  case mappingAnchor(line: Int?)
  case mappingUnknownKey(String, line: Int?)
  case mappingMisshapen(String, line: Int?)
  case mappingUnknownValue(dimension: String, line: Int?)

  // A reference table, and files that one is made from.
  case referenceMalformed(line: Int, ReferenceTable.Fault)
  case referenceColumns
  case referenceEmpty

  // The lists this program carries.
  case publicListUnreadable(String)
}

extension AccountsError: CustomStringConvertible {
  /// What is wrong and where, in one line without a full stop.
  package var description: String {
    switch self {
    case .emptyFile: "the list is empty"
    case .workbook: "the list is a workbook, not text"
    case .gzipBroken: "the list is gzip, and damaged or cut off"
    case .gzipTooLarge(let limit): "the list is gzip, and holds more than \(limit) bytes"
    case .utf16Broken(let place): "\(place): not UTF-16, as the list is at its beginning"
    case .notText(let place):
      "\(place): a byte that is neither UTF-8 nor what the rest of the list is"
    case .nulByte(let place): "\(place): a NUL byte inside a field"
    case .malformedQuotes(let row, let place):
      "\(place): a quote before this neither opens nor closes a field"
        + (row == place.line ? "" : ", in the row that begins on line \(row)")
    case .unclosedQuote(let place): "\(place): a quote opens here and never closes"
    case .recordTooLong(let line, let limit):
      "line \(line): a row longer than \(limit) bytes begins here"
    case .tooManyColumns(let line, let limit): "line \(line): more than \(limit) columns"
    case .headerOnly: "the list has a header and no row"
    case .noRowFits(let columns): "no row has the \(columns) fields of the header"
    case .columnMissing(let header, let field):
      "the list has no column \"\(header)\", which the mapping gives for \(field)"
    case .columnTwice(let header): "the list has two columns \"\(header)\""
    case .noKeyColumn: "the mapping names neither a website column nor a name column"
    case .dimensionNotMapped(let dimension):
      "the mapping names no column for \(dimension), which decides who takes part"
    case .rollUpNotSupported(let dimension):
      "\(dimension): this roll-up rule is not available for a list's groups"
    case .vocabularyTooLarge(let dimension, let limit):
      "\(dimension): more than \(limit) agreed values"
    case .mappingTooLarge(let limit): "the mapping is longer than \(limit) bytes"
    case .mappingNotYAML(let line): Self.at(line, "the mapping is not readable YAML")
    case .mappingFormat(let line): Self.at(line, "the mapping does not say lacuna: mapping/1")
    case .mappingAnchor(let line): Self.at(line, "the mapping uses a YAML anchor or alias")
    case .mappingUnknownKey(let key, let line): Self.at(line, "unknown key \"\(key)\"")
    case .mappingMisshapen(let key, let line): Self.at(line, "\(key) has the wrong shape")
    case .mappingUnknownValue(let dimension, let line):
      Self.at(line, "not one of the agreed values of \(dimension)")
    case .referenceMalformed(let line, let fault): "line \(line): \(fault.rawValue)"
    case .referenceColumns: "the columns are none of those that a reference table is made from"
    case .referenceEmpty: "no fact is left for a reference table"
    case .publicListUnreadable(let name): "the built-in \(name) cannot be read"
    }
  }

  /// What to do about it, where there is something to do.
  package var hint: String? {
    switch self {
    case .workbook: "open it and save the sheet as \"CSV UTF-8\""
    case .gzipBroken: "copy the file again, or inflate it and give the list itself"
    case .notText, .utf16Broken: "save the list as CSV UTF-8"
    case .nulByte: "export the list again; save it as CSV UTF-8"
    case .malformedQuotes, .unclosedQuote, .recordTooLong:
      "look for a stray quotation mark at or before this line; a quote inside a field is doubled"
    case .noRowFits: "check that all columns are parted by the same character as the header's"
    case .columnMissing: "correct the header's name in mapping.yaml, or delete mapping.yaml"
    case .columnTwice: "rename one of them in the list"
    case .noKeyColumn, .dimensionNotMapped: "name the column under columns: in mapping.yaml"
    case .mappingFormat: "its first line must be: lacuna: mapping/1"
    case .referenceMalformed: "make it anew: lacuna reference FILE... --out reference.csv"
    case .referenceColumns: "alias,canonical; name,country,canonical; or set,domain,role"
    case .mappingAnchor: "write the value out"
    default: nil
    }
  }

  private static func at(_ line: Int?, _ what: String) -> String {
    line.map { "mapping line \($0): \(what)" } ?? what
  }
}
