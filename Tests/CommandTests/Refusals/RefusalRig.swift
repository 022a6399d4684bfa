// SPDX-License-Identifier: Apache-2.0

import CleanRoom
import Foundation
import TestSupport
import Testing

/// Plays the proofs of a row and holds what happens against the row.
struct RefusalRig {
  let two: TwoCompanies

  /// Plays one proof in these companies, which are a copy of its own.
  func expect(_ proof: RefusalProof, of row: RefusalRow) async throws {
    let what = "\(row.name), \(proof.what)"
    let provocation = try await proof.provoke(two)
    let before = try Snapshot(of: two.folder)
    guard let observed = try await observe(provocation, what) else { return }
    let changes = try before.changes(in: two.folder)
    #expect(observed.name == row.name, "\(what): \(observed)")
    #expect(observed.status == proof.status ?? row.status, "\(what): \(observed)")
    let pattern = proof.message ?? row.message
    #expect(
      try Self.fits(observed.message, pattern),
      "\(what):\n  expected \(pattern)\n  found    \(observed.message)")
    #expect(row.left.allows(changes), "\(what): \(changes)")
    #expect(!changes.contains { $0.contains("ledger.sqlite") }, "\(what): \(changes)")
  }

  private struct Observed: CustomStringConvertible {
    let name: String
    let status: Int32
    let message: String

    var description: String { "\(name), \(status): \(message)" }
  }

  private func observe(_ provocation: Provocation, _ what: String) async throws -> Observed? {
    let outcome: Outcome
    switch provocation {
    case .verb(let company, let arguments): outcome = try await company.run(arguments)
    case .tool(let arguments, let folder): outcome = try await Tool.run(arguments, in: folder)
    case .shell(let company, let line): outcome = try await Tool.shell(line, in: company.room)
    case .call(let work):
      do {
        try work()
      } catch {
        let refusal = CleanRoomError(error)
        return Observed(
          name: refusal.code.name, status: refusal.code.exitStatus, message: refusal.message)
      }
      Issue.record("not refused: \(what)")
      return nil
    }
    guard let refusal = Refusal(errorStream: outcome.err) else {
      Issue.record("not one refusal: \(what): \(outcome)")
      return nil
    }
    return Observed(name: refusal.name, status: outcome.status, message: refusal.message)
  }

  private static func fits(_ text: String, _ pattern: String) throws -> Bool {
    var named: [String: String] = [:]
    return try Transcript.matches(text, pattern, &named)
  }
}

extension TwoCompanies.Stage {
  /// Plays every proof that starts here, each in a copy of the same two companies.
  func expectRefusals(_ rows: [RefusalRow]) async throws {
    try await withTemporaryFolder { folder in
      let start = folder.appending(path: "start")
      try FileManager.default.createDirectory(at: start, withIntermediateDirectories: true)
      let two = try await TwoCompanies.make(in: start, at: self)
      for row in rows {
        for proof in row.proofs where proof.stage == self {
          let copy = try await two.copy("copy")
          do {
            try await RefusalRig(two: copy).expect(proof, of: row)
          } catch {
            Issue.record("\(row.name), \(proof.what): \(error)")
          }
          try FileManager.default.removeItem(at: copy.folder)
        }
      }
    }
  }
}
