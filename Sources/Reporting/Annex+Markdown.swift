// SPDX-License-Identifier: Apache-2.0

extension Annex {
  /// annex.md: the annex for a text editor; for its owner only.
  package func markdown() -> String {
    let context = self.context
    let title: Phrase = "Annex of \(name: context.name(owner)), run \(String(run.number))"
    let conversations = candidates.map { candidates in
      [
        "### \(heading(candidates).markdown)",
        explanation(candidates).markdown,
        Markdown.list(candidates.namesOnPage.map(Markdown.escape)),
        rest(candidates)?.markdown,
      ].compactMap { $0 }.joined(separator: "\n\n")
    }
    let totals = Markdown.table(
      ["Group", "Accounts"],
      ownTotals.map { [Markdown.escape(Words.label($0.group)), Words.grouped($0.accounts)] })
    let keys = Markdown.table(
      ["Match key", "Accounts with it", "Left out as ambiguous"],
      importing.keys.map {
        [
          Markdown.escape(Words.label([$0.key])), Words.grouped($0.accounts),
          Words.grouped($0.ambiguous),
        ]
      })
    let facts = importingFacts.map { "\($0.heading): \($0.values.joined(separator: ", "))" }
    let parts =
      ["**\(Self.mark)**", "# \(title.markdown)", opening.markdown]
      + ["## Candidates for a conversation", Self.consent.markdown] + conversations
      + ["## Sharper figures", sharperNote.markdown] + sections.markdown(context)
      + (besides.isEmpty ? [] : ["## \(Self.besidesTitle.markdown)", besidesNote.markdown])
      + besides.enumerated().flatMap { index, besides in
        ["### \(besides.section.besidesTitle.markdown)"]
          + besides.section.unsharedMarkdown(besidesContext(index))
      }
      + (values.isEmpty ? [] : ["## \(Self.valueTitle.markdown)"])
      + values.map { sentence($0).markdown }
      + ["## Your own list", totals, Markdown.list(facts), keys]
    return parts.joined(separator: "\n\n") + "\n"
  }
}
