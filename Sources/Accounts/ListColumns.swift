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
  /// Few different countries stand in many rows.
  private var countries: [ArraySlice<UInt8>: [UInt8]] = [:]

  /// The most different country fields whose codes are kept.
  private static let countryLimit = 1000

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
    let (field, host) = places.identity(of: row, lists)
    let name = ListField.text(field)
    let isNoName = ListField.isNoName(field)
    if isNoName { noNames.add(row.line) }
    if ListField.isTwiceDecoded(field) { repairedRows.add(row.line) }
    let country = country(of: row, host, lists)
    let nameKey =
      isNoName ? nil : try? NameKey(name: name, countryCode: country, lists: lists)
    rows.add(
      domain: host.domain,
      ListRows.Row(
        line: row.line, name: Array(name), nameKey: nameKey, groups: groups,
        products: products?.products(of: row) ?? []))
  }

  private mutating func country(
    of row: DelimitedRow, _ host: HostKeys, _ lists: PublicLists
  ) -> [UInt8] {
    let field = places.country.map { row[$0] } ?? []
    var code = countries[field]
    if code == nil {
      code = lists.names.countries.code(ListField.text(field))
      // A copy: a slice would keep the whole row.
      if countries.count < Self.countryLimit { countries[ArraySlice(Array(field))] = code }
    }
    guard let code, code.isEmpty else { return code ?? [] }
    return lists.names.countries.code(topLevel: host.topLevel)
  }
}
