// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import TestSupport
import Testing

/// A1: what is refused after multiplying, by a responder of an offer and by an initiator of an answer.
@Suite("Points of low order, and copies that differ by torsion")
struct TorsionTests {
  enum Receiver: CaseIterable { case initiator, responder }

  private func verdict(_ sections: [[Point]], at receiver: Receiver, workers: Int = 1) throws
    -> BlindingError?
  {
    let sides = Sides(key: 1, workers: workers)
    let side = try receiver == .initiator ? sides.initiator() : sides.responder()
    do throws(BlindingError) {
      _ = try side.tags(of: sections)
      return nil
    } catch {
      return error
    }
  }

  private func honest(_ count: Int) throws -> [Point] {
    var random = SeededGenerator(seed: 5)
    return try (0..<count).map { _ in try Curve25519Arithmetic().randomPoint(from: random.bytes(32))
    }.sorted()
  }

  private func copies(of index: Int) throws -> [Point] {
    try TorsionCopies.bytes[8 * index..<8 * index + 8].map { try Point(bytes: $0) }
  }

  @Test("Distinct points pass", arguments: Receiver.allCases)
  func control(receiver: Receiver) throws {
    let honest = try honest(20)
    let (one, two) = (try copies(of: 0), try copies(of: 1))
    #expect(try verdict([honest, []], at: receiver) == nil)
    for (first, second) in zip(one, two) {
      #expect(try verdict([honest + [first]], at: receiver) == nil)
      #expect(try verdict([honest + [first, second]], at: receiver) == nil)
      #expect(try verdict([[first], honest + [second]], at: receiver) == nil)
    }
  }

  @Test("A point of low order is refused, wherever it stands", arguments: Receiver.allCases)
  func lowOrder(receiver: Receiver) throws {
    let honest = try honest(4)
    for bytes in try TorsionCopies.lowOrder + TorsionCopies.otherLowOrder {
      let point = try Point(bytes: bytes)
      for sections in [[[point]], [[point] + honest, []], [honest, honest.prefix(0) + [point]]] {
        #expect(try verdict(sections, at: receiver) == .pointZero)
      }
    }
    // Zero is found before a repetition, by one worker and by two.
    let zero = try Point(bytes: TorsionCopies.lowOrder[0])
    #expect(try verdict([[zero, zero]], at: receiver) == .pointZero)
    #expect(try verdict([try self.honest(2500), [zero]], at: receiver, workers: 2) == .pointZero)
  }

  @Test("Two copies of a point, in one section and across two", arguments: Receiver.allCases)
  func pairs(receiver: Receiver) throws {
    let honest = try honest(4)
    let copies = try copies(of: 0)
    #expect(Set(copies).count == 8)
    for first in copies.indices {
      for second in copies.indices.dropFirst(first + 1) {
        let (one, two) = (copies[first], copies[second])
        #expect(try verdict([(honest + [one, two]).sorted()], at: receiver) == .pointRepeated)
        #expect(try verdict([(honest + [one]).sorted(), [two]], at: receiver) == .pointRepeated)
      }
    }
    #expect(try verdict([copies.sorted(), []], at: receiver) == .pointRepeated)
    #expect(try verdict(copies.map { [$0] }, at: receiver) == .pointRepeated)
    #expect(try verdict([[copies[0]], [copies[0]]], at: receiver) == .pointRepeated)
    let many = try self.honest(2500)
    #expect(
      try verdict([many + [copies[3]], [copies[6]]], at: receiver, workers: 2) == .pointRepeated)
  }

  @Test("The verdict does not depend on the scalar")
  func anyScalar() throws {
    let copies = try copies(of: 1)
    for key in UInt8(0)..<20 {
      let sides = Sides(key: key)
      #expect(throws: BlindingError.pointRepeated) {
        _ = try sides.responder().tags(of: [[copies[0], copies[5]]])
      }
      #expect(throws: Never.self) { _ = try sides.responder().tags(of: [[copies[5]]]) }
    }
  }

  @Test(
    "Both stages refuse them by name, and the same message without them is answered and matched")
  func stages() throws {
    let vector = try #require(MessageContentTests.vectors.get().first { $0.name == "status" })
    let run = try VectorRun(vector)
    let copies = try copies(of: 0)
    let zero = try Point(bytes: TorsionCopies.lowOrder[1])
    let offerMessage = try run.received(.offer, vector.hex("offer"))
    let offer = try Offer(offerMessage, agreement: run.terms.agreement, limits: run.terms.limits)
    let answerMessage = try run.received(.answer, vector.hex("answer"))
    let answer = try Answer(
      answerMessage, agreement: run.terms.agreement, limits: run.terms.limits,
      offered: offer.tables.map { $0.map(\.count) })

    let cases: [([Point], ExchangeError?)] = [
      ([copies[2]], nil), ([copies[2], copies[7]], .pointRepeated(table: 0)),
      ([zero], .pointZero(table: 0)),
    ]
    for (added, expected) in cases {
      var tables = offer.tables
      tables[0][1] += added
      let changed = Offer(
        agreement: offer.agreement, agreementSignature: offer.agreementSignature,
        runCounter: offer.runCounter, tables: tables)
      #expect(stop { _ = try run.answer(to: changed, in: offerMessage) } == expected)

      var points = answer.tables[0].points
      points[2] += added
      let other = Answer(
        agreementSignature: answer.agreementSignature,
        tables: [AnswerTable(tags: answer.tables[0].tags, points: points)])
      let name = stop {
        _ = try MatchStage(run.terms, run.machinery).match(
          other, in: answerMessage, runKey: run.offer().runKey, identity: run.identity(.initiator),
          seed: run.seed(.initiator))
      }
      #expect(name == expected)
    }
  }

  /// What the counterpart's message is refused as; nil where the stage goes through.
  private func stop(_ stage: () throws -> Void) -> ExchangeError? {
    do {
      try stage()
      return nil
    } catch StageError.exchange(let error) {
      return error
    } catch {
      Issue.record("\(error)")
      return nil
    }
  }
}
