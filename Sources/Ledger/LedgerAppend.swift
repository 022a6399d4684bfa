// SPDX-License-Identifier: Apache-2.0

import GRDB
import Release

extension Ledger {
  /// Records entries that carry no message: all of them, on the disk, or none.
  ///
  /// The entries of one call concern one counterpart and one lineage.
  /// - Throws: `malformed`, a rule of the runs, `overBudget`, `diskFull`. Nothing was written then.
  @discardableResult
  package func append(
    _ facts: [EntryFacts], limits: BudgetLimits
  ) throws(LedgerError) -> [LedgerEntry] {
    guard facts.allSatisfy({ !$0.kind.isSent }) else { throw .messageRule }
    return try record(facts, limits: limits) { _ in }
  }

  /// Records entries, of which the last alone sends a message, and with them the sealed bytes that
  /// `message` writes: debit and bytes in one transaction, so that there is neither an unpaid
  /// message nor a paid one that is lost.
  ///
  /// Rules and budget are checked before `message` is called. The bytes become a file by
  /// `publish`, after this has returned.
  /// - Throws: as above, and `interrupted` with what `message` threw.
  @discardableResult
  package func append(
    _ facts: [EntryFacts], limits: BudgetLimits,
    message: (inout MessageWriter) throws -> Void
  ) throws(LedgerError) -> [LedgerEntry] {
    guard let last = facts.last, last.kind.isSent, facts.dropLast().allSatisfy({ !$0.kind.isSent })
    else { throw .messageRule }
    return try record(facts, limits: limits, message: message)
  }

  private func record(
    _ facts: [EntryFacts], limits: BudgetLimits, message: (inout MessageWriter) throws -> Void
  ) throws(LedgerError) -> [LedgerEntry] {
    guard access == .writing else { throw .openedForReading }
    guard let first = facts.first,
      facts.allSatisfy({ $0.counterpart == first.counterpart && $0.lineage == first.lineage })
    else { throw .malformed(.batch) }
    for entry in facts { try entry.check() }
    return try Ledger.translating(path) {
      try database.writeWithoutTransaction { database in
        var recorded: [LedgerEntry] = []
        try database.inTransaction(.immediate) {
          recorded = try insert(facts, limits: limits, message: message, into: database)
          return .commit
        }
        return recorded
      }
    }
  }

  private func insert(
    _ facts: [EntryFacts], limits: BudgetLimits, message: (inout MessageWriter) throws -> Void,
    into database: Database
  ) throws -> [LedgerEntry] {
    let reading = try ChainReading(database)
    if let fault = reading.firstFault { throw fault }
    var chain = reading.chain
    var spending = reading.spending
    var entries: [EntryFacts] = []
    for var entry in facts {
      // The window ends on the caller's day: with a clock set back it reaches further, never less.
      let today = entry.day
      entry.day = max(entry.day, chain.lastDay)
      var after = spending
      try after.add(entry)
      try spending.check(after, of: entry, today: today, limits: limits)
      spending = after
      entries.append(entry)
    }

    var recorded: [LedgerEntry] = []
    for entry in entries {
      var writer = MessageWriter(database: database, path: path, entry: chain.nextSequence)
      if entry.kind.isSent {
        try message(&writer)
        try writer.finish()
        guard writer.length > 0 else { throw LedgerError.messageRule }
      }
      let next = chain.append(entry, messageLength: writer.length, messageDigest: writer.digest)
      try database.execute(sql: EntryRow.insertion, arguments: try EntryRow.arguments(next))
      recorded.append(next)
    }
    return recorded
  }
}
