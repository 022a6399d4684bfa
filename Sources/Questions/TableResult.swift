// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// The noisy counts of one table, as the two files and I's own list give them.
package struct TableCounts: Sendable {
  /// S[g][p], R's noise inside.
  package let matched: [[Int]]
  /// N_g, I's own group sizes.
  package let initiatorAccounts: [Int]
  /// |X_g| and |Y_p|, as they stand in the files.
  package let offered: [Int]
  package let answered: [Int]

  package init(
    matched: [[Int]], initiatorAccounts: [Int], offered: [Int], answered: [Int]
  ) {
    self.matched = matched
    self.initiatorAccounts = initiatorAccounts
    self.offered = offered
    self.answered = answered
  }
}

/// The counts of a table with the shifts of their noise taken off. Every answer is a sum and difference of these and of
/// I's noise: so what a side's own noise adds to an answer is the answer to that noise alone.
package struct TableResult: Sendable {
  /// S[g,p] - t.
  package let matched: [[Int]]
  /// S[0,p] - t.
  package let unmatched: [Int]
  /// N_g.
  package let accounts: [Int]
  /// (|X_g| - 2tP) / v - t_s: N_g with the noise of its padding.
  package let sizes: [Int]

  package init(matched: [[Int]], unmatched: [Int], accounts: [Int], sizes: [Int]) {
    self.matched = matched
    self.unmatched = unmatched
    self.accounts = accounts
    self.sizes = sizes
  }

  /// - Parameter sizeShift: t_s.
  package init(_ counts: TableCounts, _ table: TablePlan, sizeShift: Int) {
    let (others, shift) = (table.responder.count, table.shift)
    matched = counts.matched.map { $0.map { $0 - shift } }
    unmatched = counts.answered.indices.map { p in
      counts.answered[p] - counts.matched.reduce(0) { $0 + $1[p] } - shift
    }
    accounts = counts.initiatorAccounts
    sizes = counts.offered.map {
      ($0 - 2 * shift * others) / table.scheme.initiatorTokens - sizeShift
    }
  }

  /// A table in which nobody stands.
  package init(emptyOf table: TablePlan) {
    let (groups, others) = (table.initiator.count, table.responder.count)
    self.init(
      matched: Array(repeating: Array(repeating: 0, count: others), count: groups),
      unmatched: Array(repeating: 0, count: others), accounts: Array(repeating: 0, count: groups),
      sizes: Array(repeating: 0, count: groups))
  }

  /// R's group sizes: |Y_p| - (G + 1) t.
  package var responderSizes: [Int] {
    unmatched.indices.map { p in matched.reduce(unmatched[p]) { $0 + $1[p] } }
  }
}

extension CountPlan {
  /// Accounts (or pairs) in common, or units of an amount over them, by I's group, then R's.
  func matched(_ results: [TableResult]) -> [[Int]] {
    (0..<initiator.count).map { g in
      (0..<responder.count).map { p in
        zip(tables, weights).reduce(0) { $0 + $1.1 * results[$1.0.number].matched[g][p] }
      }
    }
  }
}
