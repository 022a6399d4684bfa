// SPDX-License-Identifier: Apache-2.0

/// The accounts of a list in canonical order. What their rows say is kept as bytes, and each account made when it is asked
/// for: a list may have a million.
package struct StoredAccounts: RandomAccessCollection, Sendable, Equatable {
  /// Which records of an account's rows its parts are taken from; nil where it has none.
  struct Sources: Sendable {
    let key: Int
    let nameKey: Int?
    let number: Int?
    let name: Int?
  }

  private struct Entry: Sendable {
    let key: UInt32
    // 2^32 - 1 for none.
    let nameKey: UInt32
    let number: UInt32
    let name: UInt32
    let rows: UInt32
    let productCount: UInt32
    let products: Int
    let firstLine: Int
  }

  private let records: RecordTable
  private let dimensions: Int
  private let amountCount: Int
  private var entries: [Entry] = []
  private var groups: [UInt16] = []
  private var products: [UInt16] = []
  private var amounts: [Int] = []

  init(_ records: RecordTable, dimensions: Int, amounts: Int) {
    self.records = records
    self.dimensions = dimensions
    amountCount = amounts
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { entries.count }

  package subscript(position: Int) -> Account {
    let entry = entries[position]
    let number = record(entry.number)?.number
    return Account(
      accountKey: RowRecord(records[Int(entry.key)], dimensions: dimensions).accountKey,
      nameKey: record(entry.nameKey)?.nameKey,
      number: number.map { MatchKey(kind: .number, bytes: Array($0)) },
      groups: Array(groups[position * dimensions..<(position + 1) * dimensions]),
      products: Array(products[entry.products..<entry.products + Int(entry.productCount)]),
      amounts: Array(amounts[position * amountCount..<(position + 1) * amountCount]),
      rows: Int(entry.rows), firstLine: entry.firstLine,
      name: String(decoding: record(entry.name)?.shownName ?? [], as: UTF8.self))
  }

  /// What each account has of one amount.
  func amounts(at index: Int) -> some Sequence<Int> {
    stride(from: index, to: amounts.count, by: Swift.max(1, amountCount)).lazy.map { amounts[$0] }
  }

  mutating func append(
    _ sources: Sources, groups: [UInt16], products: [UInt16], amounts: [Int], rows: Int,
    firstLine: Int
  ) {
    func place(_ record: Int?) -> UInt32 { record.map { UInt32(clamping: $0) } ?? .max }
    entries.append(
      Entry(
        key: place(sources.key), nameKey: place(sources.nameKey), number: place(sources.number),
        name: place(sources.name), rows: UInt32(clamping: rows),
        productCount: UInt32(clamping: products.count), products: self.products.count,
        firstLine: firstLine))
    self.groups += groups
    self.products += products
    self.amounts += amounts
  }

  /// Whether both are the same accounts, however they are kept.
  package static func == (one: StoredAccounts, other: StoredAccounts) -> Bool {
    one.elementsEqual(other)
  }

  private func record(_ place: UInt32) -> RowRecord? {
    place == .max ? nil : RowRecord(records[Int(place)], dimensions: dimensions)
  }
}
