// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Ledger
import Release
import Testing

@Suite struct LedgerFileTests {
  /// A ledger with five entries, two of them with messages; closed.
  private func filled() throws -> Folder {
    let folder = try Folder()
    let ledger = try Ledger.create(in: folder.path)
    try ledger.record(facts(.agreementSigned))
    var offer = try facts(.offerReceived)
    offer.counterpartHead = bytes(4, 32)
    try ledger.record(offer)
    try ledger.record(facts(.answerSent, charge: "1/2"))
    let other = try facts(
      .offerSent, run: 2, agreement: 2, counterpart: "Initech", charge: "1/3", reserve: "1/5")
    try ledger.record(other)
    try ledger.record(facts(.reportReceived))
    return folder
  }

  private func opening(_ folder: Folder, _ access: Ledger.Access = .writing) -> String? {
    refusal { _ = try Ledger.open(in: folder.path, for: access) }
  }

  @Test func madeOnceAndPrivate() throws {
    let folder = try Folder()
    #expect(opening(folder) == "ledger-missing")
    #expect(opening(folder, .reading) == "ledger-missing")
    do {
      let ledger = try Ledger.create(in: folder.path)
      #expect(try ledger.verify() == .whole(entries: 0, messages: 0))
    }
    #expect(try folder.mode("ledger.sqlite") == 0o600)
    #expect(try folder.mode("ledger.lock") == 0o600)
    #expect(try folder.names() == ["ledger.lock", "ledger.sqlite"])
    #expect(refusal { _ = try Ledger.create(in: folder.path) } == "ledger-exists")
    #expect(opening(folder) == nil)
  }

