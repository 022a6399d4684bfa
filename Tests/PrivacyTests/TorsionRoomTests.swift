// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Cryptography
import Ledger
import Testing
import TestSupport

/// A1, end to end: forged files under good signatures, given to whole rooms.
@Suite("Torsion copies and points of low order, between rooms")
struct TorsionRoomTests {
  /// What a refusal may leave behind: nothing but the next seed, which is drawn once and kept, whatever is refused.
  private static func expectRefusal(
    _ name: String, _ pair: RoomPair, _ company: String, _ verb: () throws -> Void
  ) throws {
    let files = try pair.files(company)
    let entries = try pair.ledger(company).entries()
    let spent = try pair.ledger(company).spentOnAll(
      lineage: "customers", today: pair.today.number)
    let error = #expect(throws: CleanRoomError.self) { try verb() }
    #expect(error?.code.name == name)
    #expect(error?.code.exitStatus == ExitStatus.counterpartFileRejected.rawValue)
    #expect(try pair.ledger(company).entries() == entries)
    #expect(
      try pair.ledger(company).spentOnAll(lineage: "customers", today: pair.today.number) == spent)
    let changed = try pair.files(company).filter { files[$0.key] != $0.value }.keys
    #expect(changed.allSatisfy { $0.hasPrefix("room/Keys/seeds/") }, "\(changed)")
    let missing = Set(files.keys).subtracting(try pair.files(company).keys)
    #expect(missing.isEmpty)
  }

  @Test("the responder refuses an offer with copies, within a section and across two")
  func offers() throws {
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(in: folder)
      func refuse(_ name: String, _ change: (inout [[Point]]) throws -> Void) throws {
        let path = pair.inbox("globex", "forged.lacuna")
        try pair.forgedOffer(changing: change).write(to: path)
        try Self.expectRefusal(name, pair, "globex") {
          _ = try pair.room("globex").blind(list: pair.list("globex"), offer: path)
        }
      }
      for torsion in 1..<8 {
        // A copy takes the place of another point, so that every length stays what it was.
        try refuse("point-repeated") { sections in
          sections[0][1] = try FullPoint.copies(of: sections[0][0])[torsion]
        }
        try refuse("point-repeated") { sections in
          sections[1][1] = try FullPoint.copies(of: sections[0][0])[torsion]
        }
      }
      try refuse("point-repeated") { $0[2][0] = $0[0][0] }
      try refuse("not-ascending") { $0[2][0] = $0[2][1] }
      for point in try Self.lowOrder() {
        try refuse("point-zero") { $0[1][3] = point }
      }
      // Control: a changed offer as such is no reason to refuse.
      let path = pair.inbox("globex", "forged.lacuna")
      try pair.forgedOffer { sections in
        sections[0][1] = try Scalar(SecretBytes(copying: [UInt8](repeating: 7, count: 32)))
          .publicPoint()
      }.write(to: path)
      let sent = try pair.room("globex").blind(list: pair.list("globex"), offer: path)
      #expect(sent.outcome == .made)
      #expect(try pair.ledger("globex").entries().last?.facts.kind == .answerSent)
    }
  }

  @Test("the initiator refuses an answer with copies")
  func answers() throws {
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(in: folder)
      let sent = try pair.room("globex").blind(list: pair.list("globex"), offer: nil)
      try pair.mail(contents(of: sent.path), as: "answer.lacuna", to: "acme")
      func refuse(_ name: String, _ change: (inout [[Point]]) throws -> Void) throws {
        let path = pair.inbox("acme", "forged.lacuna")
        try pair.forgedAnswer(changing: change).write(to: path)
        try Self.expectRefusal(name, pair, "acme") {
          _ = try pair.room("acme").match(answer: path)
        }
      }
      for torsion in 1..<8 {
        try refuse("point-repeated") { sections in
          sections[0].append(try FullPoint.copies(of: sections[0][0])[torsion])
        }
        try refuse("point-repeated") { sections in
          sections[2].append(try FullPoint.copies(of: sections[0][0])[torsion])
        }
      }
      try refuse("point-repeated") { $0[2].append($0[0][0]) }
      for point in try Self.lowOrder() {
        try refuse("point-zero") { $0[1].append(point) }
      }
      let held = try pair.room("acme").match(answer: pair.inbox("acme", "answer.lacuna"))
      #expect(held.sent?.outcome == .made)
    }
  }

  /// The canonical encodings whose every product is zero, on the curve and on its twist.
  private static func lowOrder() throws -> [Point] {
    let minusOne = FieldElement(0) - FieldElement(1)
    let onTwist = try Point(bytes: minusOne.bytes)
    return try [Point(bytes: FieldElement(0).bytes)]
      + Set(FullPoint.torsion().compactMap(\.point).filter { $0.bytes.contains { $0 != 0 } })
      + [onTwist]
  }
}
