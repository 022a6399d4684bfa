// SPDX-License-Identifier: Apache-2.0

internal import Questions
internal import Reporting

/// The groups of a report's tables, without the figures: they follow from the agreement, so a report that has others
/// is refused before anything is drawn from it.
struct ReportShape: Equatable {
  private struct Table: Equatable {
    let rows: Report.Axis
    let columns: Report.Axis
    /// How many unmatched figures each side has.
    let unmatched: [Int]
  }

  private let tables: [[Table]]
  private let statuses: [AccountMapSection.Statuses]

  init(_ report: Report) { self.init(sections: report.sections) }

  init(expectedUnder terms: RunTerms) throws {
    self.init(
      sections: try terms.plan.maps.map {
        try AccountMapFigures($0, sizeLaw: terms.plan.sizeLaw).section($0.emptyAnswer)
      })
  }

  private init(sections: [Report.Section]) {
    var tables: [[Table]] = []
    var statuses: [AccountMapSection.Statuses] = []
    for case .accountMap(let section) in sections {
      let shown = [section.map] + (section.breakdown.map { [$0.table] } ?? [])
      tables.append(
        shown.map {
          Table(
            rows: $0.rows, columns: $0.columns,
            unmatched: [$0.rowUnmatched.count, $0.columnUnmatched.count])
        })
      statuses += [section.initiatorStatuses, section.responderStatuses]
    }
    self.tables = tables
    self.statuses = statuses
  }
}
