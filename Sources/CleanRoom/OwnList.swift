// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Agreements
package import Blinding
package import Questions

/// A side's accounts as its stage needs them: keys by table and group, and the canonical bytes of the list.
package struct OwnList: Sendable {
  package let rows: [TableRows]
  /// The records of account-keys.md in ascending order, one after another.
  package let canonical: [UInt8]
  package let accounts: Int

  /// `list` must have been read with `plan.dimensions(of: role)`.
  package init(_ list: CustomerList, plan: Plan, role: Role) {
    rows = plan.tables.map { table in
      let grouping = table.grouping(of: role)
      let columns = grouping.dimensions.compactMap { list.dimensions.firstIndex(of: $0) }
      var groups = Array(repeating: [TokenName?](), count: grouping.count)
      for account in list.accounts {
        let group = grouping.group(of: columns.map { Int(account.groups[$0]) })
        groups[group].append(account.key.map { TokenName.domain($0.bytes) })
      }
      return TableRows(groups: groups)
    }
    var bytes: [UInt8] = []
    list.forEachCanonicalRecord { bytes += $0 }
    canonical = bytes
    accounts = list.accounts.count
  }

  package init(rows: [TableRows], canonical: [UInt8], accounts: Int) {
    self.rows = rows
    self.canonical = canonical
    self.accounts = accounts
  }

  /// Accounts by table, then group.
  var groupSizes: [[Int]] { rows.map { $0.groups.map(\.count) } }
}
