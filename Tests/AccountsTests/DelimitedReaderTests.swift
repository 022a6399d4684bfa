// SPDX-License-Identifier: Apache-2.0

import Accounts
import TestSupport
import Testing

@Suite struct DelimitedReaderTests {
  /// What a reader made of a file.
  struct Reading: Equatable {
    var header: [String] = []
    var rows: [[String]] = []
    var lines: [Int] = []
  }

  func read(_ bytes: [UInt8], chunk: Int = .max) throws(AccountsError) -> Reading {
    var reader = DelimitedReader()
    var rows: [DelimitedRow] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      rows += try reader.rows(in: Array(rest.prefix(chunk)))
      rest = rest.dropFirst(chunk)
    }
    rows += try reader.finish()
    return Reading(
      header: reader.header,
      rows: rows.map { row in (0..<row.count).map { String(decoding: row[$0], as: UTF8.self) } },
      lines: rows.map(\.line))
  }

  func read(_ text: String, chunk: Int = .max) throws(AccountsError) -> Reading {
    try read(Array(text.utf8), chunk: chunk)
  }

  static let plain = Reading(
    header: ["Name", "Website"], rows: [["Acme, Inc", "acme.com"], ["Globex", ""]], lines: [2, 3])

  @Test(arguments: [
    "Name,Website\n\"Acme, Inc\",acme.com\nGlobex,\n",
    "Name,Website\r\n\"Acme, Inc\",acme.com\r\nGlobex,\r\n",
    "Name,Website\r\"Acme, Inc\",acme.com\rGlobex,",
    "\u{FEFF}Name,Website\n\"Acme, Inc\",acme.com\nGlobex,",
    "Name;Website\nAcme, Inc;acme.com\nGlobex;\n",
    "Name\tWebsite\nAcme, Inc\tacme.com\nGlobex\t\n",
    "\"Name\",\"Website\"\n\"Acme, Inc\",\"acme.com\"\n\"Globex\",\"\"",
    "\u{FEFF}\" Name\",Website \n\"Acme, Inc\",acme.com\nGlobex,\n  \n,\n",
  ])
  func `all shapes of one list read alike, however the bytes are cut`(_ text: String) throws {
    for chunk in [Int.max, 7, 2, 1] {
      #expect(try read(text, chunk: chunk) == Self.plain, "chunks of \(chunk) bytes")
    }
  }

  @Test func `quotes of a text formula need none around them`() throws {
    let text =
      "Name,Id\n\"Acme, \"\"=\"\"\", =\"001\" \n=\"Globex\",=\"2\"\r\n\"a\n=\"\"b\"\",\",\"=\"\"3\"\"\"\n"
    for chunk in [Int.max, 3, 1] {
      let rows = try read(text, chunk: chunk).rows.map { $0.map { trimmed($0) } }
      #expect(
        rows == [
          ["Acme, \"=\"", "001"], ["Globex", "2"], ["a\n=\"b\",", "=\"3\""],
        ], "chunks of \(chunk) bytes")
    }
    for line in ["Acme,=\"1\"2", "Acme,=\"1,2\"", "Acme,x=\"1\"", "Acme,=\"1"] {
      #expect(throws: AccountsError.self, "\(line)") { try read("Name,Id\n\(line)\n") }
    }
  }

  private func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  @Test func `a row has the line it begins on, whatever its quotes hold`() throws {
    let text = "\nName,Note\nA,\"one\r\ntwo\n\n\"\"four\"\", and\"\n\nB,x\r\nC,\"y\nz\"\nD,w"
    for chunk in [Int.max, 3, 1] {
      let reading = try read(text, chunk: chunk)
      #expect(reading.lines == [3, 8, 9, 11], "chunks of \(chunk) bytes")
      #expect(reading.rows[0] == ["A", "one\r\ntwo\n\n\"four\", and"])
    }
  }

  @Test func `a row of another width is given as it is`() throws {
    let reading = try read("a,b\n1,2\n3\n4,5,6\n7,8\n")
    #expect(reading.rows == [["1", "2"], ["3"], ["4", "5", "6"], ["7", "8"]])
  }

  @Test(arguments: [
    ("", AccountsError.emptyFile),
    ("\n\n  \n", .emptyFile),
    ("\u{FEFF}", .emptyFile),
    ("a,b", .headerOnly),
    ("a,b\r\n\r\n,\r\n", .headerOnly),
    ("a,b\n1,2\n3,\u{0}4\n5,6\u{0}7", .nulByte(.init(line: 4, column: 4))),
    ("a,b\n1,2\n\u{E9}\"3,4\n5,6\n", .malformedQuotes(row: 3, at: .init(line: 3, column: 2))),
    ("a,b\n1,2\nx,\"3\"\"\n5,6\n", .unclosedQuote(.init(line: 3, column: 3))),
    ("a,b\n1,2\n\"3,4\n5,6\n", .unclosedQuote(.init(line: 3, column: 1))),
    ("a,b\n1,2\n\"3,4\n5,\"6\"\n", .malformedQuotes(row: 3, at: .init(line: 4, column: 4))),
    ("a,b\n1,2\n3,4\"5\n", .malformedQuotes(row: 3, at: .init(line: 3, column: 4))),
    ("a,\"b\n1,2\n", .unclosedQuote(.init(line: 1, column: 3))),
  ])
  func `a doubtful file is refused with its line`(_ text: String, _ error: AccountsError) {
    for chunk in [Int.max, 2, 1] {
      #expect(throws: error, "chunks of \(chunk) bytes") { try read(text, chunk: chunk) }
    }
  }

  @Test func `a row cannot grow without bound`() {
    let text = "a,b\n\"" + String(repeating: "x\n", count: DelimitedReader.rowLimit)
    #expect(throws: AccountsError.recordTooLong(line: 2, limit: DelimitedReader.rowLimit)) {
      try read(text, chunk: 65_536)
    }
    let wide = String(repeating: "h,", count: DelimitedReader.columnLimit) + "h\nx\n"
    #expect(throws: AccountsError.tooManyColumns(line: 1, limit: DelimitedReader.columnLimit)) {
      try read(wide)
    }
  }

  @Test func `random bytes are read or refused, alike in every cut`() {
    let seed: UInt64 = 7
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("ab,;\t\"\"\n\n\r \u{0}é".utf8)
    for round in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator) ?? 0
      }
      let whole = Result { try read(bytes) }
      let cut = Result { try read(bytes, chunk: 1) }
      switch (whole, cut) {
      case (.success(let one), .success(let two)): #expect(one == two, "round \(round) of \(seed)")
      case (.failure, .failure): break
      default: Issue.record("round \(round) of seed \(seed): the cut decides")
      }
    }
  }
}
