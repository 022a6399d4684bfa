// SPDX-License-Identifier: Apache-2.0

import Exchange
import Foundation
import Ledger

extension RefusalRow {
  /// Rules of the ledger that the rooms look at before: what is left for a fault of the program.
  static let entries: [RefusalRow] = [
    RefusalRow(
      "run-reused", 77, "an offer names a run that was offered", "run <runid> was offered before",
      [
        .entries {
          try LedgerEntries.offer(.init(), charge: "1/1", into: $0)
          try LedgerEntries.abandon(.init(), into: $0)
        } refused: {
          try LedgerEntries.offer(.init(), charge: "1/1", into: $0)
        }
      ]),
    RefusalRow(
      "unknown-run", 77, "an entry names a run that is not in the ledger",
      "run <runid> is not in this ledger",
      [
        .entries { _ in
        } refused: {
          try LedgerEntries.abandon(.init(), into: $0)
        }
      ]),
    RefusalRow(
      "run-closed", 77, "an entry names a run that is closed", "run <runid> is closed",
      [
        .entries {
          try LedgerEntries.offer(.init(), charge: "1/1", into: $0)
          try LedgerEntries.abandon(.init(), into: $0)
        } refused: {
          try LedgerEntries.abandon(.init(), into: $0)
        }
      ]),
    RefusalRow(
      "not-answered", 77, "a report's run has no answer", "run <runid> has no answer",
      [
        .entries {
          try LedgerEntries.offer(.init(), charge: "1/1", into: $0)
        } refused: {
          try LedgerEntries.report(.init(), charge: "1/1", into: $0)
        }
      ]),
    RefusalRow(
      "entry-malformed", 1, "a part of an entry is not of its form",
      "ledger entry: <any> is not of its form",
      [
        .entries { _ in
        } refused: {
          try LedgerEntries.offer(.init(run: [1]), charge: "1/1", into: $0)
        }
      ]),
    RefusalRow(
      "entry-message", 1, "a sent message has no bytes, or another entry has some",
      "ledger entry: a sent message needs its bytes, and no other entry has any",
      [
        .entries { _ in
        } refused: {
          try LedgerEntries.offer(.init(message: []), charge: "1/1", into: $0)
        }
      ]),
    RefusalRow(
      "ledger-read-only", 74, "an entry is written through a reader",
      "this ledger was opened for reading only",
      [
        RefusalProof("an entry", at: .rooms) { two in
          .call {
            let ledger = try Ledger.open(in: two.acme.folder.path, for: .reading)
            try LedgerEntries.offer(.init(), charge: "1/1", into: ledger)
          }
        }
      ]),
    RefusalRow(
      "message-missing", 1, "the ledger holds no message of that run",
      "the ledger holds no such message", [.status(LedgerError.messageMissing)]),
    RefusalRow(
      "interrupted", 1, "making a message failed", "nothing was recorded or published: <any>",
      [.status(LedgerError.interrupted(LedgerError.messageMissing))]),
    RefusalRow(
      "cryptography", 1, "the cryptographic library fails", "cryptography failed in <any>",
      [.status(ExchangeError.cryptography("X25519"))]),
    RefusalRow(
      "identity-malformed", 77, "a text is no identity", "this is not a lacuna identity: <any>",
      [.status(IdentityText.error)]),
    RefusalRow(
      "signature-malformed", 76, "a signature file is not the three lines of agreement.md",
      "the agreement's signature file is malformed", [.status(IdentityText.signatureError)]),
    RefusalRow(
      "unexpected", 1, "a failure that has no name", "an unexpected failure: <any>",
      [.status(Unheard())]),
  ]

  private struct Unheard: Error {}
}

extension RefusalProof {
  /// Entries that the ledger alone is given, in a ledger of their own.
  fileprivate static func entries(
    _ before: @escaping @Sendable (Ledger) throws -> Void,
    refused work: @escaping @Sendable (Ledger) throws -> Void
  ) -> RefusalProof {
    RefusalProof("entries, by the library", at: .rooms) { two in
      let folder = two.folder.appending(path: "own")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let path = folder.path
      let ledger = try Ledger.create(in: path)
      try before(ledger)
      return .call { try work(ledger) }
    }
  }
}
