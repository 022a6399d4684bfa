// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Oracle
import Questions
import Reporting
import Testing

extension Report {
  /// The section that answers the account map, the one question of these agreements.
  var accountMap: AccountMapSection {
    get throws {
      guard case .accountMap(let section) = try #require(sections.first) else {
        throw AnotherQuestion()
      }
      return section
    }
  }
}

/// A section that answers another question than the one expected.
struct AnotherQuestion: Error {}

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

extension RoomPair {
  func oracle() throws -> PlaintextCleanRoom {
    PlaintextCleanRoom(
      initiator: try accounts(of: .initiator), responder: try accounts(of: .responder))
  }

  /// Every value of the report is the true one.
  func expectTruth(_ report: Report) throws {
    let oracle = try oracle()
    let section = try report.accountMap
    let status = [StatusDimension.agreed]
    #expect(section.map.values == oracle.counts(rows: status, columns: status))
    let table = try #require(terms.plan.maps.first).table
    if table.initiator.dimensions.count + table.responder.dimensions.count > 2 {
      let whole = oracle.counts(
        rows: table.initiator.dimensions, columns: table.responder.dimensions)
      #expect(section.breakdown?.table.values == whole)
    } else {
      #expect(section.breakdown == nil)
    }
    #expect(report.initiator.listSize?.value == oracle.initiatorAccounts)
    #expect(report.responder.listSize?.value == oracle.responderAccounts)
  }
}

extension WhiteSpaceSection {
  var values: PlaintextWhiteSpace {
    func values(_ figures: [Report.Figure]) -> [Int] { figures.map(\.estimate.value) }
    return PlaintextWhiteSpace(
      cells: cells.map(values), rowTotals: values(rowTotals), total: total.estimate.value)
  }
}

extension CrossSellSection {
  var values: PlaintextCrossSell {
    func values(_ figures: [[Report.Figure]]) -> [[Int]] {
      figures.map { $0.map(\.estimate.value) }
    }
    return PlaintextCrossSell(
      both: values(both), initiatorOnly: values(initiatorOnly), responderOnly: values(responderOnly)
    )
  }
}
