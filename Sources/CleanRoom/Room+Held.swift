// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Ledger
internal import Reporting

extension Room {
  /// The reports that this room holds, the newest first, of the agreement in force; nothing is taken from the Inbox.
  func heldReports() throws(CleanRoomError) -> (
    reports: [Report], own: Report.Role, counterpart: String
  ) {
    let (terms, role) = try agreement()
    let counterpart = terms.agreement.party(role.other)
    let ledger = try openLedger(for: .reading)
    do {
      let runs = try ledger.entries().map(\.facts).filter {
        $0.counterpart == counterpart.organisation
          && ($0.kind == .reportSent || $0.kind == .reportReceived)
      }.map(\.run)
      var reports: [Report] = []
      for run in runs.reversed() {
        guard let stored = try StoredReport.read(folder, run) else { continue }
        let report = try Report.read(stored.report)
        if report.terms.digest == terms.agreement.digest.bytes { reports.append(report) }
      }
      return (reports, Report.Role(role), counterpart.name)
    } catch {
      throw CleanRoomError(error)
    }
  }
}
