// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Release

/// The ledger of one company's own lists: what was signed, sent, received and spent, over all
/// counterparts, rooms and agreements.
///
/// A handle opened for writing holds the ledger's lock as long as it lives, which is one verb;
/// a second one is refused at once with `busy`. Handles opened for reading take no lock.
/// Every question is answered from the file, never from memory.
package final class Ledger: Sendable {
  package enum Access: Sendable { case reading, writing }

  package static let fileName = "ledger.sqlite"
  static let lockName = "ledger.lock"

  let path: String
  let access: Access
  let files: any FileLayer
  let database: DatabaseQueue
  private let lock: LedgerLock?

  private init(
    path: String, access: Access, files: any FileLayer, database: DatabaseQueue, lock: LedgerLock?
  ) {
    self.path = path
    self.access = access
    self.files = files
    self.database = database
    self.lock = lock
  }

  /// Opens `ledger.sqlite` in `folder`. Opening for writing verifies both chains first.
  /// - Throws: `missing`, `notALedger`, `newerVersion`, `corrupt`, `broken`, `busy`.
  package static func open(
    in folder: String, for access: Access, files: any FileLayer = LocalFiles()
  ) throws(LedgerError) -> Ledger {
    let path = folder + "/" + fileName
    guard let size = try files.size(of: path) else { throw .missing(path: path) }
    let lock: LedgerLock? =
      access == .writing ? try LedgerLock(path: folder + "/" + lockName) : nil
    try checkHeader(of: path, size: size, files)
    let database = try translating(path) {
      try DatabaseQueue(path: path, configuration: LedgerSchema.configuration)
    }
    let ledger = Ledger(
      path: path, access: access, files: files, database: database, lock: lock)
    guard try ledger.read({ try LedgerSchema.isWhole(in: $0) }) else {
      throw .corrupt(path: path)
    }
    if access == .writing { _ = try ledger.entries() }
    return ledger
  }

  /// Makes an empty ledger in `folder`, whole or not at all, and opens it for writing.
  /// - Throws: `alreadyExists`, `busy`, or what the file system refuses.
  package static func create(
    in folder: String, files: any FileLayer = LocalFiles()
  ) throws(LedgerError) -> Ledger {
    let path = folder + "/" + fileName
    do {
      let lock = try LedgerLock(path: folder + "/" + lockName)
      defer { withExtendedLifetime(lock) {} }
      guard try files.size(of: path) == nil else { throw LedgerError.alreadyExists(path: path) }
      let fresh = folder + "/." + fileName + ".partial"
      for leftover in [fresh, fresh + "-journal"] { try files.remove(leftover) }
      let file = try files.create(fresh, visibility: .owner)
      try files.close(file)
      try translating(path) {
        let database = try DatabaseQueue(path: fresh, configuration: LedgerSchema.configuration)
        try database.writeWithoutTransaction { try LedgerSchema.create(in: $0) }
        try database.close()
      }
      guard try files.rename(fresh, to: path, existing: .keep) else {
        throw LedgerError.alreadyExists(path: path)
      }
      try files.syncFolder(of: path)
    }
    return try open(in: folder, for: .writing, files: files)
  }

  /// All entries in order.
  /// - Throws: `broken` at the first row that does not follow from those above it.
  package func entries() throws(LedgerError) -> [LedgerEntry] {
    let reading = try read { try ChainReading($0) }
    if let fault = reading.firstFault { throw fault }
    return reading.entries
  }

  /// The runs with a counterpart: state, seed number in force, run counter.
  package func history(with counterpart: String) throws(LedgerError) -> RunHistory {
    try RunHistory(entries().lazy.map(\.facts).filter { $0.counterpart == counterpart })
  }

  /// Epsilon of `lineage` spent on `counterpart`, open reserve included.
  package func spent(
    lineage: String, counterpart: String, today: Int
  ) throws(LedgerError) -> PrivacyCost {
    try spending().spent(lineage: lineage, counterpart: counterpart, today: today)
  }

  /// Epsilon of `lineage` spent on all counterparts together, open reserves included.
  package func spentOnAll(lineage: String, today: Int) throws(LedgerError) -> PrivacyCost {
    try spending().spentOnAll(lineage: lineage, today: today)
  }

  package func spending() throws(LedgerError) -> Spending {
    try Spending(entries().map(\.facts))
  }

  /// The head of our chain with `counterpart` that our next message carries, 32 bytes.
  package func head(of counterpart: String) throws(LedgerError) -> [UInt8] {
    try entries().last { $0.facts.counterpart == counterpart }?.witness ?? EntryChain.genesis
  }

  /// The last head of theirs that `counterpart` sent us; the genesis where none came yet.
  package func headLastSeen(from counterpart: String) throws(LedgerError) -> [UInt8] {
    let heads = try entries().lazy.map(\.facts).filter { $0.counterpart == counterpart }
    return heads.map(\.counterpartHead).last { !$0.isEmpty } ?? EntryChain.genesis
  }

  /// Accepts a head of ours that `counterpart` says it last saw, where it is one of ours.
  /// - Throws: `unknownHead`: one of the two ledgers was restored or forked. Everything halts.
  package func requireKnown(_ head: [UInt8], of counterpart: String) throws(LedgerError) {
    if head == EntryChain.genesis { return }
    let known = try entries().contains {
      $0.facts.counterpart == counterpart && $0.witness == head
    }
    guard known else { throw .unknownHead(counterpart: counterpart) }
  }

  func read<T>(_ work: (Database) throws -> T) throws(LedgerError) -> T {
    try Ledger.translating(path) { try database.read(work) }
  }
}
