// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Oracle
import Questions
import Release
import Reporting
import Testing

/// On real lists, and with the noise of a run, every figure is as near the truth as its law says.
@Suite(.sharedData) struct SharedNoiseTests {
  static let plays = ["20", "1"].flatMap { epsilon in
    [(SharedRun.Company.vendor, Role.initiator), (.partner, .responder)].map {
      SharedRun.Play(data: "mid", initiator: $0, by: $1, epsilon: epsilon)
    }
  }

  @Test(arguments: plays)
  func `with noise the truth lies where the intervals say`(_ play: SharedRun.Play) throws {
    let run = try SharedRun(play, tape: .derived)
    let (map, section) = try run.accountMap()
    let laws = try NoiseLaws(map, sizeLaw: run.terms.plan.sizeLaw)
    let status = [StatusDimension.agreed]
    let breakdown = try #require(section.breakdown).table
    let whole = run.truth.counts(map)
    let summary = run.truth.counts(rows: status, columns: status)
    let (groups, others) = (map.table.initiator.count, map.table.responder.count)
    // How many groups of a side make one of the summary's.
    let (rows, columns) = (groups / 3, others / 3)

    func check(_ figures: [Report.Figure], _ truth: [Int], _ law: NoiseDistribution, _ name: String)
      throws
    {
      let most = try law.halfWidth(coverage: .nearlyCertain)
      #expect(figures.count == truth.count)
      for (figure, real) in zip(figures, truth) {
        #expect(abs(figure.estimate.value - real) <= most, "\(name), \(play)")
      }
    }
    try check(breakdown.cells.flatMap { $0 }, whole.cells.flatMap { $0 }, laws.cells(1), "cell")
    try check(
      breakdown.rowUnmatched, whole.rowUnmatched, laws.initiatorUnmatched(across: others),
      "row unmatched")
    try check(
      breakdown.columnUnmatched, whole.columnUnmatched, laws.responderUnmatched(across: groups),
      "column unmatched")
    try check(
      section.map.cells.flatMap { $0 }, summary.cells.flatMap { $0 }, laws.cells(rows * columns),
      "cell of the summary")
    try check(
      section.map.rowTotals, summary.rowTotals, laws.cells(rows * others), "row total")
    try check(
      section.map.columnTotals, summary.columnTotals, laws.cells(columns * groups), "column total")
    try check([section.map.total], [summary.total], laws.cells(groups * others), "total")

    // The printed intervals, pooled: at least 90 of 100 where each holds 95 of 100.
    let pooled = zip(
      breakdown.cells.flatMap { $0 } + breakdown.rowUnmatched + section.map.cells.flatMap { $0 },
      whole.cells.flatMap { $0 } + whole.rowUnmatched + summary.cells.flatMap { $0 })
    let covered = pooled.count { figure, truth in
      (figure.estimate.lower...figure.estimate.upper).contains(truth)
    }
    let figures = groups * others + groups + 9
    #expect(covered * 100 >= 90 * figures, "\(covered) of \(figures), \(play)")
    // The noise is there: at epsilon 1 few cells are exact.
    let exact = zip(breakdown.cells.flatMap { $0 }, whole.cells.flatMap { $0 })
      .count { $0.estimate.value == $1 }
    if play.epsilon == "1" { #expect(exact * 2 < groups * others) }
  }
}
