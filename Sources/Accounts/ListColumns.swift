// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// Where a list's fields stand, and how its values read.
struct ListColumns {
  private(set) var values: [ValueColumn]
  private(set) var products: ProductColumn?
  private let name: Int?
  private let website: Int?
  private let country: Int?
  /// Few different countries stand in many rows.
  private var countries: [ArraySlice<UInt8>: [UInt8]] = [:]

  /// The most different country fields whose words are kept.
  private static let countryLimit = 1000

  init(
    header: [String], mapping: Mapping, dimensions: [Dimension], products: Dimension?
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
    if let products {
      let index = try Self.column(of: products.name, header, mapping)
      self.products = ProductColumn(
        products, index: index, values: mapping.values[products.name] ?? [:])
    }
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
    let nameKey = try? NameKey(name: name, countryWords: countryWords(of: row))
    rows.add(
      domain: domain,
      ListRows.Row(
        line: row.line, name: Array(name), nameKey: nameKey, groups: groups,
        products: products?.products(of: row) ?? []))
  }

  private mutating func countryWords(of row: DelimitedRow) -> [UInt8] {
    guard let country else { return [] }
    let field = row[country]
    if let words = countries[field] { return words }
    let words = NameKey.countryWords(field)
    // A copy: a slice would keep the whole row.
    if countries.count < Self.countryLimit { countries[ArraySlice(Array(field))] = words }
    return words
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