  @Test func appendOnly() throws {
    let folder = try filled()
    let queue = try DatabaseQueue(path: folder.ledger)
    let copied = """
      sequence, counterpart, lineage, kind, agreement, role, run, seed_number, content,
      counterpart_head, charge, reserve, 1, message_length, message_digest, witness, seal
      """
    for statement in [
      "UPDATE entry SET charge = '0/1' WHERE sequence = 3",
      "DELETE FROM entry WHERE sequence = 5", "DELETE FROM message_chunk",
      "UPDATE message_chunk SET bytes = x'00'",
      "INSERT OR REPLACE INTO entry SELECT \(copied) FROM entry WHERE sequence = 3",
      "UPDATE OR REPLACE entry SET sequence = 4 WHERE sequence = 5",
      "INSERT INTO message_chunk VALUES (3, 1, x'00')",
      "INSERT OR REPLACE INTO message_chunk VALUES (3, 0, x'00')",
    ] {
      #expect(throws: DatabaseError.self, "\(statement)") {
        try queue.write { try $0.execute(sql: statement) }
      }
    }
    try queue.close()
    #expect(opening(folder) == nil)
  }

  /// Past the triggers: any change of any column of any row is named by its row.
  @Test func verifyNamesTheTamperedRow() throws {
    let changes = [
      "counterpart": "'Hooli'", "lineage": "'x'", "kind": "'abandoned'",
      "agreement": "zeroblob(32)", "role": "iif(role = 'initiator', 'responder', 'initiator')",
      "run": "x'00112233445566778899aabbccddeeff'", "seed_number": "seed_number + 1",
      "content": "zeroblob(32)", "counterpart_head": "x'\(String(repeating: "ab", count: 32))'",
      "charge": "'1/97'", "reserve": "'1/97'", "day": "day + 1",
      "message_length": "message_length + 1", "message_digest": "zeroblob(32)",
      "witness": "zeroblob(32)", "seal": "zeroblob(32)",
    ]
    let original = try filled()
    for (column, value) in changes {
      for sequence in 1...5 {
        let folder = try original.snapshot()
        try tamper(folder, "UPDATE entry SET \(column) = \(value) WHERE sequence = \(sequence)")
        let ledger = try Ledger.open(in: folder.path, for: .reading)
        guard case .broken(let bad, _) = try ledger.verify() else {
          Issue.record("\(column) of \(sequence) was changed unnoticed")
          continue
        }
        #expect(bad == sequence, "\(column)")
        #expect(opening(folder) == "ledger-broken")
      }
    }
  }

  @Test func verifyNamesMissingAndForeignRows() throws {
    let cases: [(String, LedgerVerdict)] = [
      ("DELETE FROM entry WHERE sequence = 2", .broken(sequence: 2, .sequence)),
      ("DELETE FROM message_chunk WHERE entry = 4", .broken(sequence: 4, .message)),
      ("UPDATE message_chunk SET bytes = x'00' WHERE entry = 3", .broken(sequence: 3, .message)),
      ("INSERT INTO message_chunk VALUES (3, 1, x'00')", .broken(sequence: 3, .message)),
      ("UPDATE entry SET kind = 'gift' WHERE sequence = 1", .broken(sequence: 1, .unreadable)),
      ("UPDATE entry SET charge = '2/4' WHERE sequence = 3", .broken(sequence: 3, .unreadable)),
      (
        "UPDATE entry SET day = -9223372036854775808 WHERE sequence = 1",
        .broken(sequence: 1, .unreadable)
      ),
      ("UPDATE entry SET seed_number = -1 WHERE sequence = 2", .broken(sequence: 2, .unreadable)),
    ]
    for (statement, verdict) in cases {
      let folder = try filled()
      try tamper(folder, statement)
      let ledger = try Ledger.open(in: folder.path, for: .reading)
      #expect(try ledger.verify() == verdict, "\(statement)")
      #expect(try ledger.listing(today: 20_000).verdict == verdict)
    }
  }

  /// Takes the triggers away, changes the file and puts them back as they were.
  private func tamper(_ folder: Folder, _ statement: String) throws {
    let queue = try DatabaseQueue(path: folder.ledger)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF")
      let triggers = try Row.fetchAll(
        database, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
      for trigger in triggers {
        let name: String = trigger["name"]
        try database.execute(sql: "DROP TRIGGER \(name)")
      }
      try database.execute(sql: statement)
      for trigger in triggers {
        let text: String = trigger["sql"]
        try database.execute(sql: text)
      }
    }
    try queue.close()
  }

  @Test func droppedTriggerIsNoticed() throws {
    let folder = try filled()
    let queue = try DatabaseQueue(path: folder.ledger)
    try queue.write { try $0.execute(sql: "DROP TRIGGER entry_no_update") }
    try queue.close()
    #expect(opening(folder) == "ledger-corrupt")
    #expect(opening(folder, .reading) == "ledger-corrupt")
  }

  @Test func foreignFilesAreNotTouched() throws {
    let folder = try Folder()
    for (sql, name) in [
      ("CREATE TABLE t (a)", "not-a-ledger"),
      ("PRAGMA application_id = 0x4c61636e", "not-a-ledger"),
      ("PRAGMA application_id = 0x4c61636e; PRAGMA user_version = 2", "ledger-version"),
      ("PRAGMA application_id = 0x4c61636e; PRAGMA user_version = 1", "ledger-corrupt"),
    ] {
      try? FileManager.default.removeItem(atPath: folder.ledger)
      let queue = try DatabaseQueue(path: folder.ledger)
      try queue.writeWithoutTransaction { try $0.execute(sql: sql + "; CREATE TABLE u (a)") }
      try queue.close()
      let before = folder.bytes("ledger.sqlite")
      #expect(opening(folder) == name)
      #expect(folder.bytes("ledger.sqlite") == before)
    }
  }

  /// Garbage, cut files and flipped bytes give a typed refusal or an intact ledger, never a trap.
  @Test func damagedFilesAreRefused() throws {
    let folder = try filled()
    let whole = try #require(folder.bytes("ledger.sqlite"))
    let intact = try Ledger.open(in: folder.path, for: .reading).entries()
    func put(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: folder.ledger)) }
    for size in [0, 1, 99] {
      try put(Array(whole.prefix(size)))
      #expect(opening(folder) == "not-a-ledger")
    }
    try put([UInt8](repeating: 0x41, count: 4096))
    #expect(opening(folder) == "not-a-ledger")
    let names: Set = [
      "ledger-corrupt", "ledger-broken", "not-a-ledger", "ledger-version", "ledger-database",
    ]
    for size in stride(from: 4096, to: whole.count, by: 4096) {
      try put(Array(whole.prefix(size)))
      #expect(names.contains(opening(folder) ?? "intact"), "cut at \(size)")
    }
    let seed = UInt64.random(in: 0...UInt64.max)
    print("damagedFilesAreRefused: seed \(seed)")
    var state = seed
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let place = Int((state >> 24) % UInt64(bytes.count))
        bytes[place] = UInt8(truncatingIfNeeded: state >> 56)
      }
      try put(bytes)
      var verdict: LedgerVerdict?
      let name = refusal {
        let ledger = try Ledger.open(in: folder.path, for: .reading)
        verdict = try ledger.verify()
        if case .whole = verdict { #expect(try ledger.entries() == intact) }
      }
      #expect(name.map(names.contains) ?? (verdict != nil))
    }
  }

  @Test func oneWriterAtATime() throws {
    let folder = try filled()
    let first = try Ledger.open(in: folder.path, for: .writing)
    #expect(opening(folder) == "ledger-busy")
    let reader = try Ledger.open(in: folder.path, for: .reading)
    #expect(try reader.entries().count == 5)
    #expect(
      refusal { try reader.record(facts(.offerReceived, run: 9, seed: 2)) }
        == "ledger-read-only")
    try first.record(facts(.offerReceived, run: 9, seed: 2))
    #expect(try reader.entries().count == 6)
  }

  /// A child that is just being started has the descriptors of its parent: here a copy stands for it.
  @Test func lockEndsWithItsHolder() throws {
    let folder = try filled()
    var copies: [Int32] = []
    defer { for copy in copies { close(copy) } }
    do {
      let ledger = try Ledger.open(in: folder.path, for: .writing)
      copies = try copiesOfDescriptors(of: folder.path + "/ledger.lock")
      #expect(copies.count == 1)
      #expect(opening(folder) == "ledger-busy")
      withExtendedLifetime(ledger) {}
    }
    #expect(opening(folder) == nil)
  }

  private func copiesOfDescriptors(of path: String) throws -> [Int32] {
    var file = stat()
    try #require(unsafe stat(path, &file) == 0)
    let found = (Int32(0)..<65_536).filter { number in
      var other = stat()
      return unsafe fstat(number, &other) == 0 && other.st_dev == file.st_dev
        && other.st_ino == file.st_ino
    }
    return found.map { dup($0) }
  }

  /// Two at once: one wins, the other is told so at once.
  @Test func oneOfTwoWins() async throws {
    let folder = try filled()
    let path = folder.path
    let outcomes = await withTaskGroup(of: String.self) { group in
      for _ in 0..<8 {
        group.addTask {
          do {
            let ledger = try Ledger.open(in: path, for: .writing)
            try ledger.record(facts(.offerReceived, run: 9, seed: 2))
            try await Task.sleep(for: .milliseconds(300))
            return withExtendedLifetime(ledger) { "won" }
          } catch let error as LedgerError { return error.name } catch { return "\(error)" }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.filter { $0 == "won" }.count == 1, "\(outcomes)")
    #expect(
      outcomes.allSatisfy { ["won", "ledger-busy", "run-reused"].contains($0) }, "\(outcomes)")
    #expect(try Ledger.open(in: path, for: .writing).entries().count == 6)
  }

  @Test func listingShowsWhatWasSpent() throws {
    let folder = try filled()
    let listing = try Ledger.open(in: folder.path, for: .reading).listing(today: 20_000)
    #expect(listing.verdict == .whole(entries: 5, messages: 2))
    #expect(listing.entries.map(\.facts.kind).first == .agreementSigned)
    #expect(listing.heads.map(\.counterpart) == ["Globex", "Initech"])
    #expect(
      listing.spending.map { "\($0.lineage) \($0.counterpart ?? "all") \($0.spent.text)" }
        == ["customers Globex 1/2", "customers Initech 8/15", "customers all 31/30"])
  }
}
