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
}
