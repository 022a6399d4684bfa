// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import Release
import Testing

@Suite struct BudgetTests {
  @Test func windowOf365Days() throws {
    let spending = try Spending([
      facts(.offerReceived, day: 1000), facts(.answerSent, charge: "1/3", day: 1000),
      facts(.reportReceived, day: 1100), facts(.offerReceived, run: 2, seed: 2, day: 1200),
      facts(.answerSent, run: 2, seed: 2, charge: "1/2", day: 1200),
    ])
    func spent(_ today: Int) -> String {
      spending.spent(lineage: "customers", counterpart: "Globex", today: today).text
    }
    #expect(spent(1000) == "5/6")  // the later day counts too
    #expect(spent(1364) == "5/6")
    #expect(spent(1365) == "1/2")
    #expect(spent(1564) == "1/2")
    #expect(spent(1565) == "0/1")
    #expect(spent(Int.min) == "5/6")
    #expect(spent(Int.max) == "0/1")
    #expect(spending.spent(lineage: "prospects", counterpart: "Globex", today: 1000) == .zero)
    #expect(spending.spent(lineage: "customers", counterpart: "Initech", today: 1000) == .zero)
  }

  /// Two agreements and an edited list draw on one budget.
  @Test func budgetIsOfLineageAndOrganisation() throws {
    let folder = try Folder()
    let ledger = try Ledger.create(in: folder.path)
    let cap = try limits("2/1", all: "5/2")
    try ledger.record(facts(.offerReceived), limits: cap)
    try ledger.record(facts(.answerSent, charge: "3/2"), limits: cap)
    try ledger.record(facts(.reportReceived), limits: cap)
    try ledger.record(facts(.offerReceived, run: 2, agreement: 2), limits: cap)
    let entries = try ledger.entries()
    do {
      try ledger.record(facts(.answerSent, run: 2, agreement: 2, charge: "1/1"), limits: cap)
      Issue.record("the cap was not kept")
    } catch LedgerError.overBudget(let refusal) {
      #expect(refusal.scope == .counterpart)
      #expect(refusal.spent.text == "3/2")
      #expect(refusal.charge.text == "1/1")
      #expect(refusal.cap.text == "2/1")
    }
    #expect(try ledger.entries() == entries)
    try ledger.record(facts(.answerSent, run: 2, agreement: 2, charge: "1/2"), limits: cap)

    let other = try facts(.offerReceived, run: 3, agreement: 3, counterpart: "Initech")
    try ledger.record(other, limits: cap)
    let answer = try facts(
      .answerSent, run: 3, agreement: 3, counterpart: "Initech", charge: "3/4")
    do {
      try ledger.record(answer, limits: cap)
      Issue.record("the total cap was not kept")
    } catch LedgerError.overBudget(let refusal) {
      #expect(refusal.scope == .allCounterparts)
      #expect(refusal.spent.text == "2/1")
    }
    #expect(try ledger.spentOnAll(lineage: "customers", today: 20_000).text == "2/1")
    #expect(try ledger.verify() == .whole(entries: 6, messages: 2))
  }

  @Test func reserveIsSpentWhileTheRunIsOpen() throws {
    let folder = try Folder()
    let ledger = try Ledger.create(in: folder.path)
    func spent(_ today: Int) throws -> String {
      try ledger.spent(lineage: "customers", counterpart: "Globex", today: today).text
    }
    let cap = try limits("2/1")
    try ledger.record(facts(.offerSent, charge: "1/10", reserve: "1/1"), limits: cap)
    #expect(try spent(20_000) == "11/10")
    #expect(try spent(30_000) == "1/1")
    try ledger.record(facts(.abandoned, role: .initiator), limits: cap)
    #expect(try spent(20_000) == "1/10")
    // Charge and reserve are asked for together.
    let large = try facts(.offerSent, run: 2, charge: "1/10", reserve: "19/10")
    #expect(refusal { try ledger.record(large, limits: cap) } == "over-budget")
    try ledger.record(facts(.offerSent, run: 2, charge: "1/10", reserve: "9/5"), limits: cap)
    #expect(try spent(20_000) == "2/1")
    try ledger.record(facts(.answerReceived, run: 2), limits: cap)
    let report = try facts(.reportSent, run: 2, charge: "37/20")
    #expect(refusal { try ledger.record(report, limits: cap) } == "over-budget")
    // A report within its reserve is paid for, whatever cap is in force by now.
    try ledger.record(facts(.reportSent, run: 2, charge: "3/2"), limits: limits("1/2", all: "1/2"))
    #expect(try spent(20_000) == "17/10")
  }

  @Test func clockSetBackHidesNothing() throws {
    let folder = try Folder()
    let ledger = try Ledger.create(in: folder.path)
    try ledger.record(facts(.offerReceived, day: 20_000))
    try ledger.record(facts(.answerSent, charge: "1/1", day: 20_000))
    let late = try ledger.record(facts(.reportReceived, day: 3)).first
    #expect(late?.facts.day == 20_000)
    try ledger.record(facts(.offerReceived, run: 2, seed: 2, day: 3))
    let answer = try facts(.answerSent, run: 2, seed: 2, charge: "1/2", day: 3)
    #expect(refusal { try ledger.record(answer, limits: limits("1/1")) } == "over-budget")
  }

  @Test func severalEntriesAreRecordedTogetherOrNotAtAll() throws {
    let folder = try Folder()
    let ledger = try Ledger.create(in: folder.path)
    let all = [
      try facts(.agreementSigned), try facts(.offerReceived), try facts(.answerSent, charge: "2/1"),
    ]
    let message: (inout MessageWriter) throws -> Void = { try $0.write([1, 2, 3]) }
    #expect(
      refusal { try ledger.append(all, limits: limits("1/1"), message: message) } == "over-budget")
    #expect(try ledger.entries().isEmpty)
    #expect(refusal { try ledger.append(all, limits: limits("3/1")) } == "entry-message")
    #expect(refusal { try ledger.append(all, limits: limits("3/1")) { _ in } } == "entry-message")
    #expect(try ledger.entries().isEmpty)
    #expect(try ledger.append(all, limits: limits("3/1"), message: message).count == 3)
    var mixed = all
    mixed[0].counterpart = "Initech"
    #expect(
      refusal { try ledger.append(mixed, limits: limits("9/1"), message: message) }
        == "entry-malformed")
  }

  @Test func malformedEntriesAreRefused() throws {
    let folder = try Folder()
    let ledger = try Ledger.create(in: folder.path)
    let changes: [(inout EntryFacts) throws -> Void] = [
      { $0.counterpart = "" }, { $0.counterpart = "a\u{0}b" }, { $0.lineage = "\n" },
      { $0.lineage = String(repeating: "x", count: 201) }, { $0.agreement = [] },
      { $0.run = bytes(1, 15) }, { $0.content = bytes(1, 33) }, { $0.counterpartHead = [1] },
      { $0.day = -1 }, { $0.day = Int.max }, { $0.seedNumber = 0 }, { $0.seedNumber = .max },
      { $0.role = .responder }, { $0.kind = .offerReceived },
    ]
    for change in changes {
      var entry = try facts(.offerSent, charge: "1/2", reserve: "1/2")
      try change(&entry)
      #expect(refusal { try ledger.record(entry) } == "entry-malformed")
    }
    #expect(try ledger.entries().isEmpty)
  }
}
