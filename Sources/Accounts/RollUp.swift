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
  /// The record of an account of several rows, in memory that all use again.
  private var bytes: [UInt8] = []

  init(
    _ records: RecordTable, _ dimensions: [Dimension], products: Int, amounts: [Int],
    of amountCount: Int
  ) {
    self.records = records
    self.dimensions = dimensions
    self.amounts = amounts
    self.amountCount = amountCount
    accounts = StoredAccounts(
      of: records, dimensions: dimensions.count, amounts: amountCount)
    counts = AccountCounts(dimensions, products: products)
    run()
  }

  private mutating func run() {
    let order = order()
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

  // MARK: Order

  /// A record while records are sorted by kind and key: sixteen bytes of the key at a time, which are cheap to compare.
  private struct Place {
    let record: UInt32
    let kind: UInt8
    /// Bytes of the key from where all are alike, zero after its end.
    var word: (UInt64, UInt64) = (0, 0)

    static func == (one: Place, other: Place) -> Bool {
      one.word.1 == other.word.1 && one.word.0 == other.word.0 && one.kind == other.kind
    }
    static func < (one: Place, other: Place) -> Bool {
      if one.kind != other.kind { return one.kind < other.kind }
      if one.word.0 != other.word.0 { return one.word.0 < other.word.0 }
      return one.word.1 < other.word.1
    }

    var isRow: Bool { kind == AccountKey.Kind.row.rawValue }

    /// - Parameter depth: how many bytes of the key are left out.
    mutating func load(_ key: ArraySlice<UInt8>, from depth: Int) {
      word = (key.word(from: depth), key.word(from: depth + 8))
    }
  }

  /// A record in the order of accounts, and whether it belongs to the account of the one before it.
  private struct Ordered {
    let record: UInt32
    let isOfSameAccount: Bool
  }

  /// Records in the order of their accounts.
  private func order() -> [Ordered] {
    let places = sortedPlaces()
    return places.indices.map { index in
      let place = places[index]
      // A row without a key is an account of its own.
      let isOfSameAccount = index > 0 && !place.isRow && isSameKey(places[index - 1], place)
      return Ordered(record: place.record, isOfSameAccount: isOfSameAccount)
    }
  }

  private func sortedPlaces() -> [Place] {
    var places = records.entries.indices.map {
      Place(record: UInt32(clamping: $0), kind: record($0).kind)
    }
    sort(&places[...], from: 0)
    return places
  }

  /// - Parameter depth: how many bytes of the keys are alike.
  private func sort(_ places: inout ArraySlice<Place>, from depth: Int) {
    for index in places.indices { places[index].load(key(places[index]), from: depth) }
    places.sort(by: <)
    var start = places.startIndex
    while start < places.endIndex {
      var end = start + 1
      while end < places.endIndex, places[start] == places[end] { end += 1 }
      if end - start > 1 { sortAlike(&places[start..<end], from: depth + 16) }
      start = end
    }
  }

  private func sortAlike(_ places: inout ArraySlice<Place>, from depth: Int) {
    guard let first = places.first else { return }
    if first.isRow {
      places.sort { precedes(Int($0.record), Int($1.record)) }
    } else if places.contains(where: { key($0).count > depth }) {
      sort(&places, from: depth)
    } else {
      places.sort { key($0).count < key($1).count }
    }
  }

  private func key(_ place: Place) -> ArraySlice<UInt8> { record(Int(place.record)).key }

  private func isSameKey(_ one: Place, _ two: Place) -> Bool {
    one == two && key(one) == key(two)
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

  /// The account of one record, as most are: the same as of a group of one, without lists of one.
  private mutating func add(_ index: Int) {
    let record = record(index)
    let (groups, products) = (
      RowRecord.numbers(record.groups), RowRecord.numbers(record.products)
    )
    if record.isOfDomain, rows(of: index) > 1 { twins.add([(record.nameKey, rows(of: index))]) }
    counts.add(
      hasDomain: record.isOfDomain, hasName: record.hasNameKey, hasCountry: record.hasCountry,
      groups: groups, products: products, rows: rows(of: index))
    accounts.append(records.entries[index], record, amounts: amounts(of: index))
  }

  /// - Parameter group: the records of one account; at least two.
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
    let nameKey = mostFrequent(group, names, NameKey.precedes)
    let named = nameKey.map { record($0) }
    let groups = rolledUp(group, parts)
    let products = Set(parts.flatMap { RowRecord.numbers($0.products) }).sorted()
    let rowCount = group.reduce(0) { $0 + rows(of: $1) }
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
      key: first, nameKey: named, number: number.map { record($0) },
      shownName: shownName.map { record($0) }, groups: groups, products: products, to: &bytes)
    accounts.append(
      bytes, amounts: sums, rows: rowCount,
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

extension ArraySlice<UInt8> {
  /// Eight bytes as a number, zero after the end: of two slices the one with the lesser precedes in the order of their bytes.
  ///
  /// - Parameter offset: how many bytes are left out.
  package func word(from offset: Int) -> UInt64 {
    let start = startIndex + offset
    return (start..<start + 8).reduce(0) { $0 << 8 | UInt64($1 < endIndex ? self[$1] : 0) }
  }
}
