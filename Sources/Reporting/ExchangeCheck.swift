// SPDX-License-Identifier: Apache-2.0

extension Report {
  /// Whether the exchange worked: in each table, how many tokens of control accounts met, and how many must
  /// (Protocols/account-keys.md, section 8). It speaks of public accounts alone.
  package struct ExchangeCheck: Equatable, Sendable {
    package struct Table: Equatable, Sendable {
      package let due: Int
      package let met: Int

      package init(due: Int, met: Int) {
        self.due = due
        self.met = met
      }
    }

    package let tables: [Table]

    package init(tables: [Table]) { self.tables = tables }

    package var hasPassed: Bool { tables.allSatisfy { $0.met == $0.due } }

    /// `passed: …` or `FAILED: …`, one sentence without a full stop.
    package var words: String {
      // A report that was not checked against its agreement may say anything, so the sum may not trap.
      let due = tables.reduce(0) { $0 &+ $1.due }
      let places = Words.count(tables.count, "table", "tables")
      guard !hasPassed else {
        return
          "passed: the control accounts met as they must, \(Words.grouped(due)) times in \(places)"
      }
      let failed = tables.enumerated().filter { $1.met != $1.due }
      let shown = failed.prefix(Self.mostShown).map {
        "\(Words.grouped($1.met)) times for \(Words.grouped($1.due)) in table \($0)"
      }
      let rest = failed.count - shown.count
      return "FAILED: control accounts met " + shown.joined(separator: ", ")
        + (rest > 0 ? " and otherwise than they must in \(Words.grouped(rest)) more" : "")
    }

    /// What a failed check may mean; nil where it passed.
    package var hint: String? {
      guard !hasPassed else { return nil }
      return tables.allSatisfy { $0.met == 0 }
        ? "nothing meets: one side made its points under other keys, or does not follow the protocol"
        : "the two programs read companies differently, or one does not follow the protocol"
    }

    /// Stands first on every rendering of a report whose exchange did not work.
    var warning: Phrase? {
      hint.map { "\(strong: "Do not rely on the figures.") The exchange check \(words): \($0)." }
    }

    private static let mostShown = 3
  }
}

extension Report.ExchangeCheck {
  var json: JSONValue {
    .array(tables.map { ["due": .integer($0.due), "met": .integer($0.met)] })
  }

  init(_ fields: inout FieldReader) throws(ReportingError) {
    tables = try fields.list("exchangeCheck") { (value, path) throws(ReportingError) in
      var fields = try FieldReader(value, at: path)
      let due = try fields.integer("due")
      let table = Table(due: due, met: try fields.integer("met"))
      guard table.due >= 0, table.met >= 0 else { throw .kind(expected: "counts", at: path) }
      try fields.end()
      return table
    }
  }
}
