// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// The keys of one row, each with the reason where there is none.
package struct RowKeys: Sendable {
  package let domain: DomainKey
  package let nameKey: NameKey?
  /// Why the row has no name key; nil where it has one.
  package let nameAbsence: String?
  /// The name's field, trimmed alone, and whether it can be no name.
  let nameField: ArraySlice<UInt8>
  let isNoName: Bool
  /// Whether they are those of the row's parent.
  package let areOfParent: Bool

  package var account: AccountKey { AccountKey(domain: domain, nameKey: nameKey) }

  /// - Parameter countries: what was found for the fields of other rows.
  init(
    of row: DelimitedRow, at places: ListPlaces, _ countries: inout CountryCodes,
    lists: PublicLists
  ) {
    if let parent = places.parentIdentity(of: row, lists) {
      self.init(.parent, parent, row, places, &countries, lists)
      if account.kind != .row { return }
    }
    self.init(.own, places.identity(of: row, lists), row, places, &countries, lists)
  }

  /// Whose name and website keys are made from; the country is always the row's own.
  private enum Owner { case own, parent }

  private init(
    _ owner: Owner, _ identity: (name: ArraySlice<UInt8>, host: HostKeys), _ row: DelimitedRow,
    _ places: ListPlaces, _ countries: inout CountryCodes, _ lists: PublicLists
  ) {
    let (field, host) = identity
    areOfParent = owner == .parent
    (domain, nameField, isNoName) = (host.domain, field, ListField.isNoName(field))
    guard !isNoName else {
      (nameKey, nameAbsence) = (nil, "a number or an error value")
      return
    }
    let country = countries.code(
      places.country.map { row[$0] } ?? [], topLevel: host.topLevel, in: lists.names.countries)
    let name = Result { () throws(NameKey.Absence) in
      try NameKey(name: ListField.text(field), countryCode: country, lists: lists)
    }
    switch name {
    case .success(let key): (nameKey, nameAbsence) = (key, nil)
    case .failure(let absence): (nameKey, nameAbsence) = (nil, absence.rawValue)
    }
  }
}

/// The codes of country fields as they come: few different ones stand in many rows.
struct CountryCodes {
  private var codes: [ArraySlice<UInt8>: [UInt8]] = [:]

  /// The most different fields whose codes are kept.
  private static let limit = 1000

  mutating func code(
    _ field: ArraySlice<UInt8>, topLevel: ArraySlice<UInt8>, in countries: CountryNames
  ) -> [UInt8] {
    let code: [UInt8]
    if let known = codes[field] {
      code = known
    } else {
      code = countries.code(ListField.text(field))
      // A copy: a slice would keep the whole row.
      if codes.count < Self.limit { codes[ArraySlice(Array(field))] = code }
    }
    return code.isEmpty ? countries.code(topLevel: topLevel) : code
  }
}

extension ListReading {
  /// The keys of a row that this reading gave, as the import makes them; nil before it has given any.
  package borrowing func keys(of row: Row, lists: PublicLists) -> RowKeys? {
    guard let places else { return nil }
    var countries = CountryCodes()
    return RowKeys(of: row.fields, at: places, &countries, lists: lists)
  }
}

extension Mapping {
  /// Where the text of a row goes in a dimension: agreed values, `other`, or none.
  ///
  /// - Parameter list: as it was read; it knows the order of its dates.
  package func agreedValues(
    of text: String, in dimension: Dimension, of list: CustomerList
  ) -> [String] {
    if !dimension.windows.isEmpty { return window(of: text, in: dimension, of: list) }
    let vocabulary = Vocabulary(dimension, values: values[dimension.name] ?? [:])
    let field = FieldText.trimmed(ArraySlice(text.utf8))
    let pieces =
      dimension.isProducts
      ? ProductField.values(of: field) { vocabulary.index(of: $0) != nil } : [field]
    return pieces.compactMap { vocabulary.index(of: $0) }.map {
      Int($0) < dimension.values.count ? dimension.values[Int($0)] : Self.other
    }
  }
}
