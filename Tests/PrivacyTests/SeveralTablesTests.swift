// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import Parallel
import Questions
import Release
import Testing

/// B5, F3 and A1 for a run of several tables: sizes that average to nothing, one content for one input, and points that
/// tell no table about another.
@Suite("Several tables in a run")
struct SeveralTablesTests {
  private static let own = [
    PlainAccount("a.example", "Acme", "US", status: 0, products: [0]),
    PlainAccount("b.example", "Bolt", "", status: 1, products: [0, 1]),
    PlainAccount("", "Crux", "DE", status: 2), PlainAccount("d.example", "", "", status: 2),
  ]
  private static let other = [
    PlainAccount("a.example", "Acme", "US", status: 1, products: [1]),
    PlainAccount("", "Bolt", "", status: 0, products: [0]),
    PlainAccount("c.example", "Crux", "DE", status: 2),
  ]

  /// All three questions, white space of both sides; under union those that it admits.
  private static func pair(_ rule: MatchRule) throws -> StagedPair {
    var questions: [Question] = [.accountMap(by: nil), .crossSell]
    if rule == .fallback {
      questions += [
        .whiteSpace(of: .responder, by: ["products"]), .whiteSpace(of: .responder, by: []),
        .whiteSpace(of: .initiator, by: ["status"]),
      ]
    }
    var draft = try StagedPair.Draft.quick(questions.map { ($0, try Epsilon(10)) })
    (draft.rule, draft.keys) = (rule, .domainNameCountryAndName)
    (draft.products, draft.sizeEpsilon) = ((["A1", "A2"], ["B1", "B2"]), try Epsilon(1))
    return try StagedPair(draft)
  }

