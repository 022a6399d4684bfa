// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// The keys of one row, each with the reason where there is none.
package struct RowKeys: Sendable {
  /// What the row is known by: its own domain key, or what the agreed reference table makes of it.
  package let domain: DomainKey
  /// How the table gave it another; nil where it did not.
  package let reference: ReferenceTable.Step?
  package let nameKey: NameKey?
  /// Its number in the agreed register; nil where none is agreed.
  package let number: NumberKey?
  /// The text of its name, whether that had been decoded twice, and whether it can be no name.
  let name: ArraySlice<UInt8>
  let isNameRepaired: Bool
  let isNoName: Bool
  /// Whether they are those of the row's parent.
  package let areOfParent: Bool
  /// Where the table gave another.
  private let replacedDomain: DomainKey?
  private let absence: NameKey.Absence?

  /// From its website alone.
  package var ownDomain: DomainKey { replacedDomain ?? domain }

  /// Why the row has no name key; nil where it has one.
  package var nameAbsence: String? {
    isNoName ? "a number or an error value" : absence?.rawValue
  }

  package var account: AccountKey { AccountKey(domain: domain, nameKey: nameKey) }

  /// - Parameter countries: what was found for the fields of other rows.
  init(
    of row: DelimitedRow, at places: ListPlaces, _ countries: inout CountryCodes,
    lists: PublicLists
  ) {
    if let parent = places.parentIdentity(of: row, lists) {
      let keys = RowKeys(.parent, parent, row, places, &countries, lists)
      if keys.domain.key != nil || keys.nameKey != nil {
        self = keys
        return
      }
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
    isNoName = ListField.isNoName(field)
    (name, isNameRepaired) = ListField.reading(field)
    let named = countries.code(of: row, at: places.country, in: lists.names.countries)
    let country = named.isNone ? host.country : named
    // A subsidiary's number is not its parent's.
    let numberPlace = owner == .own ? places.number : nil
    number = lists.number.map { type in
      NumberKey(
        type, ListField.text(numberPlace.map { row[$0] } ?? []), country: country.bytes)
    }
    var (key, absence): (NameKey?, NameKey.Absence?) = (nil, nil)
    if !isNoName {
      do throws(NameKey.Absence) {
        key = try NameKey(name: name, countryCode: country, lists: lists)
      } catch {
        absence = error
      }
    }
    (nameKey, self.absence) = (key, absence)
    if let table = lists.reference {
      let resolved = table.resolved(host.domain, key)
      (domain, reference, replacedDomain) = (resolved.domain, resolved.step, host.domain)
    } else {
      (domain, reference, replacedDomain) = (host.domain, nil, nil)
    }
  }
}

/// The codes of country fields as they come: few different ones stand in many rows.
struct CountryCodes {
  private var codes = ByteTable<CountryCode>()

  /// The most different fields whose codes are kept.
  private static let limit = 1000

  /// What the row's own field says; none where the list has no such column.
  mutating func code(
    of row: DelimitedRow, at place: Int?, in countries: CountryNames
  ) -> CountryCode {
    guard let place else { return .none }
    if let known = row.with(place, { codes[$0] }) { return known }
    let code = countries.code(ListField.text(row[place]))
    if codes.count < Self.limit { codes.set(row[place], code) }
    return code
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
