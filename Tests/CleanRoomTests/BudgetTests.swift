// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import TestSupport
import Testing

/// The budget belongs to a list and a counterpart's organisation, whatever the rooms, agreements and
/// files (A10).
@Suite struct BudgetTests {
  /// Two runs at epsilon 5 cost the initiator 10.2; one and a bit of another fit.
  private static let tight = "10.1"

  private func pair(
    in folder: URL, room: String = "globex", with responder: String = "globex"
  ) throws -> RoomPair {
    let lists = try Lists.samples(80, seed: 41)
    var terms = RoomPair.Draft(yearlyCap: Self.tight)
    terms.rooms = (room, "acme-\(room)")
    terms.responder = responder
    return try RoomPair.make(in: folder, initiator: lists.vendor, responder: lists.partner, terms)
  }

  @Test func `two agreements with one organisation add up, another has its own`() throws {
    try withTemporaryFolder { folder in
      let first = try pair(in: folder)
      let second = try pair(in: folder, room: "globex-2")
      let other = try pair(in: folder, room: "initech", with: "initech")
      _ = try first.play()
      #expect(try second.initiator.status().spent == "51/10")
      let entries = try second.initiator.ledgerView().entries.count
      expect("over-budget") {
        try second.initiator.blind(list: second.initiatorList, offer: nil)
      }
      // Nothing written, nothing spent.
      #expect(try second.initiator.ledgerView().entries.count == entries)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: second.initiator.folder.outbox).isEmpty)
      let run = try other.play()
      #expect(run.offer.outcome == .made)
      #expect(try other.initiator.status().spent == "51/10")
      #expect(try other.initiator.status().spentOnAll == "51/5")
    }
  }

  @Test func `who takes the name of a known organisation does not spend its budget`() throws {
    try withTemporaryFolder { folder in
      _ = try pair(in: folder)
      var terms = RoomPair.Draft()
      terms.rooms = ("globex-2", "acme-2")
      terms.knows = .oldIdentities
      expect("identity-changed") {
        try RoomPair.make(
          in: folder, initiator: Lists.csv([]), responder: Lists.csv([]), terms)
      }
    }
  }

  /// The run that its answer reopens closes the other (Protocols/ledger.md, "Runs"), whose reserve is then free.
  @Test func `mails that cross cost one report`() throws {
    try withTemporaryFolder { folder in
      let pair = try pair(in: folder)
      let first = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      _ = try pair.initiator.abandon()
      _ = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      let answer = try pair.responder.blind(list: pair.responderList, offer: first.path)
      #expect(try pair.initiator.status().spent == "26/5")
      try pair.expectTruth(try pair.finish(answer).0.report)
      #expect(try pair.initiator.status().spent == "26/5")
    }
  }

  @Test func `an answer over the cap is refused and leaves no trace`() throws {
    try withTemporaryFolder { folder in
      let lists = try Lists.samples(80, seed: 43)
      // Another subsidiary of Acme, with a ledger of its own: to Globex it is the same organisation.
      func pair(_ subsidiary: String, cap: String) throws -> RoomPair {
        var terms = RoomPair.Draft(yearlyCap: cap)
        terms.initiatorHome = subsidiary
        terms.rooms = ("globex", subsidiary)
        return try RoomPair.make(
          in: folder, initiator: lists.vendor, responder: lists.partner, terms)
      }
      _ = try pair("acme", cap: "9").play()
      let second = try pair("acme-europe", cap: "9")
      let offer = try second.initiator.blind(list: second.initiatorList, offer: nil)
      let entries = try second.responder.ledgerView().entries.count
      expect("over-budget") {
        try second.responder.blind(list: second.responderList, offer: offer.path)
      }
      #expect(try second.responder.ledgerView().entries.count == entries)
      #expect(try second.responder.status().spent == "5")
    }
  }

  @Test func `an edited list or a file under another name refreshes nothing`() throws {
    try withTemporaryFolder { folder in
      let pair = try pair(in: folder)
      _ = try pair.play()
      let renamed = folder.appending(path: "acme/new-export.csv").path
      try write(
        try bytes(pair.initiatorList) + Array("1,New,new.com,,,Customer,,,,,,\n".utf8), to: renamed)
      expect("over-budget") { try pair.initiator.blind(list: renamed, offer: nil) }
      #expect(try pair.initiator.status().spent == "51/10")
    }
  }

  @Test func `an abandoned run costs its sizes, and its reserve comes back`() throws {
    try withTemporaryFolder { folder in
      let pair = try pair(in: folder)
      _ = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      #expect(try pair.initiator.status().spent == "51/10")
      _ = try pair.initiator.abandon()
      #expect(try pair.initiator.status().spent == "1/10")
      _ = try pair.play()
      #expect(try pair.initiator.status().spent == "26/5")
      #expect(try pair.responder.status().spent == "5")
    }
  }
}
