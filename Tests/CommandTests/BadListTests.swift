// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A list that cannot be used: one clear error, nothing written, nothing spent.
@Suite struct BadListTests {
  /// What is done to a good list, and the refusal it gives.
  struct Case: Sendable {
    let what: String
    let name: String
    let spoil: @Sendable (Lines) -> [UInt8]

    init(_ what: String, _ name: String, _ spoil: @escaping @Sendable (Lines) -> [UInt8]) {
      self.what = what
      self.name = name
      self.spoil = spoil
    }
  }

  struct Lines: Sendable {
    let header: String
    let rows: [String]

    init(_ list: URL) throws {
      let lines = try String(contentsOf: list, encoding: .utf8)
        .split(whereSeparator: \.isNewline).map(String.init)
      header = try #require(lines.first)
      rows = Array(lines.dropFirst())
    }

    func text(_ header: String, _ rows: some Sequence<String>) -> String {
      ([header] + rows).joined(separator: "\n") + "\n"
    }
  }

  static let cases = [
    Case("an empty file", "list-empty") { _ in [] },
    Case("a header alone", "list-header-only") { Array(($0.header + "\n").utf8) },
    Case("a header without an end", "list-header-only") { Array($0.header.utf8) },
    Case("other columns", "column-missing") {
      Array($0.text("Firma,Netz,Land,Art", $0.rows).utf8)
    },
    Case("a column twice", "column-twice") {
      Array($0.text($0.header + "," + $0.header, $0.rows).utf8)
    },
    Case("no row that fits", "list-no-row-fits") {
      Array($0.text($0.header, $0.rows.prefix(1).map { "x,\($0)" }).utf8)
    },
    Case("too few accounts", "list-too-small") {
      Array($0.text($0.header, $0.rows.prefix(49)).utf8)
    },
    Case("a NUL", "list-nul-byte") { Array($0.text($0.header, $0.rows).utf8) + [65, 0, 66, 10] },
    Case("UTF-16", "list-utf16") {
      [0xff, 0xfe]
        + $0.text($0.header, $0.rows).utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } + [65]
    },
    Case("Latin-1", "list-not-utf8") {
      Array($0.text($0.header, $0.rows).utf8) + [0xc3, 0xbc, 0x4d, 0xfc, 0x6c, 0x0a]
    },
    Case("an open quote", "list-quote-unclosed") {
      Array(($0.text($0.header, $0.rows) + "\"").utf8)
    },
  ]

  @Test func `a list that cannot be used is refused before anything is paid`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .responderReady)
      for company in [two.acme, two.globex] {
        let lines = try Lines(company.list)
        for each in Self.cases {
          try Data(each.spoil(lines)).write(to: folder.appending(path: "bad.csv"))
          for verb in ["check", "blind"] where verb == "blind" || each.name != "list-too-small" {
            let what = "\(verb), \(each.what)"
            try await expectNothingWritten(below: folder, whenGiven: what) {
              let outcome = try await company.run([verb, "../../bad.csv"])
              let refusal = expectRefusal(outcome, 65, each.name, whenGiven: what)
              #expect(refusal?.message.contains("bad.csv") == true, "\(outcome)")
              expectNoContent(of: lines, in: outcome.err)
            }
          }
        }
      }
    }
  }

  @Test func `a list above the agreed limit is refused`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .signed, limit: 150)
      try await Tool.run(["sample", "--accounts", "400"], in: folder).requireDone()
      try await expectNothingWritten(below: folder) {
        let outcome = try await two.acme.run(["blind", "../../vendor.csv"])
        let refusal = expectRefusal(outcome, 65, "list-too-large")
        #expect(refusal?.message.contains("allows this side 150") == true, "\(outcome)")
      }
    }
  }

  @Test func `a list or a mapping that is missing or spoilt is refused`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .signed)
      try await expectNothingWritten(below: folder) {
        expectRefusal(try await two.acme.run(["blind", "../none.csv"]), 66, "file-missing")
        expectRefusal(try await two.acme.run(["blind", ".."]), 74, "file-system")
      }
      let mapping = two.acme.room.appending(path: "mapping.yaml")
      for (text, name) in [
        ("columns: [", "mapping-not-yaml"), ("lacuna: mapping/9\n", "mapping-format"),
        ("[]\n", "mapping-misshapen"),
      ] {
        try Data(text.utf8).write(to: mapping)
        try await expectNothingWritten(below: folder, whenGiven: text) {
          expectRefusal(try await two.acme.blind(), 65, name, whenGiven: text)
        }
      }
      try FileManager.default.removeItem(at: mapping)
      try await expectNothingWritten(below: folder) {
        let refusal = expectRefusal(try await two.acme.blind(), 66, "file-missing")
        #expect(refusal?.hint?.contains("lacuna check") == true)
      }
    }
  }

  /// No field of a row stands in `text`.
  private func expectNoContent(
    of lines: Lines, in text: String, location: SourceLocation = #_sourceLocation
  ) {
    for row in lines.rows {
      for field in row.split(separator: ",") where field.contains(".") || field.contains(" ") {
        #expect(!text.contains(field), sourceLocation: location)
      }
    }
  }
}
