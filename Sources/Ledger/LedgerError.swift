// SPDX-License-Identifier: Apache-2.0

package import Release

/// Why the ledger, or a file it publishes, was refused. Cases are rules; none carries a record.
package enum LedgerError: Error, Sendable {
  // The file.
  case busy
  case missing(path: String)
  case alreadyExists(path: String)
  case notALedger(path: String)
  case newerVersion(path: String, version: UInt32)
  case corrupt(path: String)
  case broken(sequence: Int64, ChainFault)
  case openedForReading
  case diskFull(path: String)
  case fileSystem(FileOperation, path: String, reason: String)
  case database(path: String, code: Int32)
  case differentFile(path: String)

  // An entry.
  case malformed(EntryField)
  case messageRule
  case messageMissing
  /// The caller's closure that makes a message or a file threw this error.
  case interrupted(any Error)

  // A run.
  case openRun(run: [UInt8])
  case alreadyAnswered(run: [UInt8])
  case alreadyReported(run: [UInt8])
  case runReused(run: [UInt8])
  case unknownRun(run: [UInt8])
  case runClosed(run: [UInt8])
  case notAnswered(run: [UInt8])
  case seedMismatch(expected: UInt64, found: UInt64)

  // The counterpart and the budget.
  case unknownHead(counterpart: String)
  case overBudget(BudgetRefusal)
}

/// The part of an entry that is not of its form.
package enum EntryField: String, Sendable {
  case counterpart, lineage, agreement, role, run, seedNumber, content, counterpartHead
  case charge, reserve, day, batch
}

/// What does not hold at the first bad row of a ledger.
package enum ChainFault: String, Sendable {
  case unreadable = "the row cannot be read"
  case sequence = "its number does not follow"
  case day = "its day is before the day of the row above"
  case witness = "its witness does not follow from the row"
  case seal = "its seal does not follow from the row"
  case message = "its stored message does not have the recorded digest"
  case run = "it does not follow from the runs before it"
}

/// What was being done to a file.
package enum FileOperation: String, Sendable {
  case lock, inspect, create, open, read, write, sync, close, rename, remove
  case syncFolder = "sync the folder of"
}

/// A charge that the budget does not hold. Nothing was written.
package struct BudgetRefusal: Equatable, Sendable {
  /// Whose spending the cap limits.
  package enum Scope: String, Sendable {
    case counterpart = "this counterpart"
    case allCounterparts = "all counterparts together"
  }

  package let scope: Scope
  package let lineage: String
  /// Spent in the window before this entry, open reserves included.
  package let spent: PrivacyCost
  /// What the entry would add: its charge and its reserve, less the reserve it replaces.
  package let charge: PrivacyCost
  package let cap: PrivacyCost
}
