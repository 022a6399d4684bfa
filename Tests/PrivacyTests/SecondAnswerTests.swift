// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import Foundation
import Matching
import Parallel
import Testing
import TestSupport

/// A3: nothing is gained from making a responder answer twice (F3).
@Suite("A second answer")
struct SecondAnswerTests {
  private func answer(
    _ pair: RoomPair, _ company: String, offer: String? = nil
  ) throws -> [UInt8] {
    try contents(
      of: pair.room(company).blind(list: pair.list(company), offer: offer).path)
  }

  @Test("another offer under an answered run is refused; the same one gets the stored file")
  func secondOffer() throws {
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(in: folder)
      let honest = pair.inbox("globex", "offer.lacuna")
      let first = try answer(pair, "globex", offer: honest)
      let files = try pair.files("globex")

      let forged = pair.inbox("globex", "forged.lacuna")
      try pair.forgedOffer { $0[0].removeLast() }.write(to: forged)
      let error = #expect(throws: CleanRoomError.self) {
        try answer(pair, "globex", offer: forged)
      }
      #expect(error?.code.name == "already-answered")

      // The same content in a new seal, and after an edit of the list: the stored bytes.
      try pair.forgedOffer { _ in }.write(to: forged)
      #expect(try contents(of: forged) != contents(of: honest))
      try pair.write(list: 0..<70, of: "globex")
      for _ in 0..<3 {
        let sent = try pair.room("globex").blind(list: pair.list("globex"), offer: forged)
        #expect(sent.outcome == .sentAgain)
        #expect(try contents(of: sent.path) == first)
      }
      try FileManager.default.removeItem(
        atPath: pair.room("globex").blind(list: pair.list("globex"), offer: honest).path)
      #expect(try answer(pair, "globex", offer: honest) == first)
      let later = try pair.files("globex")
      for path in files.keys where path.hasPrefix("room/") && !path.contains("Inbox") {
        #expect(later[path] == files[path], "\(path)")
      }
    }
  }

  @Test("a restored state directory repeats its answer, or answers with other secrets")
  func restored() throws {
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(in: folder)
      for name in ["same", "edited", "reordered"] { try pair.clone("globex", as: name) }
      try pair.write(list: (20..<80).reversed(), of: "reordered")
      try pair.write(list: 20..<79, of: "edited")
      let (message, first) = try pair.openAnswer(answer(pair, "globex"))
      let (repeated, again) = try pair.openAnswer(answer(pair, "same"))
      #expect(again.tables == first.tables)
      // The next seed was drawn with the answer, so the backup lacks it and its commitment is another; all else repeats.
      func rest(_ content: [UInt8]) -> [UInt8] { Array(content[..<292] + content[324...]) }
      #expect(rest(repeated.content) == rest(message.content))
      let (_, reordered) = try pair.openAnswer(answer(pair, "reordered"))
      #expect(reordered.tables == first.tables)
      let (_, edited) = try pair.openAnswer(answer(pair, "edited"))
      Self.expectNothingInCommon(first, edited)
    }
  }

  /// With the next seed kept, the whole content repeats.
  @Test("a restored ledger beside the kept keys repeats its answer byte for byte")
  func restoredLedger() throws {
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(in: folder)
      let ledger = pair.path("globex", "ledger.sqlite")
      let backup = try contents(of: ledger)
      let (first, _) = try pair.openAnswer(answer(pair, "globex"))
      try backup.write(to: ledger)
      for name in try FileManager.default.contentsOfDirectory(
        atPath: pair.path("globex", "room/Outbox")) where name.hasSuffix(".lacuna")
      {
        try FileManager.default.removeItem(atPath: pair.path("globex", "room/Outbox/\(name)"))
      }
      let (again, _) = try pair.openAnswer(answer(pair, "globex"))
      #expect(again.content == first.content)
    }
  }

  /// Two restored rooms answer two offers that differ in one row. The tag that only the first answer has would be that
  /// row's, and its match a membership.
  @Test("the dropped row leaves no trace between the answers of restored rooms")
  func droppedRow() throws {
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(in: folder)
      try pair.clone("globex", as: "restored")
      let path = pair.inbox("restored", "forged.lacuna")
      try pair.forgedOffer { $0[0].removeFirst() }.write(to: path)
      let (_, first) = try pair.openAnswer(answer(pair, "globex"))
      var sizes = first.tables[0].tags.map(\.count)
      sizes[0] -= 1
      let (_, second) = try pair.openAnswer(answer(pair, "restored", offer: path), to: sizes)
      Self.expectNothingInCommon(first, second)
    }
  }

  private static func expectNothingInCommon(_ first: Answer, _ second: Answer) {
    let tags = [first, second].map { Set($0.tables[0].tags.joined()) }
    let points = [first, second].map { Set($0.tables[0].points.joined()) }
    #expect(tags[0].isDisjoint(with: tags[1]))
    #expect(points[0].isDisjoint(with: points[1]))
    #expect(!tags[0].isEmpty && !points[0].isEmpty)
  }

  /// The mistake: secrets that do not depend on the offer. The attack then reads a member and a stranger alike.
  @Test("with one key for both offers, the dropped row is read", arguments: [true, false])
  func reusedKey(isMember: Bool) throws {
    let shape = TableShape(number: 0, initiatorGroups: 1, responderGroups: 2, shift: 3)
    func side(_ key: UInt8) throws -> TableSide<Curve25519Arithmetic> {
      func secret(_ byte: UInt8) -> SecretBytes {
        SecretBytes(copying: [UInt8](repeating: byte, count: 32))
      }
      return try TableSide(
        shape, tableKey: TableKey(insecureSecret: secret(9)), messageKey: secret(key),
        arithmetic: Curve25519Arithmetic(), workers: Workers(count: 1))
    }
    func rows(_ names: [String]...) -> TableRows {
      TableRows(
        groups: names.map { names in TokenNames(names.map { .domain(Array($0.utf8)) }) })
    }
    let initiator = try side(1)
    let responder = try side(2)
    let target = isMember ? "member.example" : "stranger.example"
    let tags = try [["a.example", "b.example", target], ["a.example", "b.example"]].map {
      try responder.tags(of: initiator.offer(rows($0), padding: [2]))
    }
    let answer = try responder.answer(
      rows(["a.example"], ["member.example", "c.example"]), noise: [[1, 5]], unmatchedNoise: [2, 2])
    let vanished = Set(tags[0].joined()).subtracting(tags[1].joined())
    #expect(vanished.count == 1)
    let matched = Matcher.count(
      offered: [Array(vanished)], answered: try initiator.tags(of: answer))
    #expect(matched == [[0, isMember ? 1 : 0]])
  }
}
