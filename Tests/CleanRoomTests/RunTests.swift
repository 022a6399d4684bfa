// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Questions
import Reporting
import Exchange
import Foundation
import TestSupport
import Testing

/// Runs that follow one another, cross, repeat and are given up.
@Suite struct RunTests {
  private func withPair(_ body: (RoomPair) throws -> Void) throws {
    let lists = try Lists.samples(80, seed: 21)
    try withTemporaryFolder { folder in
      try body(
        try RoomPair.make(in: folder, initiator: lists.vendor, responder: lists.partner))
    }
  }

  private func counter(_ offer: ReceivedMessage, _ pair: RoomPair) throws -> UInt32 {
    let terms = try pair.terms
    return try Offer(offer, agreement: terms.agreement, limits: terms.limits).runCounter
  }

  @Test func `a second run uses the second seed, which the first committed to`() throws {
    try withPair { pair in
      let first = try pair.play()
      let second = try pair.play()
      #expect(second.offer.outcome == .made)
      #expect(second.offer.run != first.offer.run)
      #expect(second.answer.run == second.offer.run)
      for (one, two) in [(first.offer, second.offer), (first.answer, second.answer)] {
        let (one, two) = (try pair.opened(one), try pair.opened(two))
        #expect(one.preamble.seedNumber == 1)
        #expect(two.preamble.seedNumber == 2)
        let room = one.preamble.kind == .offer ? pair.initiator : pair.responder
        let role: Role = one.preamble.kind == .offer ? .initiator : .responder
        let seed = try room.seed(
          first: pair.terms.agreement.party(role).commitment, number: 2)
        #expect(seed.commitment(of: one.preamble.sender) == one.preamble.nextCommitment)
      }
      #expect(try counter(pair.opened(second.offer), pair) == 1)
      #expect(second.initiator.report.run.number == 2)
      try pair.expectTruth(second.initiator.report)
    }
  }

  @Test func `an abandoned run keeps its seed and counts on`() throws {
    try withPair { pair in
      let first = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      #expect(try pair.initiator.abandon() == first.run)
      #expect(throws: CleanRoomError.self) { try pair.initiator.abandon() }
      let second = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      #expect(second.run != first.run)
      let offer = try pair.opened(second)
      #expect(offer.preamble.seedNumber == 1)
      #expect(try counter(offer, pair) == 2)
      let answer = try pair.responder.blind(list: pair.responderList, offer: second.path)
      try pair.expectTruth(try pair.finish(answer).0.report)
    }
  }

  @Test func `the answer to an abandoned offer is taken when mails cross`() throws {
    try withPair { pair in
      let first = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      _ = try pair.initiator.abandon()
      let second = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      let answer = try pair.responder.blind(list: pair.responderList, offer: first.path)
      let (sent, received) = try pair.finish(answer)
      #expect(sent.report.run.id == RunName.text(first.run))
      #expect(received.digest == sent.digest)
      try pair.expectTruth(sent.report)
      // Nobody can answer the second offer any more: its seed was used.
      expect("seed-number") {
        try pair.responder.blind(list: pair.responderList, offer: second.path)
      }
      try pair.expectTruth(try pair.play().initiator.report)
    }
  }

  @Test func `a second offer replaces one that was never answered`() throws {
    try withPair { pair in
      _ = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      _ = try pair.initiator.abandon()
      try pair.expectTruth(try pair.play().initiator.report)
    }
  }

  @Test func `a report that comes after the responder gave up is still taken`() throws {
    try withPair { pair in
      let offer = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      let answer = try pair.responder.blind(list: pair.responderList, offer: offer.path)
      #expect(try pair.responder.abandon() == offer.run)
      try pair.expectTruth(try pair.finish(answer).1.report)
      try pair.expectTruth(try pair.play().responder.report)
    }
  }

  /// One run is open with a counterpart at a time: the other room's offer is not this room's.
  @Test func `an open run under another agreement is refused`() throws {
    let lists = try Lists.samples(80, seed: 22)
    try withTemporaryFolder { folder in
      let first = try RoomPair.make(in: folder, initiator: lists.vendor, responder: lists.partner)
      let second = try RoomPair.make(
        in: folder, initiator: lists.vendor, responder: lists.partner,
        RoomPair.Draft(rooms: ("globex-2", "acme-2")))
      _ = try first.initiator.blind(list: first.initiatorList, offer: nil)
      expect("open-run") { try second.initiator.blind(list: second.initiatorList, offer: nil) }
      expect("no-open-run") { try second.initiator.abandon() }
    }
  }

  @Test func `what was sent is sent again as the same bytes`() throws {
    try withPair { pair in
      let offer = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      let offered = try bytes(offer.path)
      try remove(offer.path)
      // Neither another list nor another day makes another offer.
      try write(Lists.csv([["A", "a.com", "Customer", "", ""]]), to: pair.initiatorList + ".new")
      let again = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      #expect(again.outcome == .sentAgain)
      #expect(try bytes(again.path) == offered)

      let answer = try pair.responder.blind(list: pair.responderList, offer: offer.path)
      let answered = try bytes(answer.path)
      try remove(answer.path)
      let repeated = try pair.responder.blind(list: pair.responderList, offer: offer.path)
      #expect(repeated.outcome == .sentAgain)
      #expect(try bytes(repeated.path) == answered)

      let held = try pair.initiator.match(answer: answer.path)
      let report = try #require(held.sent)
      let reported = try bytes(report.path)
      try remove(report.path)
      let matched = try pair.initiator.match(answer: answer.path)
      #expect(matched.sent?.outcome == .sentAgain)
      #expect(try bytes(report.path) == reported)
      #expect(matched.digest == held.digest)
      #expect(try pair.responder.report(message: report.path).digest == held.digest)
      #expect(try pair.responder.report(message: report.path).digest == held.digest)
      let spent = try pair.initiator.status().spent
      #expect(spent == "51/10")
      #expect(try pair.responder.status().spent == "5")
    }
  }

  @Test func `a lost report is rendered again`() throws {
    try withPair { pair in
      let run = try pair.play()
      for (room, held) in [(pair.initiator, run.initiator), (pair.responder, run.responder)] {
        let names = ["report.json", "report.html", "report.csv", "report.md"]
        let pages = try names.map { try bytes(held.folder + "/" + $0) }
        try remove(room.folder.reports)
        let again = try room.report(message: nil)
        #expect(again.report == held.report)
        #expect(again.sent == nil)
        #expect(try names.map { try bytes(again.folder + "/" + $0) } == pages)
      }
    }
  }

  @Test func `an edited copy of a message is refused and nothing is recorded`() throws {
    try withPair { pair in
      let offer = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      var edited = try bytes(offer.path)
      edited[edited.count / 2] ^= 1
      try write(edited, to: offer.path + ".edited")
      let before = try pair.responder.ledgerView().entries.count
      expect("seal-broken") {
        try pair.responder.blind(list: pair.responderList, offer: offer.path + ".edited")
      }
      #expect(try pair.responder.ledgerView().entries.count == before)
      let answer = try pair.responder.blind(list: pair.responderList, offer: offer.path)
      try pair.expectTruth(try pair.finish(answer).0.report)
    }
  }
}

/// A verb is refused under this name.
func expect(
  _ name: String, sourceLocation: SourceLocation = #_sourceLocation,
  _ verb: () throws -> some Any
) {
  let error = #expect(throws: CleanRoomError.self, sourceLocation: sourceLocation) {
    _ = try verb()
  }
  #expect(error?.code.name == name, sourceLocation: sourceLocation)
}
