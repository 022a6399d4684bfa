// SPDX-License-Identifier: Apache-2.0

extension CrossSellSection {
  func html(_ context: RenderingContext) -> Markup {
    let id = context.id(Self.question)
    let content: Markup =
      figures.allWithheld(minimum: context.minimum)
      ? "<p class=\"lead\">\(context.allWithheldSentence)</p>"
      : """
      \(cards(context))
      \(rankings(context).map(html))
      \(tables(context))
      <p class="note">\(HTMLPage.sentences(notes(context)))</p>
      """
    return """
      <section aria-labelledby="\(id)">
      <h2 id="\(id)">\(Self.title)</h2>
      \(content)
      </section>
      """
  }

  /// The strongest chance in each direction.
  private func cards(_ context: RenderingContext) -> Markup {
    let cards = [Report.Role.initiator, .responder].map { helped -> Markup in
      """
      <li class="\(helped == .initiator ? "one" : "other")">
      <h3>For \(Phrase("\(name: context.name(helped))"))</h3>
      \(card(for: helped, context))
      </li>
      """
    }
    return """
      <ul class="cards">
      \(cards)
      </ul>
      """
  }

  private func card(for helped: Report.Role, _ context: RenderingContext) -> Markup {
    guard let chance = strongest(for: helped, minimum: context.minimum) else {
      return "<p>\(nothing(context).capitalised())</p>"
    }
    let helper = context.name(helped.other)
    let hint: Phrase = "\(name: helper) knows them, and could make the introduction."
    return """
      <p>\(sentence(chance, context).capitalised())</p>
      <p class="hint">\(hint)</p>
      """
  }

  /// The largest chances of one side, in order.
  private struct Ranking {
    let caption: Phrase
    let chances: ArraySlice<Chance>
  }

  /// Of each side that has more than the one which is called out already.
  private func rankings(_ context: RenderingContext) -> [Ranking] {
    [Report.Role.initiator, .responder].compactMap { helped in
      let ranked = ranked(for: helped, minimum: context.minimum)
      guard ranked.count > 1 else { return nil }
      return Ranking(
        caption: "Chances for \(name: context.name(helped)), the largest first",
        chances: ranked.prefix(Self.rankingLength))
    }
  }

  private func html(_ ranking: Ranking) -> Markup {
    IntervalBars(
      caption: ranking.caption,
      bars: ranking.chances.map { chance in
        let shown = chance.shown.clamped
        return IntervalBars.Bar(
          label: label(chance), estimate: shown, value: Words.grouped(shown.value),
          interval: Words.interval(shown))
      }, least: 0
    ).html
  }

  private func markdown(_ ranking: Ranking) -> String {
    let rows = ranking.chances.map { chance in
      let shown = chance.shown.clamped
      return [
        Markdown.escape(label(chance)), Words.grouped(shown.value),
        Markdown.escape(Words.interval(shown)),
      ]
    }
    return "### \(ranking.caption.markdown)\n\n"
      + Markdown.table(["Accounts that have", "About", "Interval"], rows)
  }

  private func nothing(_ context: RenderingContext) -> Phrase {
    "no chance reaches the agreed minimum of \(Words.grouped(context.minimum))."
  }

  /// Narrow tables stand side by side; all have one scale.
  private func tables(_ context: RenderingContext) -> Markup {
    let narrow = responderProducts.count <= 3
    let id = context.id(Self.question)
    let heat = HeatScale(figures, minimum: context.minimum)
    let tables = grids(context).enumerated().map { index, grid in
      grid.html(
        "\(id)-caption-\(index + 1)", minimum: context.minimum,
        class: narrow ? "heat small" : nil, heat: heat)
    }
    return """
      <div class="\(narrow ? "trio" : "wide")">
      \(tables)
      </div>
      """
  }

  func markdown(_ context: RenderingContext) -> String {
    let title = "## \(Self.title.markdown)"
    guard !figures.allWithheld(minimum: context.minimum) else {
      return "\(title)\n\n\(context.allWithheldSentence.markdown)"
    }
    let calls = [Report.Role.initiator, .responder].map { helped in
      let lead: Phrase = "For \(name: context.name(helped))"
      let words =
        strongest(for: helped, minimum: context.minimum).map { sentence($0, context) }
        ?? nothing(context)
      return "\(lead.markdown): \(words.markdown)"
    }
    let tables = grids(context).map { $0.markdownSection(minimum: context.minimum) }
    let notes = notes(context).map(\.markdown).joined(separator: " ")
    let rankings = rankings(context).map(markdown)
    return ([title, Markdown.list(calls)] + rankings + tables + [notes])
      .joined(separator: "\n\n")
  }
}
