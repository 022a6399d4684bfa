// SPDX-License-Identifier: Apache-2.0

extension Report {
  /// report.html: the page for the partner manager, and for the reviewer after them.
  ///
  /// - Parameters:
  ///   - digest: of `canonicalBytes()`, so that both sides can see that they hold the same report.
  ///   - signature: the initiator's, of the report.
  package func html(digest: [UInt8], signature: [UInt8]) -> String {
    let context = self.context
    return HTMLPage.text(
      title: "\(initiator.name) and \(responder.name): report of run \(run.number)",
      """
      <header>
      <h1>\(Phrase("\(name: initiator.name) and \(name: responder.name)"))</h1>
      <p class="\(sections.count > 1 ? "lede long" : "lede")">\(HTMLPage.sentences(lede))</p>
      <p class="note">\(terms.title), run \(run.number). Both sides hold this report, byte for \
      byte.\(noiseNote.map { note -> Markup in " \(note)" } ?? "")</p>
      </header>
      \(sections.count > 1 ? HTMLPage.contents(links) : "")
      <main>
      \(sections.html(context))
      \(withheldNote.map { Self.withheldHTML($0) } ?? "")
      \(html(of: disclosure(digest: digest, signature: signature)))
      </main>
      """)
  }

  private var links: [HTMLPage.Link] {
    sections.links(context) + [.init(id: "shared", text: "What was shared")]
  }

  static func withheldHTML(_ note: Phrase) -> Markup {
    """
    <section aria-labelledby="withheld">
    <h2 id="withheld">What is withheld, and why</h2>
    <p>\(note)</p>
    </section>
    """
  }

  private func html(of disclosure: Disclosure) -> Markup {
    let rows = disclosure.rows.map { row -> Markup in
      """
      <tr>\(rowHeading("\(row.heading)"))<td>\(HTMLPage.paragraphs(row.initiator))</td>\
      <td>\(HTMLPage.paragraphs(row.responder))</td></tr>
      """
    }
    return """
      <section aria-labelledby="shared">
      <h2 id="shared">What was shared, and what was not</h2>
      \(scrollingTable(
        "shared-caption", caption: "What each side learned, and what it spent", class: "ledger",
        """
        <thead><tr><td></td>\(columnHeading("\(name: initiator.name)"))\
        \(columnHeading("\(name: responder.name)"))</tr></thead>
        <tbody>
        \(rows)
        </tbody>
        """))
      <div class="columns">
      <div>
      <h3>What was not shared</h3>
      \(HTMLPage.list(disclosure.notShared))
      </div>
      <div>
      <h3>What this does not protect against</h3>
      \(HTMLPage.list(disclosure.limits))
      </div>
      <div>
      <h3>What epsilon means</h3>
      \(HTMLPage.paragraphs(disclosure.meaning))
      </div>
      <div>
      <h3>Under which rules</h3>
      \(HTMLPage.facts(disclosure.rules, class: "rules"))
      </div>
      </div>
      <h3>Digests, signatures, keys</h3>
      \(HTMLPage.facts(disclosure.evidence, class: "evidence"))
      </section>
      """
  }
}
