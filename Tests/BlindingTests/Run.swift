// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import Parallel
import Questions
import TestSupport

/// A run of `Protocols/vectors/message-content`, played through the stages.
struct VectorRun {
  let vector: Vector
  let terms: RunTerms
  let machinery: Machinery<Curve25519Arithmetic>

  static let keys = [
    "initiator-root", "responder-root", "initiator-seed", "responder-seed", "initiator-seed-number",
    "responder-seed-number", "initiator-next-commitment", "responder-next-commitment", "offer-head",
    "offer-head-seen", "answer-head", "answer-head-seen", "report-head", "report-head-seen",
    "agreement", "initiator-signature", "responder-signature", "counter", "initiator-groups",
    "responder-groups", "initiator-list", "responder-list", "run-id", "room-key", "table-key",
    "initiator-list-digest", "responder-list-digest", "offer-key", "padding", "offer",
    "offer-digest",
    "answer-key", "n", "n-none", "answer", "answer-digest", "report-key", "e", "matched", "met",
    "cells",
    "initiator-unmatched", "responder-unmatched", "initiator-sizes", "responder-sizes", "report",
    "report-content", "report-digest",
  ]

  init(_ vector: Vector, workers: Int = 1) throws {
    self.vector = vector
    terms = try RunTerms(Agreement(bytes: vector.hex("agreement")))
    machinery = Machinery(workers: Workers(count: workers))
  }

  func identity(_ role: Role) throws -> PrivateIdentity {
    try PrivateIdentity(root: SecretBytes(copying: vector.hex("\(role)-root")))
  }

  func seed(_ role: Role) throws -> Seed {
    try Seed(secret: SecretBytes(copying: vector.hex("\(role)-seed")))
  }

  func digest(_ key: String) throws -> Agreements.Digest {
    guard let digest = Agreements.Digest(bytes: try vector.hex(key)) else {
      throw MalformedInput(what: "\(key) has not 32 bytes")
    }
    return digest
  }

  func seedNumber(_ role: Role) throws -> UInt32 {
    UInt32(try vector.number("\(role)-seed-number"))
  }

  /// The role's signature of the agreement, as the vector has it: another implementation may sign with randomness.
  func signature(_ role: Role) throws -> AgreementSignature {
    AgreementSignature(
      signer: terms.agreement.party(role).identity, signature: try vector.hex("\(role)-signature"))
  }

  private func place(_ role: Role, _ message: String) throws -> MessagePlace {
    MessagePlace(
      seedNumber: try seedNumber(role), nextCommitment: try digest("\(role)-next-commitment"),
      ownHead: try digest("\(message)-head"), counterpartHead: try digest("\(message)-head-seen"))
  }

  func list(_ role: Role) throws -> OwnList {
    let groups = try vector["\(role)-groups"].split(
      separator: ",", omittingEmptySubsequences: false
    )
    .map { group in
      group.split(separator: " ").map { $0 == "-" ? nil : TokenName.domain(Array($0.utf8)) }
    }
    // An account of R without a key sends nothing.
    let sent = role == .initiator ? groups : groups.map { $0.filter { $0 != nil } }
    return OwnList(
      tokens: OwnTokens(
        rows: [TableRows(groups: sent.map { TokenNames($0) })], groupSizes: [groups.map(\.count)]),
      canonical: CanonicalRecords(bytes: try vector.hex("\(role)-list")))
  }

  func offer() throws -> StagedMessage {
    let list = try list(.initiator)
    return try OfferStage(terms, machinery).offer(
      of: list.tokens,
      listDigest: MessageKey.listDigest(seed: seed(.initiator), of: list.canonical),
      identity: identity(.initiator), signature: signature(.initiator),
      seed: seed(.initiator), counter: UInt32(vector.number("counter")),
      place: place(.initiator, "offer"))
  }

  func answer(to offer: Offer, in message: ReceivedMessage) throws -> StagedMessage {
    let list = try list(.responder)
    return try AnswerStage(terms, machinery).answer(
      to: offer, in: message, from: list.tokens,
      listDigest: MessageKey.listDigest(seed: seed(.responder), of: list.canonical),
      identity: identity(.responder), signature: signature(.responder), seed: seed(.responder),
      place: place(.responder, "answer"))
  }

  /// The content of the vector, signed and sealed by its sender, opened by its recipient.
  func received(_ kind: MessageKind, _ content: [UInt8]) throws -> ReceivedMessage {
    let sender = try identity(kind.sender)
    let preamble = Preamble(
      kind: kind, sender: sender.publicIdentity,
      recipient: terms.agreement.party(kind.sender.other).identity,
      agreement: terms.agreement.digest,
      run: try vector.hex("run-id"), seedNumber: try seedNumber(kind.sender),
      answers: kind == .offer
        ? .zero : try digest(kind == .answer ? "offer-digest" : "answer-digest"),
      nextCommitment: kind == .report ? .zero : try digest("\(kind.sender)-next-commitment"),
      senderHead: try digest("\(kind)-head"), recipientHead: try digest("\(kind)-head-seen"))
    let body = Array(content.dropFirst(388))
    let message = try OutgoingMessage(preamble, body: body, signedBy: sender)
    var file: [UInt8] = []
    try SealedFile.seal(message) { file += $0 }
    return try ReceivedMessage(file: file, kind: kind, openedBy: identity(kind.sender.other))
  }

  func expectation(_ kind: MessageKind) throws -> Expectation {
    Expectation(
      sender: terms.agreement.party(kind.sender).identity, agreement: terms.agreement,
      today: terms.agreement.terms.validFrom, run: kind == .offer ? nil : try vector.hex("run-id"),
      seedNumber: try seedNumber(kind.sender),
      answers: kind == .offer
        ? .zero : try digest(kind == .answer ? "offer-digest" : "answer-digest"))
  }
}
