// SPDX-License-Identifier: Apache-2.0

/// One account of a list: the rows with one account key. The row of the primitive, and the unit of
/// protection (protocol 1).
package struct Account: Sendable, Equatable {
  package let accountKey: AccountKey
  /// Its domain key; nil where it has none.
  package let domain: MatchKey?
  /// The most frequent name key of its rows, ties by byte order; nil where no row has one.
  package let nameKey: NameKey?
  /// Its value in each agreed dimension, in the order of the agreement: an index into the
  /// dimension's vocabulary, or `values.count` for `other`.
  package let groups: [UInt16]
  /// The products it owns: indices into the vocabulary of products, ascending, without repeats.
  /// Empty where the list was read without products.
  package let products: [UInt16]
  /// What it has of each amount of its side, in hundredths, not cut off, at most `Int.max`; in the order of the agreement.
  /// Empty where the list was read without amounts.
  package let amounts: [Int]
  /// How many list rows became this account.
  package let rows: Int
  /// The line of the first of them.
  package let firstLine: Int
  /// The most frequent name of its rows, ties by byte order. For its owner's eyes only.
  package let name: String

  /// The account as bytes, without its products: key kind, key length (4), key, name key, and each
  /// group (2), integers big-endian. Counts, lines and the shown name are not part of it.
  var recordOfGroups: [UInt8] {
    let (name, country) = (nameKey?.name ?? [], nameKey?.country ?? [])
    var record = [accountKey.kind.rawValue]
    record += CanonicalBytes.length(accountKey.bytes.count) + accountKey.bytes
    record += CanonicalBytes.length(name.count) + name
    record += CanonicalBytes.length(country.count) + country
    for group in groups { record += CanonicalBytes.index(group) }
    return record
  }

  /// The account's products as bytes: how many (2), and each (2).
  var recordOfProducts: [UInt8] {
    CanonicalBytes.index(UInt16(clamping: products.count))
      + products.flatMap(CanonicalBytes.index)
  }

  /// The order of accounts in a list: kind, key bytes, groups, products; then, among rows without any
  /// key, amounts, name and line, so that the order is total.
  static func precedes(_ first: Account, _ second: Account) -> Bool {
    let (one, two) = (first.accountKey, second.accountKey)
    if one.kind != two.kind { return one.kind.rawValue < two.kind.rawValue }
    if one.bytes != two.bytes { return one.bytes.lexicographicallyPrecedes(two.bytes) }
    if first.groups != second.groups {
      return first.groups.lexicographicallyPrecedes(second.groups)
    }
    if first.products != second.products {
      return first.products.lexicographicallyPrecedes(second.products)
    }
    if first.amounts != second.amounts {
      return first.amounts.lexicographicallyPrecedes(second.amounts)
    }
    if !first.name.utf8.elementsEqual(second.name.utf8) {
      return first.name.utf8.lexicographicallyPrecedes(second.name.utf8)
    }
    return first.firstLine < second.firstLine
  }
}
