// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// The rows of a list that take part, gathered by account key while the file is read.
struct ListRows {
  var leftOut = 0
  private(set) var withDomain = 0
  private(set) var withoutDomain: [DomainKey.Absence: Int] = [:]

  /// What a row says about its account.
  private struct Row {
    let line: Int
    /// Where its name stands in `names`.
    let name: Range<Int>
    let nameKey: NameKey?
    let number: MatchKey?
    let groups: [UInt16]
    let products: [UInt16]
    let amounts: [Int]
  }

  /// In the order of the file, and the account of each.
  private var rows: [Row] = []
  private var accountOfRow: [Int] = []
  /// The names of all rows, one after another.
  private var names: [UInt8] = []
  private var keys: [AccountKey] = []
  /// The domain key of each account.
  private var domains: [MatchKey?] = []
  private var accountOfKey: [AccountKey: Int] = [:]

  mutating func add(
    line: Int, name: ArraySlice<UInt8>, _ domain: DomainKey, _ nameKey: NameKey?,
    number: MatchKey?, groups: [UInt16], products: [UInt16], amounts: [Int]
  ) {
    var match: MatchKey?
    switch domain {
    case .domain(let key):
      withDomain += 1
      match = key
    case .absent(let reason): withoutDomain[reason, default: 0] += 1
    }
    accountOfRow.append(account(of: AccountKey(domain: domain, nameKey: nameKey), match))
    let start = names.count
    names += name
    rows.append(
      Row(
        line: line, name: start..<names.count, nameKey: nameKey, number: number, groups: groups,
        products: products, amounts: amounts))
  }

  /// The accounts, rolled up and in canonical order.
  func accounts(_ dimensions: [Dimension]) -> [Account] {
    let (places, ends) = rowsByAccount()
    var accounts: [Account] = []
    accounts.reserveCapacity(keys.count)
    for (index, key) in keys.enumerated() {
      let group = places[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
      accounts.append(account(of: group, key, domains[index], dimensions))
    }
    // Keys differ early: their first bytes decide nearly all, and are cheap to sort.
    let order = accounts.indices.map { Place(key: keys[$0], index: $0) }.sorted {
      if let precedes = $0.precedes($1) { return precedes }
      let (one, two) = (keys[$0.index].bytes, keys[$1.index].bytes)
      if one != two { return one.lexicographicallyPrecedes(two) }
      return Account.precedes(accounts[$0.index], accounts[$1.index])
    }
    return order.map { accounts[$0.index] }
  }

  /// The places of all rows, those of one account side by side and in the order of the file, and where
  /// each account's end.
  private func rowsByAccount() -> (places: [Int], ends: [Int]) {
    var next = [Int](repeating: 0, count: keys.count)
    for account in accountOfRow { next[account] += 1 }
    var start = 0
    for account in next.indices { (start, next[account]) = (start + next[account], start) }
    var places = [Int](repeating: 0, count: rows.count)
    for (row, account) in accountOfRow.enumerated() {
      places[next[account]] = row
      next[account] += 1
    }
    return (places, next)
  }

  /// - Parameter places: those of its rows; at least one.
  private func account(
    of places: ArraySlice<Int>, _ key: AccountKey, _ domain: MatchKey?, _ dimensions: [Dimension]
  ) -> Account {
    if places.count == 1, let place = places.first {
      let row = rows[place]
      return Account(
        accountKey: key, domain: domain, nameKey: row.nameKey, number: row.number,
        groups: row.groups, products: row.products, amounts: row.amounts, rows: 1,
        firstLine: row.line,
        name: String(decoding: names[row.name], as: UTF8.self))
    }
    let rows = places.map { self.rows[$0] }
    return Account(
      accountKey: key, domain: domain,
      nameKey: Self.mostFrequent(rows.lazy.compactMap(\.nameKey), NameKey.precedes),
      number: Self.mostFrequent(rows.lazy.compactMap(\.number)) {
        $0.bytes.lexicographicallyPrecedes($1.bytes)
      },
      groups: dimensions.indices.map { index in
        dimensions[index].rolledUp(rows.map { $0.groups[index] })
      },
      products: Self.united(rows.map(\.products)), amounts: Self.summed(rows.map(\.amounts)),
      rows: rows.count, firstLine: rows.first?.line ?? 0,
      name: String(decoding: mostFrequentName(rows), as: UTF8.self))
  }

  private mutating func account(of key: AccountKey, _ domain: MatchKey?) -> Int {
    if key.kind != .row, let account = accountOfKey[key] { return account }
    keys.append(key)
    domains.append(domain)
    if key.kind != .row { accountOfKey[key] = keys.count - 1 }
    return keys.count - 1
  }

  /// A blank name only where there is no other.
  private func mostFrequentName(_ rows: [Row]) -> ArraySlice<UInt8> {
    let names = rows.lazy.map { self.names[$0.name] }.filter { !$0.isEmpty }
    return Self.mostFrequent(names) { $0.lexicographicallyPrecedes($1) } ?? []
  }

  /// Among equals the one that precedes.
  private static func mostFrequent<Value: Hashable>(
    _ values: some Sequence<Value>, _ precedes: (Value, Value) -> Bool
  ) -> Value? {
    let values = Array(values)
    if let first = values.first, values.dropFirst().allSatisfy({ $0 == first }) { return first }
    var counts: [Value: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.max {
      $0.value != $1.value ? $0.value < $1.value : precedes($1.key, $0.key)
    }?.key
  }

  /// The sums of the rows' amounts, which are not negative: in any order the same.
  private static func summed(_ rows: [[Int]]) -> [Int] {
    guard var sums = rows.first, !sums.isEmpty else { return [] }
    for row in rows.dropFirst() {
      for (index, amount) in row.enumerated() { sums[index] = sums[index].addingClamped(amount) }
    }
    return sums
  }

  /// The union of the rows' sets, ascending.
  private static func united(_ sets: [[UInt16]]) -> [UInt16] {
    guard let first = sets.first else { return [] }
    if sets.dropFirst().allSatisfy({ $0 == first }) { return first }
    return Set(sets.joined()).sorted()
  }
}

extension Int {
  /// The sum of two numbers that are not negative, at most `Int.max`.
  func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}

/// An account while accounts are sorted: its kind and the first bytes of its key.
private struct Place {
  let kind: UInt8
  let start: UInt64
  let index: Int

  init(key: AccountKey, index: Int) {
    kind = key.kind.rawValue
    var start: UInt64 = 0
    for place in 0..<8 {
      start = start << 8 | UInt64(place < key.bytes.count ? key.bytes[place] : 0)
    }
    self.start = start
    self.index = index
  }

  /// Nil where the first bytes do not tell.
  func precedes(_ other: Place) -> Bool? {
    if kind != other.kind { return kind < other.kind }
    return start != other.start ? start < other.start : nil
  }
}
