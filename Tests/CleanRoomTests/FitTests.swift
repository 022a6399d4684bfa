// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import Questions
import Release
import Reporting
import TestSupport
import Testing

/// The score of a partner is what its parts make it, and is not given where they tell too little.
@Suite struct FitTests {
  private static let questions: [Question] = [.accountMap(by: nil), .crossSell]

  private func withPair(
    _ accounts: Int, _ questions: [Question] = Self.questions, tape: NoiseTape = .insecureZero,
    epsilon: String = "5", _ body: (RoomPair, Report) throws -> Void
  ) throws {
    let lists = try Lists.samples(accounts, seed: 71)
    try withTemporaryFolder { folder in
      let products = DraftChoices.Products(
        initiator: ["Core", "Analytics"], responder: ["Warehouse", "Pipelines"], mostAnAccount: 2)
      let pair = try RoomPair.make(
        in: folder, initiator: lists.vendor, responder: lists.partner,
        RoomPair.Draft(
          epsilon: epsilon, questions: questions,
          products: questions.contains(.crossSell) ? products : .none),
        RoomPair.setting(tape))
      try body(pair, try pair.play().initiator.report)
    }
  }

  private static func share(_ part: Int, _ rest: Int) -> Int { 1000 * part / (part + rest) }

  /// The true parts, from a report without noise.
  private static func truth(_ report: Report, _ own: Report.Role) throws -> [FitWeights.Part: Int] {
    let map = try report.accountMap.map
    let common = map.total.estimate.value
    func lacking(_ side: Report.Role) -> Int {
      (side == .initiator ? map.rowUnmatched : map.columnUnmatched)
        .reduce(0) { $0 + $1.estimate.value }
    }
    let other: Report.Role = own == .initiator ? .responder : .initiator
    var open = 0
    for g in 0..<3 {
      for p in 0..<3 where g == 1 || p == 1 { open += map.cells[g][p].estimate.value }
    }
    let sections = report.sections.compactMap {
      if case .crossSell(let section) = $0 { section } else { nil }
    }
    let section = try #require(sections.first)
    func sum(_ figures: [[Report.Figure]]) -> Int {
      figures.joined().reduce(0) { $0 + $1.estimate.value }
    }
    return [
      .overlap: share(common, lacking(own)), .whiteSpace: share(lacking(other), common),
      .complementarity: share(
        sum(section.initiatorOnly) + sum(section.responderOnly), sum(section.both)),
      .momentum: share(open, common - open),
    ]
  }

  @Test func `without noise each part is the truth, and the score their mean`() throws {
    try withPair(3000) { pair, report in
      for (room, own) in [(pair.initiator, Report.Role.initiator), (pair.responder, .responder)] {
        let fit = try room.fit()
        let truth = try Self.truth(report, own)
        #expect(fit.parts.map(\.part) == FitWeights.Part.allCases)
        for part in fit.parts {
          let share = try #require(part.share, "\(part.part)")
          #expect(share.value == truth[part.part], "\(part.part)")
          #expect(share.lower <= share.value && share.value <= share.upper)
        }
        let score = try #require(fit.score)
        let mean = { (end: (Comparison.Estimate) -> Int) in
          fit.parts.reduce(0) { $0 + $1.weight * ($1.share.map(end) ?? 0) }
        }
        #expect(score.value == mean(\.value) / 10 && score.lower == mean(\.lower) / 10)
        #expect(score.upper == (mean(\.upper) + 9) / 10)
      }
      let map = try pair.initiator.fit(try #require(FitWeights("overlap=3,momentum=0")))
      #expect(map.parts.map(\.part) == [.overlap])
      #expect(map.score?.value == map.parts.first?.share?.value)
      let comparison = try Room.compare([("a", pair.initiator)], by: "fit, per mille")
      let figures = try #require(comparison.partners.first).figures
      #expect(
        figures.first { $0.name == "fit, per mille" }?.estimate.value
          == (try pair.initiator.fit().score?.value))
    }
  }

