// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import Foundation
import Ledger
import TestSupport
import Testing

/// The complete runs of `Protocols/vectors/run`, played by two rooms.
@Suite struct RunVectorTests {
  static let vectors = Result { try RunVector.load() }

  @Test("The agreement parses, and both signatures hold", arguments: try vectors.get())
  func agreement(_ vector: RunVector) throws {
    for role in Role.allCases {
      try vector.signature(role).verify(vector.terms.agreement, role: role)
      let (identity, party) = (
        try vector.identity(role).publicIdentity, vector.terms.agreement.party(role)
      )
      #expect(identity == party.identity)
      #expect(try vector.seed(role, 1).commitment(of: identity) == party.commitment)
      let next = try vector.seed(role, 2).commitment(of: identity)
      #expect(try next.bytes == vector.steps.hex("\(role)-commitment-2"))
    }
  }

  @Test("The sealed files open to the listed contents", arguments: try vectors.get())
  func contents(_ vector: RunVector) throws {
    for kind in [MessageKind.offer, .answer, .report] {
      let (message, listing) = (try vector.opened(kind), try vector.listing(kind))
      #expect(message.content == listing.content)
      let name = kind == .report ? "report-content" : "\(kind)"
      #expect(try message.digest.bytes == vector.steps.hex("\(name)-digest"))
      #expect(try message.preamble.run == vector.steps.hex("run-id"))
      // The secret that seals it again gives the file's enc.
      let enc = try Curve25519Arithmetic().randomPoint(
        from: vector.inputs.hex("\(kind)-encapsulation"))
      #expect(try Array(vector.folder["\(kind).lacuna"][64..<96]) == enc.bytes)
    }
  }

  @Test("Every field of a content has its name", arguments: try vectors.get())
  func fields(_ vector: RunVector) throws {
    let terms = vector.terms
    let offer = try Offer(
      vector.opened(.offer), agreement: terms.agreement, limits: terms.limits)
    let answer = try Answer(
      vector.opened(.answer), agreement: terms.agreement, limits: terms.limits,
      offered: offer.tables.map { $0.map(\.count) })
    let report = try ReportMessage(vector.opened(.report))
    #expect(try vector.listing(.offer).fields == ContentListing.fields(of: offer))
    #expect(try vector.listing(.answer).fields == ContentListing.fields(of: answer))
    #expect(try vector.listing(.report).fields == ContentListing.fields(of: report))
    #expect(try report.report == vector.folder["report.json"])
  }

  @Test("Two rooms make the same contents, report and ledgers", arguments: try vectors.get())
  func play(_ vector: RunVector) throws {
    try withTemporaryFolder { home in
      let pair = try vector.rooms(in: home)
      let offer = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      #expect(try pair.opened(offer).content == vector.listing(.offer).content)

      // From here on each side is handed the other's file of the vector: seals are random, signatures may be.
      let arrived = try arrive(.offer, vector, at: pair.responder)
      let answer = try pair.responder.blind(list: pair.responderList, offer: arrived)
      #expect(try pair.opened(answer).content == vector.listing(.answer).content)

      let signature = try vector.opened(.offer).signature.hex + "\n"
      try write(
        Array(signature.utf8),
        to: "\(pair.initiator.folder.runs)/\(RunName.text(offer.run)).offer.sig")
      let held = try pair.initiator.match(answer: arrive(.answer, vector, at: pair.initiator))
      let sent = try #require(held.sent)
      #expect(try pair.opened(sent).content == vector.listing(.report).content)
      let taken = try pair.responder.report(message: arrive(.report, vector, at: pair.responder))
      for report in [held, taken] {
        #expect(try bytes(report.folder + "/report.json") == vector.folder["report.json"])
      }

      try expectSteps(vector, pair, run: offer.run)
      try expectLedger(vector, .initiator, of: pair.initiator, in: home)
      try expectLedger(vector, .responder, of: pair.responder, in: home)
    }
  }

  /// Puts the vector's file into the Inbox; returns its path.
  private func arrive(_ kind: MessageKind, _ vector: RunVector, at room: Room) throws -> String {
    let path = "\(room.folder.inbox)/\(kind).lacuna"
    try write(vector.folder["\(kind).lacuna"], to: path)
    return path
  }

  /// What is made on the way.
  private func expectSteps(_ vector: RunVector, _ pair: RoomPair, run: [UInt8]) throws {
    let (steps, agreement) = (vector.steps, vector.terms.agreement)
    #expect(try run == steps.hex("run-id"))
    for (role, room, key) in [
      (Role.initiator, pair.initiator, "offer-key"), (.responder, pair.responder, "answer-key"),
    ] {
      let list = OwnList(try pair.accounts(of: role), plan: vector.terms.plan, role: role)
      #expect(try list.canonical.bytes == steps.hex("\(role)-list"))
      let digest = try MessageKey.listDigest(
        seed: vector.seed(role, 1), of: list.canonical)
      #expect(try digest == steps.hex("\(role)-list-digest"))
      let runKey = try RunKeyFile.read(room.folder.run(run))
      #expect(try runKey.key == SecretBytes(copying: steps.hex(key)))
    }
    let reportKey = try HKDF.derive(
      secret: vector.secret("initiator-seed-1"), salt: steps.hex("answer-digest"),
      info: Array("lacuna/1 initiator report".utf8) + agreement.digest.bytes, count: 32)
    #expect(try reportKey == SecretBytes(copying: steps.hex("report-key")))
  }

  /// The room's ledger has the vector's entries; with the vector's sealed files both chains are the vector's.
  private func expectLedger(
    _ vector: RunVector, _ role: Role, of room: Room, in home: URL
  ) throws {
    let expected = try vector.ledger(role)
    let recorded = try Ledger.open(in: room.ledgerFolder, for: .reading).entries()
    #expect(recorded.map(\.facts) == expected.map(\.facts))
    #expect(recorded.map(\.witness) == expected.map(\.witness))
    #expect(recorded.map(\.messageLength) == expected.map(\.messageLength))

    let folder = home.appending(path: "\(role)-again")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let ledger = try Ledger.create(in: folder.path)
    let limits = room.limits(vector.terms)
    for entry in expected {
      if entry.message.isEmpty {
        try ledger.append([entry.facts], limits: limits)
      } else {
        let message = try vector.folder[entry.message]
        try ledger.append([entry.facts], limits: limits) { try $0.write(message) }
      }
    }
    let again = try ledger.entries()
    #expect(again.map(\.sequence) == expected.map(\.sequence))
    #expect(again.map(\.messageDigest) == expected.map(\.messageDigest))
    #expect(again.map(\.seal) == expected.map(\.seal))
  }

  @Test(arguments: [
    "", "000000 00 label", "000000 00\n", "000001 00 label\n", "000000 0 label\n",
    "000000 00 label\n000002 00 sender\n", "000000  label\n", "000000 00 label\n\n",
  ])
  func `a listing of another form is refused`(_ text: String) {
    #expect(throws: (any Error).self) { try ContentListing(text) }
  }
}
