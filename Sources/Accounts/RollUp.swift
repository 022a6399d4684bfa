// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// Records of rows to accounts (account-keys.md 2.5 to 5), which come in the order in which records are added.
struct RollUp: Sendable {
  private let dimensions: [Dimension]
  /// Those that are being added.
  private var records: RowRecords
  private(set) var accounts: StoredAccounts
  private(set) var counts: AccountCounts
  private(set) var twins = DomainTwins()
  /// The record of an account of several rows, in memory that all use again.
  private var bytes: [UInt8] = []

  /// - Parameters:
  ///   - products: how many an account may own.
  ///   - amounts: and how many amounts it has.
  init(_ dimensions: [Dimension], products: Int, amounts: Int) {
    self.dimensions = dimensions
    records = RowRecords(dimensions: dimensions.count, amounts: amounts)
    accounts = StoredAccounts(dimensions: dimensions.count, amounts: amounts)
    counts = AccountCounts(dimensions, products: products)
  }

  /// Accounts of parts that follow one another.
  init(joining parts: [RollUp], to empty: RollUp) {
    self = empty
    accounts.append(joining: parts.map(\.accounts))
    for part in parts {
      counts.add(part.counts)
      twins.add(part.twins)
    }
  }

  func adding(_ records: RowRecords, in order: [RowOrder.Element]) -> RollUp {
    var more = self
    more.add(records, in: order)
    return more
  }

  /// Adds the accounts of records, each of which is of an account that has all its rows in them.
  mutating func add(_ records: RowRecords, in order: [RowOrder.Element]) {
    self.records = records
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, order[end].isOfSameAccount { end += 1 }
      if end == start + 1 {
        add(Int(order[start].record))
      } else {
        add(order[start..<end].map { Int($0.record) })
      }
      start = end
    }
  }

  /// The account of one record, as most are: the same as of a group of one, without lists of one.
  private mutating func add(_ index: Int) {
    let (record, rows) = (records[index], records.rows(of: index))
    if record.isOfDomain, rows > 1 { twins.add([(record.nameKey, rows)]) }
    counts.add(
      hasDomain: record.isOfDomain, hasName: record.hasNameKey, hasCountry: record.hasCountry,
      groups: record.groups, products: record.products, rows: rows)
    accounts.append(
      record, amounts: records.amounts(of: index), rows: rows,
      firstLine: records.firstLine(of: index))
  }

  /// - Parameter group: the records of one account; at least two.
  private mutating func add(_ group: [Int]) {
    let parts = group.map { records[$0] }
    guard let first = parts.first else { return }
    let names = parts.map(\.nameKey)
    if first.isOfDomain { twins.add(zip(names, group).map { ($0, records.rows(of: $1)) }) }
    var sums = Array(records.amounts(of: group[0]))
    for record in group.dropFirst() {
      for (index, amount) in records.amounts(of: record).enumerated() {
        sums[index] = sums[index].addingClamped(amount)
      }
    }
    let nameKey = mostFrequent(group, names, NameKey.precedes)
    let named = nameKey.map { records[$0] }
    let groups = rolledUp(group, parts)
    let products = Set(parts.lazy.flatMap(\.products)).sorted()
    let rowCount = group.reduce(0) { $0 + records.rows(of: $1) }
    counts.add(
      hasDomain: first.isOfDomain, hasName: named != nil, hasCountry: named?.hasCountry == true,
      groups: groups, products: products, rows: rowCount)
    let number = mostFrequent(
      group, parts.map { $0.number.isEmpty ? nil : $0.number }, { $0.lexicographicallyPrecedes($1) }
    )
    // A blank name only where there is no other.
    let shownName = mostFrequent(
      group, parts.map { $0.shownName.isEmpty ? nil : $0.shownName },
      { $0.lexicographicallyPrecedes($1) })
    bytes.removeAll(keepingCapacity: true)
    RowRecord.append(
      key: first.accountKey, nameKey: named, number: number.map { records[$0] },
      shownName: shownName.map { records[$0] }, groups: groups, products: products, to: &bytes)
    accounts.append(
      RowRecord(bytes[...], dimensions: dimensions.count), amounts: sums, rows: rowCount,
      firstLine: group.map { records.firstLine(of: $0) }.min() ?? 0)
  }

  private func rolledUp(_ group: [Int], _ parts: [RowRecord]) -> [UInt16] {
    dimensions.indices.map { index in
      dimensions[index].rolledUp(
        zip(parts, group).map { ($0.groups[index], records.rows(of: $1)) })
    }
  }

  /// The record with the value of most rows, among equals the one that precedes; nil where none has a value.
  private func mostFrequent<Value: Hashable>(
    _ group: [Int], _ values: [Value?], _ precedes: (Value, Value) -> Bool
  ) -> Int? {
    var found: [Value: (rows: Int, record: Int)] = [:]
    for (record, value) in zip(group, values) {
      if let value { found[value, default: (0, record)].rows += records.rows(of: record) }
    }
    return found.max {
      $0.value.rows != $1.value.rows
        ? $0.value.rows < $1.value.rows : precedes($1.key, $0.key)
    }?.value.record
  }
}
