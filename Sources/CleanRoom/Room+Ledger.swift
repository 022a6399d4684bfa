// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Ledger
internal import Release

/// The ledger for people and programs: every entry, what was spent, and whether both chains hold.
package struct LedgerView: Sendable, Encodable {
  package struct Entry: Sendable, Encodable {
    package let sequence: Int64
    package let day: String
    package let counterpart: String
    package let lineage: String
    package let kind: String
    package let run: String
    package let content: String
    package let charge: String
    package let reserve: String
    package let witness: String
  }

  package struct Spent: Sendable, Encodable {
    package let lineage: String
    package let counterpart: String?
    package let epsilon: String
  }

  package let path: String
  package let entries: [Entry]
  package let spent: [Spent]
  package let isWhole: Bool
  package let verdict: String
}

extension Room {
  package func ledgerView() throws(CleanRoomError) -> LedgerView {
    do {
      let ledger = try Ledger.open(in: ledgerFolder, for: .reading)
      let listing = try ledger.listing(today: setting.today.number)
      let verdict: (Bool, String) =
        switch listing.verdict {
        case .whole(let entries, let messages):
          (true, "both chains hold over \(entries) entries; \(messages) stored messages are whole")
        case .broken(let sequence, let fault):
          (false, "entry \(sequence): \(fault.rawValue)")
        }
      return LedgerView(
        path: ledgerFolder + "/" + Ledger.fileName, entries: listing.entries.map(Self.entry),
        spent: listing.spending.map {
          LedgerView.Spent(
            lineage: $0.lineage, counterpart: $0.counterpart, epsilon: $0.spent.plainText)
        }, isWhole: verdict.0, verdict: verdict.1)
    } catch {
      throw CleanRoomError(error)
    }
  }

  private static func entry(_ entry: LedgerEntry) -> LedgerView.Entry {
    let facts = entry.facts
    return LedgerView.Entry(
      sequence: entry.sequence, day: "\(Day(number: facts.day))", counterpart: facts.counterpart,
      lineage: facts.lineage, kind: facts.kind.rawValue, run: RunName.text(facts.run),
      content: Hex.encode(facts.content), charge: facts.charge.plainText,
      reserve: facts.reserve.plainText, witness: Hex.encode(entry.witness))
  }
}
