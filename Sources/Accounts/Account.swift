// SPDX-License-Identifier: Apache-2.0

/// One account of a list: the rows with one account key. The row of the primitive, and the unit of
/// protection (protocol 1).
package struct Account: Sendable, Equatable {
  package let accountKey: AccountKey
  /// What the account is matched by; nil where it has no usable key.
  package let key: MatchKey?
  /// Its value in each agreed dimension, in the order of the agreement: an index into the
  /// dimension's vocabulary, or `values.count` for `other`.
  package let groups: [UInt16]
  /// How many list rows became this account.
  package let rows: Int
  /// The line of the first of them.
  package let firstLine: Int
  /// The most frequent name of its rows, ties by byte order. For its owner's eyes only.
  package let name: String

  /// The account as bytes: key kind, key length (4), key, and each group (2), integers big-endian.
  /// Counts, lines and names are not part of it.
  package var canonicalRecord: [UInt8] {
    [accountKey.kind.rawValue] + CanonicalBytes.length(accountKey.bytes.count) + accountKey.bytes
      + groups.flatMap(CanonicalBytes.group)
  }

  /// The order of accounts in a list: kind, key bytes, groups; then, among rows without any key,
  /// name and line, so that the order is total.
  static func precedes(_ first: Account, _ second: Account) -> Bool {
    let (one, two) = (first.accountKey, second.accountKey)
    if one.kind != two.kind { return one.kind.rawValue < two.kind.rawValue }
    if one.bytes != two.bytes { return one.bytes.lexicographicallyPrecedes(two.bytes) }
    if first.groups != second.groups {
      return first.groups.lexicographicallyPrecedes(second.groups)
    }
    if !first.name.utf8.elementsEqual(second.name.utf8) {
      return first.name.utf8.lexicographicallyPrecedes(second.name.utf8)
    }
    return first.firstLine < second.firstLine
  }
}
