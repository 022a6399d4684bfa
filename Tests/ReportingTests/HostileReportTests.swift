// SPDX-License-Identifier: Apache-2.0

import Reporting
import Testing

/// A counterpart may sign any report. Whatever its numbers and names, reading and rendering it
/// neither traps nor lets a name act on the text around it.
@Suite struct HostileReportTests {
  private static let name =
    "\u{1B}[2J\u{1B}]0;x\u{7}\r\n\0\t\u{7F}\u{9B}31m\u{202E}\u{2066}\u{200F}\u{2028}\u{2029}\u{301}"
    + "שלום</td><script>|`=1+1,\"" + String(repeating: "x", count: 2_000)
  private static let bound = 1 << 53
  private static let figureBound = 1 << 40

  @Test(arguments: [-figureBound, 0, figureBound], [-bound, 0, bound])
  func parsedReportsAreRendered(_ value: Int, _ minimum: Int) throws {
    let written = try Self.report(
      value, within: -Self.figureBound...Self.figureBound, minimum: minimum)
    let report = try Report.read(written.canonicalBytes())
    #expect(report == written)
    try expectHarmless(report)
  }

  @Test(arguments: [Int.min, 0, .max], [Int.min, 0, .max])
  func integersThatNoReaderAcceptsAreRenderedToo(_ value: Int, _ minimum: Int) throws {
    let report = try Self.report(value, within: .min ... .max, minimum: minimum)
    #expect(throws: ReportingError.self) { try Report.read(report.canonicalBytes()) }
    try expectHarmless(report)
  }

  /// Groups that share no value would make a matrix as large as the square of their number.
  @Test func manyGroupsStayAList() throws {
    let groups = (0..<2_000).map { ["\($0)", "\($0)"] }
    let figure = SampleReports.figure(20, within: 2)
    let section = try WhiteSpaceSection(
      side: .responder, countBasis: .accounts, rows: .init(dimensions: ["a", "b"], groups: groups),
      products: [], cells: groups.map { _ in [] }, rowTotals: groups.map { _ in figure },
      total: figure)
    let report = SampleReports.report([.whiteSpace(section)])
    #expect(report.html(digest: [], signature: []).utf8.count < 1_000_000)
    #expect(report.markdown(digest: [], signature: []).utf8.count < 1_000_000)
  }

  @Test func onlyIntegersThatEveryJSONReaderHoldsAreRead() throws {
    for limit in [-Self.bound, Self.bound] {
      let text = String(
        decoding: SampleReports.report(try SampleReports.section()).canonicalBytes(), as: UTF8.self)
      func read(_ number: Int) throws -> Report {
        try Report.read(
          Array(text.replacing("\"number\": 1\n", with: "\"number\": \(number)\n").utf8))
      }
      #expect(try read(limit).run.number == limit)
      #expect(throws: ReportingError.self) { try read(limit + limit.signum()) }
    }
  }

