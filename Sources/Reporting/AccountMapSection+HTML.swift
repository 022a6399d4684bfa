// SPDX-License-Identifier: Apache-2.0

extension AccountMapSection {
  func html(_ context: RenderingContext) -> Markup {
    let id = context.id(Self.question)
    let tables: Markup =
      figures.allWithheld(minimum: context.minimum)
      ? "<p>\(context.allWithheldSentence)</p>"
      : """
      \(mapTable(context))
      <p class="note">\(intervalNote) \(basisNote(context))</p>
      \(whiteSpace(context))
      \(breakdown.map { html(of: $0, context) } ?? "")
      """
    return """
      <section aria-labelledby="\(id)">
      <h2 id="\(id)">\(Self.title)</h2>
      <div class="overview">
      \(picture(context))
      \(introductionCards(context))
      </div>
      \(tables)
      </section>
      """
  }

  /// Two circles, where there are two sizes and an overlap to draw; else the numbers there are.
  private func picture(_ context: RenderingContext) -> Markup {
    let (one, other) = (context.initiator, context.responder)
    let shared = map.total.shown(minimum: context.minimum)
    guard countBasis != .pairs, let left = one.listSize?.clamped,
      let right = other.listSize?.clamped
    else { return numbers(shared, context) }
    let venn = Venn(left: left.value, right: right.value, shared: shared?.value ?? 0)
    let label = """
      Two circles in proportion: \(one.name) with about \(Words.grouped(left.value)) accounts, \
      \(other.name) with about \(Words.grouped(right.value)), \
      \(shared.map { "about \(Words.grouped($0.value))" } ?? "too few to show") in both.
      """
    return """
      <figure>
      \(venn.svg(label: label))
      <figcaption><dl class="legend">
      \(legend("one", "\(name: one.name), all", left))
      \(legend("both", "In both", shared))
      \(legend("other", "\(name: other.name), all", right))
      </dl></figcaption>
      </figure>
      """
  }

  private func legend(
    _ swatch: Markup, _ name: Phrase, _ size: Report.Estimate?, otherwise: String = "withheld"
  ) -> Markup {
    let number: Markup =
      size.map { "<b>\(Words.grouped($0.value))</b> <small>\(Words.interval($0))</small>" }
      ?? "<b>\(otherwise)</b>"
    return "<div><dt><i class=\"\(swatch)\"></i>\(name)</dt><dd>\(number)</dd></div>"
  }

  private func numbers(_ shared: Report.Estimate?, _ context: RenderingContext) -> Markup {
    let sides = [context.initiator, context.responder]
    let untold = sides.filter { $0.listSize == nil }.map(\.name)
    let note: Phrase =
      untold.isEmpty
      ? "There is no picture of the two lists: it would show accounts, and these are pairs."
      : """
      The match rule does not tell how many accounts are on the list of \
      \(name: untold.joined(separator: ", nor on that of ")), so there is no picture of the two.
      """
    func size(_ swatch: Markup, _ party: Report.Party) -> Markup {
      legend(swatch, "\(name: party.name), all", party.listSize?.clamped, otherwise: "not told")
    }
    return """
      <div class="numbers">
      <dl class="legend">
      \(size("one", sides[0]))
      \(legend("both", countBasis == .pairs ? "Matching pairs" : "In both", shared))
      \(size("other", sides[1]))
      </dl>
      <p class="note">\(note)</p>
      </div>
      """
  }

  private func introductionCards(_ context: RenderingContext) -> Markup {
    let cards = introductions.map { introduction -> Markup in
      let helper = context.name(introduction.helped.other)
      let words: Phrase = "\(name: helper) knows them, and could make the introduction."
      let hint: Markup =
        introduction.figure.shown(minimum: context.minimum) == nil
        ? "" : "<p class=\"hint\">\(words)</p>"
      return """
        <li class="\(introduction.helped == .initiator ? "one" : "other")">
        <h4>For \(Phrase("\(name: context.name(introduction.helped))"))</h4>
        <p>\(sentence(introduction, context).capitalised())</p>
        \(hint)
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
      context.id("map-caption"),
      caption: """
        \(countBasis == .pairs ? "Matching pairs of accounts" : "Accounts in common"), by where they stand with \(name: context.initiator.name) (rows) and \
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
