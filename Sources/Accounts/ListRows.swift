// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// The rows of a list that take part, gathered by account key while the file is read.
struct ListRows {
  var leftOut = 0
  private(set) var withDomain = 0
  private(set) var withoutDomain: [DomainKey.Absence: Int] = [:]

  private struct Row {
    let account: Int
    let line: Int
    let name: [UInt8]
    let groups: [UInt16]
  }

  private var rows: [Row] = []
  private var keys: [AccountKey] = []
  private var accountOfKey: [AccountKey: Int] = [:]

  mutating func add(
    key: AccountKey, domain: DomainKey, name: [UInt8], groups: [UInt16], line: Int
  ) {
    switch domain {
    case .domain: withDomain += 1
    case .absent(let reason): withoutDomain[reason, default: 0] += 1
    }
    rows.append(Row(account: account(of: key), line: line, name: name, groups: groups))
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
          key: key.kind == .domain ? MatchKey(kind: .domain, bytes: key.bytes) : nil,
          groups: dimensions.indices.map { index in
            dimensions[index].rolledUp(group.map { $0.groups[index] })
          },
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

  /// Ties by byte order; a blank name only where there is no other.
  private static func mostFrequentName(_ rows: ArraySlice<Row>) -> [UInt8] {
    var counts: [[UInt8]: Int] = [:]
    for row in rows where !row.name.isEmpty { counts[row.name, default: 0] += 1 }
    let best = counts.max {
      $0.value != $1.value ? $0.value < $1.value : $1.key.lexicographicallyPrecedes($0.key)
    }
    return best?.key ?? []
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
