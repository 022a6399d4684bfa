// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// The column of one dimension while a list is read: values to indices, and what did not map.
struct ValueColumn {
  /// Where the column stands; nil if the mapping names none, and every row is `other`.
  let index: Int?
  /// Whether its column holds dates, which a `DateColumn` reads.
  let hasWindows: Bool
  private(set) var unmapped = UnmappedValues()
  private let vocabulary: Vocabulary
  private let otherIndex: UInt16
  private let unlisted: Dimension.Unlisted
  /// What fields, as they stand in the file, stand for; few different ones stand in many rows.
  private var fields = ByteTable<UInt16?>()

  /// The most different fields whose value is kept.
  private static let fieldLimit = 1000

  init(_ dimension: Dimension, index: Int?, values: [String: String]) {
    self.index = index
    hasWindows = !dimension.windows.isEmpty
    otherIndex = dimension.otherIndex
    unlisted = dimension.unlisted
    vocabulary = Vocabulary(dimension, values: values)
  }

  /// The row's value, or nil where the row takes no part.
  mutating func value(of row: DelimitedRow) -> UInt16? {
    guard let index else { return otherIndex }
    let value = row.with(index) { fields[$0] } ?? read(row[index])
    if let value { return value }
    unmapped.add(CollectionOfOne(ListField.text(row[index])))
    return unlisted == .other ? otherIndex : nil
  }

  private mutating func read(_ field: ArraySlice<UInt8>) -> UInt16? {
    let value = vocabulary.index(of: ListField.text(field))
    if fields.count < Self.fieldLimit { fields.set(field, value) }
    return value
  }
}
