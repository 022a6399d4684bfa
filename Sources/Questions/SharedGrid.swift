// SPDX-License-Identifier: Apache-2.0

/// What a question about shared accounts counts: a table of entries, each of which is the sum of some cells of a count.
///
/// No cell stands in two entries. So a match is in one entry at most, and the counts of all entries are one family of
/// the sensitivity of matched cells (privacy.md 3).
package struct SharedGrid: Sendable, Equatable {
  /// A pair of groups: of I, of R.
  package struct Cell: Hashable, Sendable {
    package let g: Int
    package let p: Int

    package init(g: Int, p: Int) {
      self.g = g
      self.p = p
    }
  }

  package let rows: [String]
  package let columns: [String]
  /// By row, then column.
  package let entries: [[[Cell]]]

  /// Which numbers of the grid a ratio divides.
  package struct Ratio: Sendable, Equatable {
    package enum Kind: String, Sendable, Equatable, CaseIterable {
      /// Part of a whole: the first over the first and the second together.
      case share
      /// The first over the second.
      case quotient
    }

    package let name: String
    package let kind: Kind
    package let first: Operand
    package let second: Operand
  }

  /// The sum of one number over columns of a row.
  package struct Operand: Sendable, Equatable {
    /// Nil for the counts of accounts, else which sum.
    package let sum: Int?
    package let columns: [Int]
  }

  /// - Parameter cells: of row, then column, by I's group and R's.
  init(rows: [String], columns: [String], cells: (_ row: Int, _ column: Int) -> [Cell]) {
    self.rows = rows
    self.columns = columns
    entries = rows.indices.map { row in columns.indices.map { cells(row, $0) } }
  }

  /// The entries' sums of a number that each cell has.
  func sums(of cells: [[Int]]) -> [[Int]] {
    entries.map { $0.map { $0.reduce(0) { $0 + cells[$1.g][$1.p] } } }
  }
}
