// SPDX-License-Identifier: Apache-2.0

import Agreements
import Questions
import Release
import Testing

/// Which tables an agreement's questions share, and what each side pays for them (table.md 7).
@Suite("Questions that share counts")
struct CountSharingTests {
  private func plan(
    _ questions: [(Question, String)], _ edit: (inout Terms) -> Void = { _ in }
  ) throws -> Plan {
    var terms = try Sample.fullTerms()
    terms.questions = try questions.map {
      QuestionTerms($0.0, epsilon: try Epsilon(parsing: $0.1))
    }
    edit(&terms)
    // The same plan comes of the text that both sides sign.
    let read = try Agreement(bytes: Array(AgreementWriter.text(of: terms).utf8)).terms
    #expect(read == terms)
    return try Plan(read)
  }

  private func cost(_ text: String) throws -> PrivacyCost {
    PrivacyCost(try Epsilon(parsing: text))
  }

  /// Counts, in the plan's words: tables, their epsilons, R's and I's charges, groupings of I.
  private func expect(
    _ plan: Plan, tables: [String], responder: String, initiator: String, groupings: Int,
    location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(plan.tables.map(\.noise.epsilon.text) == tables, sourceLocation: location)
    #expect(plan.tables.map(\.number) == Array(tables.indices), sourceLocation: location)
    #expect(try plan.charge(of: .responder) == cost(responder), sourceLocation: location)
    #expect(try plan.charge(of: .initiator) == cost(initiator), sourceLocation: location)
    #expect(plan.groupings.count == groupings, sourceLocation: location)
  }

  private static let industry = FurtherDimension(dimension: "industry", of: .responder)

  @Test("R's white space with the map's groups costs R nothing more, whichever is asked first")
  func shared() throws {
    let map = (Question.accountMap(by: nil), "1")
    let white = (Question.whiteSpace(of: .responder, by: ["status"]), "1")
    for questions in [[map, white], [white, map]] {
      try expect(
        plan(questions), tables: ["1"], responder: "1", initiator: "21/10", groupings: 1)
    }
    let split = (Question.accountMap(by: Self.industry), "1")
    let splitWhite = (Question.whiteSpace(of: .responder, by: ["status", "industry"]), "1")
    try expect(
      plan([split, splitWhite]), tables: ["1"], responder: "1", initiator: "21/10", groupings: 1)
  }

  @Test("A shared table has the largest epsilon of those that share it")
  func largest() throws {
    let map = Question.accountMap(by: nil)
    let white = Question.whiteSpace(of: .responder, by: ["status"])
    try expect(
      plan([(map, "1"), (white, "3")]), tables: ["3"], responder: "3", initiator: "41/10",
      groupings: 1)
    try expect(
      plan([(white, "1/2"), (map, "3")]), tables: ["3"], responder: "3", initiator: "18/5",
      groupings: 1)
    // I's own noise is each question's own.
    let compiled = try plan([(map, "1"), (white, "3")]).questions.map(\.compiled)
    #expect(compiled.map(\.epsilon.text) == ["1", "3"])
    #expect(compiled.map { $0.counts[0].first.noise.epsilon.text } == ["3", "3"])
  }

  @Test("Other groups of R are another table; without groups of I it has one grouping more")
  func notShared() throws {
    let map = (Question.accountMap(by: nil), "1")
    try expect(
      plan([map, (.whiteSpace(of: .responder, by: ["industry"]), "2")]), tables: ["1", "2"],
      responder: "3", initiator: "16/5", groupings: 2)
    // The same dimensions in another order are other groups.
    try expect(
      plan([
        (.accountMap(by: Self.industry), "1"),
        (.whiteSpace(of: .responder, by: ["industry", "status"]), "1"),
      ]), tables: ["1", "1"], responder: "2", initiator: "11/5", groupings: 2)
    // Two tables of everyone of I are one grouping.
    try expect(
      plan([
        (.whiteSpace(of: .responder, by: ["industry"]), "1"),
        (.whiteSpace(of: .responder, by: ["status"]), "1"),
      ]), tables: ["1", "1"], responder: "2", initiator: "21/10", groupings: 1)
  }

  @Test("I's white space has a table of its own, of one group of R, and shares I's padding")
  func initiators() throws {
    let map = (Question.accountMap(by: nil), "1")
    let shared = try plan([map, (.whiteSpace(of: .initiator, by: ["status"]), "1")])
    try expect(shared, tables: ["1", "1"], responder: "2", initiator: "21/10", groupings: 1)
    #expect(shared.tables.map(\.grouping) == [0, 0])
    #expect(shared.tables.map(\.responder.count) == [3, 1])
    let other = try plan([map, (.whiteSpace(of: .initiator, by: ["industry"]), "1")])
    try expect(other, tables: ["1", "1"], responder: "2", initiator: "11/5", groupings: 2)
    #expect(other.tables.map(\.grouping) == [0, 1])
    // One group on both sides: R's white space of all finds the count of I's.
    try expect(
      plan([
        (.whiteSpace(of: .responder, by: []), "1"), (.whiteSpace(of: .initiator, by: []), "2"),
      ]), tables: ["2"], responder: "2", initiator: "31/10", groupings: 1)
  }

  @Test("Products: subsets shared with cross-sell, and a table for each product")
  func products() throws {
    // R has one product: white space by it and cross-sell have the same two groups of R.
    let cross = (Question.crossSell, "1")
    try expect(
      plan([cross, (.whiteSpace(of: .responder, by: ["products"]), "2")]), tables: ["2"],
      responder: "2", initiator: "31/10", groupings: 1)
    // Ten products, all counted: eleven tables at an eleventh.
    let many = try plan([(.whiteSpace(of: .responder, by: ["status", "products"]), "1")]) {
      $0.responderProducts = (0..<10).map { "p\($0)" }
      $0.productsAnAccount = nil
    }
    try expect(
      many, tables: Array(repeating: "1/11", count: 11), responder: "1", initiator: "11/10",
      groupings: 1)
    #expect(many.tables.map(\.responder.count) == Array(repeating: 6, count: 10) + [3])
    // The map has the groups of the last of them, and raises its epsilon.
    let shared = try plan([
      (.whiteSpace(of: .responder, by: ["status", "products"]), "1"), (.accountMap(by: nil), "1"),
    ]) {
      $0.responderProducts = (0..<10).map { "p\($0)" }
      $0.productsAnAccount = nil
    }
    try expect(
      shared, tables: ["1"] + Array(repeating: "1/11", count: 10), responder: "21/11",
      initiator: "11/5", groupings: 2)
  }

  @Test("Under union a count is three tables at a third, under either one at half")
  func rules() throws {
    let union = try plan([(.accountMap(by: nil), "1"), (.crossSell, "1")]) {
      $0.match.rule = .union
    }
    try expect(
      union, tables: Array(repeating: "1/3", count: 6), responder: "2", initiator: "11/5",
      groupings: 2)
    #expect(union.tables.map(\.grouping) == [0, 0, 0, 1, 1, 1])
    let either = try plan([(.accountMap(by: nil), "1")]) { $0.match.rule = .either }
    try expect(either, tables: ["1/2"], responder: "1", initiator: "11/10", groupings: 1)
    // The shift covers an account that moves two counts at once.
    let fallback = try plan([(.accountMap(by: nil), "1/2")])
    #expect(either.tables[0].shift > fallback.tables[0].shift)
  }
}
