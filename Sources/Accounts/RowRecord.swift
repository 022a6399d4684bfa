// SPDX-License-Identifier: Apache-2.0

/// What a row says about its account, as bytes: equal rows have equal records, and are kept once.
///
/// Integers are big-endian, so that values compare as their bytes do. In memory only, and never written.
struct RowRecord {
  private let bytes: ArraySlice<UInt8>
  private let dimensions: Int

  /// - Parameters:
  ///   - bytes: what `append` made.
  ///   - dimensions: how many values the row has.
  init(_ bytes: ArraySlice<UInt8>, dimensions: Int) {
    self.bytes = bytes
    self.dimensions = dimensions
  }

  /// The kind of account key, and then fields, each after its length: account key, name key, number; the country of the name
  /// key; the values; the products, after how many they are; the rest is the shown name.
  static func append(
    _ keys: RowKeys, groups: [UInt16], products: [UInt16], to record: inout [UInt8]
  ) {
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
    for value in groups { append(value, to: &record) }
    append(UInt16(clamping: products.count), to: &record)
    for product in products { append(product, to: &record) }
    record += keys.name
  }

  static func append(_ number: UInt16, to record: inout [UInt8]) {
    record.append(UInt8(truncatingIfNeeded: number >> 8))
    record.append(UInt8(truncatingIfNeeded: number))
  }

  // MARK: Its parts

  var kind: UInt8 { bytes.first ?? 0 }
  /// The bytes of the account key.
  var key: ArraySlice<UInt8> { field(after: bytes.startIndex + 1) }
  var accountKey: AccountKey {
    AccountKey(kind: AccountKey.Kind(rawValue: kind) ?? .row, bytes: Array(key))
  }
  var isOfDomain: Bool { kind == AccountKey.Kind.domain.rawValue }

  private var name: ArraySlice<UInt8> { field(after: key.endIndex) }

  /// Name and country, to tell whether two rows have the same name key; nil where it has none.
  var nameKey: NameKey? {
    let name = name
    guard !name.isEmpty else { return nil }
    return NameKey(key: Array(name), countryCode: CountryCode(bytes[name.endIndex...].prefix(2)))
  }

  /// The bytes of its number; empty where it has none.
  var number: ArraySlice<UInt8> { field(after: name.endIndex + 2) }

  /// Two bytes a value.
  var groups: ArraySlice<UInt8> { bytes[number.endIndex...].prefix(2 * dimensions) }

  /// Two bytes a product.
  var products: ArraySlice<UInt8> {
    let start = groups.endIndex
    return bytes[(start + 2)...].prefix(2 * number(at: start))
  }

  var shownName: ArraySlice<UInt8> { bytes[products.endIndex...] }

  /// The numbers of two bytes each.
  static func numbers(_ bytes: ArraySlice<UInt8>) -> [UInt16] {
    stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
      UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
    }
  }

  private func number(at place: Int) -> Int { Int(bytes[place]) << 8 | Int(bytes[place + 1]) }

  /// - Parameter place: where its length stands.
  private func field(after place: Int) -> ArraySlice<UInt8> {
    bytes[(place + 2)...].prefix(number(at: place))
  }
}
