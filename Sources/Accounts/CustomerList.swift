// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// A party's list: its accounts in canonical order, each with its match keys, a value in every agreed
/// dimension, and the products it owns. The same rows in any order give the same accounts; only line
/// numbers follow the file.
package struct CustomerList: Sendable {
  /// In ascending order of their canonical records' bytes.
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

  /// Appends an account of this list as bytes (Protocols/account-keys.md, section 6).
  ///
  /// - Parameter account: its place in `accounts`.
  package func appendCanonicalRecord(of account: Int, to bytes: inout [UInt8]) {
    accounts.appendCanonicalRecord(
      of: account, withNumber: number != nil, withProducts: products != nil, to: &bytes)
  }

  package func canonicalRecord(of account: Int) -> [UInt8] {
    var record: [UInt8] = []
    appendCanonicalRecord(of: account, to: &record)
    return record
  }
}
