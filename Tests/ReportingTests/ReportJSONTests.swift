// SPDX-License-Identifier: Apache-2.0

import Reporting
import Testing

@Suite struct ReportJSONTests {
  private static func text() throws -> String {
    String(
      decoding: SampleReports.report(try SampleReports.section()).canonicalBytes(), as: UTF8.self)
  }

  private func refusal(_ text: String) -> ReportingError? {
    do throws(ReportingError) {
      _ = try Report.read(Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test func reportsComeBackAsTheyWere() throws {
    let unsplit = try SampleReports.whiteSpaceUnsplit(40, products: [1, -2, 3])
    for sections in [
      [.accountMap(try SampleReports.section())], [.accountMap(try SampleReports.splitSection())],
      try SampleReports.allSections(), try SampleReports.pairReport().sections,
      [.whiteSpace(unsplit), .whiteSpace(unsplit)], [],
    ] {
      let report = SampleReports.report(
        sections, initiator: "A\"\\\u{1}é\u{301}\u{202E}<b>", responder: "名前 \u{2028}",
        sizes: (nil, 7))
      let bytes = report.canonicalBytes()
      #expect(try Report.read(bytes) == report)
      #expect(try Report.read(bytes).canonicalBytes() == bytes)
    }
  }

  @Test func strangeFieldsAreRefused() throws {
    let text = try Self.text()
    let extra = text.replacing("  \"run\": {", with: "  \"extra\": 1,\n  \"run\": {")
    #expect(refusal(extra) == .field(expected: "the field run", at: ""))
    let last = text.replacing("\"number\": 1\n", with: "\"number\": 1,\n    \"extra\": 1\n")
    #expect(refusal(last) == .field(expected: "no further field", at: "run"))
    let twice = text.replacing("\"number\": 1\n", with: "\"number\": 1,\n    \"number\": 1\n")
    guard case .notJSON("a field is repeated", _) = refusal(twice) else {
      Issue.record("a repeated field was read")
      return
    }
    let missing = text.replacing("    \"id\": \"7c1e09d2a4b5\",\n", with: "")
    #expect(refusal(missing) == .field(expected: "the field id", at: "run"))
  }

  @Test(arguments: [
    ("\"number\": 1\n", "\"number\":  1\n"), ("\"number\": 1\n", "\"number\": 01\n"),
    ("\"number\": 1\n", "\"number\": 1.0\n"), ("\"number\": 1\n", "\"number\": 1e0\n"),
    ("\"number\": 1\n", "\"number\": -0\n"), ("\"number\": 1\n", "\"number\": true\n"),
    ("\"number\": 1\n", "\"number\": 9223372036854775808\n"),
    ("\"number\": 1\n", "\"number\": 9007199254740993\n"),
    ("\"number\": 1\n", "\"number\": -9007199254740993\n"),
    ("\"number\": 1\n", "\"number\": -9223372036854775808\n"),
    ("\"number\": 1\n", "\"number\": \"1\"\n"), ("\"Acme\"", "\"\\u0041cme\""),
    ("\"Acme\"", "\"Ac\tme\""), ("a0a1a2", "A0A1A2"), ("\"a0a1a2", "\"0a1a2"),
    ("lacuna-report/1", "lacuna-report/2"), ("account-map", "account-mop"),
    ("\"withheld\": \"below-minimum\"", "\"withheld\": null"),
    ("\"minimum\": 10,", "\"minimum\": 9,"), ("\"lower\": 106", "\"lower\": 119"),
    ("\"customer\": 0", "\"customer\": 3"), ("\"customer\": 0", "\"customer\": 1"),
    ("\"released\"", "\"guessed\""), ("  \"format\"", "\t\"format\""),
  ])
  func otherSpellingsAreRefused(_ change: (of: String, to: String)) throws {
    let text = try Self.text()
    let changed = text.replacing(change.of, with: change.to, maxReplacements: 1)
    try #require(changed != text)
    #expect(refusal(changed) != nil)
  }

  @Test(arguments: [
    ("\"question\": \"white-space\",", ""), ("\"side\": \"initiator\"", "\"side\": \"nobody\""),
    ("\"side\": \"responder\"", "\"side\": \"initiator\""),
    ("\"countBasis\": \"initiator-accounts-at-least\"", "\"countBasis\": \"pairs\""),
    ("\"countBasis\": \"initiator-accounts-at-least\"", "\"countBasis\": \"responder-accounts\""),
    ("\"initiatorProducts\"", "\"initiatorproducts\""),
    ("        \"Managed Desk\"\n", "        \"Managed Desk\",\n        \"more\"\n"),
    ("        \"Analytics\",\n", ""),
    ("\"products\": []", "\"products\": [\n        \"x\"\n      ]"),
    ("\"both\": [", "\"both\": [\n        [],"),
    ("\"responderOnly\": [", "\"responderOnly\": [],\n\"x\": ["),
    ("\"rowTotals\": [", "\"rowTotals\": [],\n\"x\": ["),
    ("        []\n", "        [],\n        []\n"),
    ("\"listSize\": {", "\"listSize\": null,\n\"x\": {"),
  ])
  func otherShapesOfSectionsAreRefused(_ change: (of: String, to: String)) throws {
    let text = String(
      decoding: try SampleReports.fullReport().canonicalBytes(), as: UTF8.self)
    #expect(refusal(text) == nil)
    let changed = text.replacing(change.of, with: change.to, maxReplacements: 1)
    try #require(changed != text)
    #expect(refusal(changed) != nil)
  }

  @Test func bytesAfterTheEndAreRefused() throws {
    let text = try Self.text()
    #expect(refusal(text + "\n") != nil)
    #expect(refusal(text + "{}") != nil)
    #expect(refusal(String(text.dropLast())) != nil)
  }

  @Test func depthAndLengthAreBounded() {
    #expect(refusal(String(repeating: "[", count: 100_000)) != nil)
    let limit = 16 * 1024 * 1024
    let long = [UInt8](repeating: 0x20, count: limit + 1)
    #expect(throws: ReportingError.tooLarge(limit: limit)) {
      try Report.read(long)
    }
  }

  /// A cut or a changed byte is refused or read as another report, and never traps.
  @Test func noInputTraps() throws {
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let bytes = try SampleReports.fullReport().canonicalBytes()
    for _ in 0..<2_000 {
      var changed = bytes
      if next(4) == 0 { changed.removeLast(1 + next(changed.count - 1)) }
      changed[next(changed.count)] = UInt8(next(256))
      if let report = try? Report.read(changed) {
        #expect(report.canonicalBytes() == changed, "seed \(seed)")
      }
    }
  }

  @Test func figuresMustFitTheirGroups() throws {
    let map = try SampleReports.map()
    #expect(throws: ReportingError.shape(rule: "expected one figure a pair of groups", at: "cells"))
    {
      try Report.CrossTab(
        rows: map.rows, columns: map.columns, cells: Array(map.cells.dropLast()),
        rowTotals: map.rowTotals, columnTotals: map.columnTotals, total: map.total,
        rowUnmatched: [], columnUnmatched: [])
    }
    #expect(throws: ReportingError.self) {
      try AccountMapSection(
        countBasis: .pairs, initiatorStatuses: .init(customer: 0, openOpportunity: 7),
        responderStatuses: SampleReports.roles, map: map, breakdown: nil)
    }
  }

  @Test func everyErrorIsOneLine() {
    let errors: [ReportingError] = [
      .tooLarge(limit: 1), .notJSON(rule: "a", offset: 1), .field(expected: "a", at: "b"),
      .kind(expected: "a", at: "b"), .unknownFormat, .unknownQuestion(at: "a"),
      .shape(rule: "a", at: "b"), .notCanonical(offset: 1),
    ]
    for error in errors {
      #expect(error.description.hasPrefix("report "))
      #expect(!error.description.contains("\n"))
    }
  }
}
