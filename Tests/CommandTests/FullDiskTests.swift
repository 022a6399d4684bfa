// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A disk without room: one clear error, and once there is room the same command completes, at one debit.
@Suite struct FullDiskTests {
  @Test(arguments: CrashTests.Paying.allCases)
  func `a file-size limit stops a verb cleanly`(paying: CrashTests.Paying) async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: paying.before)
      let company = paying.payer(two)
      let verb = paying.verb.joined(separator: " ")
      // Blocks of 512 bytes: from room for an error to nearly enough for the ledger.
      for blocks in [1, 8, 40, 80, 120] {
        let outcome = try await Tool.shell(
          "trap '' XFSZ; ulimit -f \(blocks); exec lacuna \(verb)", in: company.room)
        try await expectClean(outcome, company, paying, "\(blocks) blocks")
      }
      try await expectCompletes(company, paying)
    }
  }

  /// As root on Linux, a disk of our own that is really full.
  @Test(arguments: CrashTests.Paying.allCases)
  func `a full disk stops a verb cleanly`(paying: CrashTests.Paying) async throws {
    try await withTemporaryFolder { folder in
      guard try await Self.mount(folder) else { return }
      do {
        let two = try await TwoCompanies.make(in: folder, at: paying.before)
        let company = paying.payer(two)
        let filler = folder.appending(path: "filler")
        for free in [0, 4, 16, 48, 80, 112] {
          // Fills the disk, then gives back so many kilobytes.
          _ = try await Tool.shell(
            "dd if=/dev/zero of=filler bs=4k 2>/dev/null; truncate -s -\(free)k filler",
            in: folder)
          let outcome = try await company.run(paying.verb)
          try await expectClean(outcome, company, paying, "\(free) kB free")
          try FileManager.default.removeItem(at: filler)
        }
        try await expectCompletes(company, paying)
      } catch {
        try await Self.unmount(folder)
        throw error
      }
      try await Self.unmount(folder)
    }
  }

  /// Whether a small disk of its own is now at `folder`.
  private static func mount(_ folder: URL) async throws -> Bool {
    guard getuid() == 0 else { return false }
    let outcome = try await Tool.shell(
      "mount -t tmpfs -o size=2m tmpfs '\(folder.path)'", in: folder)
    return outcome.status == 0
  }

  private static func unmount(_ folder: URL) async throws {
    try await Tool.shell("umount '\(folder.path)'", in: URL(filePath: "/")).requireDone()
  }

  /// Done, or one refusal and no message that is unpaid or in part.
  private func expectClean(
    _ outcome: Outcome, _ company: Company, _ paying: CrashTests.Paying, _ what: String
  ) async throws {
    if outcome.status != 0 {
      #expect([73, 74].contains(outcome.status), "\(what): \(outcome)")
      expectRefusal(
        outcome, outcome.status, "disk-full", "file-system", "ledger-database", whenGiven: what)
    }
    let ledger = try await company.ledger()
    #expect(ledger.isWhole)
    #expect(ledger.count(paying.entry) <= 1)
    let files = try company.messages().filter { $0.contains("-\(paying.rawValue)-") }
    #expect(files.count <= ledger.count(paying.entry), "\(what): \(files)")
    for name in files { #expect(try await company.isPaid(name), "\(what)") }
    let partial = try Snapshot(of: company.folder).paths.filter { $0.hasSuffix(".partial") }
    #expect(partial == [], "\(what)")
  }

  private func expectCompletes(_ company: Company, _ paying: CrashTests.Paying) async throws {
    try await company.run(paying.verb).requireDone()
    #expect(try await company.ledger().count(paying.entry) == 1)
    let files = try company.sent(paying.rawValue)
    #expect(files.count == 1)
  }
}