  /// With the noise of a run all parts are in their intervals at least 95 times in 100; here, in every one of a few.
  @Test func `with noise the true parts are in their intervals`() throws {
    try withPair(3000) { pair, report in
      let truth = try Self.truth(report, .initiator)
      let noisy = try pair.opened(RoomPair.setting(.derived))
      for _ in 0..<2 {
        _ = try noisy.play()
        for part in try noisy.initiator.fit().parts {
          let share = try #require(part.share)
          #expect((share.lower...share.upper).contains(try #require(truth[part.part])))
        }
      }
    }
  }

  @Test func `too little data is said, and makes no score`() throws {
    try withPair(60, epsilon: "1") { pair, _ in
      let fit = try pair.initiator.fit()
      #expect(fit.score == nil)
      #expect(fit.parts.contains { $0.share == nil && $0.lacks == Fit.notEnough })
    }
  }

  @Test func `what the agreement does not ask is left out, and named`() throws {
    try withPair(600, [.accountMap(by: nil)]) { pair, _ in
      let fit = try pair.initiator.fit()
      let missing = fit.parts.filter { $0.share == nil }
      #expect(missing.map(\.part) == [.complementarity])
      #expect(missing.first?.lacks == "the agreement asks for no cross-sell")
      #expect(fit.score != nil)
      // It compares with no other.
      expect("figure-unknown") {
        _ = try Room.compare([("a", pair.initiator)], by: "fit, per mille")
      }
    }
  }

  /// The example of Protocols/questions/fit.md.
  @Test func `the page's example is as computed`() throws {
    let page = try String(
      contentsOf: Vectors.folder.deletingLastPathComponent().appending(path: "questions/fit.md"),
      encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.contains(" % to ") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    #expect(rows.map { $0[0] } == FitWeights.Part.allCases.map(\.rawValue) + ["score"])
    func percent(_ thousandths: Int) -> String { "\(thousandths / 10).\(thousandths % 10) %" }
    func number(_ text: String) throws -> BoundedNumber {
      let parts = text.split(separator: " ").compactMap { Int($0) }
      try #require(parts.count == 2)
      return BoundedNumber(parts[0], halfWidth: parts[1])
    }
    var (value, lower, upper) = (0, 0, 0)
    for row in rows.dropLast() {
      let share = try #require(
        ShareInterval(of: try number(row[2]), besides: try number(row[3])))
      #expect(row[4] == percent(share.value))
      #expect(row[5] == "\(percent(share.lower)) to \(percent(share.upper))")
      let weight = try #require(Int(row[1]))
      #expect(weight == FitWeights.standard[try #require(FitWeights.Part(rawValue: row[0]))])
      value += weight * share.value
      lower += weight * share.lower
      upper += weight * share.upper
    }
    let score = try #require(rows.last)
    #expect(score[4] == percent(value / 10))
    #expect(score[5] == "\(percent(lower / 10)) to \(percent((upper + 9) / 10))")
  }

  /// Ten thousand cells of a report that a deviating initiator wrote.
  @Test func `a share of numbers as large as a file can make has no overflow`() throws {
    let most = 10_000 * Report.Estimate.limits.upperBound
    let half = try #require(
      ShareInterval(
        of: BoundedNumber(most, halfWidth: 1), besides: BoundedNumber(most, halfWidth: 1)))
    #expect(half.value == 500 && half.lower == 499 && half.upper == 501)
  }

  @Test func `weights are parts and whole numbers`() {
    #expect(FitWeights("overlap=4,white-space=2")?.text == "overlap=4,white-space=2")
    #expect(FitWeights(FitWeights.standard.text) == .standard)
    for text in [
      "", "overlap", "overlap=", "overlap=-1", "overlap=101", "overlap=0", "names=1",
      "overlap=1,overlap=2", "overlap=1,", "overlap=1=2", "overlap=1.5",
    ] {
      #expect(FitWeights(text) == nil, "\(text)")
    }
  }
}
