// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Questions
import Release

/// Agreements at random: any match rule, up to five questions that may share tables, each with an epsilon of its own.
enum RandomAgreement {
  static let industry = Agreements.Dimension(
    name: "industry", values: ["metal", "paper"], rollUp: .majority, unlisted: .other)

  private static let rules: [(MatchRule, MatchKeys)] = [
    (.fallback, .domain), (.fallback, .domainAndNameCountry),
    (.fallback, .domainNameCountryAndName), (.either, .domainAndNameCountry),
    (.either, .domainNameCountryAndName), (.union, .domainAndNameCountry),
    (.union, .domainNameCountryAndName),
  ]

  static func draft(_ source: inout SeededBytes) throws -> StagedPair.Draft {
    let (rule, keys) = rules[Int.random(in: rules.indices, using: &source)]
    var asked: [Question] = []
    if Bool.random(using: &source) {
      asked.append(.accountMap(by: nil))
    } else {
      asked.append(
        .accountMap(
          by: FurtherDimension(
            dimension: industry.name, of: Bool.random(using: &source) ? .initiator : .responder)))
    }
    let splits = [
      [], ["status"], ["industry"], ["products"], ["status", "products"], ["industry", "status"],
    ]
    if rule == .fallback {
      for _ in 0..<Int.random(in: 0...3, using: &source) {
        let space = Question.whiteSpace(
          of: Bool.random(using: &source) ? .initiator : .responder,
          by: splits[Int.random(in: splits.indices, using: &source)])
        if !asked.contains(where: space.isAlike) { asked.append(space) }
      }
    }
    if Bool.random(using: &source) { asked.append(.crossSell) }
    if asked.count > 1, Bool.random(using: &source) { asked.removeFirst() }
    asked.shuffle(using: &source)
    var draft = try StagedPair.Draft.quick(
      asked.map { ($0, try Epsilon(UInt64.random(in: 1...12, using: &source), over: 4)) })
    (draft.rule, draft.keys, draft.dimensions) = (rule, keys, [industry])
    // Mostly few; at times so many that a table a product is the least noisy.
    let sizes = [(1, 1), (2, 1), (1, 2), (2, 2), (3, 2), (7, 1), (1, 7)]
    let (mine, theirs) = sizes.randomElement(using: &source) ?? (1, 1)
    draft.products = (
      (0..<mine).map { "Product A\($0)" }, (0..<theirs).map { "Product B\($0)" }
    )
    draft.mostAnAccount = [nil, 1, 2].randomElement(using: &source) ?? nil
    return draft
  }
}

extension Plan {
  /// Tables whose sizes one padding serves.
  func tables(of grouping: Int) -> [TablePlan] { tables.filter { $0.grouping == grouping } }

  /// What the responder's tables say about it, if one account moves the counts of each so far: a table that gives away
  /// epsilon e a count costs e for each.
  func revealed(_ moved: [Int]) -> PrivacyCost {
    zip(tables, moved).reduce(.zero) { $0 + PrivacyCost($1.0.noise.epsilon).times($1.1) }
  }
}
