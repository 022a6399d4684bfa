// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import Parallel
import Questions
import TestSupport
import Testing

/// Messages that no honest side makes, made by another implementation: each is refused under exactly its name.
@Suite("Attack vectors")
struct AttackVectorTests {
  static let vectors = Result {
    try Vectors.load(
      stage: "attack",
      keys: ["kind", "agreement", "recipient-root", "offered", "file", "refusal"])
  }

  @Test("the verdict on every file")
  func verdicts() throws {
    let vectors = try Self.vectors.get()
    for vector in vectors {
      #expect(try Self.verdict(on: vector) == vector["refusal"], "\(vector)")
    }
    // The folder was not emptied: every name that a message's bytes alone bring about is there.
    let names = try Set(vectors.map { try $0["refusal"] })
    #expect(
      names == [
        "none", "not-a-message", "wrong-kind", "wrong-recipient", "seal-broken",
        "content-malformed", "signature-invalid", "run-unknown", "sender-unknown",
        "agreement-unknown", "agreement-signature", "shape", "point-not-canonical",
        "not-ascending", "tags-overlap", "point-zero", "point-repeated",
      ])
  }

  private static func verdict(on vector: Vector) throws -> String {
    do {
      try read(vector)
      return "none"
    } catch let error as ExchangeError {
      return error.name
    } catch BlindingError.pointZero {
      return ExchangeError.pointZero(table: 0).name
    } catch BlindingError.pointRepeated {
      return ExchangeError.pointRepeated(table: 0).name
    }
  }

  /// Reads a message as its recipient does, short of the ledger; the products are by a scalar of our own.
  private static func read(_ vector: Vector) throws {
    let agreement = try Agreement(bytes: vector.hex("agreement"))
    let terms = try RunTerms(agreement)
    let recipient = try PrivateIdentity(root: SecretBytes(copying: vector.hex("recipient-root")))
    let kind: MessageKind = try vector["kind"] == "offer" ? .offer : .answer
    let message = try ReceivedMessage(file: vector.hex("file"), kind: kind, openedBy: recipient)
    try message.checkSender(
      agreement.party(kind.sender).identity, under: agreement, today: agreement.terms.validFrom)
    let points: [[[Point]]]
    var controls: [[Point]] = []
    if kind == .offer {
      points = try Offer(message, agreement: agreement, limits: terms.limits).tables
    } else {
      let offered = try vector["offered"].split(separator: ",").map { table in
        table.split(separator: " ").compactMap { Int($0) }
      }
      let answered = try Answer(
        message, agreement: agreement, limits: terms.limits, offered: offered
      ).tables
      points = answered.map { Array($0.points.dropLast()) }
      controls = answered.compactMap(\.points.last)
    }
    for (table, sections) in zip(terms.plan.tables, points) {
      let side = try TableSide(
        terms.shape(table), tableKey: TableKey(insecureSecret: secret(1)), messageKey: secret(2),
        arithmetic: Curve25519Arithmetic(), workers: Workers(count: 1))
      _ = try side.tags(of: sections)
      if kind == .answer { _ = try side.controlTags(of: controls[table.number]) }
    }
  }

  private static func secret(_ byte: UInt8) -> SecretBytes {
    SecretBytes(copying: [UInt8](repeating: byte, count: 32))
  }
}
