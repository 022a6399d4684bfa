// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Questions
internal import Release
internal import Reporting

/// Turns an account map's answer into the section of a report: labels, totals, and an interval for every figure.
struct AccountMapFigures {
  let map: AccountMap
  let laws: AccountMapLaws

  init(
    _ map: AccountMap, sizeLaw: TruncatedDiscreteLaplace, knowing known: DrawLaws.Known = .neither
  ) throws {
    self.map = map
    laws = try AccountMapLaws(map, sizeLaw: sizeLaw, knowing: known)
  }

  func section(_ answer: AccountMapAnswer) throws -> AccountMapSection {
    let whole = try crossTab(answer, Merge(map.table.initiator), Merge(map.table.responder))
    let statuses = AccountMapSection.Statuses(
      customer: StatusDimension.customer, openOpportunity: StatusDimension.openOpportunity)
    var breakdown: AccountMapSection.Breakdown?
    var summary = whole
    if let by = map.by {
      breakdown = AccountMapSection.Breakdown(
        side: by.of == .initiator ? .initiator : .responder, table: whole)
      summary = try crossTab(
        answer, Merge(statusOf: map.table.initiator), Merge(statusOf: map.table.responder))
    }
    return try AccountMapSection(
      countBasis: CountBasis.shared(map.match), initiatorStatuses: statuses,
      responderStatuses: statuses, map: summary, breakdown: breakdown)
  }

  /// The answer with groups merged into coarser ones; a merged figure carries the noise of all its parts.
  private func crossTab(
    _ answer: AccountMapAnswer, _ rows: Merge, _ columns: Merge
  ) throws -> Report.CrossTab {
    let (groups, others) = (map.table.initiator.count, map.table.responder.count)
    let cells = rows.parts.map { gs in
      columns.parts.map { ps in
        gs.reduce(0) { sum, g in sum + ps.reduce(0) { $0 + answer.cells[g][$1] } }
      }
    }
    let cellLaw = try laws.cells(rows.size * columns.size)
    let cellBasis: Report.Basis = rows.size * columns.size == 1 ? .released : .derived
    let hasUnmatched = map.hasUnmatched
    let rowUnmatched =
      hasUnmatched
      ? rows.parts.map { $0.reduce(0) { $0 + answer.initiatorUnmatched[$1] } } : []
    let columnUnmatched =
      hasUnmatched
      ? columns.parts.map { $0.reduce(0) { $0 + answer.responderUnmatched[$1] } } : []
    return try Report.CrossTab(
      rows: rows.axis, columns: columns.axis,
      cells: try cellLaw.figures(cells, cellBasis),
      rowTotals: try laws.cells(rows.size * others)
        .figures(cells.map { $0.reduce(0, +) }, .derived),
      columnTotals: try laws.cells(groups * columns.size)
        .figures(columns.parts.indices.map { p in cells.reduce(0) { $0 + $1[p] } }, .derived),
      total: Report.Figure(
        laws.cells(groups * others).estimate(cells.joined().reduce(0, +)), basis: .derived),
      rowUnmatched: try laws.initiatorUnmatched(across: others).convolved(times: rows.size)
        .figures(
          rowUnmatched, rows.size == 1 && map.releasesUnmatched ? .released : .derived),
      columnUnmatched: try laws.responderUnmatched(across: groups).convolved(times: columns.size)
        .figures(columnUnmatched, .derived))
  }

  /// Which groups of a side make one group of a table to show; all of the same size.
  private struct Merge {
    let axis: Report.Axis
    let parts: [[Int]]

    var size: Int { parts.first?.count ?? 0 }

    /// Every group by itself.
    init(_ grouping: Grouping) {
      axis = Report.Axis(dimensions: grouping.dimensions.map(\.name), groups: grouping.titles)
      parts = (0..<grouping.count).map { [$0] }
    }

    /// By the first dimension, status, alone.
    init(statusOf grouping: Grouping) {
      axis = Report.Axis(
        dimensions: [StatusDimension.name], groups: StatusDimension.titles.map { [$0] })
      let size = grouping.count / StatusDimension.values.count
      parts = StatusDimension.values.indices.map { Array($0 * size..<($0 + 1) * size) }
    }
  }
}
