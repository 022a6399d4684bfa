// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What a run costs, how often, and when the next one is refused.
@Suite struct BudgetTests {
  @Test func `runs go on until the cap, and the next one is refused`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(
        in: folder, at: .finished, terms: ["--yearly-cap", "5/2"])
      // A refresh: the next run under the same agreement, with the next seed.
      try await two.acme.sendBlinded(to: two.globex)
      #expect(try two.acme.sent("offer").count == 2)
      try await two.globex.sendBlinded(to: two.acme)
      let answers = try two.globex.sent("answer").map { try Data(contentsOf: $0) }
      #expect(Set(answers).count == 2)
      try await two.acme.sendReport(to: two.globex)
      try await two.globex.run(["report"]).requireDone()
      let seeds = try await two.globex.inspectedSeeds()
      #expect(seeds == ["1", "1", "2", "2"])

      try await expectNothingWritten(below: folder, exempt: "/Keys/") {
        let refusal = expectRefusal(try await two.acme.blind(), 77, "over-budget")
        #expect(refusal?.message.contains("cap of 5/2") == true)
      }
      let spent = try await two.acme.run(["status"])
      #expect(spent.out.contains("11/5 of 5/2"), "\(spent)")
    }
  }

  @Test func `runs and budget are the organisation's, whichever room they come through`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let terms = ["--yearly-cap", "3/2"]
      let first = try await TwoCompanies.make(in: folder, at: .answered, terms: terms)
      // Acme comes again with another ledger, to a second room on Globex's ledger.
      let emea = Company(folder: folder.appending(path: "emea"), room: "globex")
      let globex = Company(folder: first.globex.folder, room: "emea")
      try FileManager.default.createDirectory(at: emea.folder, withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: first.acme.list, to: emea.list)
      try await Tool.run(["init", "globex", "--as", "Acme"], in: emea.folder).requireDone()
      try await Tool.run(["init", "emea", "--as", "Globex"], in: globex.folder).requireDone()
      try await globex.run(["card", "--accounts", "300"]).requireDone()
      try globex.mail("globex.card", to: emea)
      try await emea.run(
        ["agree", "new", "--accounts", "300", "--match", "domain"] + terms
      ).requireDone()
      try await emea.run(["agree", "sign"]).requireDone()
      try await emea.run(["check", Company.listFromRoom]).requireDone()
      try await emea.sendBlinded(to: globex)
      let shown = try await globex.run(["agree", "check"])
      let fingerprint = try #require(shown.out.firstMatch(of: /fingerprint (.+)/)).1
      try await globex.run(["check", Company.listFromRoom]).requireDone()
      // Whoever takes a known name with a new identity is refused until its fingerprint is typed.
      try await expectNothingWritten(below: folder) {
        expectRefusal(try await globex.run(["agree", "sign"]), 77, "identity-changed")
        let other = ["agree", "sign", "--accept", "0000" + fingerprint.dropFirst(4)]
        expectRefusal(try await globex.run(other), 77, "identity-changed")
      }
      try await globex.run(["agree", "sign", "--accept", String(fingerprint)]).requireDone()
      try await expectNothingWritten(below: folder) {
        expectRefusal(try await globex.blind(), 77, "open-run")
      }
      try await first.acme.sendReport(to: first.globex)
      try await first.globex.run(["report"]).requireDone()
      try await expectNothingWritten(below: folder, exempt: "/Keys/") {
        let refusal = expectRefusal(try await globex.blind(), 77, "over-budget")
        #expect(refusal?.message.contains("cap of 3/2") == true)
      }
    }
  }

  @Test func `an open run is sent again, byte for byte and at no cost`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .reported)
      for (company, kind, verb) in [
        (two.globex, "answer", ["blind", Company.listFromRoom]), (two.acme, "report", ["match"]),
      ] {
        let file = try #require(company.sent(kind).first)
        let bytes = try Data(contentsOf: file)
        let entries = try await company.ledger().entries
        try await company.run(verb).requireDone()
        #expect(try Data(contentsOf: file) == bytes)
        try FileManager.default.removeItem(at: file)
        try await company.run(verb).requireDone()
        #expect(try Data(contentsOf: file) == bytes)
        #expect(try company.sent(kind).count == 1)
        #expect(try await company.ledger().entries == entries)
      }
    }
  }

  @Test func `an offer of an open run is sent again whatever the list now says`() async throws {
    try await withTemporaryFolder { folder in
      let acme = try await TwoCompanies.make(in: folder, at: .offered).acme
      let file = try #require(acme.sent("offer").first)
      let bytes = try Data(contentsOf: file)
      try await Tool.run(["sample", "--accounts", "130", "--seed", "9"], in: folder).requireDone()
      let again = try await acme.run(["blind", "../../vendor.csv"])
      try again.requireDone()
      #expect(again.err.contains("the same file again, at no cost"))
      #expect(try Data(contentsOf: file) == bytes)
      #expect(try await acme.ledger().count("offerSent") == 1)
    }
  }

  @Test func `a run that is given up costs what was paid, and frees what was reserved`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let acme = try await TwoCompanies.make(in: folder, at: .offered).acme
      #expect(try await acme.run(["status"]).out.contains("11/10 of 4"))
      try await acme.run(["abandon"]).requireDone()
      #expect(try await acme.run(["status"]).out.contains("1/10 of 4"))
      try await expectNothingWritten(below: folder) {
        expectRefusal(try await acme.run(["abandon"]), 77, "no-open-run")
      }
      try await acme.blind().requireDone()
      let runs = try await acme.ledger().entries.filter { $0.kind == "offerSent" }.map(\.run)
      #expect(Set(runs).count == 2)
    }
  }

  @Test func `the terms of an open run are not replaced`() async throws {
    try await withTemporaryFolder { folder in
      let acme = try await TwoCompanies.make(in: folder, at: .offered).acme
      let draft = ["agree", "new", "--accounts", "200", "--force"]
      try await expectNothingWritten(below: folder) {
        expectRefusal(try await acme.run(draft), 77, "open-run")
      }
      try await acme.run(["abandon"]).requireDone()
      try await acme.run(draft).requireDone()
      try await expectNothingWritten(below: folder) {
        expectRefusal(try await acme.blind(), 77, "not-signed")
      }
      try await acme.run(["agree", "sign"]).requireDone()
      try await acme.blind().requireDone()
    }
  }

  @Test func `mails that cross end in the run that was answered`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .answered)
      // Acme gives up a moment too early and offers again: the mails cross.
      try FileManager.default.moveItem(
        at: try #require(try two.acme.inboxMessage("answer")),
        to: folder.appending(path: "late.lacuna"))
      try await two.acme.run(["abandon"]).requireDone()
      try await two.acme.sendBlinded(to: two.globex)
      let offers = try two.acme.sent("offer").map(\.lastPathComponent)
      let answered = try #require(two.globex.sent("answer").first).lastPathComponent
      let crossing = try #require(
        offers.first { !answered.hasSuffix($0.dropFirst("acme-offer".count)) })
      try await expectNothingWritten(below: folder) {
        let outcome = try await two.globex.run(
          ["blind", Company.listFromRoom, "--offer", "Inbox/\(crossing)"])
        expectRefusal(outcome, 76, "seed-number")
      }
      // The stored answer arrives: the run it belongs to is the one that goes on.
      try await two.acme.run(["match", "--answer", "../../late.lacuna"]).requireDone()
      let report = try #require(two.acme.sent("report").first).lastPathComponent
      try two.acme.mail(report, to: two.globex)
      try await two.globex.run(["report"]).requireDone()
      #expect(try await two.acme.ledger().count("reportSent") == 1)
    }
  }

  @Test func `both sides hold the same report, and it can be written again`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .finished)
      let pages = try [two.acme, two.globex].map {
        try Snapshot(of: $0.room.appending(path: "Reports"))
      }
      #expect(pages[0].paths.count == 4)
      for path in pages[0].paths {
        #expect(pages[0].bytes(path) == pages[1].bytes(path), "\(path)")
      }
      for (company, page) in zip([two.acme, two.globex], pages) {
        let reports = company.room.appending(path: "Reports")
        try FileManager.default.removeItem(at: reports)
        try await company.run(["report"]).requireDone()
        #expect(try page.changes(in: reports) == [])
      }
    }
  }
}

extension Company {
  func inboxMessage(_ kind: String) throws -> URL? {
    try FileManager.default.contentsOfDirectory(atPath: inbox.path)
      .first { $0.contains("-\(kind)-") }.map { inbox.appending(path: $0) }
  }

  /// The seed numbers of all messages in the Inbox, which only their recipient can read.
  func inspectedSeeds() async throws -> [String] {
    var seeds: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: inbox.path) {
      let outcome = try await run(["inspect", "Inbox/\(name)"])
      if let match = outcome.out.firstMatch(of: /seed number: (\d+)/) {
        seeds.append(String(match.1))
      }
    }
    return seeds.sorted()
  }
}
