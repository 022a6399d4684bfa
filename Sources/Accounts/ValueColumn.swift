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
  /// What fields, as they stand in the file, say; few different ones stand in many rows.
  private var fields = ByteTable<Reading>()

  /// The most different fields whose reading is kept.
  private static let fieldLimit = 1000

  private enum Reading {
    case value(UInt16)
    /// Its number in `unmapped`, where it is kept there.
    case unmapped(Int?)
  }

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
    switch row.with(index, { fields[$0] }) ?? read(row[index]) {
    case .value(let value): return value
    case .unmapped(let number):
      unmapped.addRow(number)
      return unlisted == .other ? otherIndex : nil
    }
  }

  private mutating func read(_ field: ArraySlice<UInt8>) -> Reading {
    let text = ListField.text(field)
    let reading: Reading =
      if let value = vocabulary.index(of: text) { .value(value) } else {
        .unmapped(unmapped.number(of: text))
      }
    if fields.count < Self.fieldLimit { fields.set(field, reading) }
    return reading
  }
}
