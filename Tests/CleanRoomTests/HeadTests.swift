// SPDX-License-Identifier: Apache-2.0

import CleanRoom
import Foundation
import Ledger
import TestSupport
import Testing

/// A ledger put back from an old copy is noticed by the next message (Protocols/ledger.md, "Recovery").
@Suite struct HeadTests {
  private func ledger(_ company: String, _ folder: URL) -> URL {
    folder.appending(path: "\(company)/\(Ledger.fileName)")
  }

  private func restore(_ copy: Data, _ company: String, _ folder: URL) throws {
    try copy.write(to: ledger(company, folder))
  }

  @Test func `a responder's old ledger does not know its own head`() throws {
    let lists = try Lists.samples(80, seed: 31)
    try withTemporaryFolder { folder in
      // Two agreements between the same two companies, a ledger on each side.
      let first = try RoomPair.make(
        in: folder, initiator: lists.vendor, responder: lists.partner)
      let second = try RoomPair.make(
        in: folder, initiator: lists.vendor, responder: lists.partner,
        RoomPair.Draft(rooms: ("globex-2", "acme-2")))
      let old = try Data(contentsOf: ledger("globex", folder))
      _ = try first.play()
      _ = try first.play()
      try restore(old, "globex", folder)
      let offer = try second.initiator.blind(list: second.initiatorList, offer: nil)
      let before = try second.responder.ledgerView().entries.count
      expect("unknown-head") {
        try second.responder.blind(list: second.responderList, offer: offer.path)
      }
      #expect(try second.responder.ledgerView().entries.count == before)
    }
  }

  @Test func `under one agreement too an old ledger of the responder halts`() throws {
    let lists = try Lists.samples(80, seed: 32)
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(in: folder, initiator: lists.vendor, responder: lists.partner)
      let old = try Data(contentsOf: ledger("globex", folder))
      _ = try pair.play()
      _ = try pair.play()
      try restore(old, "globex", folder)
      let offer = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      expect("unknown-head") {
        try pair.responder.blind(list: pair.responderList, offer: offer.path)
      }
    }
  }

  @Test func `an initiator's old ledger does not know the run`() throws {
    let lists = try Lists.samples(80, seed: 33)
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(in: folder, initiator: lists.vendor, responder: lists.partner)
      let old = try Data(contentsOf: ledger("acme", folder))
      let offer = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      let answer = try pair.responder.blind(list: pair.responderList, offer: offer.path)
      try restore(old, "acme", folder)
      expect("run-unknown") { try pair.initiator.match(answer: answer.path) }
    }
  }

  @Test func `repeating a step on a restored ledger gives the same report`() throws {
    let lists = try Lists.samples(80, seed: 34)
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(in: folder, initiator: lists.vendor, responder: lists.partner)
        .opened(RoomPair.setting(.derived))
      let offer = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      let answer = try pair.responder.blind(list: pair.responderList, offer: offer.path)
      let old = try Data(contentsOf: ledger("acme", folder))
      let held = try pair.initiator.match(answer: answer.path)
      try restore(old, "acme", folder)
      try remove(try #require(held.sent).path)
      let again = try pair.initiator.match(answer: answer.path)
      #expect(again.digest == held.digest)
    }
  }
}
