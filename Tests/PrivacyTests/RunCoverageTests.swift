// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Questions
import Release
import Testing

/// The intervals of a whole run hold the truth as often as computed: every figure of every question, for whoever reads it.
@Suite("The coverage of a run")
struct RunCoverageTests {
  private static let runs = 200

  struct Agreed: CustomTestStringConvertible, Sendable {
    let rule: MatchRule
    let keys: MatchKeys
    let questions: [Question]

    var testDescription: String { "\(rule) with \(keys.count) keys" }
  }

  private static let agreed = [
    Agreed(
      rule: .fallback, keys: .domainNameCountryAndName,
      questions: [
        .accountMap(by: nil), .whiteSpace(of: .responder, by: ["status", "products"]),
        .whiteSpace(of: .initiator, by: ["products"]), .crossSell,
      ]),
    Agreed(
      rule: .union, keys: .domainAndNameCountry, questions: [.accountMap(by: nil), .crossSell]),
    Agreed(
      rule: .either, keys: .domainNameCountryAndName,
      questions: [.accountMap(by: nil), .crossSell]),
  ]

  @Test("200 runs from list to answer, each figure, each reader", arguments: agreed)
  func coverage(_ agreed: Agreed) throws {
    let seed = UInt64(20_260_114)
    print("coverage, \(agreed.testDescription): seed \(seed)")
    var source = SeededBytes(seed: seed)
    var draft = try StagedPair.Draft.quick(agreed.questions.map { ($0, try Epsilon(2)) })
    (draft.rule, draft.keys) = (agreed.rule, agreed.keys)
    (draft.products, draft.sizeEpsilon) = ((["A1", "A2"], ["B1", "B2"]), try Epsilon(1))
    let pair = try StagedPair(draft)
    let plan = pair.terms.plan
    let own = try pair.list(of: Self.rows(&source), .initiator)
    let other = try pair.list(of: Self.rows(&source), .responder)
    let truth = plan.questions.map {
      $0.answer(plan.counts(own, other), noise: $0.compiled.noNoise)
    }
    let readers: [DrawLaws.Known] = [.neither, .initiators, .responders]
    var tallies = try readers.map { known in
      try plan.questions.indices.map {
        try Tally(plan.questions[$0], truth[$0], plan.sizeLaw, known)
      }
    }
    for run in 1...Self.runs {
      let played = try pair.play(own, other, .toy(.derived), run: UInt32(run))
      for (number, question) in plan.questions.enumerated() {
        let answer = played.outcome.answers[number]
        let noise = played.outcome.noise[number]
        tallies[0][number].add(answer)
        tallies[1][number].add(
          question.without(Self.padding(played, own, plan), noise: noise, answer))
        tallies[2][number].add(
          question.without(
            Self.noise(played, plan), noise: question.compiled.noNoise, answer))
      }
    }
    for (known, tallies) in zip(readers, tallies) {
      for tally in tallies { try tally.check("\(agreed.testDescription), \(known) known") }
    }
  }

  /// Thirty rows of few names: some meet, some are in each other's way.
  private static func rows(_ source: inout SeededBytes) -> [PlainAccount] {
    (0..<30).map { _ in
      let number = Int.random(in: 0..<40, using: &source)
      func some(_ text: String) -> String { Bool.random(using: &source) ? text : "" }
      return PlainAccount(
        some("account-\(number).example"), some("Name \(number % 25)"), some("DE"),
        status: Int.random(in: 0..<3, using: &source),
        products: (0..<2).filter { _ in Bool.random(using: &source) })
    }
  }

  /// What the initiator knows of its own: M_g - t_s.
  private static func padding(
    _ played: StagedPair.Played, _ own: OwnList, _ plan: Plan
  ) -> [TableResult] {
    plan.tables.map { table in
      let empty = TableResult(emptyOf: table)
      let sizes = zip(played.results[table.number].sizes, own.tokens.groupSizes[table.number])
      return TableResult(
        matched: empty.matched, unmatched: empty.unmatched, accounts: empty.accounts,
        sizes: sizes.map { $0 - $1 })
    }
  }

  /// What the responder knows of its own: n - t.
  private static func noise(_ played: StagedPair.Played, _ plan: Plan) -> [TableResult] {
    zip(plan.tables, played.tableNoise).map { table, noise in
      let empty = TableResult(emptyOf: table)
      return TableResult(
        matched: noise.cells.map { $0.map { $0 - table.shift } },
        unmatched: noise.unmatched.map { $0 - table.shift }, accounts: empty.accounts,
        sizes: empty.sizes)
    }
  }
}

/// How often the interval of each figure of a question held the truth.
private struct Tally {
  private let kinds: FigureKinds
  private let truth: [String: [Int]]
  private let intervals: [String: [(halfWidth: Int, coverage: Double)]]
  private var inside: [String: [Int]]
  private var runs = 0

  init(
    _ question: PlannedQuestion, _ truth: QuestionAnswer, _ sizeLaw: TruncatedDiscreteLaplace,
    _ known: DrawLaws.Known
  ) throws {
    kinds = FigureKinds(question: question)
    self.truth = kinds.values(truth).filter { !$0.value.isEmpty }
    intervals = try kinds.laws(sizeLaw, known).filter { !$0.value.isEmpty }
      .mapValues { try $0.map { try $0.interval } }
    inside = self.truth.mapValues { $0.map { _ in 0 } }
  }

  mutating func add(_ answer: QuestionAnswer) {
    runs += 1
    let values = kinds.values(answer)
    for (kind, truth) in truth {
      for place in truth.indices {
        guard let value = values[kind]?[place], let interval = intervals[kind]?[place],
          abs(value - truth[place]) <= interval.halfWidth
        else { continue }
        inside[kind]?[place] += 1
      }
    }
  }

  func check(_ reader: String) throws {
    #expect(Set(truth.keys) == Set(intervals.keys))
    for (kind, counts) in inside {
      for (place, count) in counts.enumerated() {
        let coverage = try #require(intervals[kind])[place].coverage
        #expect(coverage >= 0.95)
        #expect(
          twoSided(count, of: runs, coverage) > 1e-4,
          "\(reader): \(kind) \(place), \(count) of \(runs), computed \(coverage)")
      }
    }
  }
}
