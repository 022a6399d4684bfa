// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Ledger
internal import Release

/// The ledger for people and programs: every entry, what was spent, and whether both chains hold.
public struct LedgerView: Sendable, Encodable {
  public struct Entry: Sendable, Encodable {
    public let sequence: Int64
    public let day: String
    public let counterpart: String
    public let lineage: String
    public let kind: String
    public let run: String
    public let content: String
    public let charge: String
    public let reserve: String
    public let witness: String
  }

  public struct Spent: Sendable, Encodable {
    public let lineage: String
    public let counterpart: String?
    public let epsilon: String
  }

  public let path: String
  public let entries: [Entry]
  public let spent: [Spent]
  public let isWhole: Bool
  public let verdict: String
}

extension Room {
  public func ledgerView() throws(CleanRoomError) -> LedgerView {
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
