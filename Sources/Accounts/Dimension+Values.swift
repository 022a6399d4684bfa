// SPDX-License-Identifier: Apache-2.0

internal import Agreements

extension Dimension {
  /// The most values a dimension may have: with `other` the indices fit 16 bits.
  static let vocabularyLimit = Int(UInt16.max)

  /// The index of the extra group.
  var otherIndex: UInt16 { UInt16(clamping: values.count) }

  /// Whether this is the vocabulary of products.
  var isProducts: Bool { name == ProductDimension.name && rollUp == .union }

  func requireVocabularyFits() throws(AccountsError) {
    guard values.count < Self.vocabularyLimit else {
      throw .vocabularyTooLarge(dimension: name, limit: Self.vocabularyLimit - 1)
    }
  }

  /// Whether one value of the vocabulary stands for an account. Sets and amounts are not groups.
  func requireOneValue() throws(AccountsError) {
    switch rollUp {
    case .precedence, .any, .furthest, .majority: break
    case .union, .sum: throw .rollUpNotSupported(dimension: name)
    }
  }

  /// The value of an account from the values of its rows, at least one, each with how many rows have it.
  func rolledUp(_ rows: [(value: UInt16, rows: Int)]) -> UInt16 {
    switch rollUp {
    case .majority:
      var counts = [Int](repeating: 0, count: values.count + 1)
      for (value, rows) in rows where Int(value) < counts.count { counts[Int(value)] += rows }
      let most = counts.max() ?? 0
      return UInt16(clamping: counts.firstIndex(of: most) ?? values.count)
    case .precedence, .any, .furthest, .union, .sum:
      // The vocabulary begins with what wins; `other` has the highest index.
      return rows.map(\.value).min() ?? otherIndex
    }
  }
}
