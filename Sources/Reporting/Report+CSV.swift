// SPDX-License-Identifier: Apache-2.0

extension Report {
  /// report.csv: one row a figure, RFC 4180, for a spreadsheet. Counts are clamped at zero;
  /// withheld ones are empty.
  package func csv() -> String {
    let header = [
      "section", "table", "figure", "initiator", "initiator_group", "responder",
      "responder_group", "value", "lower", "upper", "basis", "withheld",
    ]
    let rows = sections.flatMap { section in
      section.tables.flatMap { name, table in
        table.named.map { figure -> [String] in
          let names = [section.question, name, figure.kind]
          let groups = [
            initiator.name, Words.group(figure.row), responder.name, Words.group(figure.column),
          ]
          return names + groups + figure.figure.csv(minimum: privacy.minimum)
        }
      }
    }
    return ([header] + rows)
      .map { $0.map(CSV.field).joined(separator: ",") + "\r\n" }.joined()
  }
}

/// A field of RFC 4180 that no spreadsheet takes for a formula.
package enum CSV {
  package static func field(_ text: String) -> String {
    var content = String(String.UnicodeScalarView(text.unicodeScalars.map(Words.visible)))
    // Spreadsheets look past spaces, and at the full-width forms of these signs as well.
    let first = content.unicodeScalars.first { !$0.properties.isWhitespace }
    if let first, "=+-@＝＋－＠".unicodeScalars.contains(first) { content = "'" + content }
    let special = content.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == " " }
    guard special else { return content }
    var quoted = "\""
    for scalar in content.unicodeScalars {
      quoted += scalar == "\"" ? "\"\"" : String(scalar)
    }
    return quoted + "\""
  }
}

extension Words {
  /// A group as one field: its values, as the agreement spells them.
  fileprivate static func group(_ values: [String]) -> String { values.joined(separator: " / ") }
}

extension Report.Figure {
  fileprivate func csv(minimum: Int) -> [String] {
    let shown = shown(minimum: minimum)
    let numbers = [shown?.value, shown?.lower, shown?.upper].map { $0.map(String.init) ?? "" }
    return numbers + [basis.rawValue, withheld(minimum: minimum)?.rawValue ?? ""]
  }
}

extension Report.CrossTab {
  /// Every figure with what it counts, in the order of report.json.
  fileprivate var named: [(kind: String, row: [String], column: [String], figure: Report.Figure)] {
    let (all, none): ([String], [String]) = (["(all)"], ["(none)"])
    var list: [(kind: String, row: [String], column: [String], figure: Report.Figure)] = []
    for (row, figures) in zip(rows.groups, cells) {
      list += zip(columns.groups, figures).map { ("shared", row, $0, $1) }
    }
    list += zip(rows.groups, rowTotals).map { ("shared-total", $0, all, $1) }
    list += zip(columns.groups, columnTotals).map { ("shared-total", all, $0, $1) }
    list.append(("shared-total", all, all, total))
    list += zip(rows.groups, rowUnmatched).map { ("unmatched", $0, none, $1) }
    list += zip(columns.groups, columnUnmatched).map { ("unmatched", none, $0, $1) }
    return list
  }
}
