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

  /// Lends the bytes of an account's record, and says where its parts stand in them.
  private func with<Result>(
    _ position: Int, _ body: (Span<UInt8>, RecordLayout) -> Result
  ) -> Result {
    records.with(position) { body($0, RecordLayout($0, dimensions: dimensions)) }
  }

  /// Lends the bytes of its name, or of its domain where no row has a name.
  package func withLabel<Result>(
    of position: Int, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    let isOfDomain = parts[position].contains(.domain)
    return with(position) { record, layout in
      let shown = layout.shownName..<record.count
      return body(record.extracting(shown.isEmpty && isOfDomain ? layout.key : shown))
    }
  }

  /// What an account has to make match keys of.
  func parts(of position: Int) -> KeyParts { parts[position] }

  /// Gives the fields of an account's key of a kind; it must have the parts of the kind.
  private func forEachField(
    of kind: MatchKey.Kind, at position: Int, _ body: (Span<UInt8>) -> Void
  ) {
    with(position) { record, layout in
      switch kind {
      case .domain, .domainAndName, .domainNameAndCountry: body(record.extracting(layout.key))
      case .number: body(record.extracting(layout.number))
      case .name, .nameMissing, .nameAndCountry, .nameAndCountryMissing: break
      }
      switch kind {
      case .domain, .number: break
      case .name, .nameMissing, .domainAndName: body(record.extracting(layout.name))
      case .nameAndCountry, .nameAndCountryMissing, .domainNameAndCountry:
        body(record.extracting(layout.name))
        body(record.extracting(layout.country))
      }
    }
  }

  /// The key of a kind of which the account has the parts.
  func matchKey(_ kind: MatchKey.Kind, of position: Int) -> MatchKey {
    var fields: [[UInt8]] = []
    forEachField(of: kind, at: position) { fields.append([UInt8](copying: $0)) }
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
    with(position) { record, layout in
      func append(_ field: Range<Int>) {
        CanonicalBytes.append(length: field.count, to: &bytes)
        bytes.append(record.extracting(field))
      }
      bytes.append(record[0])
      append(layout.key)
      append(layout.name)
      append(layout.country)
      if withNumber { append(layout.number) }
      // Products with how many they are.
      let end = withProducts ? layout.shownName : layout.values.upperBound
      bytes.append(record.extracting(layout.values.lowerBound..<end))
    }
    for amount in amounts(of: position) { CanonicalBytes.append(amount: amount, to: &bytes) }
  }

  /// Its value in each dimension, the products that it owns, and its amounts, as `Account` says them.
  package func groups(of position: Int) -> RowNumbers { record(position).groups }
  package func group(of position: Int, in dimension: Int) -> Int {
    with(position) { record, layout in
      let place = layout.values.lowerBound + 2 * dimension
      return Int(record[place]) << 8 | Int(record[place + 1])
    }
  }
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
