// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Exchange
import Foundation
import Ledger
import Questions
import Release
import Reporting
import TestSupport
import Testing

/// B5 and A10 between rooms that ask everything there is, over three keys.
@Suite("All questions, between rooms")
struct AllQuestionsRoomTests {
  private static func lists() -> (initiator: String, responder: String) {
    func file(_ accounts: Range<Int>, _ products: [String]) -> String {
      let rows = accounts.map { account in
        let website = account % 4 == 0 ? "" : "account-\(account).example"
        let country = account % 5 == 0 ? "" : "DE"
        return "\(website),Name \(account),\(country),\(StatusDimension.values[account % 3]),"
          + "\(products[account % products.count])\n"
      }
      return "Website,Name,Country,Status,Products\n" + rows.joined()
    }
    return (
      file(0..<60, ["Analytics", "", "Analytics; Shield"]), file(20..<80, ["Migration", ""])
    )
  }

  static func asking(_ match: MatchChoice, cap: Epsilon? = nil) -> RoomPair.Asking {
    var asking = RoomPair.Asking()
    var questions: [Question] = [.accountMap(by: nil), .crossSell]
    if case .fixed(.fallback, _) = match {
      questions += [
        .whiteSpace(of: .responder, by: ["status", "products"]),
        .whiteSpace(of: .initiator, by: ["products"]),
      ]
    }
    asking.questions = questions
    asking.match = match
    asking.products = DraftChoices.Products(
      initiator: ["Analytics", "Shield"], responder: ["Migration"], mostAnAccount: nil)
    asking.yearlyCap = cap
    asking.lists = lists()
    return asking
  }

  private static func play(_ pair: RoomPair) throws -> HeldReport {
    let sent = try pair.room("globex").blind(list: pair.list("globex"), offer: nil)
    try pair.mail(contents(of: sent.path), as: "answer.lacuna", to: "acme")
    return try pair.room("acme").match(answer: nil)
  }

  @Test("one answer, asked for a hundred times again, is the same bytes")
  func averaging() throws {
    try withTemporaryFolder { folder in
      let match = MatchChoice.fixed(.fallback, .domainNameCountryAndName)
      let pair = try RoomPair.make(in: folder, asking: Self.asking(match))
      let first = try pair.room("globex").blind(list: pair.list("globex"), offer: nil)
      let bytes = try contents(of: first.path)
      let spent = try pair.ledger("globex").spentOnAll(
        lineage: "customers", today: pair.today.number)
      for _ in 0..<100 {
        let again = try pair.room("globex").blind(list: pair.list("globex"), offer: nil)
        #expect(again.outcome == .sentAgain)
        #expect(try contents(of: again.path) == bytes)
      }
      #expect(
        try pair.ledger("globex").spentOnAll(lineage: "customers", today: pair.today.number)
          == spent)
    }
  }

  @Test("a run costs what its plan says, and one more at the cap is refused without a trace")
  func cap() throws {
    try withTemporaryFolder { folder in
      // Four questions at 5 and padding at 5 for each grouping; two runs would cost twice that.
      let cap = try Epsilon(60)
      let match = MatchChoice.fixed(.fallback, .domainNameCountryAndName)
      let pair = try RoomPair.make(in: folder, asking: Self.asking(match, cap: cap))
      let plan = try pair.room("acme").agreement().terms.plan
      #expect(plan.groupings.count > 1)
      let charge = plan.charge(of: .initiator)
      #expect(charge <= PrivacyCost(cap) && charge.times(2) > PrivacyCost(cap))
      _ = try Self.play(pair)
      func spent(_ company: String) throws -> PrivacyCost {
        try pair.ledger(company).spentOnAll(lineage: "customers", today: pair.today.number)
      }
      #expect(try spent("acme") == charge)
      #expect(try spent("globex") == plan.answerCharge)
      let entries = try pair.ledger("acme").entries()
      let error = #expect(throws: CleanRoomError.self) {
        try pair.room("acme").blind(list: pair.list("acme"), offer: nil)
      }
      #expect(error?.code.name == "over-budget")
      #expect(try pair.ledger("acme").entries() == entries)
      #expect(try spent("acme") == charge)
    }
  }

  @Test("a report over pairs says so, and holds the same bytes on both sides")
  func pairs() throws {
    try withTemporaryFolder { folder in
      let match = MatchChoice.fixed(.union, .domainAndNameCountry)
      let pair = try RoomPair.make(in: folder, asking: Self.asking(match))
      let held = try Self.play(pair)
      try pair.mail(
        contents(of: #require(held.sent).path), as: "report.lacuna", to: "globex")
      let received = try pair.room("globex").report(message: nil)
      #expect(received.json == held.json)
      for section in held.report.sections {
        switch section {
        case .accountMap(let section): #expect(section.countBasis == .pairs)
        case .crossSell(let section): #expect(section.countBasis == .pairs)
        case .shared: Issue.record("nobody asked")
        case .whiteSpace: Issue.record("white space is not for pairs")
        }
      }
      #expect(held.report.sections.count == 2)
      #expect(held.report.responder.listSize == nil)
    }
  }
}
