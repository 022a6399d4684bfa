// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import Questions
import Release
import TestSupport
import Testing

/// The numbers that are printed before anything is spent.
@Suite struct PlanTests {
  private let list = Lists.csv([["A", "a.com", "Customer", "Software", "Enterprise"]])

  private func withTerms(_ terms: RoomPair.Draft, _ body: (RoomPair) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try body(try RoomPair.make(in: folder, initiator: list, responder: list, terms))
    }
  }

  @Test(arguments: ["1", "5", "1/2"], [nil, Role.initiator, .responder])
  func `every number is what the agreement makes it`(epsilon: String, by: Role?) throws {
    var terms = RoomPair.Draft(epsilon: epsilon, yearlyCap: "15")
    terms.by = by.map { (Lists.industry, $0) }
    try withTerms(terms) { pair in
      let terms = try pair.terms
      let map = try #require(terms.plan.maps.first)
      let plan = try PlanSummary(terms, rate: 1000, workers: 2)
      let table = try #require(plan.tables.first)
      let groups = by == .initiator ? 3 * (Lists.industry.values.count + 1) : 3
      let others = by == .responder ? 3 * (Lists.industry.values.count + 1) : 3
      let shift = map.table.noise.shift
      #expect(plan.tables.count == 1)
      #expect(table.initiatorGroups == groups)
      #expect(table.responderGroups == others)
      #expect(table.cells == groups * others)
      #expect(table.fakesPerCell == 2 * shift)
      #expect(table.epsilon == epsilon)

      let laws = FigureLaws(map)
      func error(table: Int, answer: Int) throws -> Int {
        try laws.law(table: table, answer: answer).halfWidth(coverage: .standard)
      }
      let cells = groups * others
      let figures = try #require(plan.questions.first).figures
      #expect(plan.questions.count == 1)
      #expect(
        try figures.map(\.error) == [
          error(table: 1, answer: 1), error(table: cells, answer: cells),
          error(table: others, answer: 1), error(table: 1, answer: groups),
        ])
      #expect(figures.map(\.count) == [cells, 1, groups, others])
      // 5000 accounts a side, a fifth of them shared.
      #expect(figures.map(\.mean) == [1000 / cells, 1000, 4000 / groups, 4000 / others])
      let deviation = try laws.law(table: 1, answer: 1).standardDeviationInHundredths
      #expect(figures[0].leastUseful * 100 >= 4 * deviation)
      #expect((figures[0].leastUseful - 1) * 100 < 4 * deviation)
      let drowned = figures.contains { ($0.mean ?? .max) < $0.leastUseful }
      #expect(plan.warnings.isEmpty == (!drowned && plan.runsAYear > 1))

      // 10 control accounts a side.
      let offered = 5000 + 10 + groups * terms.plan.sizeLaw.shift + 2 * shift * cells
      let answered = 5000 + 10 + others * (groups + 1) * shift
      #expect(plan.initiator.fileBytes == 32 * offered)
      #expect(plan.responder.fileBytes == 16 * offered + 32 * answered)
      // 2000 multiplications a second, rounded up; each side multiplies every point once.
      let seconds = (offered + answered + 1999) / 2000
      #expect(plan.initiator.seconds == seconds)
      #expect(plan.responder.seconds == seconds)

      let answer = PrivacyCost(try Epsilon(parsing: epsilon))
      let whole = answer + PrivacyCost(try Epsilon(1, over: 10))
      #expect(plan.initiator.epsilon == whole.plainText)
      #expect(plan.responder.epsilon == answer.plainText)
      let cap = PrivacyCost(try Epsilon(15))
      #expect(whole.times(plan.runsAYear) <= cap)
      #expect(whole.times(plan.runsAYear + 1) > cap)
    }
  }

  @Test func `a plan needs no list and spends nothing`() throws {
    try withTerms(RoomPair.Draft()) { pair in
      try remove(pair.initiatorList)
      let before = try pair.initiator.ledgerView().entries.count
      let plan = try pair.initiator.plan()
      #expect(plan.initiator.seconds >= 1)
      #expect(try pair.initiator.ledgerView().entries.count == before)
    }
  }

  @Test func `an agreement that asks for impossible intervals is not signed`() throws {
    try withTemporaryFolder { folder in
      // The total has the noise of 1,809 cells, under three keys: wider than what is computed with.
      let least = try Epsilon(1, over: 100)
      let values = (1...200).map { "value \($0)" }
      var terms = RoomPair.Draft()
      terms.by = (
        Agreements.Dimension(name: "code", values: values, rollUp: .majority, unlisted: .other),
        .initiator
      )
      terms.match = (.fallback, .domainNameCountryAndName)
      terms.edit = { $0.questions[0].epsilon = least }
      expect("agreement-malformed") {
        try RoomPair.make(in: folder, initiator: list, responder: list, terms)
      }
      let room = try Room(
        at: folder.appending(path: "acme/globex").path, RoomPair.setting())
      #expect(try room.ledgerView().entries.isEmpty)
      expect("not-signed") { try room.blind(list: folder.path + "/acme/customers.csv", offer: nil) }
    }
  }

  @Test func `an epsilon below the least is no agreement`() throws {
    let tiny = try Epsilon(1, over: 101)
    var terms = RoomPair.Draft()
    terms.edit = { $0.questions[0].epsilon = tiny }
    try withTemporaryFolder { folder in
      expect("agreement-malformed") {
        try RoomPair.make(in: folder, initiator: list, responder: list, terms)
      }
    }
  }
}
