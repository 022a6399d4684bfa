// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// The keys of one row, as the import makes them, each with the reason where there is none.
package struct RowKeys: Sendable {
  package let domain: DomainKey
  package let nameKey: NameKey?
  /// Why the row has no name key; nil where it has one.
  package let nameAbsence: String?
  package let account: AccountKey
}

extension ListReading {
  /// The keys of a row that this reading gave; nil before it has given any.
  package borrowing func keys(of row: Row, lists: PublicLists) -> RowKeys? {
    guard let places else { return nil }
    let (field, host) = places.identity(of: row.fields, lists)
    let countries = lists.names.countries
    let named = countries.code(ListField.text(places.country.map { row.fields[$0] } ?? []))
    var nameKey: NameKey?
    var absence: String?
    if ListField.isNoName(field) {
      absence = "a number or an error value"
    } else {
      do {
        nameKey = try NameKey(
          name: ListField.text(field),
          countryCode: named.isEmpty ? countries.code(topLevel: host.topLevel) : named,
          lists: lists)
      } catch {
        absence = error.rawValue
      }
    }
    return RowKeys(
      domain: host.domain, nameKey: nameKey, nameAbsence: absence,
      account: AccountKey(domain: host.domain, nameKey: nameKey))
  }
}

extension Mapping {
  /// Where the text of a row goes in a dimension: agreed values, `other`, or none.
  package func agreedValues(of text: String, in dimension: Dimension) -> [String] {
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
