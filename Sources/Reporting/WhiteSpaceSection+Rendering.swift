// SPDX-License-Identifier: Apache-2.0

extension WhiteSpaceSection {
  func html(_ context: RenderingContext) -> Markup {
    let id = context.id(Self.question)
    let withheld = figures.allWithheld(minimum: context.minimum)
    let table = grid(context)?.html("\(id)-caption", minimum: context.minimum) ?? ""
    let notes: Markup =
      withheld ? "" : "<p class=\"note\">\(HTMLPage.sentences(notes(context)))</p>"
    return """
      <section aria-labelledby="\(id)">
      <h2 id="\(id)">\(title(context))</h2>
      <p class="lead">\(HTMLPage.sentences(lead(context)))</p>
      \(table)
      \(notes)
      </section>
      """
  }

  func markdown(_ context: RenderingContext) -> String {
    let withheld = figures.allWithheld(minimum: context.minimum)
    func text(_ phrases: [Phrase]) -> String {
      phrases.map(\.markdown).joined(separator: " ")
    }
    let table = grid(context).map { grid in
      "\(grid.caption.markdown):\n\n\(grid.markdown(minimum: context.minimum))"
    }
    return [
      "## \(title(context).markdown)", text(lead(context)), table,
      withheld ? nil : text(notes(context)),
    ].compactMap { $0 }.joined(separator: "\n\n")
  }
}
