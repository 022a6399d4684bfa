// SPDX-License-Identifier: Apache-2.0

package import Release

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

/// The answer to an account map: unclamped estimates, each with its interval (table.md 6).
package struct AccountMapAnswer: Sendable {
  /// Released: cell (g, p), and I's unmatched of g.
  package let cells: [[Estimate]]
  package let initiatorUnmatched: [Estimate]
  /// Derived: R's unmatched of p.
  package let responderUnmatched: [Estimate]
  /// Disclosed by the files: group sizes.
  package let initiatorSizes: [Estimate]
  package let responderSizes: [Estimate]
}

extension AccountMap {
  /// Turns noisy counts into the answer.
  ///
  /// - Parameters:
  ///   - answerNoise: e of (g, p); p is nil for I's unmatched of g.
  package func answer<Failure: Error>(
    _ counts: TableCounts, sizeLaw: TruncatedDiscreteLaplace,
    answerNoise: (Int, Int?) throws(Failure) -> Int
  ) throws(Failure) -> Result<AccountMapAnswer, ReleaseError> {
    let shift = table.shift
    var cells: [[Int]] = []
    var unmatched: [Int] = []
    for g in 0..<table.initiator.count {
      var row: [Int] = []
      for p in 0..<table.responder.count {
        row.append(counts.matched[g][p] - shift + (try answerNoise(g, p)))
      }
      cells.append(row)
      let seen = counts.matched[g].reduce(0) { $0 + $1 - shift }
      unmatched.append(counts.initiatorAccounts[g] - seen + (try answerNoise(g, nil)))
    }
    return Result { () throws(ReleaseError) in
      try estimates(cells, unmatched, counts, NoiseLaws(self, sizeLaw: sizeLaw))
    }
  }

  private func estimates(
    _ cells: [[Int]], _ unmatched: [Int], _ counts: TableCounts, _ laws: NoiseLaws
  ) throws(ReleaseError) -> AccountMapAnswer {
    let (groups, others) = (table.initiator.count, table.responder.count)
    let sizes = counts.offered.map { $0 - 2 * table.shift * others - laws.sizeShift }
    let otherSizes = counts.answered.map { $0 - (groups + 1) * table.shift }
    let derived = (0..<others).map { p in
      otherSizes[p] - cells.reduce(0) { $0 + $1[p] }
    }
    return AccountMapAnswer(
      cells: try cells.map { row throws(ReleaseError) in try laws.estimates(row, laws.cells(1)) },
      initiatorUnmatched: try laws.estimates(unmatched, laws.initiatorUnmatched(across: others)),
      responderUnmatched: try laws.estimates(derived, laws.responderUnmatched(across: groups)),
      initiatorSizes: try laws.estimates(sizes, laws.initiatorSize()),
      responderSizes: try laws.estimates(otherSizes, laws.responderSize(across: groups)))
  }
}
