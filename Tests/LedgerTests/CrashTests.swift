// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Ledger
import Release
import Testing

@Suite struct CrashTests {
  /// Larger than SQLite's cache, so that pages reach the file before the commit.
  static let message = (0..<5 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

  private func send(_ ledger: Ledger, at piece: (Int) throws -> Void = { _ in }) throws {
    try ledger.append([facts(.offerSent, charge: "1/2", reserve: "1/1")], limits: limits("2/1")) {
      for start in stride(from: 0, to: CrashTests.message.count, by: 700_001) {
        try piece(start)
        let end = min(start + 700_001, CrashTests.message.count)
        try $0.write(Array(CrashTests.message[start..<end]))
      }
      try piece(CrashTests.message.count)
    }
  }

  /// Before the commit there is nothing: as it failed, and as a killed process would leave it.
  @Test func fallsBeforeTheCommitLeaveNothing() throws {
    struct Stop: Error {}
    let folder = try Folder()
    let ledger = try Ledger.create(in: folder.path)
    var snapshots: [Folder] = []
    try send(ledger) { _ in snapshots.append(try folder.snapshot()) }
    #expect(snapshots.count == 9)
    #expect(snapshots.contains { $0.bytes("ledger.sqlite-journal") != nil })
    #expect((snapshots.last?.bytes("ledger.sqlite")?.count ?? 0) > 1 << 20)
    for killed in snapshots {
      let reopened = try Ledger.open(in: killed.path, for: .writing)
      #expect(try reopened.verify() == .whole(entries: 0, messages: 0))
      #expect(try reopened.spentOnAll(lineage: "customers", today: 20_000) == .zero)
      let run = bytes(1, 16)
      #expect(
        try reopened.storedMessage(run: run, kind: .offerSent, counterpart: "Globex") == nil)
      try send(reopened)
      #expect(try reopened.verify() == .whole(entries: 1, messages: 1))
      #expect(try reopened.head(of: "Globex") == ledger.head(of: "Globex"))
    }

    let other = try Folder()
    let failing = try Ledger.create(in: other.path)
    for stop in stride(from: 0, through: CrashTests.message.count, by: 700_001) {
      #expect(refusal { try send(failing) { if $0 == stop { throw Stop() } } } == "interrupted")
      #expect(try failing.verify() == .whole(entries: 0, messages: 0))
    }
    let chunks = try DatabaseQueue(path: other.ledger).read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM message_chunk")
    }
    #expect(chunks == 0)
  }

  /// After the commit it is paid, and whatever falls, the file is completed later, the same bytes.
  @Test func fallsAfterTheCommitAreCompleted() throws {
    let folder = try Folder()
    let ledger = try Ledger.create(in: folder.path)
    try send(ledger)
    let killed = try folder.snapshot()
    let paid = try ledger.entries()

    let counting = FaultyFiles()
    try publish(killed, "counted", counting)
    let steps = counting.operations
    #expect(Set(steps).isSuperset(of: [.create, .write, .sync, .close, .rename, .syncFolder]))
    for fault in 0..<steps.count {
      let name = "offer-\(fault).lacuna"
      let failure = refusal { try publish(killed, name, FaultyFiles(faultAt: fault)) }
      #expect(failure == "disk-full", "at \(fault), \(steps[fault])")
      if let bytes = killed.bytes(name) { #expect(bytes == CrashTests.message) }
      try publish(killed, name, LocalFiles())
      try publish(killed, name, LocalFiles())
      #expect(killed.bytes(name) == CrashTests.message)
      #expect(try killed.mode(name) == 0o644)
    }
    #expect(try !killed.names().contains { $0.hasSuffix(".partial") })
    let reopened = try Ledger.open(in: killed.path, for: .writing)
    #expect(try reopened.entries() == paid)
    #expect(try reopened.verify() == .whole(entries: 1, messages: 1))
  }

  private func publish(_ folder: Folder, _ name: String, _ files: any FileLayer) throws {
    let ledger = try Ledger.open(in: folder.path, for: .writing, files: files)
    let message = try #require(
      try ledger.storedMessage(run: bytes(1, 16), kind: .offerSent, counterpart: "Globex"))
    #expect(message.length == Int64(CrashTests.message.count))
    try ledger.publish(message, to: folder.file(name))
  }

  /// A ledger is made whole or not at all.
  @Test func fallsWhileMakingALedger() throws {
    let counting = FaultyFiles()
    let first = try Folder()
    _ = try Ledger.create(in: first.path, files: counting)
    for fault in 0..<counting.operations.count {
      let folder = try Folder()
      let files = FaultyFiles(faultAt: fault)
      #expect(refusal { _ = try Ledger.create(in: folder.path, files: files) } == "disk-full")
      let again = refusal { _ = try Ledger.create(in: folder.path) }
      #expect(again == nil || again == "ledger-exists")
      let ledger = try Ledger.open(in: folder.path, for: .writing)
      #expect(try ledger.verify() == .whole(entries: 0, messages: 0))
    }
  }

  /// SQLite is given a file that may not grow any more.
  @Test func fullDiskSpendsNothing() throws {
    let folder = try Folder()
    let ledger = try Ledger.create(in: folder.path)
    for pages in [20, 300, 1000] {
      try ledger.limit(pages: pages)
      #expect(refusal { try send(ledger) } == "disk-full")
      #expect(try ledger.verify() == .whole(entries: 0, messages: 0))
      #expect(try ledger.spentOnAll(lineage: "customers", today: 20_000) == .zero)
    }
    try ledger.limit(pages: 100_000)
    try send(ledger)
    #expect(try ledger.verify() == .whole(entries: 1, messages: 1))
  }

  /// A stored message that is not the recorded one is never given a name.
  @Test func damagedMessageIsNotPublished() throws {
    let folder = try Folder()
    try send(Ledger.create(in: folder.path))
    let queue = try DatabaseQueue(path: folder.ledger)
    try queue.writeWithoutTransaction { database in
      let trigger = try String.fetchOne(
        database, sql: "SELECT sql FROM sqlite_master WHERE name = 'message_chunk_no_update'")
      try database.execute(sql: "DROP TRIGGER message_chunk_no_update")
      try database.execute(
        sql: "UPDATE message_chunk SET bytes = zeroblob(length(bytes)) WHERE part = 4")
      try database.execute(sql: trigger ?? "")
    }
    try queue.close()
    #expect(refusal { try publish(folder, "offer.lacuna", LocalFiles()) } == "ledger-broken")
    #expect(try folder.names() == ["ledger.lock", "ledger.sqlite"])
  }
}
