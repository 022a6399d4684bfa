// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// A party's list: its accounts in canonical order, each with at most one match key and a value in
/// every agreed dimension. The same rows in any order give the same accounts; only line numbers
/// follow the file.
package struct CustomerList: Sendable {
  /// Sorted by key kind, key bytes and groups.
  package let accounts: [Account]
  package let dimensions: [Dimension]
  package let summary: ListSummary

  /// A whole file at once. `ListImport` takes it in chunks.
  package static func read(
    _ bytes: [UInt8], mapping: Mapping, dimensions: [Dimension], lists: PublicLists
  ) throws(AccountsError) -> CustomerList {
    var list = try ListImport(mapping: mapping, dimensions: dimensions, lists: lists)
    try list.read(bytes)
    return try list.finish()
  }

  /// Gives the canonical record of every account, in ascending order of the records' bytes: what a
  /// digest of the list is taken over.
  package func forEachCanonicalRecord<Failure: Error>(
    _ body: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let records = accounts.map(\.canonicalRecord)
    for record in records.sorted(by: { $0.lexicographicallyPrecedes($1) }) { try body(record) }
  }
}
