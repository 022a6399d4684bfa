// SPDX-License-Identifier: Apache-2.0

extension AccountMapSection {
  func markdown(_ context: RenderingContext) -> String {
    let calls = introductions.map { introduction in
      let lead: Phrase = "For \(name: context.name(introduction.helped))"
      return "\(lead.markdown): \(sentence(introduction, context).markdown)"
    }
    let title = "## \(Self.title.markdown)"
    guard !figures.allWithheld(minimum: context.minimum) else {
      return "\(title)\n\n\(context.allWithheldSentence.markdown)"
    }
    let parts = [
      title, mapTable(context), "\(intervalNote.markdown) \(basisNote(context).markdown)",
      "### Warm introductions", Markdown.list(calls), whiteSpace(context),
      breakdown.map { markdown(of: $0, context) } ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func mapTable(_ context: RenderingContext) -> String {
    let minimum = context.minimum
    let corner: Phrase = "\(name: context.initiator.name) ↓ \(name: context.responder.name) →"
    let header = map.columns.groups.map { Markdown.escape(Words.label($0)) }
    let rows = map.rows.groups.indices.map { row in
      [Markdown.escape(Words.label(map.rows.groups[row]))]
        + (map.cells[row] + [map.rowTotals[row]]).map { $0.markdown(minimum: minimum) }
    }
    let totals = (map.columnTotals + [map.total]).map { $0.markdown(minimum: minimum) }
    return Markdown.table(
      [corner.markdown] + header + ["In all"], rows + [["In all"] + totals])
  }

  private func whiteSpace(_ context: RenderingContext) -> String {
    let sides: [(Report.Role, Report.Axis, [Report.Figure])] = [
      (.initiator, map.rows, map.rowUnmatched), (.responder, map.columns, map.columnUnmatched),
    ]
    let tables = sides.filter { !$0.2.isEmpty }.map { side, axis, figures in
      let (owner, other) = (context.name(side), context.name(side.other))
      let heading: Phrase = "\(name: owner) has, \(name: other) does not"
      let rows = zip(axis.groups, figures).map {
        [Markdown.escape(Words.label($0)), $1.markdown(minimum: context.minimum)]
      }
      return Markdown.table([heading.markdown, "Accounts"], rows)
    }
    return tables.isEmpty ? "" : (["### White space"] + tables).joined(separator: "\n\n")
  }

  /// One row a pair of groups: long, but complete, and it reads in any viewer.
  private func markdown(of breakdown: Breakdown, _ context: RenderingContext) -> String {
    let byValue = BreakdownByValue(breakdown, statusesOf: map)
    let minimum = context.minimum
    let heading: Phrase =
      "By \(byValue.dimension) of \(name: context.name(breakdown.side))"
    let rows = byValue.parts.flatMap { part in
      zip(byValue.rowStatuses, part.cells).map { status, figures in
        [Markdown.escape("\(Words.label([part.value])) · \(status)")]
          + figures.map { $0?.markdown(minimum: minimum) ?? "–" }
      }
    }
    let table = Markdown.table(
      [Markdown.escape("\(Words.label([byValue.dimension])) · status")]
        + byValue.columnStatuses.map(Markdown.escape), rows)
    return "### \(heading.markdown)\n\n\(table)"
  }
}

extension Report.Figure {
  func markdown(minimum: Int) -> String {
    guard let shown = shown(minimum: minimum) else {
      return "withheld (below \(Words.grouped(minimum)))"
    }
    return "**\(Words.grouped(shown.value))** (\(Words.interval(shown)))"
  }
}
