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
  private(set) var resolved = ListSummary.Resolved()
  private(set) var numbers = ListSummary.Numbers()
  private let places: ListPlaces
  private var countries = CountryCodes()

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
    let keys = RowKeys(of: row, at: places, &countries, lists: lists)
    if let step = keys.reference { resolved.add(step) }
    var number: MatchKey?
    if let key = keys.number {
      numbers.add(key)
      if case .number(let key) = key { number = key }
    }
    if keys.isNoName { noNames.add(row.line) }
    if ListField.isTwiceDecoded(keys.nameField) { repairedRows.add(row.line) }
    rows.add(
      domain: keys.domain,
      ListRows.Row(
        line: row.line, name: Array(ListField.text(keys.nameField)), nameKey: keys.nameKey,
        number: number, groups: groups, products: products?.products(of: row) ?? []))
  }
}
