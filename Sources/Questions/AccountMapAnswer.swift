// SPDX-License-Identifier: Apache-2.0

/// The figures of an account map, unclamped; `AccountMapLaws` says how far each may be off (table.md 6).
package struct AccountMapAnswer: Sendable, Equatable {
  /// Accounts (or pairs) in common, by I's group, then R's.
  package var cells: [[Int]]
  /// I's accounts that R does not have, by I's group; empty where pairs are counted.
  package var initiatorUnmatched: [Int]
  /// R's accounts that I does not have, by R's group; derived; empty likewise.
  package var responderUnmatched: [Int]

  package init(cells: [[Int]], initiatorUnmatched: [Int], responderUnmatched: [Int]) {
    self.cells = cells
    self.initiatorUnmatched = initiatorUnmatched
    self.responderUnmatched = responderUnmatched
  }
}

extension AccountMap {
  /// - Parameter noise: e by g, then p, and last of g's unmatched where that is released.
  package func answer(_ results: [TableResult], noise: [[Int]]) -> AccountMapAnswer {
    let (groups, others) = (table.initiator.count, table.responder.count)
    let matched = count.matched(results)
    let cells = (0..<groups).map { g in (0..<others).map { matched[g][$0] + noise[g][$0] } }
    guard hasUnmatched else {
      return AccountMapAnswer(cells: cells, initiatorUnmatched: [], responderUnmatched: [])
    }
    let result = results[table.number]
    let unmatched = (0..<groups).map { g -> Int in
      releasesUnmatched
        ? result.accounts[g] - matched[g].reduce(0, +) + noise[g][others]
        : result.sizes[g] - cells[g].reduce(0, +)
    }
    let sizes = result.responderSizes
    return AccountMapAnswer(
      cells: cells, initiatorUnmatched: unmatched,
      responderUnmatched: (0..<others).map { p -> Int in
        sizes[p] - cells.reduce(0) { $0 + $1[p] }
      })
  }

  package func difference(
    _ left: AccountMapAnswer, _ right: AccountMapAnswer
  ) -> AccountMapAnswer {
    AccountMapAnswer(
      cells: minus(left.cells, right.cells),
      initiatorUnmatched: minus(left.initiatorUnmatched, right.initiatorUnmatched),
      responderUnmatched: minus(left.responderUnmatched, right.responderUnmatched))
  }
}
