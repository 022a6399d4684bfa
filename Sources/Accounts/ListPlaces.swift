// SPDX-License-Identifier: Apache-2.0

/// The names of a list's columns, and which of them the mapping names for what.
struct ListHeader {
  let names: [String]
  private let columns: [String: String]

  init(_ names: [String], mapping: Mapping) {
    self.names = names
    columns = mapping.headers
  }

  /// The place of a field or dimension; nil where the mapping names no column for it.
  func place(of field: String) throws(AccountsError) -> Int? {
    guard let name = columns[field] else { return nil }
    let wanted = ListField.text(name)
    let places = names.indices.filter { names[$0].utf8.elementsEqual(wanted.utf8) }
    guard let place = places.first else { throw .columnMissing(header: wanted, field: field) }
    guard places.count == 1 else { throw .columnTwice(header: wanted) }
    return place
  }
}

/// Where the mapped fields stand in the rows of a list, and what a row says in them. Numbers alone: every row looks here.
struct ListPlaces: Sendable {
  /// How many columns the list has.
  let width: Int
  let name: Int?
  let website: Int?
  let country: Int?
  let number: Int?
  private let parentWebsite: Int?
  private let parentName: Int?

  init(_ header: ListHeader) throws(AccountsError) {
    width = header.names.count
    (name, website, country, number) = (
      try header.place(of: Mapping.Field.name.rawValue),
      try header.place(of: Mapping.Field.website.rawValue),
      try header.place(of: Mapping.Field.country.rawValue),
      try header.place(of: Mapping.Field.number.rawValue)
    )
    guard name != nil || website != nil else { throw .noKeyColumn }
    (parentWebsite, parentName) = (
      try header.place(of: Mapping.parentWebsite), try header.place(of: Mapping.parentName)
    )
  }

  /// Whether the row's fields certainly stand in their columns. Where a row has more or fewer fields than the header, a
  /// delimiter may be too much or a line end may have cut it: then an address in the website column shows that nothing is
  /// shifted up to there.
  func fits(_ row: DelimitedRow) -> Bool {
    if row.count == width { return true }
    guard let website else { return false }
    return AddressText.isAddress(ListField.address(row[website]))
  }

  /// The row's name, trimmed alone, and its website. Where one column holds both, it is a website if it has a host.
  func identity(
    of row: DelimitedRow, _ lists: PublicLists
  ) -> (name: ArraySlice<UInt8>, host: HostKeys) {
    let host = host(of: row, website, lists)
    guard let name else { return ([], host) }
    guard name == website else { return (row[name], host) }
    switch host.domain {
    case .absent(.notAHost), .absent(.unlistedSuffix), .absent(.blank): return (row[name], .none)
    default: return ListField.address(row[name]).contains(0x20) ? (row[name], .none) : ([], host)
    }
  }

  /// The same of the row's parent; nil where the mapping names no column for it, or both fields are blank.
  func parentIdentity(
    of row: DelimitedRow, _ lists: PublicLists
  ) -> (name: ArraySlice<UInt8>, host: HostKeys)? {
    guard parentWebsite != nil || parentName != nil else { return nil }
    let address = parentWebsite.map { ListField.address(row[$0]) } ?? []
    let name = parentName.map { row[$0] } ?? []
    guard !address.isEmpty || !ListField.text(name).isEmpty else { return nil }
    return (name, host(of: row, parentWebsite, lists))
  }

  /// The keys of a website field.
  private func host(of row: DelimitedRow, _ place: Int?, _ lists: PublicLists) -> HostKeys {
    guard let place, row.has(place) else { return .none }
    // What reading an address changes is never part of what the quick way takes for a host.
    return row.with(place) { QuickDomain.keys($0, lists) }
      ?? HostKeys(website: ListField.address(row[place]), lists: lists)
  }

  /// The website field that keys are made from: the row's own, or its parent's.
  func address(of row: DelimitedRow, _ keys: RowKeys) -> ArraySlice<UInt8>? {
    (keys.areOfParent ? parentWebsite : website).map { ListField.address(row[$0]) }
  }
}
