// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// A party's list: its accounts in canonical order, each with its match keys, a value in every agreed
/// dimension, and the products it owns. The same rows in any order give the same accounts; only line
/// numbers follow the file.
package struct CustomerList: Sendable {
  /// Sorted by key kind, key bytes, groups and products.
  package let accounts: StoredAccounts
  /// The dimensions of which each account has one value: what `Account.groups` is about.
  package let dimensions: [Dimension]
  /// What `Account.products` is about; nil where the list was read without products.
  package let products: Dimension?
  /// The register whose numbers are keys; nil where none is agreed.
  package let number: NumberType?
  package let summary: ListSummary

  /// A whole file at once. `ListImport` takes it in chunks.
  package static func read(
    _ bytes: [UInt8], mapping: Mapping, dimensions: [Dimension], amounts: SideAmounts = .none,
    openQuestions: ListImport.OpenQuestions = .refused, lists: PublicLists
  ) throws(AccountsError) -> CustomerList {
    var list = try ListImport(
      mapping: mapping, dimensions: dimensions, amounts: amounts, openQuestions: openQuestions,
      lists: lists)
    try list.read(bytes)
    return try list.finish()
  }

  /// An account of this list as bytes (Protocols/account-keys.md, section 6).
  package func canonicalRecord(of account: Account) -> [UInt8] {
    account.recordOfKeys + (number == nil ? [] : account.recordOfNumber) + account.recordOfGroups
      + (products == nil ? [] : account.recordOfProducts) + account.recordOfAmounts
  }

  /// The place of every account in `accounts` and its canonical record, in ascending order of the records' bytes: what a
  /// digest of the list is taken over.
  package var inCanonicalOrder: [(account: Int, record: [UInt8])] {
    accounts.enumerated().map { (account: $0.offset, record: canonicalRecord(of: $0.element)) }
      .sorted { $0.record.lexicographicallyPrecedes($1.record) }
  }
}
