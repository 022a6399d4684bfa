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

  /// The places of accounts in `accounts`, in ascending order of their canonical records' bytes: the order of what a digest of the
  /// list is taken over.
  ///
  /// A record begins with the kind and the length of the key, which accounts of one kind are sorted by already, and no two of
  /// which have the same, but for those without a key.
  package var canonicalOrder: [Int] {
    struct Start: Hashable, Comparable {
      let kind: AccountKey.Kind.RawValue
      let keyLength: Int

      static func < (one: Start, other: Start) -> Bool {
        (one.kind, one.keyLength) < (other.kind, other.keyLength)
      }
    }
    let starts = accounts.indices.lazy.map { account in
      let (kind, keyLength) = accounts.key(of: account)
      return Start(kind: kind.rawValue, keyLength: keyLength)
    }
    // Where the next account of each start goes: behind all with a lesser one.
    var places: [Start: Int] = [:]
    for start in starts { places[start, default: 0] += 1 }
    let unkeyed = places[Start(kind: AccountKey.Kind.row.rawValue, keyLength: 0)] ?? 0
    var count = 0
    for start in places.keys.sorted() {
      let before = count
      count += places[start] ?? 0
      places[start] = before
    }
    var order = Array(repeating: 0, count: count)
    for (account, start) in zip(accounts.indices, starts) {
      let place = places[start] ?? 0
      order[place] = account
      places[start] = place + 1
    }
    // Those without a key are of the last kind, and of one start.
    let sorted = order.suffix(unkeyed).map { (account: $0, record: canonicalRecord(of: $0)) }
      .sorted { $0.record.lexicographicallyPrecedes($1.record) }
    order.replaceSubrange((count - unkeyed)..., with: sorted.map(\.account))
    return order
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
