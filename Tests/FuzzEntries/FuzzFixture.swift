// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import TestSupport

/// What the entries decode against: INSECURE identities, an agreement of three tables between them, and an honest
/// message of each kind under it.
final class FuzzFixture: Sendable {
  static let shared = Result { try FuzzFixture() }

  let initiator: PrivateIdentity
  let responder: PrivateIdentity
  let agreement: Agreement
  let limits: [TableLimits]
  let offer: OutgoingMessage
  let answer: OutgoingMessage
  let report: OutgoingMessage
  /// |X_g| of the offer, by table.
  let offered: [[Int]]

  /// Where the part of a content begins that no signature covers but the message's own.
  var offerHead: [UInt8] { Array(offer.content[..<offerStart]) }
  var answerHead: [UInt8] { Array(answer.content[..<(Preamble.byteCount + 64)]) }
  private var offerStart: Int { Preamble.byteCount + 4 + agreement.bytes.count + 64 }

  private init() throws {
    initiator = try Self.identity(1)
    responder = try Self.identity(2)
    let parties = [initiator.publicIdentity, responder.publicIdentity].map { identity in
      "identity: \(identity), commitment: \(Self.digest), accounts: 60"
    }
    agreement = try Agreement(bytes: Array(Self.text(parties).utf8))
    limits = try RunTerms(agreement).limits
    var random = SeededGenerator(seed: 21)
    var tables: [[[Point]]] = []
    var answers: [AnswerTable] = []
    for limit in limits {
      let shape = limit.shape
      let fakes = 2 * shape.shift * shape.responderGroups
      let sections =
        try (0..<shape.initiatorGroups).map { group in
          try Self.points(fakes + group * shape.initiatorTokens, &random)
        } + [try Self.points(shape.initiatorTokens * shape.controls, &random)]
      let tags = try sections.map { section in
        try section.map { _ in try Tag(bytes: random.bytes(16).span) }.sorted()
      }
      tables.append(sections)
      answers.append(
        AnswerTable(
          tags: tags,
          points: try (0..<shape.responderGroups).map { try Self.points($0, &random) }
            + [Self.points(shape.responderTokens * shape.controls, &random)]))
    }
    offered = tables.map { $0.map(\.count) }
    let own = try AgreementSignature(of: agreement, role: .initiator, by: initiator)
    let other = try AgreementSignature(of: agreement, role: .responder, by: responder)
    offer = try OutgoingMessage(
      Self.preamble(.offer, agreement, answers: .zero),
      body: Offer(
        agreement: agreement.bytes, agreementSignature: own.signature, runCounter: 1, tables: tables
      ).body, signedBy: initiator)
    answer = try OutgoingMessage(
      Self.preamble(.answer, agreement, answers: offer.digest),
      body: Answer(agreementSignature: other.signature, tables: answers).body, signedBy: responder)
    report = try OutgoingMessage(
      Self.preamble(.report, agreement, answers: answer.digest),
      body: ReportMessage(report: Array("{}".utf8)).body, signedBy: initiator)
  }

  private static func identity(_ number: UInt8) throws -> PrivateIdentity {
    try PrivateIdentity(root: SecretBytes(copying: [UInt8](repeating: number, count: 32)))
  }

  private static func points(_ count: Int, _ random: inout SeededGenerator) throws -> [Point] {
    try (0..<count).map { _ in try Scalar.randomPoint(from: random.bytes(32).span) }.sorted()
  }

  private static func preamble(
    _ kind: MessageKind, _ agreement: Agreement, answers: Agreements.Digest
  ) -> Preamble {
    Preamble(
      kind: kind, sender: agreement.party(kind.sender).identity,
      recipient: agreement.party(kind.sender.other).identity, agreement: agreement.digest,
      run: [UInt8](repeating: 0x52, count: 16), seedNumber: 1, answers: answers,
      nextCommitment: .zero, senderHead: .zero, recipientHead: .zero)
  }

  private static let digest = String(repeating: "5a", count: 32)

  /// - Parameter parties: the further keys of each.
  private static func text(_ parties: [String]) -> String {
    """
    lacuna: agreement/1
    title: Acme and Globex
    purpose: Joint account planning
    valid: {from: 2026-11-23, until: 2027-11-22}
    initiator: {name: Acme, organisation: acme, \(parties[0])}
    responder: {name: Globex, organisation: globex, \(parties[1])}
    match:
      rule: union
      keys: [domain, name-country, name]
      normaliser: domain/2
      names: name/2
      account-key: account-key/1
      public-suffixes: \(digest)
      free-mail: \(digest)
      shared-hosts: \(digest)
    dimensions:
      status: {values: [customer, open-opportunity, prospect], roll-up: precedence, unlisted: left-out}
      industry: {values: [Media, Oil & Gas], roll-up: majority, unlisted: other}
    products: {initiator: [Core, "Analytics: all"], responder: [Warehouse], most-an-account: 2}
    questions: [{question: account-map, epsilon: 20}]
    privacy: {size-epsilon: 20, delta: 2^-20, yearly-cap: 40, minimum: 0, smallest-list: 1}

    """
  }
}
