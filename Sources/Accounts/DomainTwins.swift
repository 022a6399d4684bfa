// SPDX-License-Identifier: Apache-2.0

/// What rows of a list that share a domain key say of names: each two of them are *twins*, which a list that lacks websites would
/// have to tell by name alone (account-keys.md 13). Of the own list, for its owner; it never leaves.
package struct DomainTwins: Sendable, Equatable {
  /// Domains that two rows or more with a name key share, and these rows.
  package private(set) var domains = 0
  package private(set) var rows = 0
  /// Pairs of such rows; those with one name, and those with one name and country. At most `Int.max`.
  package private(set) var pairs = 0
  package private(set) var pairsOfName = 0
  package private(set) var pairsOfNameAndCountry = 0
  /// Domains all of whose rows have one name.
  package private(set) var domainsOfName = 0

  package init() {}

  /// - Parameter names: what the rows of one domain have for name keys, with how many rows have each.
  mutating func add(_ names: [(key: NameKey?, rows: Int)]) {
    guard names.count > 1 || names.contains(where: { $0.rows > 1 }) else { return }
    var byKey: [NameKey: Int] = [:]
    for (key, rows) in names {
      if let key { byKey[key, default: 0] += rows }
    }
    let rows = byKey.values.reduce(0, +)
    guard rows > 1 else { return }
    var byName: [[UInt8]: Int] = [:]
    for (key, rows) in byKey { byName[key.name, default: 0] += rows }
    domains += 1
    self.rows += rows
    pairs = pairs.addingClamped(Self.pairs(of: rows))
    for rows in byName.values {
      pairsOfName = pairsOfName.addingClamped(Self.pairs(of: rows))
    }
    for rows in byKey.values {
      pairsOfNameAndCountry = pairsOfNameAndCountry.addingClamped(Self.pairs(of: rows))
    }
    if byName.count == 1 { domainsOfName += 1 }
  }

  /// Those of other domains.
  mutating func add(_ other: DomainTwins) {
    domains += other.domains
    rows += other.rows
    pairs = pairs.addingClamped(other.pairs)
    pairsOfName = pairsOfName.addingClamped(other.pairsOfName)
    pairsOfNameAndCountry = pairsOfNameAndCountry.addingClamped(other.pairsOfNameAndCountry)
    domainsOfName += other.domainsOfName
  }

  private static func pairs(of rows: Int) -> Int {
    let (product, overflow) = rows.multipliedReportingOverflow(by: rows - 1)
    return overflow ? .max : product / 2
  }
}
