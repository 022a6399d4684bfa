// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// What the rows of a list give, row by row, as the import makes it, and kept by nobody: for measuring how long each step takes.
package struct RowScan: ~Copyable {
  /// How far each row is taken; each step after those before it.
  package enum Depth: String, Sendable, CaseIterable {
    /// Rows and where their fields end.
    case rows
    /// The values of the dimensions, and products.
    case values
    /// The domain key.
    case domain
    /// The name key, too.
    case names
  }

  private let depth: Depth
  private let mapping: Mapping
  private let dimensions: [Dimension]
  private let lists: PublicLists
  private var reader = DelimitedReader()
  private var columns: ListColumns?

  package init(mapping: Mapping, dimensions: [Dimension], lists: PublicLists, depth: Depth) {
    self.mapping = mapping
    self.dimensions = dimensions
    self.lists = lists
    self.depth = depth
  }

  /// Gives each row that ends in this chunk, with its keys where the depth has them.
  package mutating func read(
    _ chunk: [UInt8], _ body: (DelimitedRow, DomainKey?, NameKey?) -> Void
  ) throws(AccountsError) {
    try take(try reader.rows(in: chunk), body)
  }

  package mutating func finish(
    _ body: (DelimitedRow, DomainKey?, NameKey?) -> Void
  ) throws(AccountsError) {
    try take(try reader.finish(), body)
  }

  private mutating func take(
    _ rows: [DelimitedRow], _ body: (DelimitedRow, DomainKey?, NameKey?) -> Void
  ) throws(AccountsError) {
    guard !reader.header.isEmpty else { return }
    if columns == nil {
      columns = try ListColumns(
        header: reader.header, mapping: mapping, dimensions: dimensions.filter { !$0.isProducts },
        products: dimensions.first(where: \.isProducts), amounts: .none)
    }
    guard var columns else { return }
    // Held by one owner alone while the rows are taken.
    self.columns = nil
    defer { self.columns = columns }
    for row in rows {
      guard depth != .rows else {
        body(row, nil, nil)
        continue
      }
      _ = columns.takeValues(of: row)
      columns.takeProducts(of: row)
      switch depth {
      case .rows, .values: body(row, nil, nil)
      case .domain: body(row, columns.domain(of: row, lists), nil)
      case .names:
        let keys = columns.keys(of: row, lists)
        body(row, keys.domain, keys.nameKey)
      }
    }
  }
}
