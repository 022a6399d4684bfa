// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import CleanRoom

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

  /// What the reference table did, and whether it is the agreed one.
  init(_ reference: ReferenceUse, _ resolved: ListSummary.Resolved) {
    let counts = """
      domains by the reference table: \(Number.grouped(resolved.domains)) rows with another domain, \
      \(Number.grouped(resolved.names)) with a name and a country alone
      """
    switch reference {
    case .absent: lines = []
    case .agreed: lines = [counts]
    case .proposed:
      lines = [counts, "there is no agreement yet: reference.csv counts if agree new names it"]
    case .unnamed: lines = ["reference.csv is not used: the agreement does not name it"]
    }
  }

  /// What the rows say of the agreed register.
  init(_ numbers: ListSummary.Numbers, _ mapping: Mapping) {
    guard mapping.columns[Mapping.Field.number.rawValue] != nil else {
      lines = ["numbers are agreed, and no column has them: name it under columns: as number"]
      return
    }
    let absent = numbers.absent.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    lines = [
      "numbers: \(Number.grouped(numbers.rows)) rows with one"
        + (absent.isEmpty
          ? ""
          : "; none: "
            + absent.map { "\($0.key.rawValue) \(Number.grouped($0.value))" }
            .joined(separator: ", "))
    ]
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
