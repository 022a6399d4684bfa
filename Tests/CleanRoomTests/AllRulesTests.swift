// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import Oracle
import Questions
import Reporting
import TestSupport
import Testing

/// Every match rule and every question over small lists in which names are ambiguous and countries blank: without
/// noise the report is the truth, and with noise both sides hold the same.
@Suite struct AllRulesTests {
  static let rules: [(rule: MatchRule, keys: MatchKeys)] = MatchRule.allCases.flatMap { rule in
    MatchKeys.allCases.filter { rule == .fallback || $0 > .domain }.map { (rule, $0) }
  }

  private static let vendorProducts = ["Alpha", "Beta", "Gamma"]
  private static let partnerProducts = ["Delta", "Epsilon"]

  private static func draft(
    _ rule: MatchRule, _ keys: MatchKeys, most: Int?, epsilon: String
  ) -> RoomPair.Draft {
    var draft = RoomPair.Draft(epsilon: epsilon, yearlyCap: "1000")
    // Little padding: there are many groups.
    draft.edit = { $0.privacy.sizeEpsilon = $0.questions[0].epsilon }
    draft.match = (rule, keys)
    draft.by = (Lists.industry, .initiator)
    draft.products = DraftChoices.Products(
      initiator: vendorProducts, responder: partnerProducts, mostAnAccount: most)
    draft.questions = [
      .accountMap(by: FurtherDimension(dimension: Lists.industry.name, of: .initiator)), .crossSell,
    ]
    if rule == .fallback {
      draft.questions? += Role.allCases.flatMap { side in
        [[], ["products"], ["industry", "products"], ["status", "industry"]].map {
          .whiteSpace(of: side, by: $0)
        }
      }
    }
    return draft
  }

  /// Few names, few countries, and domains that some of a name have: every way to be ambiguous.
  private static func list(
    _ products: [String], _ generator: inout SeededGenerator
  ) -> [UInt8] {
    var lines = ["Account Name,Website,Country,Type,Industry,Products"]
    func pick(_ values: [String]) -> String { values.randomElement(using: &generator) ?? "" }
    let pool = Int.random(in: 4...60, using: &generator)
    lines.append("Firm 0,firm0.com,Chile,Customer,Software,\(products[0])")
    for _ in 0..<Int.random(in: 20...120, using: &generator) {
      let place = Int.random(in: 0..<pool, using: &generator)
      let owned = products.filter { _ in Bool.random(using: &generator) }.joined(separator: "; ")
      lines.append(
        [
          pick(["Firm \(place)", "Firm \(place)", "Firm \(place) Ltd.", "Firm \(place % 5)", ""]),
          pick(["", "firm\(place).com", "firm\(place % 9).org"]),
          pick(["Chile", "Peru", "", ""]),
          pick(["Customer", "Open Opportunity", "Prospect"]),
          pick(["Software", "Banking", "Farming", ""]), owned,
        ].joined(separator: ","))
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func play(
    _ rule: MatchRule, _ keys: MatchKeys, most: Int?, epsilon: String, seed: UInt64,
    _ setting: Room.Setting, _ body: (RoomPair, RoomPair.Run) throws -> Void
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let lists = (
      Self.list(Self.vendorProducts, &generator), Self.list(Self.partnerProducts, &generator)
    )
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(
        in: folder, initiator: lists.0, responder: lists.1,
        Self.draft(rule, keys, most: most, epsilon: epsilon), setting)
      try body(pair, try pair.play())
    }
  }

  @Test(arguments: rules, Array(1...6) as [UInt64])
  func `without noise every section is the truth`(
    _ rule: (rule: MatchRule, keys: MatchKeys), seed: UInt64
  ) throws {
    let most: Int? = seed.isMultiple(of: 2) ? nil : 1
    try play(
      rule.rule, rule.keys, most: most, epsilon: "20", seed: seed, RoomPair.setting()
    ) { pair, run in
      let terms = try pair.terms.agreement.terms
      let oracle = PlaintextCleanRoom(
        initiator: try pair.accounts(of: .initiator), responder: try pair.accounts(of: .responder),
        rule: rule.rule, keys: rule.keys)
      let report = run.initiator.report
      #expect(report.sections.count == terms.questions.count)
      for (question, section) in zip(terms.questions.map(\.asked), report.sections) {
        switch (question, section) {
        case (.accountMap, .accountMap(let section)):
          let status = [StatusDimension.agreed]
          #expect(section.map.values == oracle.counts(rows: status, columns: status))
          #expect(
            section.breakdown?.table.values
              == oracle.counts(rows: status + [Lists.industry], columns: status))
        case (.whiteSpace(let side, let names), .whiteSpace(let section)):
          let dimensions = names.compactMap { terms.dimension($0) }
          let truth = oracle.whiteSpace(
            of: side, by: dimensions,
            products: names.contains("products") ? PlaintextProducts(of: side, terms) : nil)
          #expect(section.values == truth, "\(side), by \(names)")
        case (.crossSell, .crossSell(let section)):
          let truth = oracle.crossSell(
            PlaintextProducts(of: .initiator, terms), PlaintextProducts(of: .responder, terms))
          #expect(section.values == truth)
        default: Issue.record("a section that answers another question")
        }
      }
      #expect(report.initiator.listSize?.value == oracle.initiatorAccounts)
      #expect(report.responder.listSize?.value == oracle.responderAccounts)
    }
  }

  @Test(arguments: rules)
  func `with noise no file of the other is refused, and both hold the same bytes`(
    _ rule: (rule: MatchRule, keys: MatchKeys)
  ) throws {
    try play(
      rule.rule, rule.keys, most: 2, epsilon: "2", seed: 9, RoomPair.setting(.derived)
    ) { pair, run in
      #expect(run.responder.digest == run.initiator.digest)
      let json = try bytes(run.initiator.folder + "/report.json")
      #expect(try Report.read(json) == run.initiator.report)
      for room in [pair.initiator, pair.responder] { #expect(try room.ledgerView().isWhole) }
      let plan = try pair.terms.plan
      let privacy = run.initiator.report.privacy
      #expect(privacy.initiator.spentThisRun == plan.charge(of: .initiator).plainText)
      #expect(privacy.responder.spentThisRun == plan.charge(of: .responder).plainText)
    }
  }
}
