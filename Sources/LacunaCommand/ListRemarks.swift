// SPDX-License-Identifier: Apache-2.0

internal import Accounts

/// What was unusual about a list file, in the words of `check`: lines, never contents.
struct ListRemarks {
  let lines: [String]

  init(_ oddities: ListSummary.Oddities) {
    var lines: [String] = []
    switch oddities.encoding {
    case .ascii, .utf8: break
    case .utf16: lines.append("read as UTF-16")
    case .windows1252, .macRoman:
      lines.append(
        "read as \(oddities.encoding.rawValue): do names with accents look right above? Else save the list as CSV UTF-8"
      )
    }
    if !oddities.hasHeader {
      lines.append("no line names the columns: they are called column 1, column 2 and so on")
    }
    if oddities.titleLines > 0 { lines.append("lines above the header: \(oddities.titleLines)") }
    if !oddities.frameLines.isEmpty {
      lines.append("totals and notes, not read: \(Self.list(oddities.frameLines))")
    }
    Self.add(
      "rows of another length than the header, read as far as they go", oddities.unevenRows, &lines)
    Self.add("names that are a number or an error value, no key", oddities.noNames, &lines)
    Self.add("names that were decoded twice, repaired", oddities.repairedRows, &lines)
    Self.add("rows that count as their parent's", oddities.parentRows, &lines)
    self.lines = lines
  }

  private static func add(_ what: String, _ rows: ListSummary.Lines, _ lines: inout [String]) {
    guard rows.count > 0 else { return }
    lines.append("\(what): \(Number.grouped(rows.count)), \(list(rows.first, of: rows.count))")
  }

  private static func list(_ lines: [Int], of count: Int? = nil) -> String {
    let shown = lines.prefix(10).map(String.init).joined(separator: ", ")
    let rest = (count ?? lines.count) - min(lines.count, 10)
    return "line \(shown)" + (rest > 0 ? " and \(Number.grouped(rest)) more" : "")
  }
}
