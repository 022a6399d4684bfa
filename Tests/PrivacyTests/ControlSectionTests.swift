// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import Questions
import Reporting
import Testing

/// Control accounts stand apart from every list: what is seen of them is the same for all lists, those included that hold
/// the very rows of the control lists, and no account moves a count of theirs or is moved by one.
@Suite("Sections of control accounts, whatever the lists")
struct ControlSectionTests {
  /// The rows of a side's control list, as rows of a customer list.
  private static func rows(_ role: Role) throws -> [String] {
    String(decoding: ControlAccounts.bytes(of: role), as: UTF8.self)
      .split(separator: "\n").dropFirst().map { "\($0),customer" }
  }

  private static func list(
    _ pair: StagedPair, _ rows: [String], _ role: Role
  ) throws -> OwnList {
    let text = ["Website,Name,Country,Status"] + rows + ["nobody.example,Nobody,,former"]
    return try pair.list(csv: text.joined(separator: "\n") + "\n", of: role)
  }

  private static let rules: [(MatchRule, MatchKeys)] =
    MatchKeys.allCases.map { (.fallback, $0) }
    + MatchKeys.allCases.dropFirst().flatMap { [(.either, $0), (.union, $0)] }

  /// Nobody, each row alone, the first half, all; and all of the other side's.
  private static func lists(_ role: Role) throws -> [[String]] {
    let own = try rows(role)
    let other = try rows(role.other).map { $0 }
    return [[]] + own.map { [$0] } + [Array(own.prefix(5)), own, other]
  }

  @Test("No list moves the exchange check or the sections' sizes", arguments: rules)
  func untouched(rule: MatchRule, keys: MatchKeys) throws {
    let pair = try FamilyCase(question: .accountMap(by: nil), rule: rule, keys: keys).pair()
    let tables = pair.terms.plan.tables
    let own = try Self.lists(.initiator).map { try Self.list(pair, $0, .initiator) }
    let other = try Self.lists(.responder).map { try Self.list(pair, $0, .responder) }
    let due = tables.map { ControlAccounts.due($0.scheme) }
    for (first, second) in zip(own, other) + [(own[0], other[12]), (own[12], other[0])] {
      let played = try pair.play(first, second, .toy(.insecureZero))
      #expect(played.outcome.check.tables.map(\.met) == due)
      #expect(played.outcome.check.tables.map(\.due) == due)
      for (table, answered) in zip(tables, played.answer.body.tables) {
        let offered = played.offer.body.tables[table.number]
        let points = table.scheme.initiatorTokens * ControlAccounts.count
        #expect(offered.last?.count == points && answered.tags.last?.count == points)
        #expect(
          answered.points.last?.count == table.scheme.responderTokens * ControlAccounts.count)
      }
    }
  }

  /// A list of control rows is a list like any other: its accounts are counted, with noise, in the cells of accounts.
  @Test("Accounts that read as control accounts do are counted as accounts", arguments: rules)
  func counted(rule: MatchRule, keys: MatchKeys) throws {
    let pair = try FamilyCase(question: .accountMap(by: nil), rule: rule, keys: keys).pair()
    let own = try Self.list(pair, Self.rows(.initiator), .initiator)
    let other = try Self.list(pair, Self.rows(.responder), .responder)
    let played = try pair.play(own, other, .toy(.insecureZero))
    for (table, result) in zip(pair.terms.plan.tables, played.results) {
      #expect(result.matched.joined().reduce(0, +) == ControlAccounts.due(table.scheme))
    }
    let alone = try pair.play(
      own, Self.list(pair, [], .responder), .toy(.insecureZero))
    #expect(alone.results.allSatisfy { $0.matched.joined().allSatisfy { $0 == 0 } })
    #expect(alone.outcome.check.hasPassed)
  }

  /// The check can fail: of tags that are not of the control accounts none meets, and the cells stay what they are.
  @Test(
    "Sections of control accounts that do not fit fail the check, and nothing else",
    arguments: rules)
  func failing(rule: MatchRule, keys: MatchKeys) throws {
    let pair = try FamilyCase(question: .accountMap(by: nil), rule: rule, keys: keys).pair()
    let machinery = Machinery<ToyArithmetic>.toy(.insecureZero)
    let staged = try pair.offer(
      of: Self.list(pair, Self.rows(.initiator), .initiator), machinery)
    let offer = try pair.receive(offer: staged.message)
    let list = try Self.list(pair, Self.rows(.responder), .responder)
    let answer = try pair.receive(
      answer: pair.answer(to: offer, from: list, machinery).message, to: offer)
    let honest = try pair.match(answer, staged.runKey, machinery)
    // The control accounts of table 0 under another key: a program that normalises otherwise looks like this.
    var tables = answer.body.tables
    let controls = tables[0].points.count - 1
    var points = tables[0].points
    points[controls] = try points[controls].map {
      try ToyArithmetic.point(ToyArithmetic.element($0.bytes))
    }.sorted()
    tables[0] = .init(tags: tables[0].tags, points: points)
    let body = Answer(agreementSignature: answer.body.agreementSignature, tables: tables).body
    let forged = try pair.receive(
      answer: OutgoingMessage(answer.message.preamble, body: body, signedBy: pair.responder),
      to: offer)
    let found = try pair.match(forged, staged.runKey, machinery)
    #expect(!found.check.hasPassed && found.check.tables[0].met == 0)
    #expect(found.check.tables.dropFirst() == honest.check.tables.dropFirst())
    #expect(honest.check.hasPassed)
    #expect(found.answers == honest.answers)
  }
}
