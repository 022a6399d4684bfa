// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Agreements
package import Blinding
package import Questions

/// A side's accounts as its stage needs them: tokens by table and group, and the canonical bytes of the list.
package struct OwnList: Sendable {
  /// By table.
  package let rows: [TableRows]
  /// Accounts by table, then group.
  package let groupSizes: [[Int]]
  /// The records of account-keys.md in ascending order, one after another.
  package let canonical: [UInt8]
  package let accounts: Int

  /// `list` must have been read with `plan.dimensions(of: role)`.
  package init(_ list: CustomerList, plan: Plan, role: Role) {
    var sent: [TokenScheme: SentKeys] = [:]
    var rows: [TableRows] = []
    var sizes: [[Int]] = []
    for table in plan.tables {
      let keys = sent[table.scheme] ?? SentKeys(list.accounts, table.scheme, role)
      sent[table.scheme] = keys
      let grouping = table.grouping(of: role)
      var groups = Array(repeating: [TokenName?](), count: grouping.count)
      var accounts = Array(repeating: 0, count: grouping.count)
      for (group, keys) in zip(list.groups(by: grouping), keys.keys) {
        accounts[group] += 1
        groups[group] += keys.map { $0.map { .key(kind: $0.kind.rawValue, fields: $0.fields) } }
      }
      rows.append(TableRows(groups: groups))
      sizes.append(accounts)
    }
    self.rows = rows
    groupSizes = sizes
    var bytes: [UInt8] = []
    list.forEachCanonicalRecord { bytes += $0 }
    canonical = bytes
    accounts = list.accounts.count
  }

  package init(rows: [TableRows], groupSizes: [[Int]], canonical: [UInt8], accounts: Int) {
    self.rows = rows
    self.groupSizes = groupSizes
    self.canonical = canonical
    self.accounts = accounts
  }
}

extension ControlAccounts {
  /// Their tokens in a table, one after another.
  func names(_ scheme: TokenScheme, _ role: Role) -> [TokenName?] {
    keys(scheme, role).map { $0.map { .control(kind: $0.kind.rawValue, fields: $0.fields) } }
  }
}

extension CustomerList {
  /// The group of each account.
  package func groups(by grouping: Grouping) -> [Int] {
    let columns = grouping.dimensions.compactMap { dimensions.firstIndex(of: $0) }
    return accounts.map { account in
      grouping.group(
        of: columns.map { Int(account.groups[$0]) }, products: account.products.map(Int.init))
    }
  }
}
