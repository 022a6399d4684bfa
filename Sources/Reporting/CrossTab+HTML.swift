// SPDX-License-Identifier: Apache-2.0

/// How dark a cell is: 0 for nothing to 6 for the largest count. The number says the same.
package struct HeatScale: Sendable {
  private let largest: Int

  package init(_ figures: some Sequence<Report.Figure>, minimum: Int) {
    largest = figures.compactMap { $0.shown(minimum: minimum)?.value }.max() ?? 0
  }

  package func level(_ value: Int) -> Int {
    guard largest > 0, value > 0 else { return 0 }
    return min(1 + Int(Double(min(value, largest)) / Double(largest) * 5.5), 6)
  }
}

extension Report.Figure {
  /// A number in a table: the value, its interval in small type, or why it is withheld.
  func cell(minimum: Int, heat: HeatScale? = nil, note: Markup? = nil) -> Markup {
    let tag: Markup = note.map { "<em>\($0)</em>" } ?? ""
    let mark: Markup = note == nil ? "" : " mark"
    guard let shown = shown(minimum: minimum) else {
      return """
        <td class="withheld\(mark)"><b>withheld</b>\
        <small>below \(Words.grouped(minimum))</small>\(tag)</td>
        """
    }
    let shade: Markup = heat.map { "h\($0.level(shown.value))" } ?? "plain"
    return """
      <td class="\(shade)\(mark)"><b>\(Words.grouped(shown.value))</b>\
      <small>\(shown.range)</small>\(tag)</td>
      """
  }
}

extension Report.Estimate {
  /// The interval; where space is short the style sheet draws the word as a dash.
  fileprivate var range: Markup {
    "\(Words.grouped(lower))<i> to </i>\(Words.grouped(upper))"
  }
}

/// A table in a region that scrolls by itself where the page is narrow, reachable by keyboard.
func scrollingTable(_ id: String, caption: Phrase, class kind: Markup, _ content: Markup) -> Markup
{
  """
  <div class="scroll" role="region" aria-labelledby="\(id)" tabindex="0">
  <table class="\(kind)">
  <caption id="\(id)">\(caption)</caption>
  \(content)
  </table>
  </div>
  """
}

func columnHeading(_ text: Phrase) -> Markup { "<th scope=\"col\">\(text)</th>" }

func rowHeading(_ text: Phrase) -> Markup { "<th scope=\"row\">\(text)</th>" }
