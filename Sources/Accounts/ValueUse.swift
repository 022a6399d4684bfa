// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// One value of a list's column, and where the mapping takes it.
package struct ValueUse: Sendable, Equatable {
  /// As the list has it; empty for a blank field.
  package let value: String
  package let rows: Int
  /// The agreed value it stands for, or `other` where the owner says so; nil where it stands for none.
  package let agreed: String?
  /// The agreed value it may be a variant of, where it stands for none.
  package let suggestion: String?
}

extension Mapping {
  /// Every value of a dimension's column, most frequent first, ties by byte order; of products, what its fields are cut into. Nil
  /// where the mapping names no column that the list has, or the column has too many values to count.
  package func uses(of dimension: Dimension, in columns: [ListSurvey.Column]) -> [ValueUse]? {
    guard let header = self.columns[dimension.name].map(ListField.text),
      let column = columns.first(where: { $0.header == header })
    else { return nil }
    let vocabulary = Vocabulary(dimension, values: values[dimension.name] ?? [:])
    let near = NearValue(dimension)
    guard let counts = Self.counts(column, dimension, vocabulary) else { return nil }
    let sorted = counts.sorted {
      $0.value != $1.value
        ? $0.value > $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }
    return sorted.map { value, rows in
      let agreed = vocabulary.index(of: FieldText.trimmed(ArraySlice(value.utf8))).map {
        Int($0) < dimension.values.count ? dimension.values[Int($0)] : Self.other
      }
      return ValueUse(
        value: value, rows: rows, agreed: agreed,
        suggestion: agreed == nil ? near.suggestion(for: value) : nil)
    }
  }

  /// Some values of each mapped column, by field or dimension.
  package func samples(in columns: [ListSurvey.Column]) -> [String: [String]] {
    self.columns.compactMapValues { name in
      let header = ListField.text(name)
      return columns.first { $0.header == header }?.shape.samples
    }
  }

  private static func counts(
    _ column: ListSurvey.Column, _ dimension: Dimension, _ vocabulary: Vocabulary
  ) -> [String: Int]? {
    guard dimension.isProducts else {
      guard var values = column.values else { return nil }
      if column.shape.blank > 0 { values["", default: 0] += column.shape.blank }
      return values
    }
    return column.products { vocabulary.index(of: $0) != nil }
  }
}
