// SPDX-License-Identifier: Apache-2.0

/// The accounts of a list in canonical order. What each says is kept as bytes, those of all one after another, and an account
/// made when it is asked for: a list may have a million.
package struct StoredAccounts: RandomAccessCollection, Sendable, Equatable {
  /// One an account, in the form of rows.
  private var records = RecordTable()
  /// What is asked of all accounts again and again, so that their records are not read for it.
  private var parts: [KeyParts] = []
  private let dimensions: Int
  private let amountCount: Int
  private var amounts: [Int] = []

  /// - Parameters:
  ///   - dimensions: how many values each has.
  ///   - amounts: and how many amounts.
  init(dimensions: Int, amounts: Int) {
    (self.dimensions, amountCount) = (dimensions, amounts)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { records.entries.count }

  package subscript(position: Int) -> Account {
    let (record, entry) = (record(position), records.entries[position])
    return Account(
      accountKey: AccountKey(record.accountKey), nameKey: record.nameKey,
      number: record.number.isEmpty ? nil : MatchKey(kind: .number, bytes: Array(record.number)),
      groups: Array(record.groups), products: Array(record.products),
      amounts: Array(amounts(of: position)), rows: Int(entry.rows), firstLine: entry.firstLine,
      name: name(of: position))
  }

  private func record(_ position: Int) -> RowRecord {
    RowRecord(records[position], dimensions: dimensions)
  }

  /// The name that is shown to its owner; empty where no row has one.
  package func name(of position: Int) -> String {
    String(decoding: record(position).shownName, as: UTF8.self)
  }

  /// The bytes of its name, or of its domain where no row has a name.
  package func label(of position: Int) -> ArraySlice<UInt8> {
    let record = record(position)
    return record.shownName.isEmpty && record.isOfDomain
      ? record.accountKey.bytes : record.shownName
  }

  /// What an account has to make match keys of.
  func parts(of position: Int) -> KeyParts { parts[position] }

  /// Gives the fields of an account's key of a kind; it must have the parts of the kind.
  private func forEachField(
    of kind: MatchKey.Kind, at position: Int, _ body: (ArraySlice<UInt8>) -> Void
  ) {
    let record = record(position)
    switch kind {
    case .domain, .domainAndName, .domainNameAndCountry: body(record.accountKey.bytes)
    case .number: body(record.number)
    case .name, .nameMissing, .nameAndCountry, .nameAndCountryMissing: break
    }
    switch kind {
    case .domain, .number: break
    case .name, .nameMissing, .domainAndName: body(record.name)
    case .nameAndCountry, .nameAndCountryMissing, .domainNameAndCountry:
      body(record.name)
      body(record.country)
    }
  }

  /// The key of a kind of which the account has the parts.
  func matchKey(_ kind: MatchKey.Kind, of position: Int) -> MatchKey {
    var fields: [[UInt8]] = []
    forEachField(of: kind, at: position) { fields.append(Array($0)) }
    return MatchKey(kind: kind, fields: fields)
  }

  /// Appends the same key's fields, each after its length (2).
  package func appendFields(of kind: MatchKey.Kind, at position: Int, to bytes: inout [UInt8]) {
    forEachField(of: kind, at: position) { RowRecord.append(field: $0, to: &bytes) }
  }

  /// Appends an account's canonical record (account-keys.md 6), integers big-endian: key kind, key length (4), key; name and country
  /// of the name key, each after its length (4); where numbers are agreed, the number likewise; each value (2); where products
  /// are, how many (2) and each (2); its amounts, eight bytes each. Counts, lines and the shown name are not part of it.
  func appendCanonicalRecord(
    of position: Int, withNumber: Bool, withProducts: Bool, to bytes: inout [UInt8]
  ) {
    let record = record(position)
    func append(_ field: ArraySlice<UInt8>) {
      CanonicalBytes.append(length: field.count, to: &bytes)
      bytes += field
    }
    bytes.append(record.accountKey.kind)
    append(record.accountKey.bytes)
    append(record.name)
    append(record.country)
    if withNumber { append(record.number) }
    bytes += record.groups.bytes
    if withProducts {
      RowRecord.append(UInt16(clamping: record.products.count), to: &bytes)
      bytes += record.products.bytes
    }
    for amount in amounts(of: position) { CanonicalBytes.append(amount: amount, to: &bytes) }
  }

  /// Its value in each dimension, the products that it owns, and its amounts, as `Account` says them.
  package func groups(of position: Int) -> RowNumbers { record(position).groups }
  package func products(of position: Int) -> RowNumbers { record(position).products }
  package func amounts(of position: Int) -> ArraySlice<Int> {
    amounts[position * amountCount..<(position + 1) * amountCount]
  }

  /// What each account has of one amount.
  func amounts(at index: Int) -> some Sequence<Int> {
    stride(from: index, to: amounts.count, by: Swift.max(1, amountCount)).lazy.map { amounts[$0] }
  }

  /// - Parameter record: in the form of rows.
  mutating func append(
    _ record: RowRecord, amounts: some Sequence<Int>, rows: Int, firstLine: Int
  ) {
    records.append(record.bytes, rows: rows, line: firstLine)
    parts.append(record.parts)
    self.amounts.append(contentsOf: amounts)
  }

  /// - Parameter others: accounts that follow one another, with as many values and amounts.
  mutating func append(joining others: [StoredAccounts]) {
    records.append(joining: others.map(\.records))
    parts += others.lazy.map(\.parts).joined()
    amounts += others.lazy.map(\.amounts).joined()
  }

  /// Whether both are the same accounts, however they are kept.
  package static func == (one: StoredAccounts, other: StoredAccounts) -> Bool {
    one.elementsEqual(other)
  }
}
