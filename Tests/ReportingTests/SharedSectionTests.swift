// SPDX-License-Identifier: Apache-2.0

import Reporting
import Testing

extension SampleReports {
  /// What Acme has won, by quarter; the second row's counts are below the minimum, its ratio is not known.
  static func influence(
    _ counts: [[Int]] = [[30, 60, 45], [2, -1, 3]],
    won: [[Int]] = [[900, 1800, 1350], [-40, 10, 0]],
    most: Int = 63_000
  ) throws -> SharedSection {
    try SharedSection(
      .influence, of: .initiator, countBasis: .responderAccounts, rows: ["q1", "q2"],
      columns: ["sourced", "influenced", "neither"], counts: figures(counts),
      sums: [
        SharedSection.Sum(
          amount: "won", owner: .initiator, measure: "EUR", most: most,
          figures: figures(won, within: 300))
      ],
      ratios: [
        SharedSection.Ratio(
          name: "sourced share", measure: "",
          values: [.init(value: 222, lower: 140, upper: 318), nil]),
        SharedSection.Ratio(
          name: "mean", measure: "EUR",
          values: [.init(value: 30_000_499, lower: -1, upper: 61_234_500), nil]),
      ])
  }
}

/// Sections of questions about shared accounts.
@Suite struct SharedSectionTests {
  private static func report(_ section: SharedSection, minimum: Int = 10) -> Report {
    SampleReports.report([.shared(section)], minimum: minimum)
  }

  @Test func reportJSONReadsBackToTheSameBytes() throws {
    let report = Self.report(try SampleReports.influence())
    let bytes = report.canonicalBytes()
    #expect(try Report.read(bytes) == report)
    let text = String(decoding: bytes, as: UTF8.self)
    // A sum is withheld where the count of its accounts is, whatever it is itself.
    #expect(text.split(separator: "below-minimum").count - 1 == 6)
  }

  @Test func figuresMustFitTheGrid() throws {
    for counts in [[], [[1, 2, 3]], [[1, 2], [1, 2]]] {
      #expect(throws: ReportingError.self) { try SampleReports.influence(counts) }
      #expect(throws: ReportingError.self) { try SampleReports.influence(won: counts) }
    }
    for most in [0, -1, 1_000_000_000] {
      #expect(throws: ReportingError.self) { try SampleReports.influence(most: most) }
    }
  }

  @Test func sumsAreShownInTheirMeasure() throws {
    let report = Self.report(try SampleReports.influence())
    let markdown = report.markdown(digest: [], signature: [])
    // 1800 of 63rds of 63,000 are 1,800,000, within 300,000.
    #expect(markdown.contains("**1,800,000** (1,500,000 to 2,100,000)"))
    #expect(
      markdown.contains("| q1 | 22.2 % (14.0 % to 31.8 %) | 30,000 EUR (0 EUR to 61,200 EUR) |"))
    #expect(markdown.contains("| q2 | not enough data | not enough data |"))
    #expect(
      report.opening == ["Sourced share, q1: about 22.2 % (14.0 % to 31.8 %)."])
    let html = report.html(digest: [], signature: [])
    #expect(html.contains("<b>1,800,000</b>") && html.contains("22.2 %"))
    #expect(!html.contains("−40,000"))
  }

  @Test func everyFigureIsARowOfTheSpreadsheet() throws {
    let report = Self.report(try SampleReports.influence())
    let rows = report.csv().split(separator: "\r\n")
    #expect(rows.count == 1 + 6 + 6 + 2)
    let sum =
      "influence,\"won (EUR)\",sum,Acme,q1,(all),Globex,influenced,(all),responder-accounts,1800000,1500000,2100000,released,"
    #expect(rows.contains { $0 == sum })
    let withheld =
      "influence,\"won (EUR)\",sum,Acme,q2,(all),Globex,influenced,(all),responder-accounts,,,,released,below-minimum"
    #expect(rows.contains { $0 == withheld })
    #expect(rows.contains { $0.hasPrefix("influence,\"sourced share\",thousandths,Acme,q1,") })
  }

  @Test func nothingAboveTheMinimumIsOneSentence() throws {
    let report = Self.report(try SampleReports.influence(), minimum: 1000)
    #expect(
      report.markdown(digest: [], signature: []).contains(
        "Every count here is below the agreed minimum of 1,000, and withheld."))
    #expect(report.opening == ["No figure reaches the agreed minimum of 1,000."])
  }

  @Test func namesOfTheOtherSideAreEscaped() throws {
    let name = "<b>|x|</b>"
    let figure = SampleReports.figure(20, within: 2)
    let section = try SharedSection(
      .coSell, of: .responder, countBasis: .accounts, rows: [name], columns: [name],
      counts: [[figure]],
      sums: [
        SharedSection.Sum(
          amount: name, owner: .responder, measure: name, most: 1, figures: [[figure]])
      ],
      ratios: [
        SharedSection.Ratio(
          name: name, measure: name, values: [.init(value: 1, lower: 0, upper: 2)])
      ])
    let report = Self.report(section)
    #expect(!report.html(digest: [], signature: []).contains(name))
    #expect(!report.markdown(digest: [], signature: []).contains(name))
  }
}
