// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// The column of products while a list is read: a field to the set it names, and what did not map
/// (Protocols/account-keys.md, section 5).
struct ProductColumn {
  /// Where the column stands; nil if the mapping names none, and no row owns anything.
  let index: Int?
  private(set) var unmapped = UnmappedValues()
  private let vocabulary: Vocabulary
  private let otherIndex: UInt16
  /// What fields, as they stand in the file, say: their places in `readings`. Few different ones stand in many rows.
  private var fields = ByteTable<Int>()
  private var readings: [Reading] = []

  /// The most different fields whose reading is kept.
  private static let fieldLimit = 1000

  /// What a field says.
  private struct Reading {
    /// Ascending.
    let products: [UInt16]
    let hasUnknown: Bool
    /// The numbers of unknown ones in `unmapped`, of those that are kept there.
    let unknown: [Int]
  }

  init(_ dimension: Dimension, index: Int?, values: [String: String]) {
    self.index = index
    otherIndex = dimension.otherIndex
    vocabulary = Vocabulary(dimension, values: values)
  }

  /// Appends the row's products to others, ascending and without repeats.
  mutating func addProducts(of row: DelimitedRow, to products: inout [UInt16]) {
    guard let index else { return }
    guard let known = row.with(index, { fields[$0] }) else {
      let reading = reading(of: ListField.set(row[index]))
      if readings.count < Self.fieldLimit {
        fields.set(row[index], readings.count)
        readings.append(reading)
      }
      if reading.hasUnknown { unmapped.addRow(reading.unknown) }
      products += reading.products
      return
    }
    if readings[known].hasUnknown { unmapped.addRow(readings[known].unknown) }
    if !readings[known].products.isEmpty { products += readings[known].products }
  }

  private mutating func reading(of field: ArraySlice<UInt8>) -> Reading {
    guard !field.isEmpty else { return Reading(products: [], hasUnknown: false, unknown: []) }
    var (products, unknown): (Set<UInt16>, Set<ArraySlice<UInt8>>) = ([], [])
    for value in ProductField.values(of: field, isKnown: { vocabulary.index(of: $0) != nil }) {
      switch vocabulary.index(of: value) {
      case nil: unknown.insert(value)
      // The owner's `other`: known, and no product.
      case otherIndex: break
      case let product?: products.insert(product)
      }
    }
    return Reading(
      products: products.sorted(), hasUnknown: !unknown.isEmpty,
      unknown: unknown.sorted { $0.lexicographicallyPrecedes($1) }
        .compactMap { unmapped.number(of: $0) })
  }
}

/// How a field that names several products is cut.
enum ProductField {
  /// The trimmed values of a trimmed field, none blank: the whole where it is known, else its pieces
  /// where they are known, else the parts of the pieces.
  static func values(
    of field: ArraySlice<UInt8>, isKnown: (ArraySlice<UInt8>) -> Bool
  ) -> [ArraySlice<UInt8>] {
    if isKnown(field) { return [field] }
    return pieces(of: field).flatMap { isKnown($0) ? [$0] : parts(of: $0) }
  }

  /// Cut at `;`, `|` and line ends.
  static func pieces(of field: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    cut(field) { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "|") || $0 == 0x0A || $0 == 0x0D }
  }

  /// Cut at commas.
  static func parts(of piece: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    cut(piece) { $0 == UInt8(ascii: ",") }
  }

  private static func cut(
    _ field: ArraySlice<UInt8>, at isSeparator: (UInt8) -> Bool
  ) -> [ArraySlice<UInt8>] {
    field.split(whereSeparator: isSeparator).map(FieldText.trimmed).filter { !$0.isEmpty }
  }
}
