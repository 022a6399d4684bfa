// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Oracle
import Questions
import Release
import Reporting
import Testing

/// On real lists, and with the noise of a run, every figure is as near the truth as its law says.
@Suite(.sharedData, .serialized) struct SharedNoiseTests {
  static let large = ["20", "1"].flatMap { epsilon in
    [
      SharedPlay(
        data: "mid", initiator: .vendor,
        questions: [
          .map(byIndustryOf: .initiator), .whiteSpace(of: .responder, by: ["status", "products"]),
          .crossSell,
        ], most: 2, epsilon: epsilon, sizeEpsilon: "1"),
      SharedPlay(
        data: "mid", initiator: .partner, keys: .domainNameCountryAndName,
        questions: [
          .map(byIndustryOf: .responder), .whiteSpace(of: .responder, by: ["status", "industry"]),
        ], epsilon: epsilon, sizeEpsilon: "1"),
    ]
  }

  /// On small lists the rules that count pairs, and I's white space, with few figures and more runs.
  static let small: [SharedPlay] =
    [
      SharedPlay(
        data: "demo", initiator: .vendor, rule: .either, keys: .domainNameCountryAndName,
        questions: [.accountMap(by: nil), .crossSell], most: 1, epsilon: "1", sizeEpsilon: "1"),
      SharedPlay(
        data: "demo", initiator: .partner, rule: .union, keys: .domainNameCountryAndName,
        questions: [.accountMap(by: nil), .crossSell], most: 1, epsilon: "1", sizeEpsilon: "1"),
      SharedPlay(
        data: "demo", initiator: .vendor, keys: .domainAndNameCountry,
        questions: [
          .accountMap(by: nil), .whiteSpace(of: .initiator, by: ["status", "products"]),
          .whiteSpace(of: .initiator, by: ["industry"]),
        ], most: 2, epsilon: "1", sizeEpsilon: "1"),
    ]

  @Test(arguments: large)
  func `with noise the truth lies where the intervals say`(_ play: SharedPlay) throws {
    try expectCoverage(play, seeds: [11])
  }

  @Test(arguments: small)
  func `and on small lists`(_ play: SharedPlay) throws {
    try expectCoverage(play, seeds: [11, 51])
  }

  /// At an epsilon that takes few fake accounts: what is released is noised by much more.
  @Test(arguments: SharedPlay.methods)
  func `and however products are counted`(_ play: SharedPlay) throws {
    try expectCoverage(play, seeds: [11])
  }

  private func expectCoverage(_ play: SharedPlay, seeds: [UInt8]) throws {
    let figures = try seeds.flatMap { seed in
      var play = play
      play.seed = seed
      return try Self.figures(SharedRun(play, tape: .derived), play)
    }
    var covered = 0
    for figure in figures {
      let estimate = figure.figure.estimate
      #expect(
        abs(estimate.value - figure.truth) <= figure.most,
        "\(figure.name): \(estimate.value), truly \(figure.truth); \(play)")
      if (estimate.lower...estimate.upper).contains(figure.truth) { covered += 1 }
    }
    // The printed intervals, pooled: at least 90 of 100 where each holds 95 of 100.
    #expect(covered * 100 >= 90 * figures.count, "\(covered) of \(figures.count), \(play)")
    // The noise is there: at epsilon 1 few figures are exact.
    let exact = figures.count { $0.figure.estimate.value == $0.truth }
    if play.epsilon == "1" { #expect(exact * 2 < figures.count, "\(play)") }
  }

  /// A figure of a report, what it truly is, and how far its law lets it be off, but once in a million.
  private struct Checked {
    let name: String
    let figure: Report.Figure
    let truth: Int
    let most: Int

    static func all(
      _ name: String, _ figures: [Report.Figure], _ truth: [Int], _ law: NoiseDistribution
    ) throws -> [Checked] {
      try #require(figures.count == truth.count, "\(name)")
      let most = try law.halfWidth(coverage: .nearlyCertain)
      return zip(figures, truth).map { Checked(name: name, figure: $0, truth: $1, most: most) }
    }
  }