  private func expectHarmless(_ report: Report) throws {
    let html = report.html(digest: [], signature: [])
    let annex = Annex(
      initiator: report.initiator, responder: report.responder, owner: .responder, run: report.run,
      minimum: report.privacy.minimum,
      importing: .init(rowsRead: 0, rowsRejected: 0, accounts: 0, keys: []), ownTotals: [],
      sections: report.sections,
      besides: report.sections.compactMap {
        if case .shared(let section) = $0 { .init(section: section, isAtLeast: true) } else { nil }
      },
      values: [
        .init(
          amount: Self.name, measure: Self.name, average: Int.max, customers: 1,
          accounts: try #require(report.initiator.listSize))
      ],
      candidates: try [
        .weKnowThem, .theyKnowThem, .whiteSpace, .crossSell(own: Self.name, theirs: Self.name),
      ].map {
        .init(
          group: [Self.name], reason: $0, shared: try #require(report.initiator.listSize),
          names: [Self.name])
      })
    #expect(html.contains("<circle"))
    // A warning that the exchange check failed, before the four.
    #expect(report.opening.count <= (report.exchangeCheck.hasPassed ? 4 : 5))
    for page in [html, annex.html()] {
      #expect(!page.contains("<script"))
      #expect(Self.acting(page, besides: "\n").isEmpty)
    }
    for text in [report.markdown(digest: [], signature: []), annex.markdown()] {
      #expect(Self.acting(text, besides: "\n").isEmpty)
    }
    #expect(Self.acting(report.csv(), besides: "\r\n").isEmpty)
    for line in report.opening {
      #expect(Self.acting(line, besides: "").isEmpty)
      #expect(!line.unicodeScalars.contains("\u{FFFD}"))
    }
  }

  /// The scalars that act on the text around them; written out, so that the renderer's own list is
  /// checked.
  private static func acting(_ text: String, besides allowed: String) -> Set<Unicode.Scalar> {
    let acting = Set(
      [0...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0x61C...0x61C]
        .joined().compactMap { Unicode.Scalar(UInt32($0)) })
    return acting.intersection(text.unicodeScalars).subtracting(allowed.unicodeScalars)
  }

  /// A report whose every count is `value`, and whose every text is hostile.
  private static func report(
    _ value: Int, within interval: ClosedRange<Int>, minimum: Int
  ) throws -> Report {
    let estimate = Report.Estimate(
      value: value, lower: interval.lowerBound, upper: interval.upperBound)
    let statuses = Report.Axis(dimensions: [name], groups: [[name + "a"], [name + "b"]])
    let split = Report.Axis(
      dimensions: [name, name], groups: statuses.groups.map { $0 + [name] })
    func table(_ rows: Report.Axis) throws -> Report.CrossTab {
      let figure = Report.Figure(estimate, basis: .derived)
      return try Report.CrossTab(
        rows: rows, columns: statuses, cells: [[figure, figure], [figure, figure]],
        rowTotals: [figure, figure], columnTotals: [figure, figure], total: figure,
        rowUnmatched: [figure, figure], columnUnmatched: [figure, figure])
    }
    let figure = Report.Figure(estimate, basis: .derived)
    let space = try WhiteSpaceSection(
      side: .initiator, countBasis: .initiatorAccountsAtLeast, rows: split,
      products: [name, name], cells: split.groups.map { _ in [figure, figure] },
      rowTotals: split.groups.map { _ in figure }, total: figure)
    let matrix = try WhiteSpaceSection(
      side: .responder, countBasis: .accounts, rows: split, products: [], cells: [[], []],
      rowTotals: [figure, figure], total: figure)
    let crossSell = try CrossSellSection(
      countBasis: .pairs, initiatorProducts: [name], responderProducts: [name, name],
      both: [[figure, figure]], initiatorOnly: [[figure, figure]],
      responderOnly: [[figure, figure]])
    let roles = AccountMapSection.Statuses(customer: 0, openOpportunity: 1)
    let section = try AccountMapSection(
      countBasis: .responderAccounts, initiatorStatuses: roles, responderStatuses: roles,
      map: table(statuses),
      breakdown: .init(side: .initiator, table: table(split)))
    let party = Report.Party(
      name: name, organisation: name, fingerprint: name, listSize: estimate)
    let account = Report.Privacy.Account(
      learned: [name], spentThisRun: "18446744073709551615/1000000", spentUnderAgreement: name,
      leftUnderAgreement: "1/0")
    return Report(
      terms: .init(title: name, purpose: name, digest: [], validFrom: name, validUntil: name),
      initiator: party, responder: party, run: .init(id: name, number: value),
      sections: [
        .accountMap(section), .whiteSpace(space), .whiteSpace(matrix), .crossSell(crossSell),
        .accountMap(section),
      ],
      exchangeCheck: .init(tables: [.init(due: 0, met: max(0, value))]),
      privacy: .init(
        initiator: account, responder: account, delta: name, minimum: minimum, matchRule: name,
        matchKeys: [name], normaliser: name, publicLists: [.init(name: name, digest: [])]),
      provenance: .init(
        offerDigest: [], answerDigest: [], agreementSignatureOfInitiator: [],
        agreementSignatureOfResponder: [], offerSignature: [], answerSignature: []))
  }
}
