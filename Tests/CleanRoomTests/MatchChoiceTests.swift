// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import Ledger
import Questions
import Release
import TestSupport
import Testing

/// `match: auto`: the rule whose expected error is least, by the list sizes that both sides state.
@Suite struct MatchChoiceTests {
  /// A draft for lists of `accounts` on either side.
  private func draft(
    _ accounts: Int, epsilon: String, _ questions: [Question]? = nil,
    by: (dimension: Agreements.Dimension, of: Role)? = nil
  ) throws -> (terms: Agreements.Terms, text: String) {
    try withTemporaryFolder { folder in
      func room(_ organisation: String) throws -> Room {
        let home = folder.appending(path: organisation)
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        return try Room.make(
          at: home.appending(path: "room").path, name: organisation.capitalized,
          organisation: organisation, lineage: "customers", RoomPair.setting()
        ).room
      }
      let (own, other) = (try room("acme"), try room("globex"))
      let terms = try own.draftAgreement(
        card: other.makeCard(accounts: accounts).path,
        DraftChoices(
          title: nil, purpose: "To choose", accounts: accounts, questions: questions,
          match: .automatic, epsilon: Epsilon(parsing: epsilon), yearlyCap: Epsilon(100), by: by,
          products: DraftChoices.Products(
            initiator: ["Alpha"], responder: ["Beta"], mostAnAccount: nil), days: 365, minimum: 5),
        replacing: .keep)
      return (
        terms.agreement.terms, String(decoding: try bytes(own.folder.agreement), as: UTF8.self)
      )
    }
  }

  /// What the formula of agreement.md makes of terms: of a cell of the account map, missed accounts and the noise's
  /// standard deviation, squares added; hundredths.
  private func error(
    _ expected: ExpectedMatch, _ terms: Agreements.Terms
  ) throws -> Int {
    var terms = terms
    (terms.match.rule, terms.match.keys) = (expected.rule, expected.keys)
    let by = terms.questions.compactMap { question -> FurtherDimension? in
      if case .accountMap(let by) = question.asked { by } else { nil }
    }.first
    terms.questions = [QuestionTerms(.accountMap(by: by), epsilon: terms.questions[0].epsilon)]
    let plan = try Plan(terms)
    let map = try #require(plan.maps.first)
    let cells = map.table.initiator.count * map.table.responder.count
    // One e, and one draw of R in each table of the count.
    var law = try NoiseDistribution.discreteLaplace(map.answerLaw())
    for table in map.count.tables {
      law = try law.convolved(with: .truncatedDiscreteLaplace(table.noise))
    }
    let shared = min(terms.initiator.accounts, terms.responder.accounts) / 5
    let missed = shared * expected.missedPerMille / (10 * cells)
    let deviation = law.standardDeviationInHundredths
    return missed * missed + deviation * deviation
  }

  @Test(arguments: [50, 200, 1000, 3000, 10_000, 100_000], ["1/2", "2", "10"])
  func `the least expected error wins`(accounts: Int, epsilon: String) throws {
    for by in [nil, (Lists.industry, Role.responder)] as [(Agreements.Dimension, Role)?] {
      let (terms, text) = try draft(
        accounts, epsilon: epsilon, by: by.map { (dimension: $0.0, of: $0.1) })
      let errors = try ExpectedMatch.measured.map { try error($0, terms) }
      let least = try #require(errors.min())
      let best = ExpectedMatch.measured[try #require(errors.firstIndex(of: least))]
      #expect(terms.match.rule == best.rule)
      #expect(terms.match.keys == best.keys)
      // The draft says so, to people.
      #expect(text.contains("\n# chosen for lists of \(accounts) accounts: "))
    }
  }

  @Test func `small lists get few keys, large ones many`() throws {
    let small = try draft(50, epsilon: "1/2").terms.match
    #expect(small.rule == .fallback && small.keys == .domain)
    let large = try draft(1_000_000, epsilon: "10").terms.match
    #expect(ExpectedMatch.measured.last.map { $0.rule == large.rule } == true)
    #expect(large.keys == .domainNameCountryAndName)
    // One order of size after another, the rule never goes back to one that misses more.
    let missed = try [50, 500, 5000, 50_000, 500_000].map { accounts in
      let match = try draft(accounts, epsilon: "2").terms.match
      return try #require(
        ExpectedMatch.measured.first { $0.rule == match.rule && $0.keys == match.keys }
      ).missedPerMille
    }
    #expect(missed == missed.sorted(by: >))
  }

  @Test(arguments: [50, 1000, 20_000, 1_000_000], ["1/2", "10"])
  func `with white space it is always fallback`(accounts: Int, epsilon: String) throws {
    for questions in [
      [.whiteSpace(of: .responder, by: ["status"])],
      [.accountMap(by: nil), .crossSell, .whiteSpace(of: .initiator, by: ["products"])],
    ] as [[Question]] {
      let (terms, _) = try draft(accounts, epsilon: epsilon, questions)
      #expect(terms.match.rule == .fallback)
      let fallbacks = ExpectedMatch.measured.filter { $0.rule == .fallback }
      let errors = try fallbacks.map { try error($0, terms) }
      let best = try #require(errors.min().flatMap { errors.firstIndex(of: $0) })
      #expect(terms.match.keys == fallbacks[best].keys)
    }
  }
}
