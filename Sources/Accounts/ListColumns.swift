// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// Rows to what they say of their accounts: keys, values, products; and what was odd about them.
struct ListColumns {
  private(set) var values: [ValueColumn]
  private(set) var products: ProductColumn?
  private(set) var rejections: [ListSummary.Rejection] = []
  private(set) var unevenRows = ListSummary.Lines()
  private(set) var noNames = ListSummary.Lines()
  private(set) var repairedRows = ListSummary.Lines()
  private let places: ListPlaces
  private var countries = CountryCodes()
  /// The values of a row, by their bytes: few different ones stand in many rows, and share memory.
  private var knownGroups: [UInt64: [UInt16]] = [:]

  /// The most dimensions whose values are one number, and the most of these that are kept.
  private static let sharedDimensions = 4
  private static let sharedLimit = 1000

  init(
    header: [String], mapping: Mapping, dimensions: [Dimension], products: Dimension?
  ) throws(AccountsError) {
    places = try ListPlaces(header: header, mapping: mapping)
    var values: [ValueColumn] = []
    for dimension in dimensions {
      let index = try places.place(of: dimension.name)
      values.append(
        ValueColumn(dimension, index: index, values: mapping.values[dimension.name] ?? [:]))
    }
    self.values = values
    if let products {
      let index = try places.place(of: products.name)
      self.products = ProductColumn(
        products, index: index, values: mapping.values[products.name] ?? [:])
    }
  }

  mutating func add(_ row: DelimitedRow, to rows: inout ListRows, lists: PublicLists) {
    guard places.fits(row) else {
      rejections.append(
        ListSummary.Rejection(line: row.line, fields: row.count, expectedFields: places.width))
      return
    }
    if row.count != places.width { unevenRows.add(row.line) }
    guard let groups = values(of: row) else {
      rows.leftOut += 1
      return
    }
    let keys = keys(of: row, lists)
    if keys.isNoName { noNames.add(row.line) }
    if ListField.isTwiceDecoded(keys.nameField) { repairedRows.add(row.line) }
    rows.add(
      line: row.line, name: ListField.text(keys.nameField), keys.domain, keys.nameKey,
      groups: groups, products: productValues(of: row))
  }

  /// The row's value in each dimension; nil where the row takes no part.
  mutating func values(of row: DelimitedRow) -> [UInt16]? {
    var takesPart = true
    var packed: UInt64 = 0
    guard values.count <= Self.sharedDimensions else {
      let groups = values.indices.map { values[$0].value(of: row) }
      return groups.contains(nil) ? nil : groups.compactMap { $0 }
    }
    for index in values.indices {
      let value = values[index].value(of: row)
      takesPart = takesPart && value != nil
      packed = packed << 16 | UInt64(value ?? 0)
    }
    guard takesPart else { return nil }
    if let known = knownGroups[packed] { return known }
    let groups = values.indices.map {
      UInt16(truncatingIfNeeded: packed >> UInt64(16 * (values.count - 1 - $0)))
    }
    if knownGroups.count < Self.sharedLimit { knownGroups[packed] = groups }
    return groups
  }

  mutating func productValues(of row: DelimitedRow) -> [UInt16] {
    products?.products(of: row) ?? []
  }

  mutating func keys(of row: DelimitedRow, _ lists: PublicLists) -> RowKeys {
    RowKeys(of: row, at: places, &countries, lists: lists)
  }

  func domain(of row: DelimitedRow, _ lists: PublicLists) -> DomainKey {
    places.identity(of: row, lists).host.domain
  }
}
