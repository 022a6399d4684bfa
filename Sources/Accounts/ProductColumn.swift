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
  /// Few different fields stand in many rows.
  private var fields = ByteTable<Reading>()

  /// The most different fields whose reading is kept.
  private static let fieldLimit = 1000

  /// What a field says.
  private struct Reading {
    var products: Set<UInt16> = []
    var unknown: Set<ArraySlice<UInt8>> = []
    /// The products, ascending.
    var sorted: [UInt16] = []
  }

  init(_ dimension: Dimension, index: Int?, values: [String: String]) {
    self.index = index
    otherIndex = dimension.otherIndex
    vocabulary = Vocabulary(dimension, values: values)
  }

  /// The row's products, ascending and without repeats.
  mutating func products(of row: DelimitedRow) -> [UInt16] {
    guard let index else { return [] }
    let field = ListField.set(row[index])
    guard !field.isEmpty else { return [] }
    let reading = fields[field] ?? read(field)
    if !reading.unknown.isEmpty { unmapped.add(reading.unknown) }
    return reading.sorted
  }

  private mutating func read(_ field: ArraySlice<UInt8>) -> Reading {
    // A copy: what is kept of the row should not keep the row.
    let field = ArraySlice(Array(field))
    var reading = Reading()
    for value in ProductField.values(of: field, isKnown: { vocabulary.index(of: $0) != nil }) {
      switch vocabulary.index(of: value) {
      case nil: reading.unknown.insert(value)
      // The owner's `other`: known, and no product.
      case otherIndex: break
      case let product?: reading.products.insert(product)
      }
    }
    reading.sorted = reading.products.sorted()
    if fields.count < Self.fieldLimit { fields.set(field, reading) }
    return reading
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
