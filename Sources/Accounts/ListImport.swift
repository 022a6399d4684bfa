// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// Turns the bytes of a list file into a customer list: give the chunks in order to `read(_:)`, then
/// call `finish()`.
package struct ListImport: ~Copyable {
  private let mapping: Mapping
  private let dimensions: [Dimension]
  private let lists: PublicLists
  private var reader = DelimitedReader()
  private var columns: ListColumns?
  private var rows = ListRows()

  package init(
    mapping: Mapping, dimensions: [Dimension], lists: PublicLists
  ) throws(AccountsError) {
    for dimension in dimensions {
      try dimension.requireOneValue()
      guard dimension.unlisted == .other || mapping.columns[dimension.name] != nil else {
        throw .dimensionNotMapped(dimension.name)
      }
    }
    self.mapping = mapping
    self.dimensions = dimensions
    self.lists = lists
  }

  package mutating func read(_ chunk: [UInt8]) throws(AccountsError) {
    try take(try reader.rows(in: chunk))
  }

  package consuming func finish() throws(AccountsError) -> CustomerList {
    try take(try reader.finish())
    let accounts = rows.accounts(dimensions)
    return CustomerList(
      accounts: accounts, dimensions: dimensions, summary: summary(of: accounts))
  }

  private mutating func take(_ read: [DelimitedRow]) throws(AccountsError) {
    if columns == nil && !reader.header.isEmpty {
      columns = try ListColumns(header: reader.header, mapping: mapping, dimensions: dimensions)
    }
    for row in read { columns?.add(row, to: &rows, lists: lists) }
  }

  private borrowing func summary(of accounts: [Account]) -> ListSummary {
    let dimensions = self.dimensions.indices.map { index in
      var counts = [Int](repeating: 0, count: self.dimensions[index].values.count + 1)
      for account in accounts { counts[Int(account.groups[index])] += 1 }
      let column = columns?.values[index]
      return ListSummary.DimensionSummary(
        name: self.dimensions[index].name, isMapped: column?.index != nil, accounts: counts,
        unmapped: Self.sorted(column?.unmapped ?? [:]), unmappedRows: column?.unmappedRows ?? 0)
    }
    return ListSummary(
      rows: reader.rowCount, blankRows: reader.blankRowCount, rejections: reader.rejections,
      rowsLeftOut: rows.leftOut, rowsWithDomain: rows.withDomain,
      rowsWithoutDomain: rows.withoutDomain, accounts: accounts.count,
      accountsWithKey: accounts.count { $0.key != nil },
      rolledUpAccounts: accounts.count { $0.rows > 1 },
      rowsOfLargestAccount: accounts.map(\.rows).max() ?? 0, dimensions: dimensions)
  }

  private static func sorted(_ unmapped: [[UInt8]: Int]) -> [ListSummary.UnmappedValue] {
    let entries = unmapped.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
    }
    return entries.map {
      ListSummary.UnmappedValue(value: String(decoding: $0.key, as: UTF8.self), rows: $0.value)
    }
  }
}

/// Where a list's fields stand, and how its values read.
struct ListColumns {
  private(set) var values: [ValueColumn]
  private let name: Int?
  private let website: Int?
  private let country: Int?

  init(
    header: [String], mapping: Mapping, dimensions: [Dimension]
  ) throws(AccountsError) {
    name = try Self.column(of: Mapping.Field.name.rawValue, header, mapping)
    website = try Self.column(of: Mapping.Field.website.rawValue, header, mapping)
    country = try Self.column(of: Mapping.Field.country.rawValue, header, mapping)
    guard name != nil || website != nil else { throw .noKeyColumn }
    var values: [ValueColumn] = []
    for dimension in dimensions {
      let index = try Self.column(of: dimension.name, header, mapping)
      values.append(
        ValueColumn(dimension, index: index, values: mapping.values[dimension.name] ?? [:]))
    }
    self.values = values
  }

  mutating func add(_ row: DelimitedRow, to rows: inout ListRows, lists: PublicLists) {
    var groups: [UInt16] = []
    var takesPart = true
    for index in values.indices {
      let value = values[index].value(of: row)
      takesPart = takesPart && value != nil
      groups.append(value ?? 0)
    }
    guard takesPart else {
      rows.leftOut += 1
      return
    }
    let name = self.name.map { FieldText.trimmed(row[$0]) } ?? []
    let domain = DomainKey(website: website.map { row[$0] } ?? [], lists: lists)
    let key = AccountKey(domain: domain, name: name, country: country.map { row[$0] } ?? [])
    rows.add(key: key, domain: domain, name: Array(name), groups: groups, line: row.line)
  }

  private static func column(
    of field: String, _ header: [String], _ mapping: Mapping
  ) throws(AccountsError) -> Int? {
    guard let name = mapping.columns[field] else { return nil }
    let wanted = FieldText.trimmed(name)
    let places = header.indices.filter { header[$0].utf8.elementsEqual(wanted.utf8) }
    guard let place = places.first else { throw .columnMissing(header: wanted, field: field) }
    guard places.count == 1 else { throw .columnTwice(header: wanted) }
    return place
  }
}
