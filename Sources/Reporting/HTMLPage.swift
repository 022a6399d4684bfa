// SPDX-License-Identifier: Apache-2.0

/// The frame of a page: one file, which runs nothing and asks nobody for anything.
enum HTMLPage {
  /// A line of a list of contents.
  struct Link: Sendable {
    let id: String
    let text: Phrase
  }

  /// A list of contents, for pages long enough to want one.
  static func contents(_ links: [Link]) -> Markup {
    let items = links.map { link -> Markup in "<li><a href=\"#\(link.id)\">\(link.text)</a></li>" }
    return """
      <nav aria-label="Contents">
      <ul>
      \(items)
      </ul>
      </nav>
      """
  }

  static func text(title: String, _ body: Markup) -> String {
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title)</title>
      <style>
      \(StyleSheet.text)
      </style>
      </head>
      <body>
      \(body)
      </body>
      </html>

      """
    return page.html
  }

  /// A list of terms, each with its values; digests and signatures are set as code.
  static func facts(_ facts: [Disclosure.Fact], class kind: Markup) -> Markup {
    let rows = facts.map { fact -> Markup in
      let values = fact.values.map { value -> Markup in "<dd>\(value)</dd>" }
      return "<div><dt>\(fact.heading)</dt>\(values)</div>"
    }
    return """
      <dl class="\(kind)">
      \(rows)
      </dl>
      """
  }

  static func paragraphs(_ phrases: [Phrase]) -> Markup {
    "\(phrases.map { phrase -> Markup in "<p>\(phrase)</p>" })"
  }

  static func list(_ phrases: [Phrase]) -> Markup {
    """
    <ul>
    \(phrases.map { phrase -> Markup in "<li>\(phrase)</li>" })
    </ul>
    """
  }

  /// The phrases as one run of sentences.
  static func sentences(_ phrases: [Phrase]) -> Markup {
    var text: Markup = ""
    for (index, phrase) in phrases.enumerated() {
      if index > 0 { text += " " }
      text += phrase.html
    }
    return text
  }
}
