// SPDX-License-Identifier: Apache-2.0

/// What a row says about its account, as bytes: equal rows have equal records, and are kept once.
///
/// Integers are big-endian, so that values compare as their bytes do. In memory, or in a run of rows (`RowRuns`).
struct RowRecord {
  let bytes: ArraySlice<UInt8>
  // Where its parts end, one after another.
  private let keyEnd: Int
  private let nameEnd: Int
  private let numberEnd: Int
  private let groupsEnd: Int
  private let productsEnd: Int

  /// - Parameters:
  ///   - bytes: what `append` made.
  ///   - dimensions: how many values the row has.
  init(_ bytes: ArraySlice<UInt8>, dimensions: Int) {
    func number(at place: Int) -> Int { Int(bytes[place]) << 8 | Int(bytes[place + 1]) }
    func end(ofFieldAt place: Int) -> Int { place + 2 + number(at: place) }
    self.bytes = bytes
    keyEnd = end(ofFieldAt: bytes.startIndex + 1)
    nameEnd = end(ofFieldAt: keyEnd)
    numberEnd = end(ofFieldAt: nameEnd + 2)
    groupsEnd = numberEnd + 2 * dimensions
    productsEnd = groupsEnd + 2 + 2 * number(at: groupsEnd)
  }

  /// The kind of account key, and then fields, each after its length: account key, name key, number; the country of the name
  /// key; the values; the products, after how many they are; the rest is the shown name.
  ///
  /// This appends what stands before the values.
  static func append(_ keys: RowKeys, to record: inout [UInt8]) {
    AccountKey.append(keys.domain, keys.nameKey, to: &record)
    // No field is longer than `NameKey.limit` and a few bytes.
    if let name = keys.nameKey {
      append(UInt16(clamping: name.name.count), to: &record)
      record += name.name
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

  var accountKey: Key { Self.key(of: bytes) }
  var isOfDomain: Bool { accountKey.kind == AccountKey.Kind.domain.rawValue }
  var hasNameKey: Bool { nameEnd > keyEnd + 2 }

  /// The name of its name key, empty where it has none; and the country, empty where it is not known.
  var name: ArraySlice<UInt8> { bytes[(keyEnd + 2)..<nameEnd] }
  var country: ArraySlice<UInt8> { bytes[nameEnd..<(hasCountry ? nameEnd + 2 : nameEnd)] }
  var hasCountry: Bool { bytes[nameEnd] != 0 || bytes[nameEnd + 1] != 0 }

  /// Name and country, to tell whether two rows have the same name key; nil where it has none.
  var nameKey: NameKey? {
    guard hasNameKey else { return nil }
    return NameKey(key: Array(name), countryCode: countryCode)
  }
  private var countryCode: CountryCode { CountryCode(bytes[nameEnd..<nameEnd + 2]) }

  /// What there is to make match keys of.
  var parts: KeyParts {
    var parts: KeyParts = isOfDomain ? .domain : []
    if hasNameKey { parts.insert(.name) }
    if hasCountry { parts.insert(.country) }
    if !number.isEmpty { parts.insert(.number) }
    return parts
  }

  /// The bytes of its number; empty where it has none.
  var number: ArraySlice<UInt8> { bytes[(nameEnd + 4)..<numberEnd] }

  /// Number, values and products, as they follow one another in the canonical record, too.
  var afterNameKey: ArraySlice<UInt8> { bytes[(nameEnd + 2)..<productsEnd] }

  var groups: RowNumbers { RowNumbers(bytes[numberEnd..<groupsEnd]) }
  var products: RowNumbers { RowNumbers(bytes[(groupsEnd + 2)..<productsEnd]) }

  var shownName: ArraySlice<UInt8> { bytes[productsEnd...] }
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
