// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import CleanRoom
import Exchange
import Oracle
import Questions
import Release
import Testing

/// Questions about shared accounts and sums, from list files through sealed messages in the toy group: the truth without
/// noise (B3's oracle), what one account moves (B3), and what sizes say (B4).
@Suite("Shared accounts and sums, whole runs")
struct SharedAccountsTests {
  private static func dimension(_ name: String, _ values: [String]) -> Agreements.Dimension {
    Agreements.Dimension(name: name, values: values, rollUp: .precedence, unlisted: .other)
  }

  private static let dimensions = [
    dimension("tier", ["Gold", "Silver"]), dimension("stage", ["Late", "Early"]),
    dimension("region", ["North", "South"]), dimension("period", ["q1", "q2"]),
    dimension("registered", ["q1", "q2"]), dimension("sourced", ["yes"]),
    dimension("outcome", ["won", "lost"]),
  ]

  /// A unit is one: sums are exact.
  private static func amount(_ name: String, _ side: Role) -> AmountTerms {
    AmountTerms(name: name, of: side, measure: .unit("seats"), most: 63)
  }

  private static let amounts = [
    amount("one", .initiator), amount("two", .initiator), amount("three", .initiator),
    amount("other-one", .responder), amount("other-two", .responder),
  ]

  static let asked: [SharedTerms] = [
    SharedTerms(
      .accountValue, of: .initiator, ["value": "one", "their-value": "other-one", "by": "tier"]),
    SharedTerms(.upsell, of: .initiator, ["tier": "tier", "band": "region"]),
    SharedTerms(
      .coSell, of: .initiator,
      ["stage": "stage", "by": "region", "pipeline": "one", "their-pipeline": "other-one"]),
    SharedTerms(
      .dealConflict, of: .responder,
      ["opened": "period", "registered": "registered", "family": "tier"]),
    SharedTerms(.attachRate, of: .initiator, ["product": "A", "with": "B", "by": "region"]),
    SharedTerms(
      .influence, of: .responder,
      ["closed": "period", "won": "other-two", "sourced": "sourced", "since": "registered"]),
    SharedTerms(
      .withWithout, of: .initiator, ["outcome": "outcome", "size": "one", "days": "two"]),
    SharedTerms(.retention, of: .responder, ["opening": "other-one", "closing": "other-two"]),
    SharedTerms(
      .lifetimeValue, of: .initiator, ["revenue": "one", "tenure": "two", "cost": "three"]),
    SharedTerms(.marketplace, of: .initiator, ["committed": "two", "consumed": "three"]),
  ]

  private static func pair(_ asked: SharedTerms, _ keys: MatchKeys) throws -> StagedPair {
    var draft = try StagedPair.Draft.quick([(.shared(asked), Epsilon(20))])
    (draft.keys, draft.dimensions, draft.amounts) = (keys, dimensions, amounts)
    draft.products = (["A"], ["B"])
    return try StagedPair(draft)
  }

  /// A row of a list: columns are those of all dimensions and of the side's amounts.
  private struct Row {
    var domain = ""
    var name = ""
    var country = ""
    var values: [String] = []
    var amounts: [Int] = []

    static func random(_ role: Role, _ source: inout SeededBytes) -> Row {
      let account = Crowd.accounts.randomElement(using: &source) ?? Crowd.accounts[0]
      var values = [
        StatusDimension.values.randomElement(using: &source) ?? "",
        Bool.random(using: &source) ? "" : role == .initiator ? "A" : "B",
      ]
      for dimension in SharedAccountsTests.dimensions {
        values.append((dimension.values + ["elsewhere"]).randomElement(using: &source) ?? "")
      }
      let own = SharedAccountsTests.amounts.filter { $0.of == role }
      // Above the most, too.
      return Row(
        domain: account.domain, name: account.name, country: account.country, values: values,
        amounts: own.map { _ in Int.random(in: 0...70, using: &source) })
    }

    var text: String {
      ([domain, name, country] + values + amounts.map(String.init)).joined(separator: ",")
    }
  }

  private static func csv(_ rows: [Row], _ role: Role) -> String {
    let own = amounts.filter { $0.of == role }.map(\.name)
    let header =
      ["Website", "Name", "Country", "Status", "Products"] + dimensions.map(\.name) + own
    let nobody = ["", "Nobody", "", "former"] + header.dropFirst(4).map { _ in "" }
    return ([header.joined(separator: ",")] + rows.map(\.text) + [nobody.joined(separator: ",")])
      .joined(separator: "\n") + "\n"
  }

  private static func rows(_ role: Role, _ count: Int, _ source: inout SeededBytes) -> [Row] {
    (0..<count).map { _ in Row.random(role, &source) }
  }

