// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import Release

/// An empty folder that is removed at the end of a test.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/lacuna-ledger-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var ledger: String { path + "/ledger.sqlite" }
  func file(_ name: String) -> String { path + "/" + name }

  func bytes(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: file(name)).map(Array.init)
  }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: file(name))[.posixPermissions] as? Int
  }

  /// The files of the ledger as a killed process would leave them now.
  func snapshot() throws -> Folder {
    let copy = try Folder()
    for name in ["ledger.sqlite", "ledger.sqlite-journal"] where bytes(name) != nil {
      try FileManager.default.copyItem(atPath: file(name), toPath: copy.file(name))
    }
    return copy
  }
}

func cost(_ text: String) throws -> PrivacyCost { try PrivacyCost(parsing: text) }

func limits(_ cap: String, all: String? = nil) throws -> BudgetLimits {
  BudgetLimits(counterpart: try cost(cap), allCounterparts: try all.map(cost))
}

func bytes(_ value: Int, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> (8 * $0) : 7) }
}

/// Facts of a run told by small numbers.
func facts(
  _ kind: EntryKind, run: Int = 1, seed: UInt64 = 1, agreement: Int = 1,
  counterpart: String = "Globex", lineage: String = "customers", role: RunRole? = nil,
  charge: String = "0/1", reserve: String = "0/1", day: Int = 20_000
) throws -> EntryFacts {
  let initiates: Set<EntryKind> = [.offerSent, .answerReceived, .reportSent]
  let ours = role ?? (initiates.contains(kind) ? .initiator : .responder)
  let isSigning = kind == .agreementSigned
  let message =
    kind == .abandoned ? (ours == .initiator ? EntryKind.offerSent : .offerReceived) : kind
  return EntryFacts(
    counterpart: counterpart, lineage: lineage, kind: kind, agreement: bytes(agreement, 32),
    role: ours, run: isSigning ? [UInt8](repeating: 0, count: 16) : bytes(run, 16),
    seedNumber: isSigning ? 0 : seed,
    content: isSigning ? bytes(agreement, 32) : bytes(run * 100 + Int(message.code), 32),
    charge: try cost(charge), reserve: try cost(reserve), day: day)
}

extension Ledger {
  /// Records one entry, with a short message where its kind sends one.
  @discardableResult
  func record(_ facts: EntryFacts, limits given: BudgetLimits? = nil) throws -> [LedgerEntry] {
    let caps = try given ?? limits("1000/1")
    if facts.kind.isSent {
      return try append([facts], limits: caps) { try $0.write(Array("message".utf8)) }
    }
    return try append([facts], limits: caps)
  }
}

/// The name of the refusal that `work` throws, or nil where it throws none.
func refusal(_ work: () throws -> Void) -> String? {
  do { try work() } catch let error as LedgerError { return error.name } catch { return "\(error)" }
  return nil
}
