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
    let field = ListField.text(row[index])
    if let value = vocabulary.index(of: field) { return value }
    unmapped.add(CollectionOfOne(field))
    return unlisted == .other ? otherIndex : nil
  }
}
