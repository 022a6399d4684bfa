// SPDX-License-Identifier: Apache-2.0

extension Annex {
  /// annex.html: a page of the same style as the report, for its owner only.
  package func html() -> String {
    let context = self.context
    return HTMLPage.text(
      title: "\(context.name(owner)): annex of run \(run.number)",
      """
      <header>
      <p class="alone">\(Self.mark)</p>
      <h1>\(Phrase("Annex of \(name: context.name(owner))")), run \(run.number)</h1>
      <p class="lede">\(opening)</p>
      </header>
      \(HTMLPage.contents(links))
      <main>
      <section aria-labelledby="candidates">
      <h2 id="candidates">Candidates for a conversation</h2>
      <p>\(Self.consent)</p>
      \(candidates.enumerated().map { html(of: $1, number: $0 + 1) })
      </section>
      <section aria-labelledby="sharper">
      <h2 id="sharper">Sharper figures</h2>
      <p>\(sharperNote)</p>
      </section>
      \(sections.html(context))
      \(sections.withheldNote(minimum: minimum).map { Report.withheldHTML($0) } ?? "")
      \(besidesHTML)
      \(valuesHTML)
      \(ownList)
      </main>
      """)
  }

  private var links: [HTMLPage.Link] {
    [
      .init(id: "candidates", text: "Candidates for a conversation"),
      .init(id: "sharper", text: "Sharper figures"),
    ] + sections.links(context)
      + (besides.isEmpty ? [] : [.init(id: "besides", text: Self.besidesTitle)])
      + (values.isEmpty ? [] : [.init(id: "value", text: Self.valueTitle)])
      + [.init(id: "own", text: "Your own list")]
  }

  private var besidesHTML: Markup {
    guard !besides.isEmpty else { return "" }
    let parts = besides.enumerated().map { index, besides -> Markup in
      """
      <h3>\(besides.section.besidesTitle)</h3>
      \(besides.section.unsharedHTML(besidesContext(index)))
      """
    }
    return """
      <section aria-labelledby="besides">
      <h2 id="besides">\(Self.besidesTitle)</h2>
      <p>\(besidesNote)</p>
      \(parts)
      </section>
      """
  }

  private var valuesHTML: Markup {
    guard !values.isEmpty else { return "" }
    let lines = values.map { value -> Markup in "<p class=\"lead\">\(sentence(value))</p>" }
    return """
      <section aria-labelledby="value">
      <h2 id="value">\(Self.valueTitle)</h2>
      \(lines)
      </section>
      """
  }

  private func html(of candidates: Candidates, number: Int) -> Markup {
    let names = candidates.namesOnPage.map { name -> Markup in "<li>\(Phrase("\(name: name)"))</li>"
    }
    return """
      <h3 id="candidates-\(number)">\(heading(candidates))</h3>
      <p>\(explanation(candidates))</p>
      <ul class="names">
      \(names)
      </ul>
      \(rest(candidates).map { rest -> Markup in "<p>\(rest)</p>" } ?? "")
      """
  }

  private var ownList: Markup {
    let totals = ownTotals.map { total -> Markup in
      let count = Words.grouped(total.accounts)
      return """
        <tr>\(rowHeading("\(Words.label(total.group))"))<td class="plain"><b>\(count)</b></td></tr>
        """
    }
    let keys = importing.keys.map { key -> Markup in
      """
      <tr>\(rowHeading("\(Words.label([key.key]))"))\
      <td class="plain"><b>\(Words.grouped(key.accounts))</b></td>\
      <td class="plain"><b>\(Words.grouped(key.ambiguous))</b></td></tr>
      """
    }
    return """
      <section aria-labelledby="own">
      <h2 id="own">Your own list</h2>
      <div class="pair">
      <table class="heat">
      <caption>Your accounts</caption>
      <thead><tr>\(columnHeading("Group"))\(columnHeading("Accounts"))</tr></thead>
      <tbody>
      \(totals)
      </tbody>
      </table>
      <div>
      \(HTMLPage.facts(importingFacts, class: "rules"))
      <table class="heat">
      <caption>Match keys</caption>
      <thead><tr>\(columnHeading("Key"))\(columnHeading("Accounts with it"))\
      \(columnHeading("Left out as ambiguous"))</tr></thead>
      <tbody>
      \(keys)
      </tbody>
      </table>
      </div>
      </div>
      </section>
      """
  }
}
