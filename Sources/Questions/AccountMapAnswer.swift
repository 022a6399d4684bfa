// SPDX-License-Identifier: Apache-2.0

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

/// The figures of an account map, unclamped; `NoiseLaws` says how far each may be off (table.md 6).
package struct AccountMapAnswer: Sendable, Equatable {
  /// Accounts in common, by I's group, then R's.
  package var cells: [[Int]]
  /// I's accounts that R does not have, by I's group.
  package var initiatorUnmatched: [Int]
  /// R's accounts that I does not have, by R's group; derived.
  package var responderUnmatched: [Int]
  /// Group sizes, as the files disclose them.
  package var initiatorSizes: [Int]
  package var responderSizes: [Int]

  package init(
    cells: [[Int]], initiatorUnmatched: [Int], responderUnmatched: [Int], initiatorSizes: [Int],
    responderSizes: [Int]
  ) {
    self.cells = cells
    self.initiatorUnmatched = initiatorUnmatched
    self.responderUnmatched = responderUnmatched
    self.initiatorSizes = initiatorSizes
    self.responderSizes = responderSizes
  }
}

extension AccountMap {
  /// Turns noisy counts into the answer.
  ///
  /// - Parameters:
  ///   - sizeShift: t_s.
  ///   - answerNoise: e by g, then p, and last of g's unmatched.
  package func answer(
    _ counts: TableCounts, sizeShift: Int, answerNoise: [[Int]]
  ) -> AccountMapAnswer {
    let (groups, others, shift) = (table.initiator.count, table.responder.count, table.shift)
    let cells = (0..<groups).map { g in
      (0..<others).map { p in counts.matched[g][p] - shift + answerNoise[g][p] }
    }
    let unmatched = (0..<groups).map { g -> Int in
      let seen = counts.matched[g].reduce(0, +) - others * shift
      return counts.initiatorAccounts[g] - seen + answerNoise[g][others]
    }
    let responderSizes = counts.answered.map { $0 - (groups + 1) * shift }
    return AccountMapAnswer(
      cells: cells, initiatorUnmatched: unmatched,
      responderUnmatched: (0..<others).map { p -> Int in
        responderSizes[p] - cells.reduce(0) { $0 + $1[p] }
      },
      initiatorSizes: counts.offered.map { $0 - 2 * shift * others - sizeShift },
      responderSizes: responderSizes)
  }
}

extension AccountMap {
  /// An answer of zeros, to try out what will be made of one.
  package var emptyAnswer: AccountMapAnswer {
    let (groups, others) = (table.initiator.count, table.responder.count)
    return AccountMapAnswer(
      cells: Array(repeating: Array(repeating: 0, count: others), count: groups),
      initiatorUnmatched: Array(repeating: 0, count: groups),
      responderUnmatched: Array(repeating: 0, count: others),
      initiatorSizes: Array(repeating: 0, count: groups),
      responderSizes: Array(repeating: 0, count: others))
  }
}

/// A side's own noise in an answer, which it may take out for its own eyes.
package struct OwnNoise: Sendable {
  /// By I's group, then R's.
  package let cells: [[Int]]
  package let initiatorUnmatched: [Int]
  package let responderUnmatched: [Int]

  /// I's: e as drawn, by g, then p, and last of g's unmatched.
  package init(initiators noise: [[Int]]) {
    cells = noise.map { Array($0.dropLast()) }
    initiatorUnmatched = noise.map { $0.last ?? 0 }
    responderUnmatched = (cells.first ?? []).indices.map { p in
      -noise.reduce(0) { $0 + $1[p] }
    }
  }

  /// R's: n_gp and n_0p as drawn, on 0…2t.
  package init(responders noise: [[Int]], unmatched: [Int], shift: Int) {
    cells = noise.map { $0.map { $0 - shift } }
    initiatorUnmatched = cells.map { -$0.reduce(0, +) }
    responderUnmatched = unmatched.map { $0 - shift }
  }
}

extension AccountMapAnswer {
  /// The answer without the reader's own noise.
  package func without(_ noise: OwnNoise) -> AccountMapAnswer {
    var answer = self
    for g in cells.indices {
      for p in cells[g].indices { answer.cells[g][p] -= noise.cells[g][p] }
      answer.initiatorUnmatched[g] -= noise.initiatorUnmatched[g]
    }
    for p in responderUnmatched.indices {
      answer.responderUnmatched[p] -= noise.responderUnmatched[p]
    }
    return answer
  }
}
