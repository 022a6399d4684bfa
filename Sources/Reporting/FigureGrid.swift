// SPDX-License-Identifier: Apache-2.0

/// A table of figures before it is HTML or Markdown. Rows of which nothing may be shown are left
/// out and named below it.
struct FigureGrid: Sendable {
  struct Row: Sendable {
    let label: String
    /// One a column; nil where the agreement has no such group.
    let cells: [Report.Figure?]
    let total: Report.Figure?
  }

  /// A cell that is called out.
  struct Mark: Sendable {
    let row: Int
    let column: Int
    let note: Phrase
  }

  let caption: Phrase
  /// One line that says how to read it.
  var explanation: Phrase?
  /// What the rows are.
  let corner: Phrase
  /// What the columns are.
  let over: Phrase?
  /// The columns' labels. Without any, each row has its total alone.
  let columns: [String]
  let rows: [Row]
  /// The figure for all rows, under their totals.
  let total: Report.Figure?
  var mark: Mark?
}

extension FigureGrid.Row {
  var figures: [Report.Figure] { (cells + [total]).compactMap { $0 } }
}

extension FigureGrid {
  private var hasTotals: Bool { rows.contains { $0.total != nil } }

  func allWithheld(minimum: Int) -> Bool {
    (rows.flatMap(\.figures) + (total.map { [$0] } ?? [])).allWithheld(minimum: minimum)
  }

  private func shownRows(_ minimum: Int) -> [(index: Int, row: Row)] {
    rows.enumerated().map { (index: $0.offset, row: $0.element) }
      .filter { !$0.row.figures.allWithheld(minimum: minimum) }
  }

  /// Which rows are left out; nil where none are.
  private func leftOut(_ minimum: Int) -> Phrase? {
    let names = rows.filter { $0.figures.allWithheld(minimum: minimum) }.map(\.label)
    guard !names.isEmpty else { return nil }
    return """
      Left out, because every count is below the agreed minimum of \(Words.grouped(minimum)): \
      \(name: names.joined(separator: "; ")).
      """
  }

  /// The sentence that stands for a table of which nothing may be shown.
  private func withheldSentence(_ minimum: Int) -> Phrase {
    "Every count is below the agreed minimum of \(Words.grouped(minimum)), and withheld."
  }
}

extension FigureGrid {
  /// - Parameters:
  ///   - id: the name of the caption on the page.
  ///   - heat: the scale, where several tables share one.
  func html(
    _ id: String, minimum: Int, class kind: Markup? = nil, heat: HeatScale? = nil
  ) -> Markup {
    guard !allWithheld(minimum: minimum) else {
      return """
        <div class="empty">
        <p class="caption">\(caption)</p>
        <p class="note">\(withheldSentence(minimum))</p>
        </div>
        """
    }
    let explained: Markup = explanation.map { "<span>\($0)</span>" } ?? ""
    let footer = total.map { htmlFooter($0, minimum) } ?? ""
    let note = leftOut(minimum).map { note -> Markup in "\n<p class=\"note\">\(note)</p>" } ?? ""
    return """
      <div class="grid">
      <div class="scroll" role="region" aria-labelledby="\(id)" tabindex="0">
      <table class="\(kind ?? ownKind)">
      <caption id="\(id)">\(caption)\(explained)</caption>
      <thead>
      \(htmlHeader)
      </thead>
      <tbody>
      \(htmlRows(minimum, heat ?? ownScale(minimum)))
      </tbody>
      \(footer)</table>
      </div>\(note)
      </div>
      """
  }

  /// Many columns are as wide as their words, few are equal.
  private var ownKind: Markup {
    switch columns.count {
    case 0: "heat short"
    case 1...5: "heat map"
    default: "heat"
    }
  }

  private var htmlHeader: Markup {
    let headings = columns.map { columnHeading("\(name: $0)") }
    let totals: Markup =
      switch (hasTotals, columns.isEmpty) {
      case (false, _): ""
      case (true, true): columnHeading("Accounts")
      case (true, false):
        over == nil ? columnHeading("In all") : "<th scope=\"col\" rowspan=\"2\">In all</th>"
      }
    guard let over, !columns.isEmpty else {
      return "<tr>\(columnHeading(corner))\(headings)\(totals)</tr>"
    }
    return """
      <tr><th scope="col" rowspan="2">\(corner)</th>\
      <th scope="colgroup" colspan="\(columns.count)">\(over)</th>\(totals)</tr>
      <tr>\(headings)</tr>
      """
  }

  private func ownScale(_ minimum: Int) -> HeatScale {
    let totals = rows.compactMap(\.total)
    return HeatScale(
      columns.isEmpty ? totals : rows.flatMap(\.cells).compactMap { $0 }, minimum: minimum)
  }

  private func htmlRows(_ minimum: Int, _ heat: HeatScale) -> [Markup] {
    shownRows(minimum).map { index, row in
      let cells = row.cells.indices.map { column -> Markup in
        let note = mark.flatMap { $0.row == index && $0.column == column ? $0.note.html : nil }
        return row.cells[column]?.cell(minimum: minimum, heat: heat, note: note) ?? "<td>–</td>"
      }
      let total =
        row.total.map { $0.cell(minimum: minimum, heat: columns.isEmpty ? heat : nil) } ?? ""
      return "<tr>\(rowHeading("\(name: row.label)"))\(cells)\(total)</tr>"
    }
  }

  private func htmlFooter(_ total: Report.Figure, _ minimum: Int) -> Markup {
    let span: Markup = columns.isEmpty ? "" : " colspan=\"\(columns.count + 1)\""
    let cell = total.cell(minimum: minimum)
    return "<tfoot><tr><th scope=\"row\"\(span)>In all</th>\(cell)</tr></tfoot>\n"
  }

  /// The table under a heading of its own, with what explains it.
  func markdownSection(minimum: Int) -> String {
    let explanation = explanation.map { "\n\n\($0.markdown)" } ?? ""
    return """
      ### \(caption.markdown)\(explanation)

      \(markdown(minimum: minimum))
      """
  }

  func markdown(minimum: Int) -> String {
    guard !allWithheld(minimum: minimum) else { return withheldSentence(minimum).markdown }
    let totals = hasTotals ? [columns.isEmpty ? "Accounts" : "In all"] : []
    let table = Markdown.table(
      [corner.markdown] + columns.map(Markdown.escape) + totals,
      shownRows(minimum).map { _, row in
        [Markdown.escape(row.label)] + row.cells.map { $0?.markdown(minimum: minimum) ?? "–" }
          + (row.total.map { [$0.markdown(minimum: minimum)] } ?? [])
      } + footer(minimum))
    return [table, leftOut(minimum)?.markdown].compactMap { $0 }.joined(separator: "\n\n")
  }

  private func footer(_ minimum: Int) -> [[String]] {
    guard let total else { return [] }
    return [["In all"] + columns.map { _ in "" } + [total.markdown(minimum: minimum)]]
  }
}