  private static func shared(_ pair: StagedPair) throws -> SharedQuestion {
    guard case .shared(let question) = try #require(pair.terms.plan.questions.first) else {
      throw StagedPair.Unexpected(what: "question")
    }
    return question
  }

  private static func play(
    _ pair: StagedPair, _ own: [Row], _ other: [Row]
  ) throws -> (answer: SharedAnswer, results: [TableResult]) {
    let played = try pair.play(
      pair.list(csv: csv(own, .initiator), of: .initiator),
      pair.list(csv: csv(other, .responder), of: .responder), .toy(.insecureZero))
    guard case .shared(let answer) = try #require(played.outcome.answers.first) else {
      throw StagedPair.Unexpected(what: "answer")
    }
    return (answer, played.results)
  }

  @Test("without noise every count and every sum is the true one", arguments: asked)
  func truth(_ asked: SharedTerms) throws {
    var source = SeededBytes(seed: 20_261_128)
    var found = 0
    for keys in MatchKeys.allCases {
      let pair = try Self.pair(asked, keys)
      let question = try Self.shared(pair)
      for _ in 0..<3 {
        let (own, other) = (
          Self.rows(.initiator, 8, &source), Self.rows(.responder, 8, &source)
        )
        let oracle = PlaintextCleanRoom(
          initiator: try pair.read(csv: Self.csv(own, .initiator), of: .initiator),
          responder: try pair.read(csv: Self.csv(other, .responder), of: .responder), keys: keys)
        let truth = oracle.shared(asked, pair.terms.agreement.terms)
        let answer = try Self.play(pair, own, other).answer
        for (row, name) in question.grid.rows.enumerated() {
          for (column, title) in question.grid.columns.enumerated() {
            let place = PlaintextShared.Place(name, title)
            #expect(answer.counts[row][column] == truth.counts[place, default: 0], "\(place)")
            for (index, sum) in truth.sums.enumerated() {
              #expect(answer.sums[index][row][column] == sum[place, default: 0] / 100, "\(place)")
            }
            found += truth.counts[place, default: 0]
          }
        }
        // Nothing that the oracle places is missing from the grid.
        #expect(
          answer.counts.joined().reduce(0, +) == truth.counts.values.reduce(0, +))
      }
    }
    #expect(found > 0)
  }

  @Test("one account moves counts by a match for each key, sums by 63 of each, tables by one")
  func sensitivity() throws {
    var source = SeededBytes(seed: 20_261_129)
    var most = (counts: 0, sums: 0)
    for asked in Self.asked where !asked.sums.isEmpty {
      let pair = try Self.pair(asked, .domainNameCountryAndName)
      let question = try Self.shared(pair)
      let (own, other) = (Self.rows(.initiator, 6, &source), Self.rows(.responder, 6, &source))
      let whole = try Self.play(pair, own, other)
      for place in own.indices {
        var less = own
        less.remove(at: place)
        // A row is an account only where no other has its key; else its account changes, which is twice as much.
        let moved = try Self.play(pair, less, other).answer
        let counts = distance(moved.counts.flatMap { $0 }, whole.answer.counts.flatMap { $0 })
        #expect(counts <= 2 * question.match.sensitivity)
        most.counts = max(most.counts, counts)
        for (one, all) in zip(moved.sums, whole.answer.sums) {
          let sums = distance(one.flatMap { $0 }, all.flatMap { $0 })
          #expect(sums <= 2 * 63 * question.match.sensitivity)
          most.sums = max(most.sums, sums)
        }
      }
      for place in other.indices {
        var less = other
        less.remove(at: place)
        let moved = try Self.play(pair, own, less).results
        for (one, all) in zip(moved, whole.results) {
          #expect(distance(one.responderCounts, all.responderCounts) <= 2)
        }
      }
    }
    #expect(most.counts > 0 && most.sums > 63)
  }

  @Test("sections are as long whatever the amounts are", arguments: [Role.initiator, .responder])
  func sizes(_ owner: Role) throws {
    var source = SeededBytes(seed: 20_261_130)
    let asked =
      owner == .initiator
      ? SharedTerms(.retention, of: .initiator, ["opening": "one", "closing": "two"])
      : SharedTerms(.retention, of: .responder, ["opening": "other-one", "closing": "other-two"])
    let pair = try Self.pair(asked, .domainNameCountryAndName)
    let rows = Self.rows(owner, 8, &source)
    var lengths: Set<[[Int]]> = []
    for amount in [0, 1, 21, 63] {
      var changed = rows
      for index in changed.indices {
        changed[index].amounts = changed[index].amounts.map { _ in amount }
      }
      let list = try pair.list(csv: Self.csv(changed, owner), of: owner)
      let empty = try pair.list(csv: Self.csv([], owner.other), of: owner.other)
      let machinery: Machinery<ToyArithmetic> = .toy(.insecureZero)
      switch owner {
      case .initiator:
        let offer = try pair.receive(offer: pair.offer(of: list, machinery).message)
        lengths.insert(offer.body.tables.map { $0.map(\.count) })
      case .responder:
        let offer = try pair.receive(offer: pair.offer(of: empty, machinery).message)
        let answer = try pair.receive(
          answer: pair.answer(to: offer, from: list, machinery).message, to: offer)
        lengths.insert(answer.body.tables.map { $0.points.map(\.count) })
      }
    }
    #expect(lengths.count == 1)
  }
}
