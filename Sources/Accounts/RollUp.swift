// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// Records of rows to accounts in canonical order (account-keys.md 2.5 to 5).
struct RollUp {
  private let records: RecordTable
  private let dimensions: [Dimension]
  /// Of each record the sums of its rows' amounts, one after another, and how many amounts there are.
  private let amounts: [Int]
  private let amountCount: Int
  private(set) var accounts: StoredAccounts
  private(set) var counts: AccountCounts
  private(set) var twins = DomainTwins()

  init(
    _ records: RecordTable, _ dimensions: [Dimension], products: Int, amounts: [Int],
    of amountCount: Int
  ) {
    self.records = records
    self.dimensions = dimensions
    self.amounts = amounts
    self.amountCount = amountCount
    accounts = StoredAccounts(records, dimensions: dimensions.count, amounts: amountCount)
    counts = AccountCounts(dimensions, products: products)
    run()
  }

  private mutating func run() {
    let places = sortedPlaces()
    var start = 0
    while start < places.count {
      var end = start + 1
      // A row without a key is an account of its own.
      if !places[start].isRow {
        while end < places.count, isSameKey(places[start], places[end]) { end += 1 }
      }
      add(places[start..<end].map { Int($0.record) })
      start = end
    }
  }

  // MARK: Order

  /// A record while records are sorted: the first bytes of its account key decide nearly all, and are cheap to compare.
  private struct Place {
    /// The kind, then seven bytes of the key.
    let start: UInt64
    let record: UInt32

    init(_ record: Int, _ bytes: RowRecord) {
      var start = UInt64(bytes.kind)
      let key = bytes.key
      for place in key.startIndex..<key.startIndex + 7 {
        start = start << 8 | UInt64(place < key.endIndex ? key[place] : 0)
      }
      self.start = start
      self.record = UInt32(clamping: record)
    }

    var isRow: Bool { start >> 56 == UInt64(AccountKey.Kind.row.rawValue) }
  }

  private func sortedPlaces() -> [Place] {
    var places: [Place] = []
    places.reserveCapacity(records.entries.count)
    for index in records.entries.indices { places.append(Place(index, record(index))) }
    places.sort { one, two in
      if one.start != two.start { return one.start < two.start }
      if one.isRow { return precedes(Int(one.record), Int(two.record)) }
      return record(Int(one.record)).key.lexicographicallyPrecedes(record(Int(two.record)).key)
    }
    return places
  }

  private func isSameKey(_ one: Place, _ two: Place) -> Bool {
    one.start == two.start && record(Int(one.record)).key == record(Int(two.record)).key
  }

  /// The order of rows without a key: by values, products, amounts, name and line, so that it is total.
  private func precedes(_ one: Int, _ two: Int) -> Bool {
    let (first, second) = (record(one), record(two))
    for (left, right) in [(first.groups, second.groups), (first.products, second.products)]
    where left != right {
      return left.lexicographicallyPrecedes(right)
    }
    let (left, right) = (amounts(of: one), amounts(of: two))
    if left != right { return left.lexicographicallyPrecedes(right) }
    if first.shownName != second.shownName {
      return first.shownName.lexicographicallyPrecedes(second.shownName)
    }
    return records.entries[one].firstLine < records.entries[two].firstLine
  }

  // MARK: One account

  private func record(_ index: Int) -> RowRecord {
    RowRecord(records[index], dimensions: dimensions.count)
  }

  private func amounts(of record: Int) -> ArraySlice<Int> {
    amounts[record * amountCount..<(record + 1) * amountCount]
  }

  private func rows(of record: Int) -> Int { Int(records.entries[record].rows) }

  /// - Parameter group: the records of one account; at least one.
  private mutating func add(_ group: [Int]) {
    let parts = group.map { record($0) }
    guard let first = parts.first else { return }
    let names = parts.map(\.nameKey)
    if first.isOfDomain { twins.add(zip(names, group).map { ($0, rows(of: $1)) }) }
    var sums = Array(amounts(of: group[0]))
    for record in group.dropFirst() {
      for (index, amount) in amounts(of: record).enumerated() {
        sums[index] = sums[index].addingClamped(amount)
      }
    }
    let isOne = group.count == 1
    let nameKey = mostFrequent(group, names, NameKey.precedes)
    let groups = isOne ? RowRecord.numbers(first.groups) : rolledUp(group, parts)
    let products =
      isOne
      ? RowRecord.numbers(first.products)
      : Set(parts.flatMap { RowRecord.numbers($0.products) }).sorted()
    let rowCount = group.reduce(0) { $0 + rows(of: $1) }
    counts.add(
      hasDomain: first.isOfDomain, nameKey.flatMap { record($0).nameKey }, groups: groups,
      products: products, rows: rowCount)
    accounts.append(
      StoredAccounts.Sources(
        key: group[0], nameKey: nameKey,
        number: mostFrequent(
          group, parts.map { $0.number.isEmpty ? nil : $0.number },
          { $0.lexicographicallyPrecedes($1) }),
        // A blank name only where there is no other.
        name: mostFrequent(
          group, parts.map { $0.shownName.isEmpty ? nil : $0.shownName },
          { $0.lexicographicallyPrecedes($1) })),
      groups: groups, products: products, amounts: sums, rows: rowCount,
      firstLine: group.map { records.entries[$0].firstLine }.min() ?? 0)
  }

  private func rolledUp(_ group: [Int], _ parts: [RowRecord]) -> [UInt16] {
    let values = parts.map { RowRecord.numbers($0.groups) }
    return dimensions.indices.map { index in
      dimensions[index].rolledUp(zip(values, group).map { ($0[index], rows(of: $1)) })
    }
  }

  /// The record with the value of most rows, among equals the one that precedes; nil where none has a value.
  private func mostFrequent<Value: Hashable>(
    _ group: [Int], _ values: [Value?], _ precedes: (Value, Value) -> Bool
  ) -> Int? {
    if group.count == 1 { return values[0] == nil ? nil : group[0] }
    var found: [Value: (rows: Int, record: Int)] = [:]
    for (record, value) in zip(group, values) {
      if let value { found[value, default: (0, record)].rows += rows(of: record) }
    }
    return found.max {
      $0.value.rows != $1.value.rows
        ? $0.value.rows < $1.value.rows : precedes($1.key, $0.key)
    }?.value.record
  }
}
