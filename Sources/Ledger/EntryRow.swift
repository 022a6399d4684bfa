// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Release

/// An entry as a row of the table `entry`.
enum EntryRow {
  static let insertion = """
    INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  static let selection = "SELECT * FROM entry ORDER BY sequence"

  static func arguments(_ entry: LedgerEntry) throws(LedgerError) -> StatementArguments {
    let facts = entry.facts
    guard let seedNumber = Int64(exactly: facts.seedNumber) else { throw .malformed(.seedNumber) }
    return [
      entry.sequence, facts.counterpart, facts.lineage, facts.kind.rawValue,
      Data(facts.agreement), facts.role.rawValue, Data(facts.run), seedNumber,
      Data(facts.content), Data(facts.counterpartHead), facts.charge.text, facts.reserve.text,
      facts.day, entry.messageLength, Data(entry.messageDigest), Data(entry.witness),
      Data(entry.seal),
    ]
  }

  /// - Throws: `broken` where a column does not hold what an entry may hold.
  static func entry(_ row: Row, expecting sequence: Int64) throws(LedgerError) -> LedgerEntry {
    let columns = Columns(row: row, sequence: sequence)
    guard try columns.integer("sequence") == sequence else {
      throw .broken(sequence: sequence, .sequence)
    }
    guard let kind = EntryKind(rawValue: try columns.text("kind")),
      let role = RunRole(rawValue: try columns.text("role")),
      let seedNumber = UInt64(exactly: try columns.integer("seed_number")),
      let day = Int(exactly: try columns.integer("day"))
    else { throw columns.unreadable }
    let facts = EntryFacts(
      counterpart: try columns.text("counterpart"), lineage: try columns.text("lineage"),
      kind: kind, agreement: try columns.bytes("agreement"), role: role,
      run: try columns.bytes("run"), seedNumber: seedNumber,
      content: try columns.bytes("content"),
      counterpartHead: try columns.bytes("counterpart_head"),
      charge: try columns.cost("charge"), reserve: try columns.cost("reserve"), day: day)
    do { try facts.check() } catch { throw columns.unreadable }
    return LedgerEntry(
      sequence: sequence, facts: facts,
      messageLength: try columns.integer("message_length"),
      messageDigest: try columns.bytes("message_digest"),
      witness: try columns.bytes("witness"), seal: try columns.bytes("seal"))
  }
}

/// Reads columns by what they hold: GRDB's own conversions trap on a surprise.
private struct Columns {
  let row: Row
  let sequence: Int64

  var unreadable: LedgerError { .broken(sequence: sequence, .unreadable) }

  func integer(_ name: String) throws(LedgerError) -> Int64 {
    guard case .int64(let value) = storage(name) else { throw unreadable }
    return value
  }

  func text(_ name: String) throws(LedgerError) -> String {
    guard case .string(let value) = storage(name) else { throw unreadable }
    return value
  }

  func bytes(_ name: String) throws(LedgerError) -> [UInt8] {
    guard case .blob(let value) = storage(name), value.count <= 32 else { throw unreadable }
    return Array(value)
  }

  func cost(_ name: String) throws(LedgerError) -> PrivacyCost {
    let written = try text(name)
    do { return try PrivacyCost(parsing: written) } catch { throw unreadable }
  }

  private func storage(_ name: String) -> DatabaseValue.Storage {
    let value: DatabaseValue? = row[name]
    return value?.storage ?? .null
  }
}
