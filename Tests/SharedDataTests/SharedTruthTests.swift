// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Oracle
import Questions
import Reporting
import Testing

/// On real lists, and without noise, every figure of the report is the true one.
@Suite(.sharedData) struct SharedTruthTests {
  static let plays = ["demo", "mid"].flatMap { data in
    SharedRun.Company.allCases.flatMap { initiator in
      [nil, Role.initiator, .responder].map {
        SharedRun.Play(data: data, initiator: initiator, by: $0, epsilon: "5")
      }
    }
  }

  @Test(arguments: plays)
  func `without noise the report is the truth`(_ play: SharedRun.Play) throws {
    let run = try SharedRun(play, tape: .insecureZero)
    let (map, section) = try run.accountMap()
    let status = [StatusDimension.agreed]
    #expect(section.map.values == run.truth.counts(rows: status, columns: status))
    #expect((section.breakdown == nil) == (play.by == nil))
    if let breakdown = section.breakdown {
      #expect(breakdown.table.values == run.truth.counts(map))
      #expect(breakdown.table.cells.count * breakdown.table.columns.groups.count == 3 * 3 * 16)
    }
    #expect(run.report.initiator.listSize.value == run.truth.initiatorAccounts)
    #expect(run.report.responder.listSize.value == run.truth.responderAccounts)
    // The lists do meet: equal tables of zeros would prove nothing.
    #expect(section.map.values.total > 100)
  }
}

extension SharedRun {
  func accountMap() throws -> (AccountMap, AccountMapSection) {
    let map = try #require(terms.plan.maps.first)
    switch try #require(report.sections.first) {
    case .accountMap(let section): return (map, section)
    }
  }
}

extension PlaintextCleanRoom {
  func counts(_ map: AccountMap) -> PlaintextCounts {
    counts(rows: map.table.initiator.dimensions, columns: map.table.responder.dimensions)
  }
}

extension Report.CrossTab {
  /// The values without their intervals.
  var values: PlaintextCounts {
    func values(_ figures: [Report.Figure]) -> [Int] { figures.map(\.estimate.value) }
    return PlaintextCounts(
      cells: cells.map(values), rowTotals: values(rowTotals), columnTotals: values(columnTotals),
      total: total.estimate.value, rowUnmatched: values(rowUnmatched),
      columnUnmatched: values(columnUnmatched))
  }
}
