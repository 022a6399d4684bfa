// SPDX-License-Identifier: Apache-2.0

/// A first look at a list file: its headers, and the different values of each column with their
/// rows. Chunks in order to `read(_:)`, then `finish()`. Memory is bounded: a column with more
/// different values than `valueLimit` is no dimension, and its values are forgotten.
package struct ListSurvey: ~Copyable {
  /// One column of the list.
  package struct Column: Sendable, Equatable {
    package let header: String
    /// Rows of each value, blank fields left aside; nil where there are more values than the limit.
    package internal(set) var values: [String: Int]?

    package init(header: String, values: [String: Int]?) {
      self.header = header
      self.values = values
    }
  }

  package static let valueLimit = 1000

  private var reader = DelimitedReader()
  private var columns: [Column] = []

  package init() {}

  package mutating func read(_ chunk: [UInt8]) throws(AccountsError) {
    take(try reader.rows(in: chunk))
  }

  package consuming func finish() throws(AccountsError) -> [Column] {
    take(try reader.finish())
    return columns
  }

  /// A whole file at once.
  package static func columns(of bytes: [UInt8]) throws(AccountsError) -> [Column] {
    var survey = ListSurvey()
    try survey.read(bytes)
    return try survey.finish()
  }

  private mutating func take(_ rows: [DelimitedRow]) {
    if columns.isEmpty { columns = reader.header.map { Column(header: $0, values: [:]) } }
    for row in rows {
      for index in columns.indices where columns[index].values != nil {
        let value = FieldText.trimmed(row[index])
        guard !value.isEmpty else { continue }
        columns[index].values?[String(decoding: value, as: UTF8.self), default: 0] += 1
        if columns[index].values?.count ?? 0 > Self.valueLimit { columns[index].values = nil }
      }
    }
  }
}
