// SPDX-License-Identifier: Apache-2.0

/// The true figures of one cross-tab.
package struct PlaintextCounts: Equatable, Sendable {
  /// Accounts in common, by the initiator's group, then the responder's; pairs of accounts where one may meet several.
  package let cells: [[Int]]
  package let rowTotals: [Int]
  package let columnTotals: [Int]
  package let total: Int
  /// The initiator's accounts that the responder does not have, those without a match key included; empty where the
  /// match rule counts pairs.
  package let rowUnmatched: [Int]
  /// The responder's accounts with a match key that the initiator does not have; empty likewise.
  package let columnUnmatched: [Int]

  package init(
    cells: [[Int]], rowTotals: [Int], columnTotals: [Int], total: Int, rowUnmatched: [Int],
    columnUnmatched: [Int]
  ) {
    self.cells = cells
    self.rowTotals = rowTotals
    self.columnTotals = columnTotals
    self.total = total
    self.rowUnmatched = rowUnmatched
    self.columnUnmatched = columnUnmatched
  }
}

/// The true figures of white space.
package struct PlaintextWhiteSpace: Equatable, Sendable {
  /// Accounts of a row that own a product, by row, then product; rows are empty where products are not told apart.
  package let cells: [[Int]]
  package let rowTotals: [Int]
  package let total: Int

  package init(cells: [[Int]], rowTotals: [Int], total: Int) {
    self.cells = cells
    self.rowTotals = rowTotals
    self.total = total
  }
}

/// The true figures of cross-sell, by the initiator's product, then the responder's.
package struct PlaintextCrossSell: Equatable, Sendable {
  package let both: [[Int]]
  package let initiatorOnly: [[Int]]
  package let responderOnly: [[Int]]

  package init(both: [[Int]], initiatorOnly: [[Int]], responderOnly: [[Int]]) {
    self.both = both
    self.initiatorOnly = initiatorOnly
    self.responderOnly = responderOnly
  }
}
