// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import Questions
import Release
import Reporting
import TestSupport
import Testing

/// The report of a run: the same on both sides, with the intervals that its noise has.
@Suite struct ReportTests {
  private func play(
    _ terms: RoomPair.Draft, _ setting: Room.Setting,
    _ body: (RoomPair, RoomPair.Run) throws -> Void
  ) throws {
    let lists = try Lists.samples(150, seed: 51)
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(
        in: folder, initiator: lists.vendor, responder: lists.partner, terms, setting)
      try body(pair, try pair.play())
    }
  }

  @Test func `both sides hold the same bytes, and they are read back`() throws {
    try play(RoomPair.Draft(epsilon: "2"), RoomPair.setting(.derived)) { _, run in
      for name in ["report.json", "report.csv", "report.md", "report.html"] {
        let one = try bytes(run.initiator.folder + "/" + name)
        #expect(!one.isEmpty)
        #expect(try bytes(run.responder.folder + "/" + name) == one, "\(name)")
      }
      let json = try bytes(run.initiator.folder + "/report.json")
      let report = try Report.read(json)
      #expect(report == run.initiator.report)
      #expect(report.canonicalBytes() == json)
      #expect(Agreements.Digest("", json) == run.initiator.digest)
      #expect(run.responder.digest == run.initiator.digest)
    }
  }

  /// Which groups are split, and by what.
  enum By: CaseIterable { case nothing, initiator, responder }

  @Test(arguments: By.allCases)
  func `every interval is that of the draws in its figure`(by: By) throws {
    // A small epsilon: one draw more or less shows in a half width.
    var terms = RoomPair.Draft(epsilon: "1/2")
    switch by {
    case .nothing: break
    case .initiator: terms.by = (Lists.industry, .initiator)
    case .responder: terms.by = (Lists.industry, .responder)
    }
    try play(terms, RoomPair.setting(.derived)) { pair, run in
      let plan = try pair.terms.plan
      let map = try #require(plan.maps.first)
      let section = try run.initiator.report.accountMap
      let laws = FigureLaws(map)
      try laws.expect(section.map)
      if let breakdown = section.breakdown { try laws.expect(breakdown.table) }
      #expect((section.breakdown == nil) == (by == .nothing))

      let neither = try AccountMapLaws(map, sizeLaw: plan.sizeLaw)
      #expect(try neither.cells(1) == laws.law(table: 1, answer: 1))
      let groups = map.table.initiator.count
      let others = map.table.responder.count
      let own = try #require(run.initiator.report.initiator.listSize)
      // The sum of all that was released of I's list: R's noise cancels.
      let size = try laws.law(table: 0, answer: groups * (others + 1))
        .halfWidth(coverage: .standard)
      #expect(own.value - own.lower == size)
      #expect(own.upper - own.value == size)
      let theirs = try #require(run.initiator.report.responder.listSize)
      let answered = try laws.law(table: others * (groups + 1), answer: 0)
        .halfWidth(coverage: .standard)
      #expect(theirs.value - theirs.lower == answered)
      #expect(theirs.upper - theirs.value == answered)
    }
  }

  @Test func `a figure below the minimum is not displayed, and totals count it`() throws {
    try play(RoomPair.Draft(minimum: 20), RoomPair.setting()) { pair, run in
      // Withholding is rendering: the values are whole.
      try pair.expectTruth(run.initiator.report)
      let map = try run.initiator.report.accountMap.map
      let small = map.cells.joined().filter { $0.estimate.value < 20 }
      #expect(!small.isEmpty)
      #expect(map.total.estimate.value == map.cells.joined().reduce(0) { $0 + $1.estimate.value })
      let json = String(decoding: try bytes(run.initiator.folder + "/report.json"), as: UTF8.self)
      let figures =
        map.cells.joined() + map.rowTotals + map.columnTotals + [map.total] + map.rowUnmatched
        + map.columnUnmatched
      let withheld = figures.count { max(0, $0.estimate.value) < 20 }
      #expect(json.components(separatedBy: "\"below-minimum\"").count - 1 == withheld)
      let page = String(decoding: try bytes(run.initiator.folder + "/report.md"), as: UTF8.self)
      #expect(page.components(separatedBy: "withheld (below 20)").count - 1 == withheld)
      let total = map.total.estimate.value
      #expect(total >= 20)
      #expect(page.contains("**\(total)**"))
    }
  }

  @Test func `what was paid stands in the report and in both ledgers`() throws {
    try play(RoomPair.Draft(epsilon: "2", yearlyCap: "7"), RoomPair.setting()) { pair, run in
      let second = try pair.play().responder.report.privacy
      let first = run.initiator.report.privacy
      #expect(first.initiator.spentThisRun == "21/10")
      #expect(first.responder.spentThisRun == "2")
      #expect(second.initiator.spentUnderAgreement == "21/5")
      #expect(second.responder.spentUnderAgreement == "4")
      #expect(second.initiator.leftUnderAgreement == "14/5")
      #expect(second.responder.leftUnderAgreement == "3")
      #expect(try pair.initiator.status().spent == "21/5")
      #expect(try pair.responder.status().spent == "4")
      for room in [pair.initiator, pair.responder] { #expect(try room.ledgerView().isWhole) }
    }
  }
}

/// The laws of an account map's figures, counted draw by draw (table.md 6), not by way of `AccountMapLaws`.
struct FigureLaws {
  let map: AccountMap

  init(_ map: AccountMap) { self.map = map }

  /// The sum of draws of R's noise and of I's.
  func law(table: Int, answer: Int) throws -> NoiseDistribution {
    try NoiseDistribution.truncatedDiscreteLaplace(map.table.noise).convolved(times: table)
      .convolved(with: .discreteLaplace(map.answerLaw()).convolved(times: answer))
  }

  /// Every figure of `table`, whose rows and columns may be merged groups, has its interval.
  func expect(_ table: Report.CrossTab) throws {
    let (groups, others) = (map.table.initiator.count, map.table.responder.count)
    let (merged, mergedOthers) = (
      groups / table.rows.groups.count, others / table.columns.groups.count
    )
    func check(_ figures: [Report.Figure], _ name: String, table: Int, answer: Int) throws {
      let halfWidth = try law(table: table, answer: answer).halfWidth(coverage: .standard)
      for figure in figures {
        let estimate = figure.estimate
        #expect(estimate.value - estimate.lower == halfWidth, "\(name)")
        #expect(estimate.upper - estimate.value == halfWidth, "\(name)")
      }
    }
    let cell = merged * mergedOthers
    try check(table.cells.flatMap { $0 }, "cells", table: cell, answer: cell)
    let (row, column) = (merged * others, groups * mergedOthers)
    try check(table.rowTotals, "row totals", table: row, answer: row)
    try check(table.columnTotals, "column totals", table: column, answer: column)
    try check([table.total], "total", table: groups * others, answer: groups * others)
    try check(table.rowUnmatched, "row unmatched", table: row, answer: merged)
    try check(table.columnUnmatched, "column unmatched", table: mergedOthers, answer: column)
  }
}
