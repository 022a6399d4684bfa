// SPDX-License-Identifier: Apache-2.0

extension Report {
  /// report.md: the same words and figures for a mail, a ticket, a wiki.
  package func markdown(digest: [UInt8], signature: [UInt8]) -> String {
    let context = self.context
    let title: Phrase = "\(name: initiator.name) and \(name: responder.name)"
    let opening = lede.map(\.markdown)
    let withheld = withheldNote.map { ["## What is withheld, and why", $0.markdown] } ?? []
    let parts =
      ["# \(title.markdown)", opening.joined(separator: " ")]
      + (noiseNote.map { [$0.markdown] } ?? []) + sections.markdown(context) + withheld
      + markdown(of: disclosure(digest: digest, signature: signature))
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func markdown(of disclosure: Disclosure) -> [String] {
    let sides = [initiator, responder].map { Markdown.escape($0.name) }
    let rows = disclosure.rows.map { row in
      [row.heading]
        + [row.initiator, row.responder].map { $0.map(\.markdown).joined(separator: "<br>") }
    }
    return [
      "## What was shared, and what was not", Markdown.table([""] + sides, rows),
      "### What was not shared", Markdown.list(disclosure.notShared.map(\.markdown)),
      "### What this does not protect against", Markdown.list(disclosure.limits.map(\.markdown)),
      "### What epsilon means", disclosure.meaning.map(\.markdown).joined(separator: "\n\n"),
      "### Under which rules", Self.markdown(disclosure.rules),
      "### Digests, signatures, keys", Self.markdown(disclosure.evidence),
    ]
  }

  private static func markdown(_ facts: [Disclosure.Fact]) -> String {
    Markdown.list(
      facts.map { fact in
        let values = fact.values.map(Markdown.escape).joined(separator: ". ")
        return "\(Markdown.escape(fact.heading)): \(values)"
      })
  }
}
