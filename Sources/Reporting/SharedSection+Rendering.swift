// SPDX-License-Identifier: Apache-2.0

extension SharedSection {
  func html(_ context: RenderingContext) -> Markup {
    let id = context.id(question.rawValue)
    let content: Markup =
      figures.allWithheld(minimum: context.minimum)
      ? "<p class=\"lead\">\(context.allWithheldSentence)</p>"
      : """
      \(lead(context))
      <p>\(explanation(context))</p>
      \(bars(context))
      \(tables(context))
      \(ratioTable(context))
      <p class="note">\(HTMLPage.sentences(notes(context)))</p>
      """
    return """
      <section aria-labelledby="\(id)">
      <h2 id="\(id)">\(title)</h2>
      \(content)
      </section>
      """
  }

  /// The tables of accounts that are not shared, for an annex.
  func unsharedHTML(_ context: RenderingContext) -> Markup {
    """
    \(bars(context))
    \(tables(context, of: Self.notShared))
    \(ratioTable(context))
    """
  }

  func unsharedMarkdown(_ context: RenderingContext) -> [String] {
    grids(context, of: Self.notShared).map { $0.markdownSection(minimum: 0) }
      + [ratioMarkdown(context)].compactMap { $0 }
  }

  private func lead(_ context: RenderingContext) -> Markup {
    sentence(context).map { "<p class=\"lead\">\($0)</p>" } ?? ""
  }

  private func tables(
    _ context: RenderingContext, of accounts: Phrase = Self.shared
  ) -> Markup {
    let id = context.id(question.rawValue)
    let tables = grids(context, of: accounts).enumerated().map { index, grid in
      grid.html("\(id)-caption-\(index + 1)", minimum: index == 0 ? context.minimum : 0)
    }
    return """
      <div class="wide">
      \(tables)
      </div>
      """
  }

  /// What a picture tells sooner than a table: shares of a whole, and ratios of several rows.
  private func bars(_ context: RenderingContext) -> [Markup] {
    ratios.filter { $0.measure.isEmpty || rows.count > 1 }.compactMap { ratio in
      let bars = rows.indices.compactMap { row in
        shown(ratio, row: row, minimum: context.minimum).map { shown in
          IntervalBars.Bar(
            label: Words.label([rows[row]]), estimate: shown, value: ratio.text(shown.value),
            interval: "\(ratio.text(shown.lower)) to \(ratio.text(shown.upper))")
        }
      }
      guard !bars.isEmpty else { return nil }
      let caption: Phrase = "\(ratio.name)"
      // Shares are drawn of the whole.
      return IntervalBars(
        caption: caption.capitalised(), bars: bars, least: ratio.measure.isEmpty ? 1000 : 0
      ).html
    }
  }

  private func ratioTable(_ context: RenderingContext) -> Markup {
    guard !ratios.isEmpty else { return "" }
    let id = context.id("\(question.rawValue)-ratios")
    let headings = ratios.map { columnHeading("\(name: Words.label([$0.name]))") }
    let body = rows.indices.map { row -> Markup in
      let cells = ratios.map { ratio -> Markup in
        guard let shown = shown(ratio, row: row, minimum: context.minimum) else {
          return "<td class=\"withheld\"><b>not enough data</b></td>"
        }
        return """
          <td class="plain"><b>\(ratio.text(shown.value))</b><small>\(ratio.text(shown.lower)) to \
          \(ratio.text(shown.upper))</small></td>
          """
      }
      return "<tr>\(rowHeading("\(name: Words.label([rows[row]]))"))\(cells)</tr>"
    }
    return """
      <div class="grid">
      <div class="scroll" role="region" aria-labelledby="\(id)" tabindex="0">
      <table class="heat">
      <caption id="\(id)">Ratios</caption>
      <thead>
      <tr>\(columnHeading("\(name: context.name(side))"))\(headings)</tr>
      </thead>
      <tbody>
      \(body)
      </tbody>
      </table>
      </div>
      </div>
      """
  }

  func markdown(_ context: RenderingContext) -> String {
    let title = "## \(title.markdown)"
    guard !figures.allWithheld(minimum: context.minimum) else {
      return "\(title)\n\n\(context.allWithheldSentence.markdown)"
    }
    let tables = grids(context).enumerated().map { index, grid in
      grid.markdownSection(minimum: index == 0 ? context.minimum : 0)
    }
    let notes = notes(context).map(\.markdown).joined(separator: " ")
    return
      ([
        title, sentence(context)?.markdown, explanation(context).markdown,
      ].compactMap { $0 } + tables + [ratioMarkdown(context)].compactMap { $0 } + [notes])
      .joined(separator: "\n\n")
  }

  private func ratioMarkdown(_ context: RenderingContext) -> String? {
    guard !ratios.isEmpty else { return nil }
    let body = rows.indices.map { row in
      [Markdown.escape(rows[row])]
        + ratios.map { ratio in
          guard let shown = shown(ratio, row: row, minimum: context.minimum) else {
            return "not enough data"
          }
          let interval = "\(ratio.text(shown.lower)) to \(ratio.text(shown.upper))"
          return Markdown.escape("\(ratio.text(shown.value)) (\(interval))")
        }
    }
    let header = [Markdown.escape(context.name(side))] + ratios.map { Markdown.escape($0.name) }
    return "### Ratios\n\n\(Markdown.table(header, body))"
  }
}
