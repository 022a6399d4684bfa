// SPDX-License-Identifier: Apache-2.0

/// One account of a list: the rows with one account key. The row of the primitive, and the unit of
/// protection (protocol 1).
package struct Account: Sendable, Equatable {
  package let accountKey: AccountKey
  /// The most frequent name key of its rows, ties by byte order; nil where no row has one.
  package let nameKey: NameKey?
  /// The most frequent number of its rows, ties by byte order; nil where none is agreed, or no row has one.
  package let number: MatchKey?
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

  /// Its domain key; nil where it has none.
  package var domain: MatchKey? {
    accountKey.kind == .domain ? MatchKey(kind: .domain, bytes: accountKey.bytes) : nil
  }

  /// The account's keys as bytes: key kind, key length (4), key, and name key, integers big-endian. Counts, lines and the
  /// shown name are not part of it.
  var recordOfKeys: [UInt8] {
    let (name, country) = (nameKey?.name ?? [], nameKey?.country ?? [])
    var record = [accountKey.kind.rawValue]
    record += CanonicalBytes.length(accountKey.bytes.count) + accountKey.bytes
    record += CanonicalBytes.length(name.count) + name
    record += CanonicalBytes.length(country.count) + country
    return record
  }

  /// Where numbers are agreed: the number's length (4), and the number.
  var recordOfNumber: [UInt8] {
    let bytes = number?.bytes ?? []
    return CanonicalBytes.length(bytes.count) + bytes
  }

  /// Each group (2).
  var recordOfGroups: [UInt8] { groups.flatMap(CanonicalBytes.index) }

  /// The account's products as bytes: how many (2), and each (2).
  var recordOfProducts: [UInt8] {
    CanonicalBytes.index(UInt16(clamping: products.count))
      + products.flatMap(CanonicalBytes.index)
  }

  /// Its amounts as bytes: eight each.
  var recordOfAmounts: [UInt8] { amounts.flatMap(CanonicalBytes.amount) }
}
