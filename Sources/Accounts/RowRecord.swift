// SPDX-License-Identifier: Apache-2.0

/// What a row says about its account, as bytes: equal rows have equal records, and are kept once.
///
/// Integers are big-endian, so that values compare as their bytes do. In memory, or in a run of rows (`RowRuns`).
struct RowRecord {
  let bytes: ArraySlice<UInt8>
  private let layout: RecordLayout

  /// - Parameters:
  ///   - bytes: what `append` made.
  ///   - dimensions: how many values the row has.
  init(_ bytes: ArraySlice<UInt8>, dimensions: Int) {
    self.bytes = bytes
    layout = RecordLayout(bytes.span, dimensions: dimensions)
  }

  /// The kind of account key, and then fields, each after its length: account key, name key, number; the country of the name
  /// key; the values; the products, after how many they are; the rest is the shown name.
  ///
  /// This appends what stands before the values.
  static func append(_ keys: RowKeys, to record: inout [UInt8]) {
    AccountKey.append(keys.domain, keys.nameKey, to: &record)
    // No field is longer than `NameKey.limit` and a few bytes.
    if let name = keys.nameKey {
      name.withName { append(field: $0, to: &record) }
      append(name.countryCode.letters, to: &record)
    } else {
      append(0, to: &record)
      append(0, to: &record)
    }
    if case .number(let number) = keys.number {
      append(UInt16(clamping: number.bytes.count), to: &record)
      record += number.bytes
    } else {
      append(0, to: &record)
    }
  }

  /// And this values and products.
  static func append(groups: [UInt16], products: [UInt16], to record: inout [UInt8]) {
    for value in groups { append(value, to: &record) }
    append(UInt16(clamping: products.count), to: &record)
    for product in products { append(product, to: &record) }
  }

  /// The same of an account: its key, and what of its rows' keys and names it has taken; none where no row has one.
  static func append(
    key: Key, nameKey: RowRecord?, number: RowRecord?, shownName: RowRecord?,
    groups: [UInt16], products: [UInt16], to record: inout [UInt8]
  ) {
    record.append(key.kind)
    append(field: key.bytes, to: &record)
    append(field: nameKey?.name ?? [], to: &record)
    append(nameKey?.countryCode.letters ?? 0, to: &record)
    append(field: number?.number ?? [], to: &record)
    append(groups: groups, products: products, to: &record)
    record += shownName?.shownName ?? []
  }

  /// A field after its length.
  static func append(field: ArraySlice<UInt8>, to record: inout [UInt8]) {
    append(UInt16(clamping: field.count), to: &record)
    record += field
  }

  static func append(field: Span<UInt8>, to record: inout [UInt8]) {
    append(UInt16(clamping: field.count), to: &record)
    record.append(field)
  }

  static func append(_ number: UInt16, to record: inout [UInt8]) {
    record.append(UInt8(truncatingIfNeeded: number >> 8))
    record.append(UInt8(truncatingIfNeeded: number))
  }

  // MARK: Its parts

  /// What `AccountKey` holds.
  struct Key: Equatable {
    let kind: UInt8
    let bytes: ArraySlice<UInt8>
  }

  /// The account key of a record of which no more is asked.
  static func key(of record: ArraySlice<UInt8>) -> Key {
    let start = record.startIndex
    let length = Int(record[start + 1]) << 8 | Int(record[start + 2])
    return Key(kind: record[start], bytes: record[(start + 3)..<(start + 3 + length)])
  }

  private func part(_ range: Range<Int>) -> ArraySlice<UInt8> {
    bytes[bytes.startIndex + range.lowerBound..<bytes.startIndex + range.upperBound]
  }

  var accountKey: Key { Self.key(of: bytes) }
  var isOfDomain: Bool { accountKey.kind == AccountKey.Kind.domain.rawValue }
  var hasNameKey: Bool { !layout.name.isEmpty }

  /// The name of its name key, empty where it has none; and the country, empty where it is not known.
  var name: ArraySlice<UInt8> { part(layout.name) }
  var country: ArraySlice<UInt8> { part(layout.country) }
  var hasCountry: Bool { !layout.country.isEmpty }

  /// Name and country, to tell whether two rows have the same name key; nil where it has none.
  var nameKey: NameKey? {
    guard hasNameKey else { return nil }
    return NameKey(key: KeyBytes(name.span), countryCode: countryCode)
  }
  private var countryCode: CountryCode { CountryCode(country) }

  /// What there is to make match keys of.
  var parts: KeyParts {
    var parts: KeyParts = isOfDomain ? .domain : []
    if hasNameKey { parts.insert(.name) }
    if hasCountry { parts.insert(.country) }
    if !number.isEmpty { parts.insert(.number) }
    return parts
  }

  /// The bytes of its number; empty where it has none.
  var number: ArraySlice<UInt8> { part(layout.number) }

  /// Number, values and products.
  var afterNameKey: ArraySlice<UInt8> { part(layout.afterNameKey) }

  var groups: RowNumbers { RowNumbers(part(layout.values)) }
  var products: RowNumbers { RowNumbers(part(layout.products)) }

  var shownName: ArraySlice<UInt8> { part(layout.shownName..<bytes.count) }
}

/// Numbers of two bytes each, where they stand.
package struct RowNumbers: RandomAccessCollection, Sendable {
  let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  package var startIndex: Int { 0 }
  package var endIndex: Int { bytes.count / 2 }

  package subscript(position: Int) -> UInt16 {
    let place = bytes.startIndex + 2 * position
    return UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
  }
}
