// SPDX-License-Identifier: Apache-2.0

internal import Agreements

extension SharedDraft {
  /// The question `influence`: what I have won on shared accounts, by the period it closed in: sourced by the partner
  /// (by a dimension whose first value says so), influenced (their customer or active opportunity by then), or neither.
  ///
  /// Without `since` a status of today counts; with it an account counts as influenced from the period in which it
  /// became theirs.
  static func influence(_ names: SharedNames) throws(AgreementsError) -> SharedDraft {
    let closed = try names.dimension("closed")
    let (sourced, since) = (names.optionalDimension("sourced"), names.optionalDimension("since"))
    let own = Grouping([closed])
    let other = Grouping(
      [StatusDimension.agreed] + [sourced, since].compactMap { $0 })
    let statuses = StatusDimension.agreed.values.indices
    let sources = sourced.map { 0..<$0.groupCount }
    let periods = since.map { 0..<$0.groupCount }
    func column(status: Int, source: Int?, since period: Int?, closed row: Int) -> Int {
      if source == 0 { return 0 }
      let isActive = status == StatusDimension.customer || status == StatusDimension.openOpportunity
      return isActive && (period.map { $0 <= row } ?? true) ? 1 : 2
    }
    func share(_ name: String, _ column: Int) -> SharedGrid.Ratio {
      SharedGrid.Ratio(
        name: name, kind: .share, first: .init(sum: 0, columns: [column]),
        second: .init(sum: 0, columns: (0..<3).filter { $0 != column }))
    }
    return SharedDraft(
      names.shared, own: own, other: other, rows: closed.values,
      columns: ["sourced", "influenced", "neither"],
      // Without a dimension that says so nothing is sourced.
      ratios: (sourced == nil ? [] : [share("sourced share", 0)]) + [share("influenced share", 1)]
    ) { row, wanted in
      var cells: [(own: Int, other: Int)] = []
      for status in statuses {
        for source in sources.map({ $0.map(Optional.some) }) ?? [nil] {
          for period in periods.map({ $0.map(Optional.some) }) ?? [nil]
          where column(status: status, source: source, since: period, closed: row) == wanted {
            cells.append((row, other.group(at: [status] + [source, period].compactMap { $0 })))
          }
        }
      }
      return cells
    }
  }
}
