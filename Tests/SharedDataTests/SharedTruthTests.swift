// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Oracle
import Questions
import Reporting
import TestSupport
import Testing

/// On real lists, and without noise, every figure of the report is the true one.
@Suite(.sharedData, .serialized) struct SharedTruthTests {
  static let rules: [(rule: MatchRule, keys: MatchKeys)] = MatchRule.allCases.flatMap { rule in
    MatchKeys.allCases.filter { rule == .fallback || $0 > .domain }.map { (rule, $0) }
  }

  private static func whiteSpaces(by splits: [[String]]) -> [Question] {
    Role.allCases.flatMap { side in splits.map { .whiteSpace(of: side, by: $0) } }
  }

  /// On the small lists: every rule, every question that it answers, both companies as initiator.
  static let small = rules.flatMap { rule, keys in
    [
      SharedPlay(
        data: "demo", initiator: .vendor, rule: rule, keys: keys,
        questions: [.accountMap(by: nil), .crossSell]
          + (rule == .fallback ? whiteSpaces(by: [["status"], ["status", "products"]]) : []),
        most: rule == .fallback ? nil : 2),
      SharedPlay(
        data: "demo", initiator: .partner, rule: rule, keys: keys,
        questions: [.map(byIndustryOf: keys.count == 2 ? .initiator : .responder)]
          + (rule == .fallback
            ? whiteSpaces(by: [["industry"], ["products"]]) + [.crossSell] : []),
        most: 2),
    ]
  }

  /// On the large ones: every rule and every question, spread over few runs.
  static let large: [SharedPlay] = [
    SharedPlay(
      data: "mid-noisy", initiator: .partner,
      questions: [
        .map(byIndustryOf: .responder), .whiteSpace(of: .responder, by: ["status", "industry"]),
        .whiteSpace(of: .initiator, by: ["status", "products"]), .crossSell,
      ]),
    SharedPlay(
      data: "mid", initiator: .partner, keys: .domainAndNameCountry,
      questions: [.accountMap(by: nil), .whiteSpace(of: .responder, by: ["status"])]),
    SharedPlay(
      data: "mid", initiator: .vendor, keys: .domainNameCountryAndName,
      questions: [
        .map(byIndustryOf: .initiator), .whiteSpace(of: .responder, by: ["status", "products"]),
      ], most: 2),
    SharedPlay(
      data: "mid-noisy", initiator: .vendor, rule: .either, keys: .domainNameCountryAndName,
      questions: [.accountMap(by: nil)]),
    SharedPlay(
      data: "mid", initiator: .partner, rule: .union, keys: .domainNameCountryAndName,
      questions: [.accountMap(by: nil)]),
  ]

  static let largest: [SharedPlay] =
    LongTests.areWanted
    ? SharedPlay.Company.allCases.map { company in
      SharedPlay(
        data: "large", initiator: company, keys: .domainNameCountryAndName,
        questions: [
          .map(byIndustryOf: .initiator), .whiteSpace(of: .responder, by: ["status"]),
          .whiteSpace(of: .initiator, by: ["status"]), .crossSell,
        ], most: 2)
    } : []

  @Test(arguments: largest)
  func `on a hundred thousand accounts the report is the truth`(_ play: SharedPlay) throws {
    try expectTruth(play)
  }

  @Test(arguments: small)
  func `on two thousand accounts the report is the truth`(_ play: SharedPlay) throws {
    try expectTruth(play)
  }

  @Test(arguments: large)
  func `on twenty thousand accounts the report is the truth`(_ play: SharedPlay) throws {
    try expectTruth(play)
  }

  @Test(arguments: SharedPlay.methods)
  func `however products are counted the report is the truth`(_ play: SharedPlay) throws {
    let run = try expectTruth(play)
    var methods: [String] = []
    for question in run.terms.plan.questions {
      switch question {
      case .accountMap, .shared: break
      case .whiteSpace(let question): methods.append(question.method.rawValue)
      case .crossSell(let question): methods.append(question.method.rawValue)
      }
    }
    #expect(methods == play.methods)
  }

  @discardableResult
  private func expectTruth(_ play: SharedPlay) throws -> SharedRun {
    let run = try SharedRun(play, tape: .insecureZero)
    let truth = SharedTruth(run)
    #expect(run.report.sections.count == play.questions.count)
    for (question, section) in zip(play.questions, run.report.sections) {
      switch (question, section) {
      case (.accountMap(let by), .accountMap(let section)):
        let (map, whole) = try truth.map(by: by)
        #expect(section.map.values == map, "\(play)")
        #expect((section.breakdown == nil) == (by == nil))
        if let breakdown = section.breakdown {
          #expect(breakdown.table.values == whole, "\(play)")
          #expect(breakdown.table.cells.count * breakdown.table.columns.groups.count == 3 * 3 * 16)
        }
        // The lists do meet: equal tables of zeros would prove nothing.
        #expect(map.total > 100)
      case (.whiteSpace(let side, let names), .whiteSpace(let section)):
        let space = try truth.whiteSpace(of: side, by: names)
        #expect(section.values == space, "\(play), \(side) by \(names)")
        #expect(space.total > 100)
        if names.contains("products") {
          // Each product has owners that the other side lacks.
          #expect(
            (0..<play.knownProducts(of: side)).allSatisfy { product in
              space.cells.contains { $0[product] > 0 }
            })
        }
      case (.crossSell, .crossSell(let section)):
        let truth = truth.crossSell()
        #expect(section.values == truth, "\(play)")
        for table in [truth.both, truth.initiatorOnly, truth.responderOnly] {
          #expect(table.joined().reduce(0, +) > 0)
        }
      default: Issue.record("a section that answers another question: \(play)")
      }
    }
    #expect(run.report.initiator.listSize?.value == run.truth.initiatorAccounts)
    #expect(run.report.responder.listSize?.value == run.truth.responderAccounts)
    return run
  }
}