  private static func figures(_ run: SharedRun, _ play: SharedPlay) throws -> [Checked] {
    let truth = SharedTruth(run)
    let sections = run.report.sections
    try #require(sections.count == run.terms.plan.questions.count)
    return try zip(run.terms.plan.questions, sections).flatMap { question, section in
      switch (question, section) {
      case (.accountMap(let map), .accountMap(let section)):
        return try figures(
          map, section, truth.map(by: map.by),
          AccountMapLaws(map, sizeLaw: run.terms.plan.sizeLaw))
      case (.whiteSpace(let question), .whiteSpace(let section)):
        let names = question.rows.dimensions.map(\.name)
        return try figures(
          question, section,
          truth.whiteSpace(
            of: question.side, by: names + (question.products == nil ? [] : ["products"])),
          WhiteSpaceLaws(question, sizeLaw: run.terms.plan.sizeLaw))
      case (.crossSell(let question), .crossSell(let section)):
        return try figures(
          question, section, truth.crossSell(),
          CrossSellLaws(question, sizeLaw: run.terms.plan.sizeLaw))
      default:
        Issue.record("a section that answers another question: \(play)")
        return []
      }
    }
  }

  private static func figures(
    _ map: AccountMap, _ section: AccountMapSection,
    _ truth: (map: PlaintextCounts, whole: PlaintextCounts), _ laws: AccountMapLaws
  ) throws -> [Checked] {
    let (groups, others) = (map.table.initiator.count, map.table.responder.count)
    // How many groups of a side make one of the summary's.
    let (rows, columns) = (groups / 3, others / 3)
    let table = section.breakdown?.table ?? section.map
    var all = try Checked.all(
      "cell", table.cells.flatMap { $0 }, truth.whole.cells.flatMap { $0 }, laws.cells(1))
    all += try Checked.all(
      "cell of the summary", section.map.cells.flatMap { $0 }, truth.map.cells.flatMap { $0 },
      laws.cells(rows * columns))
    all += try Checked.all(
      "row total", section.map.rowTotals, truth.map.rowTotals, laws.cells(rows * others))
    all += try Checked.all(
      "column total", section.map.columnTotals, truth.map.columnTotals,
      laws.cells(columns * groups))
    all += try Checked.all(
      "total", [section.map.total], [truth.map.total], laws.cells(groups * others))
    guard map.hasUnmatched else { return all }
    all += try Checked.all(
      "row unmatched", table.rowUnmatched, truth.whole.rowUnmatched,
      laws.initiatorUnmatched(across: others))
    all += try Checked.all(
      "column unmatched", table.columnUnmatched, truth.whole.columnUnmatched,
      laws.responderUnmatched(across: groups))
    return all
  }

  private static func figures(
    _ question: WhiteSpace, _ section: WhiteSpaceSection, _ truth: PlaintextWhiteSpace,
    _ laws: WhiteSpaceLaws
  ) throws -> [Checked] {
    var all: [Checked] = []
    for product in (question.products?.names ?? []).indices {
      all += try Checked.all(
        "product of the \(question.side)", section.cells.map { $0[product] },
        truth.cells.map { $0[product] }, laws.cells()[product])
    }
    all += try Checked.all("row", section.rowTotals, truth.rowTotals, laws.totals(1))
    all += try Checked.all(
      "all rows", [section.total], [truth.total], laws.totals(question.rows.count))
    return all
  }

  private static func figures(
    _ question: CrossSell, _ section: CrossSellSection, _ truth: PlaintextCrossSell,
    _ laws: CrossSellLaws
  ) throws -> [Checked] {
    // A law for each count: one of all pairs of products, or one a pair.
    let pairs = try laws.pairs()
    let others = question.responder.names.count
    var all: [Checked] = []
    for a in question.initiator.names.indices {
      for b in question.responder.names.indices {
        let law = pairs.count == 1 ? pairs[0] : pairs[a * others + b]
        all += try Checked.all("both", [section.both[a][b]], [truth.both[a][b]], law.both)
        all += try Checked.all(
          "the initiator's alone", [section.initiatorOnly[a][b]], [truth.initiatorOnly[a][b]],
          law.initiatorOnly)
        all += try Checked.all(
          "the responder's alone", [section.responderOnly[a][b]], [truth.responderOnly[a][b]],
          law.responderOnly)
      }
    }
    return all
  }
}
