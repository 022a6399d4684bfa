// SPDX-License-Identifier: Apache-2.0

import Reporting
import Testing

@Suite struct CrossSellTests {
  private static func report(_ section: CrossSellSection, minimum: Int = 10) -> Report {
    SampleReports.report([.crossSell(section)], minimum: minimum)
  }

  @Test func figuresMustFitTheProducts() throws {
    let figure = SampleReports.figure(20, within: 2)
    func section(
      _ basis: Report.CountBasis = .accounts, _ ones: [String] = ["A"],
      _ others: [String] = ["B", "C"], both: [[Report.Figure]]? = nil,
      one: [[Report.Figure]]? = nil, other: [[Report.Figure]]? = nil
    ) throws -> CrossSellSection {
      let row = [[figure, figure]]
      return try CrossSellSection(
        countBasis: basis, initiatorProducts: ones, responderProducts: others, both: both ?? row,
        initiatorOnly: one ?? row, responderOnly: other ?? row)
    }
    for basis in [Report.CountBasis.accounts, .responderAccounts, .pairs] {
      _ = try section(basis)
    }
    #expect(throws: ReportingError.self) { try section(.initiatorAccountsAtLeast) }
    for wrong in [[], [[]], [[figure]], [[figure, figure], [figure, figure]]] {
      #expect(throws: ReportingError.self) { try section(both: wrong) }
      #expect(throws: ReportingError.self) { try section(one: wrong) }
      #expect(throws: ReportingError.self) { try section(other: wrong) }
    }
    #expect(throws: ReportingError.shape(rule: "no product", at: "initiatorProducts")) {
      try section(.accounts, [], [], both: [], one: [], other: [])
    }
    #expect(throws: ReportingError.shape(rule: "no product", at: "responderProducts")) {
      try section(.accounts, ["A"], [], both: [[]], one: [[]], other: [[]])
    }
  }

  @Test func theStrongestChanceIsSaidInEachDirection() throws {
    let report = Self.report(try SampleReports.crossSell())
    #expect(
      report.opening == [
        "The strongest cross-sell, for Globex: about 97 shared accounts have Analytics from Acme "
          + "and no Managed Desk from Globex."
      ])
    let markdown = report.markdown(digest: [], signature: [])
    #expect(
      markdown.contains(
        """
        - For Acme: **about 77 shared accounts** have Data Hub from Globex and no Archive &amp; \
        Vault from Acme.
        - For Globex: **about 97 shared accounts** have Analytics from Acme and no Managed Desk \
        from Globex.
        """))
    #expect(report.html(digest: [], signature: []).contains("<em>largest</em>"))
  }

  @Test func oneAccountAndPairsAreSaidPlainly() throws {
    let zeros = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    let one = try SampleReports.crossSell(
      .pairs, both: zeros, initiatorOnly: [[0, 0, 0], [0, 1, 0], [0, -5, 0]], responderOnly: zeros)
    let report = Self.report(one, minimum: 1)
    #expect(
      report.opening == [
        "The strongest cross-sell, for Globex: about 1 matching pair has Shield from Acme and no "
          + "Migration from Globex."
      ])
    let markdown = report.markdown(digest: [], signature: [])
    #expect(markdown.contains("- For Acme: no chance reaches the agreed minimum of 1."))
    #expect(markdown.contains("Counts are of pairs"))
    #expect(
      markdown.contains("### Chance for Acme\n\n")
        && markdown.contains("Every count is below the agreed minimum of 1, and withheld."))
    #expect(!markdown.contains("−"))
  }

  @Test func whatIsWhollyWithheldIsShort() throws {
    let report = Self.report(try SampleReports.crossSell(), minimum: 1_000)
    #expect(report.opening == ["No figure reaches the agreed minimum of 1,000."])
    let markdown = report.markdown(digest: [], signature: [])
    #expect(
      markdown.contains(
        """
        ## Cross-sell

        Every count here is below the agreed minimum of 1,000, and withheld.

        ## What is withheld, and why

        27 figures are withheld
        """))
    #expect(!report.html(digest: [], signature: []).contains("cross-sell-caption"))
  }

  @Test func csvHasARowAFigure() throws {
    let rows = Self.report(try SampleReports.crossSell()).csv().split(separator: "\r\n")
    #expect(rows.count == 28)
    for (kind, numbers) in [
      ("both", "48,43,53,released"), ("initiator-only", "63,57,69,derived"),
      ("responder-only", "41,35,47,derived"),
    ] {
      #expect(
        rows.contains(
          "cross-sell,products,\(kind),Acme,(all),Analytics,Globex,(all),\"Data Hub\","
            + "responder-accounts,\(numbers),"))
    }
  }

  @Test func theOpeningHasFourSentencesAtMost() throws {
    let sections = try SampleReports.allSections()
    #expect(SampleReports.report(sections + sections + sections).opening.count == 4)
    #expect(SampleReports.report([Report.Section]()).opening.isEmpty)
  }

  @Test func pairsHaveNoWhiteSpaceAndNoPicture() throws {
    let report = try SampleReports.pairReport()
    #expect(
      report.opening.prefix(2) == [
        "Acme and Globex have about 520 matching pairs of accounts (between 506 and 534).",
        "The strongest next step: in about 41 matching pairs, an open opportunity of Acme is "
          + "already a customer of Globex.",
      ])
    let html = report.html(digest: [], signature: [])
    let markdown = report.markdown(digest: [], signature: [])
    for text in [html, markdown] {
      for wrong in [
        "White space", "white space", "ccounts in common", "<circle", "higher than shown",
      ] {
        #expect(!text.contains(wrong), "\(wrong)")
      }
      #expect(text.contains("not told by the match rule"))
    }
    let withUnmatched = try SampleReports.map()
    #expect(throws: ReportingError.self) {
      try AccountMapSection(
        countBasis: .pairs, initiatorStatuses: SampleReports.roles,
        responderStatuses: SampleReports.roles, map: withUnmatched, breakdown: nil)
    }
  }
}
