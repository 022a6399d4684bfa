// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Cryptography
import Exchange
import TestSupport

/// An agreement between INSECURE identities with fixed roots, and a message of each kind under it.
struct Fixture {
  let agreement: Agreement
  let limits: TableLimits
  let offer: OutgoingMessage
  let answer: OutgoingMessage
  let report: OutgoingMessage
  /// What the bodies of offer and answer were made from.
  let points: [[Point]]
  let table: AnswerTable

  static let shared = Result { try Fixture() }
  static let run = [UInt8](repeating: 0x52, count: 16)
  static let head = Digest("head", [])
  /// Control accounts of each side.
  static let controls = 5

  static func identity(_ role: Role) throws -> PrivateIdentity { try identity(role.rawValue) }

  /// Beyond 2: somebody else.
  static func identity(_ number: UInt8) throws -> PrivateIdentity {
    try PrivateIdentity(root: SecretBytes(copying: [UInt8](repeating: number, count: 32)))
  }

  init() throws {
    agreement = try Agreement(bytes: Array(Self.agreementText().utf8))
    limits = TableLimits(
      shape: TableShape(
        number: 0, initiatorGroups: 3, responderGroups: 3, shift: 1, controls: Self.controls),
      sizeShift: 1,
      initiatorAccounts: agreement.terms.initiator.accounts,
      responderAccounts: agreement.terms.responder.accounts)
    var random = SeededGenerator(seed: 21)
    func section(_ count: Int) throws -> [Point] {
      try (0..<count).map { _ in try Scalar.randomPoint(from: random.bytes(32).span) }.sorted()
    }
    // Enough for three chunks.
    points = try [section(3000), section(1600), section(6), section(Self.controls)]
    let signature = try AgreementSignature(
      of: agreement, role: .initiator, by: Self.identity(.initiator))
    offer = try Self.message(
      .offer, agreement, answers: .zero,
      body: Offer(
        agreement: agreement.bytes, agreementSignature: signature.signature, runCounter: 1,
        tables: [points]
      ).body)
    let tags = try points.map { section in
      try section.map { _ in try Tag(bytes: random.bytes(16).span) }.sorted()
    }
    table = AnswerTable(
      tags: tags, points: try [section(0), section(7), section(40), section(Self.controls)])
    let other = try AgreementSignature(
      of: agreement, role: .responder, by: Self.identity(.responder))
    answer = try Self.message(
      .answer, agreement, answers: offer.digest,
      body: Answer(agreementSignature: other.signature, tables: [table]).body)
    report = try Self.message(
      .report, agreement, answers: answer.digest,
      body: ReportMessage(report: Array("{}".utf8)).body)
  }

  static func preamble(
    _ kind: MessageKind, _ agreement: Agreement, answers: Agreements.Digest
  ) throws -> Preamble {
    Preamble(
      kind: kind, sender: agreement.party(kind.sender).identity,
      recipient: agreement.party(kind.sender.other).identity, agreement: agreement.digest, run: run,
      seedNumber: 1, answers: answers, nextCommitment: kind == .report ? .zero : head,
      senderHead: head, recipientHead: .zero)
  }

  private static func message(
    _ kind: MessageKind, _ agreement: Agreement, answers: Agreements.Digest, body: [UInt8]
  ) throws -> OutgoingMessage {
    try OutgoingMessage(
      preamble(kind, agreement, answers: answers), body: body, signedBy: identity(kind.sender))
  }

  func message(_ kind: MessageKind) -> OutgoingMessage {
    switch kind {
    case .offer: offer
    case .answer: answer
    case .report: report
    }
  }

  func answered(by kind: MessageKind) -> Agreements.Digest {
    switch kind {
    case .offer: .zero
    case .answer: offer.digest
    case .report: answer.digest
    }
  }

  /// The same message with another body, signed again.
  func message(_ kind: MessageKind, body: [UInt8]) throws -> OutgoingMessage {
    try OutgoingMessage(
      message(kind).preamble, body: body, signedBy: Self.identity(kind.sender))
  }

  func body(_ kind: MessageKind) -> [UInt8] { Array(message(kind).content.dropFirst(388)) }

  static func file(_ message: OutgoingMessage) throws -> [UInt8] {
    var file: [UInt8] = []
    try SealedFile.seal(message) { file += $0 }
    return file
  }

  func expectation(_ kind: MessageKind) -> Exchange.Expectation {
    Exchange.Expectation(
      sender: agreement.party(kind.sender).identity, agreement: agreement,
      today: agreement.terms.validFrom, run: kind == .offer ? nil : Self.run, seedNumber: 1,
      answers: answered(by: kind))
  }

  /// All that a recipient checks of a file before it multiplies.
  func read(_ file: [UInt8], as kind: MessageKind) throws(ExchangeError) {
    let opener: PrivateIdentity
    do { opener = try Self.identity(kind.sender.other) } catch { throw .cryptography("\(error)") }
    let message = try ReceivedMessage(file: file, kind: kind, openedBy: opener)
    try message.check(expectation(kind))
    switch kind {
    case .offer: _ = try Offer(message, agreement: agreement, limits: [limits])
    case .answer:
      _ = try Answer(
        message, agreement: agreement, limits: [limits], offered: [points.map(\.count)])
    case .report: _ = try ReportMessage(message)
    }
  }

  /// The name of what stops the file; nil where it is read to its end.
  func refusal(_ file: [UInt8], as kind: MessageKind) -> String? {
    do {
      try read(file, as: kind)
      return nil
    } catch {
      return error.name
    }
  }

  func refusal(body: [UInt8], as kind: MessageKind) throws -> String? {
    refusal(try Self.file(message(kind, body: body)), as: kind)
  }

  private static func agreementText() throws -> String {
    let initiator = try identity(.initiator).publicIdentity
    let responder = try identity(.responder).publicIdentity
    let digest = String(repeating: "5a", count: 32)
    return """
      lacuna: agreement/1
      title: Acme and Globex
      purpose: Joint account planning
      valid: {from: 2026-11-23, until: 2027-11-22}
      initiator: {name: Acme, organisation: acme, identity: \(initiator), commitment: \(digest), accounts: 5000}
      responder: {name: Globex, organisation: globex, identity: \(responder), commitment: \(digest), accounts: 60}
      match:
        rule: fallback
        keys: [domain]
        normaliser: domain/2
        account-key: account-key/1
        public-suffixes: \(digest)
        free-mail: \(digest)
        shared-hosts: \(digest)
      dimensions:
        status: {values: [customer, open-opportunity, prospect], roll-up: precedence, unlisted: left-out}
      products: {initiator: [], responder: []}
      questions: [{question: account-map, epsilon: 20}]
      privacy: {size-epsilon: 20, delta: 2^-20, yearly-cap: 40, minimum: 0, smallest-list: 1}

      """
  }
}
