// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Agreements
package import Blinding
package import Questions

/// A side's accounts as its stage needs them.
package struct OwnList: Sendable {
  package let tokens: OwnTokens
  /// What the digest of the list is taken over; it holds on to the accounts.
  package let canonical: CanonicalRecords

  package init(tokens: OwnTokens, canonical: CanonicalRecords) {
    (self.tokens, self.canonical) = (tokens, canonical)
  }

  /// `list` must have been read with `plan.dimensions(of: role)`, and with the amounts of that side.
  package init(_ list: CustomerList, plan: Plan, role: Role) {
    self.init(list, plan: plan, role: role, sent: plan.sentKeys(of: list, role))
  }

  /// - Parameter sent: what `Plan.sentKeys` gives.
  init(_ list: CustomerList, plan: Plan, role: Role, sent: [TokenScheme: SentKeys]) {
    tokens = OwnTokens(list, plan: plan, role: role, sent: sent)
    canonical = CanonicalRecords(of: list)
  }
}

/// Tokens of a side's accounts by table and group, and what sums are made of.
package struct OwnTokens: Sendable {
  /// By table: in the tables of a sum as if each account had every bit.
  package let rows: [TableRows]
  /// Accounts by table, then group.
  package let groupSizes: [[Int]]
  /// Of each account its amounts in hundredths, in the order of the agreement; accounts in canonical order.
  private let amounts: [Int]
  private let amountCount: Int
  /// By table of an own sum, then group: whose each token is that there is. Empty for other tables.
  private let owners: [[[Int]]]

  fileprivate init(
    _ list: CustomerList, plan: Plan, role: Role, sent: [TokenScheme: SentKeys]
  ) {
    // Owners and amounts are for sums alone.
    let hasSums = plan.tables.contains { $0.bit?.amount.owner == role }
    // The tables of a sum are alike, and share what is made once.
    var made: [Sections.Key: Sections] = [:]
    var sections: [Sections] = []
    for table in plan.tables {
      let key = Sections.Key(scheme: table.scheme, grouping: table.grouping(of: role))
      let keys = sent[table.scheme] ?? SentKeys(list.accounts, table.scheme, role)
      let section = made[key] ?? Sections(list, keys, by: key.grouping, hasSums ? .kept : .left)
      made[key] = section
      sections.append(section)
    }
    rows = sections.map(\.rows)
    groupSizes = sections.map(\.sizes)
    owners = zip(plan.tables, sections).map { $0.bit?.amount.owner == role ? $1.owners : [] }
    amounts = hasSums ? list.accounts.indices.flatMap { list.accounts.amounts(of: $0) } : []
    amountCount = amounts.count / max(1, list.accounts.count)
  }

  /// What tables of one token scheme and grouping have in common, by group.
  private struct Sections {
    struct Key: Hashable {
      let scheme: TokenScheme
      let grouping: Grouping
    }

    let rows: TableRows
    let sizes: [Int]
    /// Whose each token is that there is; empty where they are left.
    let owners: [[Int]]

    enum Owners { case kept, left }

    init(_ list: CustomerList, _ keys: SentKeys, by grouping: Grouping, _ kept: Owners) {
      var groups = Array(repeating: TokenNames(), count: grouping.count)
      var sizes = Array(repeating: 0, count: grouping.count)
      var owners = Array(repeating: [Int](), count: grouping.count)
      list.forEachGroup(by: grouping) { account, group in
        sizes[group] += 1
        for kind in keys.kinds(of: account) {
          guard let kind else {
            groups[group].appendMissing()
            continue
          }
          groups[group].appendKey(kind: kind.rawValue) {
            list.accounts.appendFields(of: kind, at: account, to: &$0)
          }
          if kept == .kept { owners[group].append(account) }
        }
      }
      rows = TableRows(groups: groups)
      self.sizes = sizes
      self.owners = owners
    }
  }

  /// Of a list without amounts.
  package init(rows: [TableRows], groupSizes: [[Int]]) {
    self.rows = rows
    self.groupSizes = groupSizes
    (amounts, amountCount) = ([], 0)
    owners = Array(repeating: [], count: rows.count)
  }

  /// What each account has of one amount, in hundredths; accounts in canonical order.
  func amounts(at index: Int) -> some Collection<Int> {
    stride(from: index, to: amounts.count, by: max(1, amountCount)).lazy.map { amounts[$0] }
  }

  /// What a table sends: in one of an own sum, no token of accounts that lack the bit.
  func rows(of table: TablePlan, _ rounded: RoundedAmounts) -> TableRows {
    var rows = rows[table.number]
    let owners = owners[table.number]
    guard let bit = table.bit, !owners.isEmpty, let units = rounded.units[bit.amount] else {
      return rows
    }
    for group in owners.indices {
      rows.groups[group] = rows.groups[group].keeping { token in
        units[owners[group][token]] >> bit.bit & 1 == 1
      }
    }
    return rows
  }
}

extension Plan {
  /// Which keys the accounts of a list send in the tables, by token scheme.
  func sentKeys(of list: CustomerList, _ role: Role) -> [TokenScheme: SentKeys] {
    let schemes = Set(tables.map(\.scheme))
    return Dictionary(uniqueKeysWithValues: schemes.map { ($0, SentKeys(list.accounts, $0, role)) })
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
    var groups: [Int] = []
    forEachGroup(by: grouping) { groups.append($1) }
    return groups
  }

  /// Gives each account, by its place, and its group.
  func forEachGroup(by grouping: Grouping, _ body: (Int, Int) -> Void) {
    grouping.forEachGroup(
      of: accounts.indices, dimensions, value: { accounts.group(of: $0, in: $1) },
      products: { accounts.products(of: $0).map(Int.init) }, body)
  }
}

extension Grouping {
  /// Gives each of some accounts and its group.
  ///
  /// - Parameters:
  ///   - dimensions: those in which an account has a value.
  ///   - value: of an account, by the place of a dimension.
  ///   - products: asked only where they matter.
  func forEachGroup(
    of accounts: Range<Int>, _ dimensions: [Dimension],
    value: (_ account: Int, _ dimension: Int) -> Int, products: (Int) -> [Int],
    _ body: (Int, Int) -> Void
  ) {
    let columns = self.dimensions.compactMap { dimensions.firstIndex(of: $0) }
    let needsProducts = needsProducts
    var wanted: [Int] = []
    for account in accounts {
      wanted.removeAll(keepingCapacity: true)
      for column in columns { wanted.append(value(account, column)) }
      body(account, group(of: wanted, products: needsProducts ? products(account) : []))
    }
  }
}
