// SPDX-License-Identifier: Apache-2.0

import Exchange
import Foundation
import Testing
import Ledger
import Release

extension RefusalRow {
  /// What the ledger refuses, and what is refused of it: ledger.md.
  static let ledgers: [RefusalRow] = [
    RefusalRow(
      "over-budget", 77, "a charge would exceed a cap",
      "budget of <any> for <any>: <any> spent and <any> to spend exceed the cap of <any>",
      left: .runKeys,
      [
        RefusalProof("blind, after the cap was spent", at: .responderReady) { two in
          // Globex has spent all but a little on Acme before, in a run of another agreement.
          let ledger = try Ledger.open(in: two.globex.folder.path, for: .writing)
          try LedgerEntries.answered(charge: "39/10", into: ledger)
          return .verb(two.globex, ["blind", Company.listFromRoom])
        },
        RefusalProof("the sum over all counterparts", at: .rooms) { two in
          .call {
            let ledger = try Ledger.open(in: two.acme.folder.path, for: .writing)
            try LedgerEntries.offer(.init(), charge: "2/1", allCounterparts: "1/1", into: ledger)
          }
        },
        RefusalProof(
          "match, of a run whose reserve was freed and spent", at: .answered,
          message:
            "the report of this run would bring the epsilon spent to <any>, above the cap"
        ) { two in
          try await two.acme.run(["abandon"]).requireDone()
          let ledger = try Ledger.open(in: two.acme.folder.path, for: .writing)
          try LedgerEntries.reported(charge: "19/5", into: ledger)
          return .verb(two.acme, ["match"])
        },
      ]),
    RefusalRow(
      "ledger-busy", 73, "another verb is at work on the ledger",
      "another lacuna is at work on this ledger",
      [
        RefusalProof("a second writer", at: .rooms) { two in
          .call {
            let first = try Ledger.open(in: two.acme.folder.path, for: .writing)
            _ = try Ledger.open(in: two.acme.folder.path, for: .writing)
            withExtendedLifetime(first) {}
          }
        }
      ]),
    RefusalRow(
      "ledger-missing", 66, "the ledger beside the rooms is gone",
      "<file>: there is no ledger here",
      [
        RefusalProof("status", at: .rooms) { two in
          try FileManager.default.removeItem(at: two.acme.ledgerFile)
          return .verb(two.acme, ["status"])
        },
        RefusalProof(
          "init of a further room", at: .rooms,
          message: "<file>: rooms are here, but not their ledger"
        ) { two in
          try FileManager.default.removeItem(at: two.acme.ledgerFile)
          return .tool(["init", "hooli", "--as", "Acme"], in: two.acme.folder)
        },
      ]),
    RefusalRow(
      "ledger-exists", 73, "a ledger would be overwritten",
      "<file>: there is a ledger here already",
      [
        RefusalProof("a second ledger, by the library", at: .rooms) { two in
          .call { _ = try Ledger.create(in: two.acme.folder.path) }
        }
      ]),
    RefusalRow(
      "not-a-ledger", 74, "the file is no ledger", "<file>: this file is not a ledger",
      [
        .ledger("an empty file") { $0 = [] },
        .ledger("a text") { $0 = Array("ledger\n".utf8) },
        .ledger("another application's database") { $0[68] ^= 1 },
        .ledger("a byte of SQLite's own mark") { $0[3] ^= 1 },
      ]),
    RefusalRow(
      "ledger-version", 74, "the ledger is of a newer version",
      "<file>: this ledger has version <n>, which is newer than this lacuna",
      [.ledger("version 2") { $0[63] = 2 }]),
    RefusalRow(
      "ledger-corrupt", 74, "the file is damaged, or its tables or triggers are others",
      "<file>: this ledger is damaged",
      [
        .ledger("cut after its first page") { $0 = Array($0[..<4096]) },
        .ledger("a trigger of another name") { bytes in
          try bytes.replaceFirst("entry_no_update", by: "entry_no_updat_")
        },
      ]),
    RefusalRow(
      "ledger-broken", 74, "a row does not follow from those above it",
      "ledger entry <n>: <any>",
      [
        .ledger("another lineage in the first row") { bytes in
          try bytes.replaceLast("globexcustomers", by: "globexdustomers")
        }
      ]),
    RefusalRow(
      "ledger-database", 74, "SQLite refuses", "<file>: SQLite refused with code <n>",
      left: .runKeys,
      [
        RefusalProof("blind: a folder in the journal's place", at: .signed) { two in
          try FileManager.default.createDirectory(
            at: two.acme.folder.appending(path: "ledger.sqlite-journal"),
            withIntermediateDirectories: true)
          return .verb(two.acme, ["blind", Company.listFromRoom])
        }
      ]),
    RefusalRow(
      "disk-full", 73, "the disk is full; FullDiskTests fills one at every step",
      "<file>: the disk is full",
      [.status(LedgerError.diskFull(path: "ledger.sqlite"))]),
    RefusalRow(
      "no-open-run", 77, "abandon: no run is open",
      "no run with <any> is open under this agreement",
      [
        RefusalProof("abandon", at: .signed) { .verb($0.acme, ["abandon"]) },
        RefusalProof("abandon, after the report", at: .finished) { .verb($0.globex, ["abandon"]) },
      ]),
  ]
}

extension RefusalProof {
  /// Acme's ledger, damaged, and what `blind` says to it.
  fileprivate static func ledger(
    _ what: String, _ damage: @escaping @Sendable (inout [UInt8]) throws -> Void
  ) -> RefusalProof {
    RefusalProof("ledger.sqlite: \(what)", at: .signed) { two in
      var bytes = Array(try Data(contentsOf: two.acme.ledgerFile))
      try damage(&bytes)
      try Data(bytes).write(to: two.acme.ledgerFile)
      return .verb(two.acme, ["blind", Company.listFromRoom])
    }
  }
}

extension Company {
  var ledgerFile: URL { folder.appending(path: "ledger.sqlite") }
}

extension [UInt8] {
  fileprivate mutating func replaceFirst(_ old: String, by new: String) throws {
    guard let range = firstRange(of: Array(old.utf8)) else { throw String.Unchanged(pattern: old) }
    replaceSubrange(range, with: Array(new.utf8))
  }

  fileprivate mutating func replaceLast(_ old: String, by new: String) throws {
    guard let range = ranges(of: Array(old.utf8)).last else {
      throw String.Unchanged(pattern: old)
    }
    replaceSubrange(range, with: Array(new.utf8))
  }
}
