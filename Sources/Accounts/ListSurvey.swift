// SPDX-License-Identifier: Apache-2.0

/// A first look at a list file: its headers, and the different values of each column with their
/// rows. Chunks in order to `read(_:)`, then `finish()`. Memory is bounded: where a column has more
/// different values than `valueLimit` only the pieces of its values are counted, as if it named
/// products; where there are too many of these, too, it is no dimension, and all are forgotten.
package struct ListSurvey: ~Copyable {
  /// One column of the list.
  package struct Column: Sendable, Equatable {
    /// What was counted, with rows; blank fields are left aside.
    package enum Contents: Sendable, Equatable {
      /// Whole fields.
      case values([String: Int])
      /// Pieces of fields (Protocols/account-keys.md, section 5): there are too many whole ones.
      case pieces([String: Int])
      /// Too many even of these.
      case countless
    }

    package let header: String
    package let contents: Contents
    /// What its fields look like.
    package let shape: ColumnShape
    /// Whether the list itself names its columns.
    package let isNamed: Bool

    /// Rows of each value; nil where there are more values than the limit.
    package var values: [String: Int]? {
      if case .values(let values) = contents { values } else { nil }
    }

    /// What its fields are cut into as products, with rows (Protocols/account-keys.md, section 5); nil where there is too much.
    ///
    /// - Parameter isKnown: whether a text stands for a product, and is not cut.
    func products(isKnown: (ArraySlice<UInt8>) -> Bool) -> [String: Int]? {
      let fields: [String: Int]
      switch contents {
      case .values(let values): fields = values
      case .pieces(let pieces): fields = pieces
      case .countless: return nil
      }
      var counts: [String: Int] = [:]
      for (field, rows) in fields {
        let cut = ProductField.values(
          of: FieldText.trimmed(ArraySlice(field.utf8)), isKnown: isKnown)
        for value in Set(cut) { counts[String(decoding: value, as: UTF8.self), default: 0] += rows }
      }
      return counts
    }

    package init(
      header: String, contents: Contents, shape: ColumnShape = ColumnShape(), isNamed: Bool = true
    ) {
      self.header = header
      self.contents = contents
      self.shape = shape
      self.isNamed = isNamed
    }

    package init(header: String, values: [String: Int]?) {
      self.init(header: header, contents: values.map { .values($0) } ?? .countless)
    }
  }

  package static let valueLimit = 1000

  private var reader = DelimitedReader()
  private var counts: [FieldCounts] = []
  private var shapes: [ColumnShape] = []

  package init() {}

  package mutating func read(_ chunk: [UInt8]) throws(AccountsError) {
    take(try reader.rows(in: chunk))
  }

  package consuming func finish() throws(AccountsError) -> [Column] {
    take(try reader.finish())
    return counts.indices.map { place in
      Column(
        header: reader.header[place], contents: counts[place].contents, shape: shapes[place],
        isNamed: reader.hasHeader)
    }
  }

  /// A whole file at once.
  package static func columns(of bytes: [UInt8]) throws(AccountsError) -> [Column] {
    var survey = ListSurvey()
    try survey.read(bytes)
    return try survey.finish()
  }

  private mutating func take(_ rows: [DelimitedRow]) {
    if counts.isEmpty {
      counts = reader.header.map { _ in FieldCounts() }
      shapes = reader.header.map { _ in ColumnShape() }
    }
    for row in rows {
      for index in counts.indices {
        // Line ends may part the pieces of a field.
        let field = ListField.forms(row[index])
        shapes[index].add(field.text, address: field.address)
        if counts[index].cut != .countless { counts[index].add(field.set, rows: 1) }
      }
    }
  }
}

/// The different values of one column, as finely as they can be told within the limit. The order of
/// the rows does not matter: a cut is given up once it has more values than the limit.
private struct FieldCounts {
  /// What is counted, in the order in which it is given up.
  enum Cut {
    case fields, pieces, parts, countless
  }

  private(set) var cut = Cut.fields
  private var counts = ByteTable<Int>()

  mutating func add(_ field: ArraySlice<UInt8>, rows: Int) {
    switch cut {
    case .countless: break
    case .fields: if !field.isEmpty { count(field, rows) }
    case .pieces: for piece in Set(ProductField.pieces(of: field)) { count(piece, rows) }
    case .parts:
      for piece in Set(ProductField.pieces(of: field)) {
        for part in Set(ProductField.parts(of: piece)) { count(part, rows) }
      }
    }
    if counts.count > ListSurvey.valueLimit { cutFiner() }
  }

  var contents: ListSurvey.Column.Contents {
    var texts: [String: Int] = [:]
    for (value, rows) in counts.all {
      texts[String(decoding: value, as: UTF8.self), default: 0] += rows
    }
    return switch cut {
    case .fields: .values(texts)
    case .pieces, .parts: .pieces(texts)
    case .countless: .countless
    }
  }

  private mutating func count(_ value: ArraySlice<UInt8>, _ rows: Int) {
    counts.update(value.span, default: 0) { $0 += rows }
  }

  private mutating func cutFiner() {
    let before = counts
    counts = ByteTable()
    cut =
      switch cut {
      case .fields: .pieces
      case .pieces: .parts
      case .parts, .countless: .countless
      }
    for (value, rows) in before.all { add(value, rows: rows) }
  }
}
