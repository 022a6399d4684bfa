// SPDX-License-Identifier: Apache-2.0

package import Release

/// Whether a ledger holds together.
package enum LedgerVerdict: Equatable, Sendable {
  case whole(entries: Int, messages: Int)
  /// The first bad row; nothing after it was looked at.
  case broken(sequence: Int64, ChainFault)
}

/// What `lacuna ledger` shows: plain data.
package struct LedgerListing: Sendable {
  /// Entries up to the first bad one.
  package let entries: [LedgerEntry]
  package let verdict: LedgerVerdict
  /// The head of our chain with each counterpart, by name.
  package let heads: [(counterpart: String, head: [UInt8])]
  /// Spent in the window ending today: each own lineage with each counterpart, then over all.
  package let spending: [SpendingRow]

  package struct SpendingRow: Equatable, Sendable {
    package let lineage: String
    /// nil for the total over all counterparts.
    package let counterpart: String?
    package let spent: PrivacyCost
  }
}

extension Ledger {
  /// Recomputes both chains and the digest of every stored message, and names the first bad row.
  package func verify() throws(LedgerError) -> LedgerVerdict {
    try verdict(on: read { try ChainReading($0) })
  }

  package func listing(today: Int) throws(LedgerError) -> LedgerListing {
    let reading = try read { try ChainReading($0) }
    var rows: [LedgerListing.SpendingRow] = []
    for lineage in Set(reading.entries.map(\.facts.lineage)).sorted() {
      let facts = reading.entries.map(\.facts).filter { $0.lineage == lineage }
      for name in Set(facts.map(\.counterpart)).sorted() {
        let spent = reading.spending.spent(lineage: lineage, counterpart: name, today: today)
        rows.append(.init(lineage: lineage, counterpart: name, spent: spent))
      }
      let total = reading.spending.spentOnAll(lineage: lineage, today: today)
      rows.append(.init(lineage: lineage, counterpart: nil, spent: total))
    }
    return LedgerListing(
      entries: reading.entries, verdict: try verdict(on: reading),
      heads: reading.chain.witnesses.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
      spending: rows)
  }

  private func verdict(on reading: ChainReading) throws(LedgerError) -> LedgerVerdict {
    var messages = 0
    for entry in reading.entries where entry.messageLength != 0 || entry.facts.kind.isSent {
      let message = StoredMessage(
        sequence: entry.sequence, length: entry.messageLength, digest: entry.messageDigest)
      do throws(LedgerError) { try read(message) { _ in } } catch {
        guard case .broken(let sequence, let fault) = error else { throw error }
        return .broken(sequence: sequence, fault)
      }
      messages += 1
    }
    switch reading.firstFault {
    case nil: return .whole(entries: reading.entries.count, messages: messages)
    case .broken(let sequence, let fault): return .broken(sequence: sequence, fault)
    case .some(let error): throw error
    }
  }
}
