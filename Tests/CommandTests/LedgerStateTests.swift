// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import TestSupport
import Testing

/// Ledgers that were restored, forked, damaged or met another clock: refused by name and status, and what recovery.md
/// and ledger.md say about each brings the run on, at one debit.
@Suite struct LedgerStateTests {
  /// What the old copy lacks decides the name: the last message, a message and a half, or more.
  @Test func `a restored backup halts at the next message, and the newer ledger goes on`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .responderReady)
      let old = try Data(contentsOf: two.globex.ledgerFile)
      func expectHalt(_ verb: [String], _ name: String) async throws {
        let newer = try Data(contentsOf: two.globex.ledgerFile)
        try old.write(to: two.globex.ledgerFile)
        try await expectNothingWritten(below: folder) {
          expectRefusal(try await two.globex.run(verb), 76, name)
          // The old ledger is whole in itself: nothing but the counterpart tells.
          #expect(try await two.globex.ledger().isWhole)
        }
        try newer.write(to: two.globex.ledgerFile)
        try await two.globex.run(verb).requireDone()
      }
      try await two.globex.sendBlinded(to: two.acme)
      try await two.acme.sendReport(to: two.globex)
      try await expectHalt(["report"], "run-unknown")
      try await two.acme.sendBlinded(to: two.globex)
      try await expectHalt(["blind", Company.listFromRoom], "seed-number")
      let answer = try #require(
        two.globex.sent("answer").max { try Self.date($0) < Self.date($1) })
      try two.globex.mail(answer.lastPathComponent, to: two.acme)
      try await two.acme.sendReport(to: two.globex)
      try await expectHalt(["report"], "unknown-head")
      #expect(try await two.globex.ledger().count("answerSent") == 2)
      #expect(try await two.globex.ledger().count("reportReceived") == 2)
    }
  }

  private static func date(_ file: URL) throws -> Date {
    try file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
      ?? .distantPast
  }

  /// One ledger of a fork answers; the counterpart's next message is refused at the other.
  @Test func `the other ledger of a fork halts`() async throws {
    try await withTemporaryFolder { folder in
      let start = folder.appending(path: "start")
      try FileManager.default.createDirectory(at: start, withIntermediateDirectories: true)
      let two = try await TwoCompanies.make(in: start, at: .responderReady)
      let fork = try await two.copy("fork")
      try await two.globex.sendBlinded(to: two.acme)
      // The other machine answers the same offer by itself: another next seed, another head.
      try await fork.globex.blind().requireDone()
      try await two.acme.sendReport(to: two.globex)
      let report = try #require(two.acme.sent("report").first)
      try await expectNothingWritten(below: folder) {
        expectRefusal(
          try await fork.globex.run(["report", "--message", report.path]), 76, "transcript")
      }
      // Its own answer gets the stored report of the run, and costs nothing.
      let answer = try #require(fork.globex.sent("answer").first)
      let entries = try await two.acme.ledger().entries
      try await two.acme.run(["match", "--answer", answer.path]).requireDone()
      #expect(try await two.acme.ledger().entries == entries)
      try await two.globex.run(["report"]).requireDone()
    }
  }

  @Test func `a clock set back pays no less, and one set ahead is no refuge`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .offered)
      try await two.acme.run(["abandon"]).requireDone()
      let spent = try await two.acme.ledger()
      let now = Room.Setting.today()
      // The day before: the new entry bears the day of the last one, and the window holds all.
      let back = Room.Setting(today: now.today.adding(days: -1), machinery: now.machinery)
      let error = #expect(throws: CleanRoomError.self) {
        _ = try Room(at: two.acme.room.path, back).blind(
          list: two.acme.list.path, offer: nil)
      }
      // The agreement is not in force the day before it was made; nothing is written.
      #expect(error?.code.name == "outside-validity" && error?.code.exitStatus == 77)
      #expect(try await two.acme.ledger().entries == spent.entries)
      // Two years ahead all would have left the window: then the agreement is over, too.
      let ahead = Room.Setting(today: now.today.adding(days: 730), machinery: now.machinery)
      let late = #expect(throws: CleanRoomError.self) {
        _ = try Room(at: two.acme.room.path, ahead).blind(
          list: two.acme.list.path, offer: nil)
      }
      #expect(late?.code.name == "outside-validity")
      #expect(try await two.acme.ledger().entries == spent.entries)
      // A verb with the clock ahead, within the agreement: later entries never bear an earlier day.
      let soon = Room.Setting(today: now.today.adding(days: 30), machinery: now.machinery)
      _ = try Room(at: two.acme.room.path, soon).blind(list: two.acme.list.path, offer: nil)
      try await two.acme.run(["abandon"]).requireDone()
      let days = try await two.acme.days()
      #expect(days == days.sorted() && Set(days).count == 2)
      #expect(try await two.acme.run(["status"]).out.contains("1/5 of 4"))
    }
  }

  /// Every byte of the first page and a sample of the others, one bit each.
  @Test func `a flipped bit is a named refusal, or the ledger is the one that was`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .offered)
      let acme = two.acme
      let good = Array(try Data(contentsOf: acme.ledgerFile))
      let entries = try await acme.ledger().entries
      let seed = UInt64.random(in: .min ... .max)
      var random = SeededGenerator(seed: seed)
      var places = Array(stride(from: 0, to: 100, by: 3))
      places += (0..<120).map { _ in Int.random(in: 100..<good.count, using: &random) }
      for place in places {
        var bytes = good
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        try Data(bytes).write(to: acme.ledgerFile)
        let what = "byte \(place), seed \(seed)"
        let outcome = try await acme.run(["ledger", "--json", "--quiet"])
        if outcome.status == 0 {
          let read = try JSONDecoder().decode(LedgerListing.self, from: Data(outcome.out.utf8))
          #expect(read.isWhole && read.entries == entries, "\(what)")
        } else {
          #expect(outcome.status == 74, "\(what): \(outcome)")
          let refusal = Refusal(errorStream: outcome.err)
          #expect(
            [
              "ledger-corrupt", "ledger-broken", "not-a-ledger", "ledger-version",
              "ledger-database",
            ].contains(refusal?.name), "\(what): \(outcome)")
          #expect(refusal?.hint != nil || refusal?.name == "ledger-database", "\(what)")
          // Whoever sends again what is damaged sends what was paid, or nothing.
          let again = try await acme.blind()
          #expect(again.status != 0 || again.err.contains("the same file again"), "\(what)")
        }
      }
      try Data(good).write(to: acme.ledgerFile)
      try await acme.blind().requireDone()
      #expect(try await acme.ledger().entries == entries)
    }
  }
}

extension Company {
  fileprivate func days() async throws -> [String] {
    struct Listing: Decodable {
      struct Entry: Decodable { let day: String }
      let entries: [Entry]
    }
    let outcome = try await run(["ledger", "--json"])
    return try JSONDecoder().decode(Listing.self, from: Data(outcome.out.utf8)).entries.map(\.day)
  }
}