  @Test(
    "tables of one grouping show one padded size, and groupings are padded apart",
    arguments: MatchRule.allCases)
  func sizes(_ rule: MatchRule) throws {
    let pair = try Self.pair(rule)
    let plan = pair.terms.plan
    let own = try pair.list(of: Self.own, .initiator)
    let other = try pair.list(of: Self.other, .responder)
    #expect(plan.groupings.count > 1)
    // Two counts of one table each; else some grouping serves several.
    #expect(rule == .either || plan.tables.count > plan.groupings.count)
    var paddings: [Set<[Int]>] = plan.groupings.map { _ in [] }
    for run in 1...20 {
      let played = try pair.play(own, other, .toy(.derived), run: UInt32(run))
      for grouping in plan.groupings.indices {
        let tables = plan.tables(of: grouping)
        let sizes = Set(tables.map { played.results[$0.number].sizes })
        #expect(sizes.count == 1)
        for table in tables {
          // |X_g| = v (N_g + M_g) + 2tP, in the file.
          let padded = try #require(sizes.first).map { $0 + plan.sizeLaw.shift }
          let fakes = 2 * table.shift * table.responder.count
          #expect(
            played.offer.body.tables[table.number].map(\.count)
              == padded.map { table.scheme.initiatorTokens * $0 + fakes }
              + [table.scheme.initiatorTokens * ControlAccounts.count])
          #expect(
            played.answer.body.tables[table.number].tags.map(\.count)
              == played.offer.body.tables[table.number].map(\.count))
        }
        paddings[grouping].insert(try #require(sizes.first))
      }
    }
    #expect(paddings.allSatisfy { $0.count > 5 })
  }

  /// A second draw of the padding would be a second release of the sizes; so the responder takes none.
  @Test("another size in a later table of the same groups is refused")
  func otherSize() throws {
    let pair = try Self.pair(.union)
    let staged = try pair.offer(of: pair.list(of: Self.own, .initiator), .toy(.derived))
    let offer = try pair.receive(offer: staged.message)
    for (table, points) in [(0, 1), (1, 2), (2, 2)] {
      var tables = offer.body.tables
      tables[table][0].removeLast(points)
      let error = #expect(throws: ExchangeError.self) {
        try pair.receive(offer: pair.forged(offer, tables))
      }
      #expect(error?.name == "shape")
    }
  }

  private struct Contents: Equatable {
    let offer: [UInt8]
    let answer: [UInt8]
    let answers: [QuestionAnswer]
  }

  private static func contents(
    _ pair: StagedPair, _ own: [PlainAccount], _ other: [PlainAccount], workers: Int = 1
  ) throws -> (Contents, StagedPair.Played) {
    let played = try pair.play(
      pair.list(of: own, .initiator), pair.list(of: other, .responder),
      Machinery(workers: Workers(count: workers), tape: .derived, arithmetic: ToyArithmetic()))
    return (
      Contents(
        offer: played.offer.message.content, answer: played.answer.message.content,
        answers: played.outcome.answers), played
    )
  }

  @Test(
    "same lists, same content, whatever the threads and the order of rows",
    arguments: MatchRule.allCases)
  func content(_ rule: MatchRule) throws {
    let pair = try Self.pair(rule)
    let (first, _) = try Self.contents(pair, Self.own, Self.other)
    for workers in 1...3 {
      #expect(
        try Self.contents(
          pair, Self.own.reversed(), Self.other.reversed(), workers: workers
        ).0 == first)
    }
  }

  /// What an edit of a list may say: nothing, since every point and tag is another (F3).
  @Test("an edited name, country, product or group changes every point of every table")
  func edits() throws {
    let pair = try Self.pair(.fallback)
    let (_, before) = try Self.contents(pair, Self.own, Self.other)
    let edits: [(inout PlainAccount) -> Void] = [
      { $0.name = "Acne" }, { $0.country = "CA" }, { $0.country = "" },
      { $0.products = $0.products == [0] ? [1] : [0] },
      { $0.products = [0, 1] }, { $0.status = 2 },
    ]
    for edit in edits {
      var own = Self.own
      edit(&own[0])
      let (_, after) = try Self.contents(pair, own, Self.other)
      for (one, two) in zip(before.offer.body.tables, after.offer.body.tables) {
        #expect(Set(one.joined()).isDisjoint(with: two.joined()))
      }
      var other = Self.other
      edit(&other[0])
      let (_, answered) = try Self.contents(pair, Self.own, other)
      #expect(answered.offer.message.content == before.offer.message.content)
      for (one, two) in zip(before.answer.body.tables, answered.answer.body.tables) {
        #expect(Set(one.tags.joined()).isDisjoint(with: two.tags.joined()))
        #expect(Set(one.points.joined()).isDisjoint(with: two.points.joined()))
      }
    }
    // Control: what is no part of an account changes nothing.
    var other = Self.other
    other[0].industry = "metal"
    #expect(
      try Self.contents(pair, Self.own, other).0 == Self.contents(pair, Self.own, Self.other).0)
  }

  @Test("torsion copies within a table are refused, and across tables they say nothing")
  func torsion() throws {
    let pair = try Self.pair(.fallback)
    let machinery = Machinery(
      workers: Workers(count: 1), tape: .insecureZero, arithmetic: Curve25519Arithmetic())
    let staged = try pair.offer(of: pair.list(of: Self.own, .initiator), machinery)
    let offer = try pair.receive(offer: staged.message)
    let responders = try pair.list(of: Self.other, .responder)
    func answer(_ change: (inout [[[Point]]]) throws -> Void) throws -> Answer {
      var tables = offer.body.tables
      try change(&tables)
      let forged = try pair.receive(offer: pair.forged(offer, tables))
      return try pair.receive(
        answer: pair.answer(to: forged, from: responders, machinery).message, to: forged
      ).body
    }
    let last = offer.body.tables.count - 1
    for (torsion, section) in zip(1..<8, [0, 1, 2, 0, 1, 2, 1]) {
      for table in [0, last] {
        let error = #expect(throws: StageError.self) {
          try answer { tables in
            // In the place of another point of the section, so that every length stays.
            let place = section % tables[table].count
            tables[table][place][1] = try FullPoint.copies(of: tables[table][0][0])[torsion]
          }
        }
        #expect(error == .exchange(.pointRepeated(table: table)))
      }
    }
    // The same point, and a copy of it, in another table: multiplied by another scalar there.
    let taken = try answer { tables in
      tables[last][0][0] = tables[0][0][0]
      tables[last][0][1] = try FullPoint.copies(of: tables[0][0][1])[3]
    }
    let tags = taken.tables.map { Set($0.tags.joined()) }
    for table in tags.indices.dropFirst() { #expect(tags[0].isDisjoint(with: tags[table])) }
  }
}

extension StagedPair {
  /// The initiator's offer with other tables, under its good signature.
  func forged(_ offer: Received<Offer>, _ tables: [[[Point]]]) throws -> OutgoingMessage {
    let body = Offer(
      agreement: offer.body.agreement, agreementSignature: offer.body.agreementSignature,
      runCounter: offer.body.runCounter, tables: tables.map { $0.map { $0.sorted() } })
    return try OutgoingMessage(offer.message.preamble, body: body.body, signedBy: initiator)
  }
}
