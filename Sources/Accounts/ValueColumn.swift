// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// The column of one dimension while a list is read: values to indices, and what did not map.
struct ValueColumn {
  /// The most different unmapped values kept by name; their rows are counted beyond it, too.
  static let unmappedLimit = 1000

  /// Where the column stands; nil if the mapping names none, and every row is `other`.
  let index: Int?
  private(set) var unmapped: [[UInt8]: Int] = [:]
  private(set) var unmappedRows = 0
  private var known: [[UInt8]: UInt16]
  private var agreed: [[UInt8]: UInt16] = [:]
  private let otherIndex: UInt16
  private let unlisted: Dimension.Unlisted

  init(_ dimension: Dimension, index: Int?, values: [String: String]) {
    self.index = index
    otherIndex = dimension.otherIndex
    unlisted = dimension.unlisted
    known = [:]
    for (position, value) in dimension.values.enumerated() {
      let folded = FieldText.folded(value.utf8)
      if agreed[folded] == nil { agreed[folded] = UInt16(clamping: position) }
    }
    for (own, value) in values {
      let position = dimension.values.firstIndex(of: value).map { UInt16(clamping: $0) }
      known[Array(FieldText.trimmed(ArraySlice(own.utf8)))] = position ?? otherIndex
    }
  }

  /// The row's value, or nil where the row takes no part.
  mutating func value(of row: DelimitedRow) -> UInt16? {
    guard let index else { return otherIndex }
    let field = Array(FieldText.trimmed(row[index]))
    if let value = known[field] { return value }
    let folded = FieldText.folded(field)
    if !folded.isEmpty, let value = agreed[folded] { return value }
    unmappedRows += 1
    if unmapped[field] != nil || unmapped.count < Self.unmappedLimit {
      unmapped[field, default: 0] += 1
    }
    return unlisted == .other ? otherIndex : nil
  }
}
