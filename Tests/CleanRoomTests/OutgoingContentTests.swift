// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Questions
import Reporting
import Blinding
import Release
import Cryptography
import Exchange
import Foundation
import TestSupport
import Testing

/// What of the own list stands in what is sent: points and tags, and nothing in the clear.
@Suite struct OutgoingContentTests {
  /// Offer and answer of a run in a copy of `pair`.
  private func messages(
    _ pair: RoomPair, at name: String, initiator: [UInt8], responder: [UInt8]
  ) throws -> (offer: ReceivedMessage, answer: ReceivedMessage, report: ReceivedMessage) {
    let copy = try pair.copied(to: pair.folder.deletingLastPathComponent().appending(path: name))
    try write(initiator, to: copy.initiatorList)
    try write(responder, to: copy.responderList)
    let run = try copy.play()
    let report = try #require(run.initiator.sent)
    return (try copy.opened(run.offer), try copy.opened(run.answer), try copy.opened(report))
  }

  private func rows(_ last: String) -> [UInt8] {
    Lists.csv(
      (1...60).map { ["Shared \($0)", "shared\($0).com", "Customer", "Software", ""] }
        + [["Last", last, "Prospect", "Banking", ""]])
  }

  /// The bytes in front of the records: preamble, agreement, signature, counts.
  private func head(_ message: ReceivedMessage, records: Int) -> [UInt8] {
    Array(message.content.dropLast(records))
  }

  @Test func `one row for another changes points and tags alone`() throws {
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(
        in: folder.appending(path: "first"), initiator: rows("one-last.com"),
        responder: rows("other-last.com"))
      // The commitment to the next seed is in every content: the same seed in every copy.
      let agreement = try pair.terms.agreement
      for (room, role) in [(pair.initiator, Role.initiator), (pair.responder, .responder)] {
        try KeyFile.write(
          SecretBytes(copying: [UInt8](repeating: 3, count: 32)), .seed,
          to: room.folder.seed(first: agreement.party(role).commitment.hex, number: 2))
      }
      let first = try messages(
        pair, at: "a", initiator: rows("one-last.com"), responder: rows("other-last.com"))
      let initiators = try messages(
        pair, at: "b", initiator: rows("another-last.com"), responder: rows("other-last.com"))
      let responders = try messages(
        pair, at: "c", initiator: rows("one-last.com"), responder: rows("yet-another-last.com"))

      let shape = try #require(pair.terms.limits.first).shape
      let points = 2 * shape.shift * shape.responderGroups * shape.initiatorGroups
      // Without noise every section is padded by its shift.
      let padding = try pair.terms.plan.sizeLaw.shift * shape.initiatorGroups
      let offered = 61 + points + padding + shape.controls
      let answered =
        61 + shape.controls + shape.shift * (shape.initiatorGroups + 1) * shape.responderGroups

      // The offer of another list: the same but for its points.
      #expect(initiators.offer.preamble == first.offer.preamble)
      #expect(initiators.offer.content.count == first.offer.content.count)
      let offerRecords = offered * Point.byteCount
      #expect(
        head(initiators.offer, records: offerRecords) == head(first.offer, records: offerRecords))
      #expect(initiators.offer.content != first.offer.content)

      // The answer from another list to the same offer: likewise.
      #expect(responders.offer.content == first.offer.content)
      #expect(responders.answer.preamble == first.answer.preamble)
      let answerRecords = offered * Tag.byteCount + answered * Point.byteCount
      #expect(
        head(responders.answer, records: answerRecords)
          == head(first.answer, records: answerRecords))
      #expect(responders.answer.content != first.answer.content)

      // The answer to another offer names that offer, and its chain is where it was.
      var preamble = initiators.answer.preamble
      #expect(preamble.answers == initiators.offer.digest)
      preamble.answers = first.answer.preamble.answers
      #expect(preamble == first.answer.preamble)

      // The report speaks of figures, and both lists have the same: only digests differ.
      func report(_ run: (offer: ReceivedMessage, answer: ReceivedMessage, report: ReceivedMessage))
        throws -> String
      {
        var text = String(decoding: try ReportMessage(run.report).report, as: UTF8.self)
        for secret in [
          run.offer.digest.hex, run.answer.digest.hex, Agreements.Hex.encode(run.offer.signature),
          Agreements.Hex.encode(run.answer.signature),
        ] { text = text.replacingOccurrences(of: secret, with: "-") }
        return text
      }
      #expect(try report(initiators) == report(first))
      #expect(try report(responders) == report(first))
    }
  }
}
