// SPDX-License-Identifier: Apache-2.0

import Reporting
import Testing

@Suite struct WhiteSpaceTests {
  private static func lines(
    _ section: WhiteSpaceSection, minimum: Int = 10
  ) -> (opening: [String], markdown: String) {
    let report = SampleReports.report([.whiteSpace(section)], minimum: minimum)
    let text = report.markdown(digest: [], signature: [])
    return (report.opening, String(text.prefix { $0 != "~" }))
  }

  @Test func figuresMustFitRowsAndProducts() throws {
    let figure = SampleReports.figure(20, within: 2)
    let two = Report.Axis(dimensions: ["status"], groups: [["customer"], ["prospect"]])
    func section(
      side: Report.Role = .responder, _ basis: Report.CountBasis = .accounts,
      rows: Report.Axis? = nil, cells: [[Report.Figure]]? = nil, totals: Int = 2
    ) throws -> WhiteSpaceSection {
      try WhiteSpaceSection(
        side: side, countBasis: basis, rows: rows ?? two, products: ["A"],
        cells: cells ?? [[figure], [figure]],
        rowTotals: Array(repeating: figure, count: totals), total: figure)
    }
    _ = try section()
    _ = try section(side: .initiator, .initiatorAccountsAtLeast)
    _ = try section(.responderAccounts)
    for cells in [[], [[figure]], [[figure], []], [[figure], [figure, figure]], [[], []]] {
      #expect(
        throws: ReportingError.shape(rule: "expected one figure a row and column", at: "cells")
      ) { try section(cells: cells) }
    }
    #expect(throws: ReportingError.self) { try section(totals: 1) }
    for rows in [
      Report.Axis(dimensions: ["status"], groups: []),
      Report.Axis(dimensions: [], groups: [[], []]),
      Report.Axis(dimensions: ["status"], groups: [["a"], ["b", "c"]]),
    ] {
      #expect(throws: ReportingError.self) { try section(rows: rows) }
    }
    for (side, basis) in [
      (Report.Role.responder, Report.CountBasis.pairs), (.initiator, .pairs),
      (.initiator, .responderAccounts), (.responder, .initiatorAccountsAtLeast),
    ] {
      #expect(
        throws: ReportingError.shape(
          rule: "this count basis has no meaning here", at: "countBasis")
      ) { try section(side: side, basis) }
    }
  }

  @Test func theSentenceSaysWhoseAccountsAndWhom() throws {
    #expect(
      Self.lines(try SampleReports.whiteSpace()).opening == [
        "The largest white space: about 611 customers of Globex are not on the list of Acme; "
          + "about 240 of them have Data Hub."
      ])
    #expect(
      Self.lines(try SampleReports.whiteSpaceByIndustry()).opening == [
        "The largest white space: about 69 or more customers of Acme (industry: Software) are not "
          + "on the list of Globex."
      ])
    #expect(
      Self.lines(try SampleReports.whiteSpaceUnsplit(1, products: [1]), minimum: 0).opening == [
        "The largest white space: about 1 account of Acme is not on the list of Globex; about 1 "
          + "of them has Analytics."
      ])
  }

  @Test func aPartAboveItsWholeIsNotSaid() throws {
    let noisy = try SampleReports.whiteSpace(
      [[640, 12, 30], [0, 0, 0], [0, 0, 0]], [611, 0, 0])
    let opening = Self.lines(noisy).opening.first ?? ""
    #expect(opening.contains("about 611 customers of Globex"))
    #expect(opening.contains("; nearly all of them have "))
    #expect(!opening.contains("640"))
  }

  @Test func smallAndNegativeNumbersAreSaidPlainly() throws {
    let one = try SampleReports.whiteSpace([[1, 0, -4], [0, 0, 0], [0, 0, 0]], [1, -2, 0])
    #expect(
      Self.lines(one, minimum: 1).opening == [
        "The largest white space: about 1 customer of Globex is not on the list of Acme; about 1 "
          + "of them has Data Hub."
      ])
    let none = try SampleReports.whiteSpace([[-1, -2, -4], [0, 0, 0], [0, 0, 0]], [-1, -2, 0])
    let text = Self.lines(none, minimum: 0)
    #expect(text.opening.first?.contains("about 0 customers of Globex are not") == true)
    #expect(!text.markdown.contains("−"))
    let cellsOnly = try SampleReports.whiteSpace([[3, 12, 4], [0, 0, 0], [0, 0, 0]], [5, 0, 0])
    #expect(
      Self.lines(cellsOnly).opening == [
        "The largest white space: about 12 customers of Globex that have Migration are not on the "
          + "list of Acme."
      ])
  }

  @Test func whatIsWhollyWithheldIsShort() throws {
    let (opening, markdown) = Self.lines(try SampleReports.whiteSpace(), minimum: 2_000)
    #expect(opening == ["No figure reaches the agreed minimum of 2,000."])
    let section = markdown.split(separator: "\n## ").first { $0.hasPrefix("White space") }
    #expect(
      section.map(String.init) == """
        White space: Globex has, Acme does not (by status and product)

        Every count here is below the agreed minimum of 2,000, and withheld.

        """)
    #expect(markdown.contains("13 figures are withheld"))
  }

  @Test func rowsThatAreWhollyWithheldAreNamed() throws {
    let report = SampleReports.report([.whiteSpace(try SampleReports.whiteSpaceByIndustry())])
    for text in [
      report.markdown(digest: [], signature: []), report.html(digest: [], signature: []),
    ] {
      let plain = text.replacing("<bdi>", with: "").replacing("</bdi>", with: "")
      #expect(
        plain.contains(
          "below the agreed minimum of 10: Public sector; Transport &amp; logistics; Other."))
      #expect(!text.contains("Public sector</th>") && !text.contains("| Public sector"))
    }
  }

  @Test func groupsOfTwoDimensionsAreAMatrix() throws {
    let markdown = Self.lines(try SampleReports.whiteSpaceByIndustry()).markdown
    #expect(markdown.contains("| Industry | Customer | Open opportunity | Prospect |"))
    #expect(
      markdown.contains("| Software | **69** (55 to 83) | **32** (18 to 46) | **67** (53 to 81) |"))
  }

  @Test func withoutASplitTheSentenceIsAll() throws {
    let markdown = Self.lines(try SampleReports.whiteSpaceUnsplit(402)).markdown
    #expect(
      markdown.contains(
        "**About 402 accounts** of Acme (between 395 and 409) are not on the list of Globex.\n"))
    #expect(!markdown.contains("| All accounts"))
    let products = Self.lines(try SampleReports.whiteSpaceUnsplit(402, products: [50, 60])).markdown
    #expect(products.contains("| All accounts | **50** (45 to 55) | **60** (55 to 65) |"))
  }

  @Test func theBasisAndTheOverlapAreExplained() throws {
    let responder = Self.lines(try SampleReports.whiteSpace()).markdown
    #expect(responder.contains("Counts are of accounts of Globex, each counted once. An account"))
    #expect(responder.contains("the columns do not add up to the total"))
    let initiator = Self.lines(try SampleReports.whiteSpaceByIndustry()).markdown
    #expect(initiator.contains("so the true numbers are, if anything, higher"))
    #expect(!initiator.contains("add up"))
  }

  @Test func csvHasARowAFigure() throws {
    let report = SampleReports.report(try SampleReports.allSections())
    let rows = report.csv().split(separator: "\r\n")
    #expect(rows.count == 1 + 22 + 13 + 34 + 27)
    #expect(rows.allSatisfy { $0.count { $0 == "," } == 14 })
    let space = "white-space,\"responder by status / product\",unmatched"
    #expect(
      rows.contains(
        "\(space),Acme,(none),(none),Globex,customer,\"Data Hub\",responder-accounts,"
          + "240,235,245,released,"))
    #expect(
      rows.contains(
        "\(space)-total,Acme,(none),(none),Globex,(all),(all),responder-accounts,"
          + "1080,1062,1098,derived,"))
    #expect(
      rows.contains(
        "\(space),Acme,(none),(none),Globex,prospect,Migration,responder-accounts,"
          + ",,,released,below-minimum"))
  }
}
