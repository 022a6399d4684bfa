// SPDX-License-Identifier: Apache-2.0

/// What became of the rows of a list: for its owner, never for the counterpart.
package struct ListSummary: Sendable, Equatable {
  /// A value of the list that no agreed value stands for; empty text is a blank field.
  package struct UnmappedValue: Sendable, Equatable {
    package let value: String
    package let rows: Int
  }

  package struct DimensionSummary: Sendable, Equatable {
    package let name: String
    /// Whether the mapping names a column for it.
    package let isMapped: Bool
    /// Accounts of each agreed value, then of `other`.
    package let accounts: [Int]
    /// Most frequent first, ties by byte order; at most `UnmappedValues.limit` values.
    package let unmapped: [UnmappedValue]
    package let unmappedRows: Int
  }

  /// What a list says about products.
  package struct ProductsSummary: Sendable, Equatable {
    /// Whether the mapping names a column for them; if not, no account owns any.
    package let isMapped: Bool
    /// Accounts that own each product, in the order of the vocabulary.
    package let accounts: [Int]
    /// Accounts that own at least one.
    package let owners: Int
    /// Pieces of fields that stand for no product: most frequent first, ties by byte order; at most
    /// `UnmappedValues.limit` of them. A blank field is none.
    package let unmapped: [UnmappedValue]
    /// Of the rows that take part, those with such a piece.
    package let unmappedRows: Int
  }

  /// Rows read, without header and blank rows.
  package let rows: Int
  package let blankRows: Int
  package let rejections: [DelimitedReader.Rejection]
  /// Rows left out because a dimension such as status has no agreed value for them.
  package let rowsLeftOut: Int
  /// Of the rows that take part: those with a domain key, and those without, by reason.
  package let rowsWithDomain: Int
  package let rowsWithoutDomain: [DomainKey.Absence: Int]
  package let accounts: Int
  package let accountsWithDomain: Int
  /// Accounts that have a name key with a country.
  package let accountsWithNameAndCountry: Int
  /// Accounts that have a name key, with or without a country.
  package let accountsWithName: Int
  /// Accounts of more than one row, and the rows of the largest.
  package let rolledUpAccounts: Int
  package let rowsOfLargestAccount: Int
  package let dimensions: [DimensionSummary]
  /// Nil where the list was read without products.
  package let products: ProductsSummary?
}
