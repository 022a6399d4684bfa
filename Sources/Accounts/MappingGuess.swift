// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// A proposal for mapping.yaml, made from a list's headers and values, and what was seen on the way.
/// It is shown to the list's owner, who decides.
package struct MappingGuess: Sendable, Equatable {
  /// One thing the owner should know. All are about the owner's own list.
  package enum Note: Sendable, Equatable {
    case column(field: String, header: String)
    case noColumn(field: String)
    /// More than one column has this header: rename one.
    case headerTwice(header: String)
    /// Different values without an agreed value, and their rows.
    case unmapped(dimension: String, values: Int, rows: Int)
    /// Different pieces of fields that name no product, and how often they stand in the list.
    case unmappedPieces(dimension: String, pieces: Int, times: Int)
    /// The column has too many different values to be a dimension.
    case tooManyValues(dimension: String, header: String)
    /// The list may name the parent of each row.
    case parent(header: String)
  }

  package let mapping: Mapping
  package let notes: [Note]
  /// Columns that certainly name parents, for the owner to take or leave: no part of the mapping.
  package let parent: ParentSource

  /// - Parameters:
  ///   - number: the register whose numbers are keys; nil where none is agreed.
  ///   - amounts: of the list's side.
  package init(
    columns: [ListSurvey.Column], dimensions: [Dimension], number: NumberType? = nil,
    amounts: [AmountTerms] = []
  ) {
    var mapping = Mapping(columns: [:], values: [:])
    var notes: [Note] = []
    let fields = Mapping.Field.allCases.map(\.rawValue)
    for field in fields where field != Mapping.Field.number.rawValue {
      let column =
        Self.candidates(for: field, columns).first
        ?? Mapping.Field(rawValue: field).flatMap { ColumnGuess(columns).column(of: $0) }
      Self.place(field, in: column, columns, &mapping, &notes)
    }
    if let number {
      let headers = KnownNames.headers(of: number)
      let column = headers.lazy.compactMap { known in
        columns.first { KnownNames.folded(header: $0.header) == known }
      }.first
      Self.place(Mapping.Field.number.rawValue, in: column, columns, &mapping, &notes)
    }
    for dimension in dimensions where !dimension.windows.isEmpty {
      let column = SourceGuess(columns).dates(of: dimension)
      Self.place(dimension.name, in: column, columns, &mapping, &notes)
    }
    for dimension in dimensions where dimension.windows.isEmpty {
      var candidates = Self.candidates(for: dimension.name, columns)
      if candidates.isEmpty { candidates = Self.endingWith(dimension.name, columns) }
      if candidates.isEmpty {
        candidates = ColumnGuess(columns).unnamed.filter {
          Self.agreedShare($0, dimension) >= ColumnGuess.half
        }
      }
      // `Type` may be anything: a column in which some agreed value stands comes first.
      let column =
        candidates.first { !Self.agreedValues($0, dimension).isEmpty } ?? candidates.first
      if !fields.contains(dimension.name) {
        Self.place(dimension.name, in: column, columns, &mapping, &notes)
      }
      guard let column else { continue }
      guard let values = Self.values(column, dimension) else {
        notes.append(.tooManyValues(dimension: dimension.name, header: column.header))
        continue
      }
      let table = Self.agreedValues(column, dimension)
      mapping.values[dimension.name] = table.isEmpty ? nil : table
      let unmapped = values.filter { table[$0.key] == nil }
      if !unmapped.isEmpty {
        let rows = unmapped.values.reduce(0, +)
        notes.append(
          dimension.isProducts
            ? .unmappedPieces(dimension: dimension.name, pieces: unmapped.count, times: rows)
            : .unmapped(dimension: dimension.name, values: unmapped.count, rows: rows))
      }
    }
    for amount in amounts {
      let source = SourceGuess(columns).source(of: amount)
      mapping.amounts[amount.name] = source
      notes.append(
        source.map { .column(field: amount.name, header: $0.column) }
          ?? .noColumn(field: amount.name))
    }
    parent = SourceGuess(columns).parent
    notes += [parent.website, parent.name].compactMap { $0.map { .parent(header: $0) } }
    self.mapping = mapping
    self.notes = notes
  }

  /// The columns whose header is known for the field, best first.
  /// The one column whose header ends with a dimension's name: `Opportunity Stage` for `stage`.
  private static func endingWith(
    _ name: String, _ columns: [ListSurvey.Column]
  ) -> [ListSurvey.Column] {
    let wanted = KnownNames.folded(header: name)
    let found = columns.filter { KnownNames.folded(header: $0.header).hasSuffix(wanted) }
    return found.count == 1 && wanted.utf8.count > 3 ? found : []
  }

  private static func candidates(
    for field: String, _ columns: [ListSurvey.Column]
  ) -> [ListSurvey.Column] {
    KnownNames.headers(of: field).flatMap { known in
      columns.filter { KnownNames.folded(header: $0.header) == known }
    }
  }

  private static func place(
    _ field: String, in column: ListSurvey.Column?, _ columns: [ListSurvey.Column],
    _ mapping: inout Mapping, _ notes: inout [Note]
  ) {
    guard let column else {
      notes.append(.noColumn(field: field))
      return
    }
    mapping.columns[field] = column.header
    notes.append(.column(field: field, header: column.header))
    if columns.count(where: { $0.header == column.header }) > 1 {
      notes.append(.headerTwice(header: column.header))
    }
  }

  /// Of the rows with a value, how many per cent have an agreed one.
  private static func agreedShare(_ column: ListSurvey.Column, _ dimension: Dimension) -> Int {
    let values = values(column, dimension) ?? [:]
    let agreed = agreedValues(column, dimension).keys.reduce(0) { $0 + (values[$1] ?? 0) }
    let all = values.values.reduce(0, +)
    return all == 0 ? 0 : 100 * agreed / all
  }

  /// The column's values that an agreed value stands for.
  private static func agreedValues(
    _ column: ListSurvey.Column, _ dimension: Dimension
  ) -> [String: String] {
    var table: [String: String] = [:]
    for own in (values(column, dimension) ?? [:]).keys {
      table[own] = agreedValue(own, dimension)
    }
    return table
  }

  /// What a column says in a dimension, with rows: its fields, or, of products, what its fields are
  /// cut into. Nil where there is too much of it.
  private static func values(
    _ column: ListSurvey.Column, _ dimension: Dimension
  ) -> [String: Int]? {
    guard dimension.isProducts else { return column.values }
    return column.products { agreedValue(String(decoding: $0, as: UTF8.self), dimension) != nil }
  }

  /// The agreed value that a list's value stands for: equal but for case and punctuation, or a synonym
  /// of exactly one agreed value.
  private static func agreedValue(_ own: String, _ dimension: Dimension) -> String? {
    let folded = FieldText.folded(own)
    guard !folded.isEmpty else { return nil }
    if let equal = dimension.values.first(where: { FieldText.folded($0) == folded }) {
      return equal
    }
    let synonyms = KnownNames.synonyms(of: own)
    let alike = dimension.values.filter { synonyms.contains(FieldText.folded($0)) }
    return alike.count == 1 ? alike.first : nil
  }
}

extension MappingGuess.Note: CustomStringConvertible {
  package var description: String {
    switch self {
    case .column(let field, let header): "\(field): column \"\(header)\""
    case .noColumn(let field): "\(field): no column found"
    case .headerTwice(let header): "the list has more than one column \"\(header)\""
    case .unmapped(let dimension, let values, let rows):
      "\(dimension): \(values) values without an agreed value, in \(rows) rows"
    case .unmappedPieces(let dimension, let pieces, let times):
      "\(dimension): \(pieces) names that are no agreed product, \(times) times"
    case .parent(let header):
      "column \"\(header)\" may name parents: mapping.yaml says how to use it"
    case .tooManyValues(let dimension, let header):
      "\(dimension): column \"\(header)\" has more than \(ListSurvey.valueLimit) values"
    }
  }
}
