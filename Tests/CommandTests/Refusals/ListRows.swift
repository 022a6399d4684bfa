// SPDX-License-Identifier: Apache-2.0

import Accounts
import Foundation
import Testing

extension RefusalRow {
  /// What is refused of the own list and of its mapping: account-keys.md and the agreed limits.
  static let lists: [RefusalRow] = [
    RefusalRow(
      "list-empty", 65, "the list holds no byte", "<file>: the list is empty",
      [.list("an empty file") { _, _ in [] }]),
    RefusalRow(
      "list-header-only", 65, "the list holds no row", "<file>: the list has a header and no row",
      [
        .list("a header alone") { header, _ in Array("\(header)\n".utf8) },
        .list("a header without an end") { header, _ in Array(header.utf8) },
      ]),
    RefusalRow(
      "list-no-row-fits", 65, "no row has the fields of the header",
      "<file>: no row has the <n> fields of the header",
      [
        .list("rows with a field before the first") { header, rows in
          text(header, rows.map { "x," + $0 })
        }
      ]),
    RefusalRow(
      "list-workbook", 65, "the list is a workbook, as .xlsx is",
      "<file>: the list is a workbook, not text",
      [
        .list("ZIP, as .xlsx is") { _, _ in [0x50, 0x4B, 3, 4, 20, 0] },
        .list("a compound file, as .xls is") { _, _ in [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1] },
      ]),
    RefusalRow(
      "list-gzip", 65, "the list is gzip, and damaged or cut off",
      "<file>: the list is gzip, and damaged or cut off",
      [
        .list("a header of gzip alone") { _, _ in [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] },
        .list("another method than deflate") { _, _ in [0x1F, 0x8B, 9, 0, 0, 0, 0, 0, 0, 3] },
      ]),
    RefusalRow(
      "list-gzip-too-large", 65, "the list is gzip, and holds more than 4 GiB",
      "the list is gzip, and holds more than <n> bytes",
      [.status(AccountsError.gzipTooLarge(limit: 1))]),
    RefusalRow(
      "list-utf16", 65, "the list begins as UTF-16 and does not go on so",
      "<file>: line <n>, column <n>: not UTF-16, as the list is at its beginning",
      [
        .list("half a surrogate pair") { header, rows in
          [0xFF, 0xFE] + wide(text(header, rows)) + [0, 0xDC]
        },
        .list("half a unit, no byte order mark") { wide(text($0, $1)) + [0x41] },
      ]),
    RefusalRow(
      "list-nul-byte", 65, "the list holds a NUL inside a field",
      "<file>: line <n>, column <n>: a NUL byte inside a field",
      [.list("a NUL in the last row") { text($0, $1) + [0x41, 0, 0x42, 10] }]),
    RefusalRow(
      "list-not-utf8", 65, "the list is in no one encoding",
      "<file>: line <n>, column <n>: a byte that is neither UTF-8 nor what the rest of the list is",
      [
        .list("Latin-1 after UTF-8") { text($0, $1) + [0xC3, 0xBC, 10, 0x4D, 0xFC, 0x6C, 10] },
        .list("Cyrillic in Windows-1251") { text($0, $1) + [0xD0, 0xEE, 0xF1, 0xF1, 10] },
      ]),
    RefusalRow(
      "list-quotes", 65, "a quote neither opens nor closes a field",
      "<file>: line <n>, column <n>: a quote before this neither opens nor closes a field",
      [.list("text after a closing quote") { text($0, $1) + Array("\"a\"b,c\n".utf8) }]),
    RefusalRow(
      "list-quote-unclosed", 65, "a quote never closes",
      "<file>: line <n>, column <n>: a quote opens here and never closes",
      [.list("a quote at the end") { text($0, $1) + Array("\"".utf8) }]),
    RefusalRow(
      "list-row-too-long", 65, "a row is longer than 1 MiB",
      "<file>: line <n>: a row longer than <n> bytes begins here",
      [
        .list("a field of 2 MiB") {
          text($0, $1) + [UInt8](repeating: 0x61, count: 2 << 20) + [10]
        }
      ]),
    RefusalRow(
      "list-too-many-columns", 65, "the header has more than 4096 columns",
      "<file>: line <n>: more than <n> columns",
      [
        .list("5000 columns") { header, rows in
          text(header + String(repeating: ",x", count: 5000), rows)
        }
      ]),
    RefusalRow(
      "list-too-small", 65, "fewer accounts take part than the agreement wants",
      "<file>: <n> accounts take part; the agreement wants at least <n>",
      [.list("49 rows") { header, rows in text(header, Array(rows.prefix(40))) }]),
    RefusalRow(
      "list-too-large", 65, "more accounts take part than the agreement allows",
      "<file>: <n> accounts; the agreement allows this side <n>",
      [
        RefusalProof("blind: 400 accounts of 300", at: .signed) { two in
          try await Tool.run(["sample", "--accounts", "400"], in: two.folder).requireDone()
          return .verb(two.acme, ["blind", "../../vendor.csv"])
        }
      ]),
    RefusalRow(
      "row-missing", 65, "no row of the list stands on the line that explain is given",
      "<file>: no row stands on line <n>",
      [
        RefusalProof("explain: the header's line", at: .signed) {
          .verb($0.acme, ["explain", "1", Company.listFromRoom])
        },
        RefusalProof("explain: a line below the last", at: .signed) {
          .verb($0.acme, ["explain", "99999", Company.listFromRoom])
        },
      ]),
    RefusalRow(
      "column-missing", 65, "the mapping names a column that the list lacks",
      "<file>: the list has no column \"<any>\", which the mapping gives for <any>",
      [
        .list("other headers") { header, rows in
          text(header.replacing("Website", with: "Netz"), rows)
        },
        .mapping("another header", "Website", "Netz"),
      ]),
    RefusalRow(
      "column-twice", 65, "the list has a mapped column twice",
      "<file>: the list has two columns \"<any>\"",
      [.list("the header twice") { header, rows in text("\(header),\(header)", rows) }]),
    RefusalRow(
      "no-key-column", 65, "the mapping names neither a website nor a name",
      "<file>: the mapping names neither a website column nor a name column",
      [.mapping("neither", "  name: .*\n  website: .*\n", "")]),
    RefusalRow(
      "dimension-not-mapped", 65, "the mapping names no column for who takes part",
      "<file>: the mapping names no column for <any>, which decides who takes part",
      [.mapping("no status", "  status: Type\n", "")]),
    RefusalRow(
      "mapping-not-yaml", 65, "the mapping is no YAML",
      "<file>: mapping line <n>: the mapping is not readable YAML",
      [
        .mapping("an open bracket", "columns:", "columns: ["),
        .mapping("a key twice", "  name: .*\n", "  name: A\n  name: A\n"),
        .mapping("a second document", "columns:", "---\ncolumns:"),
      ]),
    RefusalRow(
      "mapping-format", 65, "the mapping is of another version",
      "<file>: mapping line <n>: the mapping does not say lacuna: mapping/1",
      [
        .mapping("another version", "mapping/1", "mapping/2"),
        .mapping("no version", "lacuna: .*\n", ""),
      ]),
    RefusalRow(
      "mapping-anchor", 65, "the mapping uses an anchor or alias",
      "<file>: mapping line <n>: the mapping uses a YAML anchor or alias",
      [.mapping("an anchor", "name: ", "name: &a ")]),
    RefusalRow(
      "mapping-unknown-key", 65, "the mapping has a key that no agreement knows",
      "<file>: mapping line <n>: unknown key \"<any>\"",
      [
        .mapping("a key", "columns:", "further: x\ncolumns:"),
        .mapping("a field", "  name:", "  sector: S\n  name:"),
        .mapping("a dimension", "  status:\n", "  sector: {a: b}\n  status:\n"),
      ]),
    RefusalRow(
      "mapping-misshapen", 65, "a part of the mapping has another shape",
      "<file>: mapping line <n>: <any> has the wrong shape",
      [.mapping("a mapping for a name", "name: .*", "name: {a: b}")]),
    RefusalRow(
      "mapping-unknown-value", 65, "the mapping maps to a value that is not agreed",
      "<file>: mapping line <n>: not one of the agreed values of <any>",
      [.mapping("a status of one's own", ": customer", ": client")]),
    RefusalRow(
      "mapping-too-large", 65, "the mapping is longer than 1 MiB",
      "<file>: the mapping is longer than <n> bytes",
      [
        .mapping("2 MiB of a comment", "\\n$", "\n#" + String(repeating: "x", count: 2 << 20))
      ]),
    RefusalRow(
      "roll-up-not-supported", 65, "a dimension's rule is none for groups",
      "<any>: this roll-up rule is not available for a list's groups",
      [.status(AccountsError.rollUpNotSupported(dimension: "x"))]),
    RefusalRow(
      "vocabulary-too-large", 65, "a dimension has more values than a record can number",
      "<any>: more than <n> agreed values",
      [.status(AccountsError.vocabularyTooLarge(dimension: "x", limit: 1))]),
    RefusalRow(
      "public-list-unreadable", 65, "a list that the program carries is damaged",
      "the built-in <any> cannot be read", [.status(AccountsError.publicListUnreadable("list"))]),
  ]

