// SPDX-License-Identifier: Apache-2.0

import Accounts
import Foundation

/// One file of ../shared/data/import, and what cases.json says of it.
struct ImportCase: Decodable, Sendable, CustomStringConvertible {
  let file: String
  let what: String
  let rows: Int?
  let error: Bool?
  let errorLine: Int?
  let ids: [String]?
  let badNameIDs: [String]?
  let noHeader: Bool?

  enum CodingKeys: String, CodingKey {
    case file, what, rows, error, ids
    case errorLine = "error_line"
    case badNameIDs = "bad_name_ids"
    case noHeader = "no_header"
  }

  var description: String { file }

  func bytes() throws -> [UInt8] { try SharedData.bytes("import/\(file)") }

  static func all() throws -> [ImportCase] {
    try JSONDecoder().decode(
      [ImportCase].self, from: Data(SharedData.bytes("import/cases.json")))
  }
}

/// A row of expected.csv, or what an import made of one.
struct ImportedRow: Equatable, CustomStringConvertible {
  var values: [String: String]

  static let columns = ["id", "name", "website", "country", "arr", "stage"]

  init(_ values: [String: String]) {
    self.values = values
    self.values["arr"] = values["arr"].map(Self.amount)
  }

  var id: String { values["id"] ?? "" }
  var description: String { Self.columns.map { values[$0] ?? "" }.joined(separator: "|") }

  static func expected() throws -> [ImportedRow] {
    let columns = Dictionary(uniqueKeysWithValues: columns.map { ($0, $0) })
    return try ListReading.rows(
      of: SharedData.bytes("import/expected.csv"), mapping: Mapping(columns: columns, values: [:])
    ).map { ImportedRow($0.values) }
  }

  /// As the case's own columns can show it.
  func limited(to columns: some Sequence<String>) -> ImportedRow {
    ImportedRow(values.filter { columns.contains($0.key) })
  }

  /// Whole units, with a decimal point where both would do.
  private static func amount(_ text: String) -> String {
    let field = ArraySlice(text.utf8)
    let read = [DecimalSign.point, .comma].lazy.compactMap { try? AmountText(field, $0) }.first
    return read.map { "\($0.hundredths / 100)" } ?? text
  }
}
