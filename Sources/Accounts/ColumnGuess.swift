// SPDX-License-Identifier: Apache-2.0

/// What a column holds, told by its fields where no header tells.
struct ColumnGuess {
  private let columns: [ListSurvey.Column]

  /// Shares are in per cent of the fields that are not blank.
  static let half = 50
  private static let nearlyAll = 90
  private static let mostlyDifferent = 80

  init(_ columns: [ListSurvey.Column]) { self.columns = columns }

  /// The columns of a list that does not name them.
  var unnamed: [ListSurvey.Column] { columns.filter { !$0.isNamed } }

  func column(of field: Mapping.Field) -> ListSurvey.Column? {
    switch field {
    case .website: websites
    // Digits alone tell no register: a header does.
    case .number: nil
    case .country: best(columns, Self.nearlyAll, \.countries)
    // A bare list has names where it has no website.
    case .name: unnamed.count == 1 ? websites : names
    }
  }

  private var websites: ListSurvey.Column? { best(unnamed, Self.half, \.addresses) }

  /// The first column of phrases that nearly all differ, as names do and owners and industries do not.
  private var names: ListSurvey.Column? {
    unnamed.first { column in
      let shape = column.shape
      return share(shape.phrases, of: shape) >= Self.half
        && share(shape.addresses, of: shape) < Self.half
        && share(shape.countries, of: shape) < Self.half && areDifferent(column)
    }
  }

  private func areDifferent(_ column: ListSurvey.Column) -> Bool {
    guard let values = column.values else { return true }
    return share(values.count, of: column.shape) >= Self.mostlyDifferent
  }

  /// The column with the most such fields, the first among equals, if they are at least that share of it.
  private func best(
    _ columns: [ListSurvey.Column], _ least: Int, _ count: KeyPath<ColumnShape, Int>
  ) -> ListSurvey.Column? {
    let fitting = columns.filter {
      $0.shape.filled > 0 && share($0.shape[keyPath: count], of: $0.shape) >= least
    }
    let most = fitting.map { $0.shape[keyPath: count] }.max()
    return fitting.first { $0.shape[keyPath: count] == most }
  }

  private func share(_ count: Int, of shape: ColumnShape) -> Int {
    shape.filled == 0 ? 0 : 100 * count / shape.filled
  }
}
