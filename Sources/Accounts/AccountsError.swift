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

  // Its amounts and dates. Lines are those of rows.
  case amountNotMapped(String)
  case amountCurrencyUnstated(String)
  case amountRateMissing(amount: String, currency: String)
  case amountUnreadable(amount: String, lines: ListSummary.Lines)
  case amountNegative(amount: String, lines: ListSummary.Lines)
  case amountCurrency(amount: String, lines: ListSummary.Lines)
  case amountMixed(amount: String, lines: [Int])
  case amountUndecided(amount: String, lines: ListSummary.Lines)
  case dateUnreadable(dimension: String, lines: ListSummary.Lines)
  case dateMixed(dimension: String, lines: [Int])
  case dateUndecided(dimension: String, lines: ListSummary.Lines)
  case dateSerial(dimension: String, lines: ListSummary.Lines)

  // The mapping file.
  case mappingTooLarge(limit: Int)
  case mappingNotYAML(line: Int?)
  case mappingFormat(line: Int?)
  case mappingAnchor(line: Int?)
  case mappingUnknownKey(String, line: Int?)
  case mappingMisshapen(String, line: Int?)
  case mappingUnknownValue(dimension: String, line: Int?)

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
    case .amountNotMapped(let amount): "the mapping names no column for the amount \(amount)"
    case .amountCurrencyUnstated(let amount):
      "the mapping does not say in which currency \(amount) is"
    case .amountRateMissing(let amount, let currency):
      "\(amount): the agreement has no rate of \(currency)"
    case .amountUnreadable(let amount, let lines): "\(lines.text): \(amount) is no amount"
    case .amountNegative(let amount, let lines): "\(lines.text): \(amount) is below zero"
    case .amountCurrency(let amount, let lines):
      "\(lines.text): \(amount) is in a currency that is not certain, not mapped, or without a rate"
    case .amountMixed(let amount, let lines):
      "\(amount): \(Self.lines(lines)) do not write decimals alike"
    case .amountUndecided(let amount, let lines):
      "\(amount): no row shows whether a point or a comma stands before decimals; \(lines.text)"
    case .dateUnreadable(let dimension, let lines): "\(lines.text): \(dimension) is no date"
    case .dateMixed(let dimension, let lines):
      "\(dimension): \(Self.lines(lines)) do not write day and month in one order"
    case .dateUndecided(let dimension, let lines):
      "\(dimension): no row shows whether the day or the month stands first; \(lines.text)"
    case .dateSerial(let dimension, let lines):
      "\(dimension): numbers that may be days as a workbook counts them; \(lines.text)"
    case .mappingTooLarge(let limit): "the mapping is longer than \(limit) bytes"
    case .mappingNotYAML(let line): Self.at(line, "the mapping is not readable YAML")
    case .mappingFormat(let line): Self.at(line, "the mapping does not say lacuna: mapping/1")
    case .mappingAnchor(let line): Self.at(line, "the mapping uses a YAML anchor or alias")
    case .mappingUnknownKey(let key, let line): Self.at(line, "unknown key \"\(key)\"")
    case .mappingMisshapen(let key, let line): Self.at(line, "\(key) has the wrong shape")
    case .mappingUnknownValue(let dimension, let line):
      Self.at(line, "not one of the agreed values of \(dimension)")
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
    case .amountNotMapped(let amount):
      "in mapping.yaml, under amounts:, write  \(amount): {column: its header}"
    case .amountCurrencyUnstated(let amount):
      "in mapping.yaml, under amounts: \(amount):, write  currency: EUR  or  currency-column: a header"
    case .amountRateMissing: "agree on currencies: with it, or export the list in another currency"
    case .amountUnreadable: "correct the list, or map another column"
    case .amountNegative(let amount, _):
      "correct the list, or, in mapping.yaml, under amounts: \(amount):, write  negative: zero"
    case .amountCurrency: "the mapping's currency, the row's code and the field's sign must agree"
    case .amountMixed: "export the list anew, with one way to write numbers"
    case .amountUndecided(let amount, _):
      "in mapping.yaml, under amounts: \(amount):, write  decimal: point  or  decimal: comma"
    case .dateUnreadable(let dimension, _):
      "correct the list, or say under values: \(dimension): in mapping.yaml where the text belongs"
    case .dateMixed: "export the list anew, with one way to write dates"
    case .dateUndecided(let dimension, _):
      "in mapping.yaml, under dates:, write  \(dimension): {order: day-first}  or month-first"
    case .dateSerial(let dimension, _):
      "if they count from 1899-12-30: in mapping.yaml, under dates:, write  \(dimension): {order: excel-days}"
    case .mappingFormat: "its first line must be: lacuna: mapping/1"
    case .mappingAnchor: "write the value out"
    default: nil
    }
  }

  private static func lines(_ lines: [Int]) -> String {
    "lines " + lines.map(String.init).joined(separator: " and ")
  }

  private static func at(_ line: Int?, _ what: String) -> String {
    line.map { "mapping line \($0): \(what)" } ?? what
  }
}
