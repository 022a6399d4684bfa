// SPDX-License-Identifier: Apache-2.0

extension AccountMapSection {
  func html(_ context: RenderingContext) -> Markup {
    """
    <section aria-labelledby="account-map">
    <h2 id="account-map">Account map</h2>
    <div class="overview">
    \(picture(context))
    \(introductionCards(context))
    </div>
    \(mapTable(context))
    <p class="note">\(intervalNote) \(basisNote(context))</p>
    \(whiteSpace(context))
    \(breakdown.map { html(of: $0, context) } ?? "")
    </section>
    """
  }

  private func picture(_ context: RenderingContext) -> Markup {
    let (one, other) = (context.initiator, context.responder)
    guard let left = one.listSize?.clamped, let right = other.listSize?.clamped else { return "" }
    let shared = map.total.shown(minimum: context.minimum)
    let venn = Venn(left: left.value, right: right.value, shared: shared?.value ?? 0)
    let label = """
      Two circles in proportion: \(one.name) with about \(Words.grouped(left.value)) accounts, \
      \(other.name) with about \(Words.grouped(right.value)), \
      \(shared.map { "about \(Words.grouped($0.value))" } ?? "too few to show") in both.
      """
    func entry(_ swatch: Markup, _ name: Phrase, _ size: Report.Estimate?) -> Markup {
      let number: Markup =
        size.map { "<b>\(Words.grouped($0.value))</b> <small>\(Words.interval($0))</small>" }
        ?? "<b>withheld</b>"
      return "<div><dt><i class=\"\(swatch)\"></i>\(name)</dt><dd>\(number)</dd></div>"
    }
    return """
      <figure>
      \(venn.svg(label: label))
      <figcaption><dl class="legend">
      \(entry("one", "\(name: one.name), all", left))
      \(entry("both", "In both", shared))
      \(entry("other", "\(name: other.name), all", right))
      </dl></figcaption>
      </figure>
      """
  }

  private func introductionCards(_ context: RenderingContext) -> Markup {
    let cards = introductions.map { introduction -> Markup in
      let helper = context.name(introduction.helped.other)
      let hint: Phrase = "\(name: helper) knows them, and could make the introduction."
      return """
        <li class="\(introduction.helped == .initiator ? "one" : "other")">
        <h4>For \(Phrase("\(name: context.name(introduction.helped))"))</h4>
        <p>\(sentence(introduction, context).capitalised())</p>
        <p class="hint">\(hint)</p>
        </li>
        """
    }
    return """
      <div class="introductions">
      <h3>Warm introductions</h3>
      <ul>
      \(cards)
      </ul>
      <p class="note">This report does not say which accounts they are. Each side’s own annex \
      lists its own candidates for a conversation.</p>
      </div>
      """
  }

  /// The note under a cell that is a warm introduction.
  private func mark(_ row: Int, _ column: Int, _ context: RenderingContext) -> Markup? {
    introductions.first { $0.row == row && $0.column == column }
      .map { "\(Phrase("intro for \(name: context.name($0.helped))"))" }
  }

  private func mapTable(_ context: RenderingContext) -> Markup {
    let minimum = context.minimum
    let heat = HeatScale(map.cells.joined(), minimum: minimum)
    let rows = map.rows.groups.indices.map { row -> Markup in
      let cells = map.cells[row].indices.map { column in
        map.cells[row][column].cell(
          minimum: minimum, heat: heat, note: mark(row, column, context))
      }
      return """
        <tr>\(rowHeading("\(Words.label(map.rows.groups[row]))"))\(cells)\
        \(map.rowTotals[row].cell(minimum: minimum))</tr>
        """
    }
    let headings = map.columns.groups.map { columnHeading("\(Words.label($0))") }
    return scrollingTable(
      "map-caption",
      caption: """
        Accounts in common, by where they stand with \(name: context.initiator.name) (rows) and \
        with \(name: context.responder.name) (columns)
        """,
      class: "heat map",
      """
      <thead>
      <tr><th scope="col" rowspan="2">With \(Phrase("\(name: context.initiator.name)"))</th>\
      <th scope="colgroup" colspan="\(headings.count)">With \
      \(Phrase("\(name: context.responder.name)"))</th>\
      <th scope="col" rowspan="2">In all</th></tr>
      <tr>\(headings)</tr>
      </thead>
      <tbody>
      \(rows)
      </tbody>
      <tfoot><tr>\(rowHeading("In all"))\(map.columnTotals.map { $0.cell(minimum: minimum) })\
      \(map.total.cell(minimum: minimum))</tr></tfoot>
      """)
  }

  private func whiteSpace(_ context: RenderingContext) -> Markup {
    let sides: [(Report.Role, Report.Axis, [Report.Figure])] = [
      (.initiator, map.rows, map.rowUnmatched), (.responder, map.columns, map.columnUnmatched),
    ]
    let offered = sides.filter { !$0.2.isEmpty }
    guard !offered.isEmpty else { return "" }
    let tables = offered.map { side, axis, figures -> Markup in
      let heat = HeatScale(figures, minimum: context.minimum)
      let rows = zip(axis.groups, figures).map { group, figure -> Markup in
        let cell = figure.cell(minimum: context.minimum, heat: heat)
        return "<tr>\(rowHeading("\(Words.label(group))"))\(cell)</tr>"
      }
      return """
        <table class="heat short">
        <caption>\(Phrase(
          "\(name: context.name(side)) has, \(name: context.name(side.other)) does not"))</caption>
        <thead><tr>\(columnHeading("With \(name: context.name(side))"))\
        \(columnHeading("Accounts"))</tr></thead>
        <tbody>
        \(rows)
        </tbody>
        </table>
        """
    }
    return """
      <h3>White space</h3>
      <div class="pair">
      \(tables)
      </div>
      """
  }
}