  /// UTF-16, little-endian, of ASCII.
  private static func wide(_ text: [UInt8]) -> [UInt8] { text.flatMap { [$0, 0] } }

  private static func text(_ header: String, _ rows: [String]) -> [UInt8] {
    Array((([header] + rows).joined(separator: "\n") + "\n").utf8)
  }
}

extension RefusalProof {
  /// Acme's list, spoilt, and what `blind` says to it.
  fileprivate static func list(
    _ what: String, _ spoil: @escaping @Sendable (String, [String]) -> [UInt8]
  ) -> RefusalProof {
    RefusalProof("list: \(what)", at: .signed) { two in
      let lines = try String(contentsOf: two.acme.list, encoding: .utf8)
        .split(whereSeparator: \.isNewline).map(String.init)
      try Data(spoil(lines.first ?? "", Array(lines.dropFirst()))).write(to: two.acme.list)
      return .verb(two.acme, ["blind", Company.listFromRoom])
    }
  }

  fileprivate static func mapping(_ what: String, _ old: String, _ new: String) -> RefusalProof {
    RefusalProof("mapping: \(what)", at: .signed) { two in
      try two.acme.edit("mapping.yaml") { try $0.replacingFirst(old, by: new) }
      return .verb(two.acme, ["blind", Company.listFromRoom])
    }
  }

  /// An error that no file and no argument brings about: its name and status alone are shown.
  static func status(_ error: some Error) -> RefusalProof {
    RefusalProof("its name and status alone", at: .rooms) { _ in .call { throw error } }
  }
}
