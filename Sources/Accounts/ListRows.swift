// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// The rows of a list that take part, gathered by account key while the file is read.
struct ListRows {
  var leftOut = 0
  private(set) var withDomain = 0
  private(set) var withoutDomain: [DomainKey.Absence: Int] = [:]

  /// What a row says about its account.
  struct Facts {
    let name: [UInt8]
    let nameKey: NameKey?
    let groups: [UInt16]
    let products: [UInt16]
  }

  private struct Row {
    let account: Int
    let line: Int
    let facts: Facts
  }

  private var rows: [Row] = []
  private var keys: [AccountKey] = []
  private var accountOfKey: [AccountKey: Int] = [:]

  mutating func add(domain: DomainKey, line: Int, _ facts: Facts) {
    switch domain {
    case .domain: withDomain += 1
    case .absent(let reason): withoutDomain[reason, default: 0] += 1
    }
    let key = AccountKey(domain: domain, nameKey: facts.nameKey)
    rows.append(Row(account: account(of: key), line: line, facts: facts))
  }

  /// The accounts, rolled up and in canonical order.
  func accounts(_ dimensions: [Dimension]) -> [Account] {
    var accounts: [Account] = []
    accounts.reserveCapacity(keys.count)
    let sorted = rows.sorted { ($0.account, $0.line) < ($1.account, $1.line) }
    for group in sorted.chunked(by: { $0.account == $1.account }) {
      guard let first = group.first else { continue }
      let key = keys[first.account]
      accounts.append(
        Account(
          accountKey: key,
          domain: key.kind == .domain ? MatchKey(kind: .domain, bytes: key.bytes) : nil,
          nameKey: Self.mostFrequent(group.lazy.compactMap(\.facts.nameKey), NameKey.precedes),
          groups: dimensions.indices.map { index in
            dimensions[index].rolledUp(group.map { $0.facts.groups[index] })
          },
          products: Self.united(group.lazy.map(\.facts.products)),
          rows: group.count, firstLine: first.line,
          name: String(decoding: Self.mostFrequentName(group), as: UTF8.self)))
    }
    return accounts.sorted(by: Account.precedes)
  }

  private mutating func account(of key: AccountKey) -> Int {
    if key.kind != .row, let account = accountOfKey[key] { return account }
    keys.append(key)
    if key.kind != .row { accountOfKey[key] = keys.count - 1 }
    return keys.count - 1
  }

  /// A blank name only where there is no other.
  private static func mostFrequentName(_ rows: ArraySlice<Row>) -> [UInt8] {
    let names = rows.lazy.map(\.facts.name).filter { !$0.isEmpty }
    return mostFrequent(names) { $0.lexicographicallyPrecedes($1) } ?? []
  }

  /// Among equals the one that precedes.
  private static func mostFrequent<Value: Hashable>(
    _ values: some Sequence<Value>, _ precedes: (Value, Value) -> Bool
  ) -> Value? {
    var counts: [Value: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    if counts.count == 1 { return counts.first?.key }
    return counts.max {
      $0.value != $1.value ? $0.value < $1.value : precedes($1.key, $0.key)
    }?.key
  }

  /// The union of the rows' sets, ascending.
  private static func united(_ sets: some Collection<[UInt16]>) -> [UInt16] {
    guard let first = sets.first else { return [] }
    if sets.allSatisfy({ $0 == first }) { return first }
    return Set(sets.joined()).sorted()
  }
}

extension Array {
  /// Runs of neighbours that belong together.
  fileprivate func chunked(by belong: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var chunks: [ArraySlice<Element>] = []
    var start = startIndex
    for index in indices.dropFirst() where !belong(self[index - 1], self[index]) {
      chunks.append(self[start..<index])
      start = index
    }
    if start < endIndex { chunks.append(self[start...]) }
    return chunks
  }
}
