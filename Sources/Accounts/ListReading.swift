// SPDX-License-Identifier: Apache-2.0

/// The rows of a list as its mapping reads them, for the eyes of the list's owner: give the chunks in order to `read(_:)`, then
/// call `finish()`.
package struct ListReading: ~Copyable {
  package struct Row: Sendable, Equatable {
    /// The lines on which it stands.
    package let lines: ClosedRange<Int>
    /// By field or dimension of the mapping; blank where the row ends before it.
    package let values: [String: String]
    /// Whether its fields stand in their columns; else the row is rejected.
    package let fits: Bool
    /// Whether its name can be one.
    package let hasName: Bool
    let fields: DelimitedRow

    /// The first of them.
    package var line: Int { lines.lowerBound }
  }

  private let mapping: Mapping
  private var reader = DelimitedReader()
  private(set) var places: ListPlaces?
  private var header: ListHeader?

  /// - Parameter mapping: what columns are read; they may have any name.
  package init(mapping: Mapping) { self.mapping = mapping }

  package mutating func read(_ chunk: [UInt8]) throws(AccountsError) -> [Row] {
    try rows(from: try reader.rows(in: chunk))
  }

  package mutating func finish() throws(AccountsError) -> [Row] {
    try rows(from: try reader.finish())
  }

  /// A whole file at once.
  package static func rows(
    of bytes: [UInt8], mapping: Mapping
  ) throws(AccountsError) -> [Row] {
    var reading = ListReading(mapping: mapping)
    let rows = try reading.read(bytes)
    return rows + (try reading.finish())
  }

  private mutating func rows(from read: [DelimitedRow]) throws(AccountsError) -> [Row] {
    guard !reader.header.isEmpty else { return [] }
    let places: ListPlaces
    if let known = self.places {
      places = known
    } else {
      let header = ListHeader(reader.header, mapping: mapping)
      places = try ListPlaces(header)
      (self.places, self.header) = (places, header)
    }
    let headers = mapping.headers.keys
    var rows: [Row] = []
    for row in read {
      var values: [String: String] = [:]
      for field in headers {
        guard let place = try header?.place(of: field) else { continue }
        let isAddress =
          field == Mapping.Field.website.rawValue || field == Mapping.parentWebsite
        let text = isAddress ? ListField.address(row[place]) : ListField.text(row[place])
        values[field] = String(decoding: text, as: UTF8.self)
      }
      let isNoName = places.name.map { ListField.isNoName(row[$0]) } ?? true
      rows.append(
        Row(
          lines: row.lines, values: values, fits: places.fits(row), hasName: !isNoName, fields: row)
      )
    }
    return rows
  }
}
