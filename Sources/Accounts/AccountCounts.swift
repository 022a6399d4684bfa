// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// How many rows take part, by their domain keys.
struct RowCounts {
  var leftOut = 0
  private(set) var withDomain = 0
  private(set) var withoutDomain: [DomainKey.Absence: Int] = [:]

  /// - Parameter absence: why a row has no domain key; nil where it has one.
  mutating func add(_ absence: DomainKey.Absence?) {
    if let absence { withoutDomain[absence, default: 0] += 1 } else { withDomain += 1 }
  }
}

/// What is counted of the accounts of a list.
struct AccountCounts {
  private(set) var withDomain = 0
  private(set) var withName = 0
  private(set) var withNameAndCountry = 0
  /// Accounts of more than one row, and the rows of the largest.
  private(set) var rolledUp = 0
  private(set) var mostRows = 0
  /// By dimension, accounts of each value, then of `other`.
  private(set) var values: [[Int]]
  /// Accounts that own each product, and those that own any.
  private(set) var products: [Int]
  private(set) var owners = 0

  /// - Parameter products: how many there are.
  init(_ dimensions: [Dimension], products: Int) {
    values = dimensions.map { [Int](repeating: 0, count: $0.values.count + 1) }
    self.products = [Int](repeating: 0, count: products)
  }

  mutating func add(
    hasDomain: Bool, hasName: Bool, hasCountry: Bool, groups: some Collection<UInt16>,
    products: some Collection<UInt16>, rows: Int
  ) {
    if hasDomain { withDomain += 1 }
    if hasName { withName += 1 }
    if hasCountry { withNameAndCountry += 1 }
    if rows > 1 { rolledUp += 1 }
    mostRows = max(mostRows, rows)
    for (index, value) in groups.enumerated() { values[index][Int(value)] += 1 }
    for product in products { self.products[Int(product)] += 1 }
    if !products.isEmpty { owners += 1 }
  }

  /// Those of other accounts of the list.
  mutating func add(_ other: AccountCounts) {
    withDomain += other.withDomain
    withName += other.withName
    withNameAndCountry += other.withNameAndCountry
    rolledUp += other.rolledUp
    mostRows = max(mostRows, other.mostRows)
    for (index, counts) in other.values.enumerated() {
      for (value, count) in counts.enumerated() { values[index][value] += count }
    }
    for (product, count) in other.products.enumerated() { products[product] += count }
    owners += other.owners
  }
}
