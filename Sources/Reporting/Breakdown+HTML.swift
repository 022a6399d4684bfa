// SPDX-License-Identifier: Apache-2.0

/// A breakdown arranged by the values of its further dimension: for each, one small account map.
package struct BreakdownByValue {
  package struct Part {
    package let value: String
    /// Status of the initiator by status of the responder; nil where the breakdown has no such
    /// group.
    package let cells: [[Report.Figure?]]
    /// What the split side has and the other does not, by status of the split side; empty where not
    /// offered.
    package let unmatched: [Report.Figure?]
  }

  let dimension: String
  let side: Report.Role
  let rowStatuses: [String]
  let columnStatuses: [String]
  package let parts: [Part]

  package init(
    _ breakdown: AccountMapSection.Breakdown, statusesOf map: Report.CrossTab
  ) {
    let table = breakdown.table
    let split = breakdown.side == .initiator ? table.rows : table.columns
    let unmatched = breakdown.side == .initiator ? table.rowUnmatched : table.columnUnmatched
    side = breakdown.side
    dimension = split.dimensions.last ?? ""
    let rowGroups = map.rows.groups
    let columnGroups = map.columns.groups
    rowStatuses = rowGroups.map(Words.label)
    columnStatuses = columnGroups.map(Words.label)
    let rowIndex = Self.index(table.rows)
    let columnIndex = Self.index(table.columns)
    parts = Words.distinct(split.groups.compactMap(\.last)).map { value in
      let rowKeys = breakdown.side == .initiator ? rowGroups.map { $0 + [value] } : rowGroups
      let columnKeys =
        breakdown.side == .responder ? columnGroups.map { $0 + [value] } : columnGroups
      let keys = breakdown.side == .initiator ? rowKeys : columnKeys
      let index = breakdown.side == .initiator ? rowIndex : columnIndex
      return Part(
        value: value,
        cells: rowKeys.map { row in
          columnKeys.map { column in
            guard let row = rowIndex[row], let column = columnIndex[column] else { return nil }
            return table.cells[row][column]
          }
        },
        unmatched: unmatched.isEmpty ? [] : keys.map { index[$0].map { unmatched[$0] } })
    }
  }

  private static func index(_ axis: Report.Axis) -> [[String]: Int] {
    Dictionary(zip(axis.groups, axis.groups.indices), uniquingKeysWith: { first, _ in first })
  }
}

extension AccountMapSection {
  func html(of breakdown: Breakdown, _ context: RenderingContext) -> Markup {
    let byValue = BreakdownByValue(breakdown, statusesOf: map)
    let owner = context.name(breakdown.side)
    return """
      <h3>By \(byValue.dimension) of \(Phrase("\(name: owner)"))</h3>
      \(introductionTable(byValue, context))
      \(smallMaps(byValue, context))
      \(unmatchedTable(byValue, context))
      """
  }

  private func introductionTable(
    _ byValue: BreakdownByValue, _ context: RenderingContext
  ) -> Markup {
    let minimum = context.minimum
    let heats = introductions.map { introduction in
      HeatScale(
        byValue.parts.compactMap { $0.cells[introduction.row][introduction.column] },
        minimum: minimum)
    }
    let offered = byValue.parts.filter { part in
      introductions.contains { introduction in
        part.cells[introduction.row][introduction.column]?.shown(minimum: minimum) != nil
      }
    }
    let rest = byValue.parts.count - offered.count
    let note: Phrase = """
      In \(offered.isEmpty ? "all" : "the other") \(String(rest)), both counts are below the \
      agreed minimum of \(Words.grouped(minimum)).
      """
    guard !offered.isEmpty else { return "<p class=\"note\">Warm introductions: \(note)</p>" }
    let rows = offered.map { part -> Markup in
      let cells = zip(introductions, heats).map { introduction, heat in
        part.cells[introduction.row][introduction.column].cell(minimum: minimum, heat: heat)
      }
      return "<tr>\(rowHeading("\(Words.label([part.value]))"))\(cells)</tr>"
    }
    let headings = introductions.map {
      columnHeading("For \(name: context.name($0.helped))")
    }
    let table = scrollingTable(
      context.id("introductions-caption"), caption: "Warm introductions by \(byValue.dimension)",
      class: "heat map",
      """
      <thead><tr>\(columnHeading("\(Words.label([byValue.dimension]))"))\(headings)</tr></thead>
      <tbody>
      \(rows)
      </tbody>
      """)
    return rest == 0 ? table : "\(table)\n<p class=\"note\">\(note)</p>"
  }

  private func smallMaps(_ byValue: BreakdownByValue, _ context: RenderingContext) -> Markup {
    let minimum = context.minimum
    let heat = HeatScale(
      byValue.parts.flatMap { $0.cells.joined().compactMap { $0 } }, minimum: minimum)
    let headings = byValue.columnStatuses.map { columnHeading("\($0)") }
    let maps = byValue.parts.map { part -> Markup in
      let rows = zip(byValue.rowStatuses, part.cells).map { status, figures -> Markup in
        let cells = figures.map { $0.cell(minimum: minimum, heat: heat) }
        return "<tr>\(rowHeading("\(status)"))\(cells)</tr>"
      }
      return """
        <table class="heat small">
        <caption>\(Words.label([part.value]))</caption>
        <thead><tr><td></td>\(headings)</tr></thead>
        <tbody>
        \(rows)
        </tbody>
        </table>
        """
    }
    return """
      <p class="note">One account map for each \(byValue.dimension), all on one scale. Rows: with \
      \(Phrase("\(name: context.initiator.name)")). Columns: with \
      \(Phrase("\(name: context.responder.name)")).</p>
      <div class="maps">
      \(maps)
      </div>
      """
  }

  private func unmatchedTable(_ byValue: BreakdownByValue, _ context: RenderingContext) -> Markup {
    guard byValue.parts.contains(where: { !$0.unmatched.isEmpty }) else { return "" }
    let minimum = context.minimum
    let heat = HeatScale(
      byValue.parts.flatMap { $0.unmatched.compactMap { $0 } }, minimum: minimum)
    let rows = byValue.parts.map { part -> Markup in
      let cells = part.unmatched.map { $0.cell(minimum: minimum, heat: heat) }
      return "<tr>\(rowHeading("\(Words.label([part.value]))"))\(cells)</tr>"
    }
    let statuses = byValue.side == .initiator ? byValue.rowStatuses : byValue.columnStatuses
    let (owner, other) = (context.name(byValue.side), context.name(byValue.side.other))
    return scrollingTable(
      context.id("unmatched-caption"),
      caption: """
        White space by \(byValue.dimension): \(name: owner) has, \(name: other) does not
        """,
      class: "heat map",
      """
      <thead><tr>\(columnHeading("\(Words.label([byValue.dimension]))"))\
      \(statuses.map { columnHeading("\($0)") })</tr></thead>
      <tbody>
      \(rows)
      </tbody>
      """)
  }
}

extension Report.Figure? {
  /// The figure's cell, or an empty one where the agreement has no such group.
  fileprivate func cell(minimum: Int, heat: HeatScale) -> Markup {
    self?.cell(minimum: minimum, heat: heat, note: nil) ?? "<td>–</td>"
  }
}
