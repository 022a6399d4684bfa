// SPDX-License-Identifier: Apache-2.0

import GRDB

/// The heads of a ledger after some of its entries.
struct ChainState {
  private(set) var nextSequence: Int64 = 1
  /// No later entry bears an earlier day.
  private(set) var lastDay = 0
  private var seal = EntryChain.genesis
  private(set) var witnesses: [String: [UInt8]] = [:]

  /// The entry that records `facts` next; the chain moves on to it.
  mutating func append(
    _ facts: EntryFacts, messageLength: Int64, messageDigest: [UInt8]
  ) -> LedgerEntry {
    let previous = witnesses[facts.counterpart] ?? EntryChain.genesis
    let witness = EntryChain.witness(of: facts, after: previous)
    let unsealed = LedgerEntry(
      sequence: nextSequence, facts: facts, messageLength: messageLength,
      messageDigest: messageDigest, witness: witness, seal: [])
    let sealed = LedgerEntry(
      sequence: nextSequence, facts: facts, messageLength: messageLength,
      messageDigest: messageDigest, witness: witness,
      seal: EntryChain.seal(of: unsealed, after: seal))
    nextSequence += 1
    lastDay = facts.day
    witnesses[facts.counterpart] = witness
    seal = sealed.seal
    return sealed
  }

  /// Moves on to a recorded entry, or says what in it does not follow.
  mutating func follow(_ entry: LedgerEntry) -> ChainFault? {
    guard entry.facts.day >= lastDay else { return .day }
    let expected = append(
      entry.facts, messageLength: entry.messageLength, messageDigest: entry.messageDigest)
    if entry.witness != expected.witness { return .witness }
    if entry.seal != expected.seal { return .seal }
    return nil
  }
}

/// The entries of a file, read and checked up to the first that does not follow.
struct ChainReading {
  private(set) var entries: [LedgerEntry] = []
  private(set) var chain = ChainState()
  private(set) var spending: Spending
  private(set) var firstFault: LedgerError?

  init(_ database: Database) throws {
    spending = try Spending()
    let rows = try Row.fetchCursor(database, sql: EntryRow.selection)
    while let row = try rows.next() {
      let sequence = chain.nextSequence
      do throws(LedgerError) {
        let entry = try EntryRow.entry(row, expecting: sequence)
        if let fault = chain.follow(entry) { throw .broken(sequence: sequence, fault) }
        entries.append(entry)
      } catch {
        firstFault = error
        return
      }
      do { try spending.add(entries[entries.count - 1].facts) } catch {
        firstFault = .broken(sequence: sequence, .run)
        return
      }
    }
  }
}
