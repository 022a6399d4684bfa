// SPDX-License-Identifier: Apache-2.0

/// Where the mapped fields stand in the rows of a list, and what a row says in them.
struct ListPlaces {
  private let header: [String]
  private let columns: [String: String]
  let name: Int?
  let website: Int?
  let country: Int?
  private let parentWebsite: Int?
  private let parentName: Int?

  init(header: [String], mapping: Mapping) throws(AccountsError) {
    self.header = header
    columns = mapping.headers
    (name, website, country) = (
      try Self.place(of: Mapping.Field.name.rawValue, header, columns),
      try Self.place(of: Mapping.Field.website.rawValue, header, columns),
      try Self.place(of: Mapping.Field.country.rawValue, header, columns)
    )
    guard name != nil || website != nil else { throw .noKeyColumn }
    (parentWebsite, parentName) = (
      try Self.place(of: Mapping.parentWebsite, header, columns),
      try Self.place(of: Mapping.parentName, header, columns)
    )
  }

  var width: Int { header.count }

  /// The place of a field or dimension; nil where the mapping names no column for it.
  func place(of field: String) throws(AccountsError) -> Int? {
    try Self.place(of: field, header, columns)
  }

  /// Whether the row's fields certainly stand in their columns. Where a row has more or fewer fields than the header, a
  /// delimiter may be too much or a line end may have cut it: then an address in the website column shows that nothing is
  /// shifted up to there.
  func fits(_ row: DelimitedRow) -> Bool {
    if row.count == width { return true }
    guard let website else { return false }
    return AddressText.isAddress(String(decoding: ListField.address(row[website]), as: UTF8.self))
  }

  /// The row's name, trimmed alone, and its website. Where one column holds both, it is a website if it has a host.
  func identity(
    of row: DelimitedRow, _ lists: PublicLists
  ) -> (name: ArraySlice<UInt8>, host: HostKeys) {
    let address = website.map { ListField.address(row[$0]) } ?? []
    let host = HostKeys(website: address, lists: lists)
    guard let name else { return ([], host) }
    guard name == website else { return (row[name], host) }
    switch host.domain {
    case .absent(.notAHost), .absent(.unlistedSuffix), .absent(.blank): return (row[name], .none)
    default: return address.contains(0x20) ? (row[name], .none) : ([], host)
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
    return (name, HostKeys(website: address, lists: lists))
  }

  private static func place(
    of field: String, _ header: [String], _ columns: [String: String]
  ) throws(AccountsError) -> Int? {
    guard let name = columns[field] else { return nil }
    let wanted = ListField.text(name)
    let places = header.indices.filter { header[$0].utf8.elementsEqual(wanted.utf8) }
    guard let place = places.first else { throw .columnMissing(header: wanted, field: field) }
    guard places.count == 1 else { throw .columnTwice(header: wanted) }
    return place
  }
}
