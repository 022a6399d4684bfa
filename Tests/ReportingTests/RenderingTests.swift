// SPDX-License-Identifier: Apache-2.0

import Reporting
import Testing

@Suite struct RenderingTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-1_000, "−1,000"),
    (Int.min, "−9,223,372,036,854,775,808"),
  ])
  func numbersAreGrouped(_ number: Int, _ text: String) {
    #expect(Words.grouped(number) == text)
  }

  @Test(arguments: [
    ("1", "1"), ("1/10", "0.1"), ("11/10", "1.1"), ("29/8", "3.625"), ("4/2", "2"),
    ("1/3", "1/3"), ("1/0", "1/0"), ("x/2", "x/2"), ("1/2/3", "1/2/3"),
    ("18446744073709551615/1", "18446744073709551615"),
  ])
  func epsilonsAreExact(_ fraction: String, _ text: String) {
    #expect(Words.epsilon(fraction) == text)
  }

  @Test func theMinimumIsTheFirstNumberShown() {
    let at = SampleReports.figure(10, within: 4)
    let below = SampleReports.figure(9, within: 4)
    let negative = Report.Figure(value: -3, lower: -7, upper: 1, basis: .released)
    #expect(at.shown(minimum: 10) == Report.Estimate(value: 10, lower: 6, upper: 14))
    #expect(below.withheld(minimum: 10) == .belowMinimum)
    #expect(below.shown(minimum: 10) == nil)
    #expect(negative.withheld(minimum: 1) == .belowMinimum)
    #expect(negative.shown(minimum: 0) == Report.Estimate(value: 0, lower: 0, upper: 1))
  }

  @Test func withheldFiguresAreNamedEverywhereAndShownNowhere() throws {
    // The 9 of the sample is below 10; its interval, 3 to 15, must not show either.
    let report = SampleReports.report(try SampleReports.section())
    let row =
      "account-map,map,shared,Acme,\"open opportunity\",(all),Globex,\"open opportunity\",(all),"
      + "responder-accounts"
    #expect(report.csv().contains("\(row),,,,released,below-minimum\r\n"))
    let markdown = report.markdown(digest: [], signature: [])
    #expect(markdown.contains("withheld (below 10)") && !markdown.contains("3 to 15"))
    #expect(markdown.contains("2 figures are withheld"))
    let html = report.html(digest: [], signature: [])
    #expect(html.contains("<td class=\"withheld\"><b>withheld</b><small>below 10</small></td>"))
    #expect(html.contains("a larger epsilon or larger lists would lift it"))
    let open = SampleReports.report(try SampleReports.section(), minimum: 0)
    #expect(!open.html(digest: [], signature: []).contains("id=\"withheld\""))
  }

  @Test func theOpeningSaysTheStrongestNextStep() throws {
    let section = try SampleReports.section()
    #expect(
      SampleReports.report(section).opening == [
        "Acme and Globex have about 520 accounts in common (between 506 and 534).",
        "The strongest next step: about 41 open opportunities of Acme are already customers "
          + "of Globex.",
        "The largest white space: about 611 customers of Globex are not on the list of Acme.",
      ])
    let high = SampleReports.report(section, minimum: 1_000)
    #expect(
      high.opening == [
        "Acme and Globex have fewer than 1,000 accounts in common.",
        "No warm introduction reaches the agreed minimum of 1,000.",
      ])
  }

  @Test func theBreakdownPutsEachFigureUnderItsValue() throws {
    let section = try SampleReports.splitSection()
    let breakdown = try #require(section.breakdown)
    let parts = BreakdownByValue(breakdown, statusesOf: section.map).parts
    #expect(parts.map(\.value) == SampleReports.industries)
    for (industry, part) in parts.enumerated() {
      for status in 0..<3 {
        #expect(part.cells[status] == breakdown.table.cells[status * 11 + industry])
        #expect(part.unmatched[status] == breakdown.table.rowUnmatched[status * 11 + industry])
      }
    }
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), (" =1", "\"' =1\""), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"),
    ("＝1", "'＝1"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\r\nb", "a\u{FFFD}\u{FFFD}b"),
    ("\t=1", "\u{FFFD}=1"), ("Acme", "Acme"), ("", ""), ("Éclair", "Éclair"),
    ("Ångström AB", "\"Ångström AB\""),
    ("a\u{85}b", "a\u{FFFD}b"), ("é=1", "é=1"), ("\u{202E}é", "\u{FFFD}é"),
    ("O'Neil & Sons (UK)=", "\"O'Neil & Sons (UK)=\""), ("3M", "3M"), ("'a", "'a"),
    ("Ж\u{AD}", "Ж\u{AD}"), ("É\u{7F}", "É\u{FFFD}"), ("E\u{301},", "\"E\u{301},\""),
  ])
  func csvFieldsAreNoFormulas(_ text: String, _ field: String) {
    #expect(CSV.field(text) == field)
    var bytes = Array("x".utf8)
    CSV.append(field: ArraySlice(text.utf8), to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "x" + field)
  }

  @Test func markdownNamesStayText() {
    #expect(
      Markdown.escape("<b> [a](http://x) |*_ www.x a@b")
        == "&lt;b\\> \\[a\\](http&#58;//x) \\|\\*\\_ www&#46;x a\\@b")
  }

  @Test(arguments: [(2_002, 1_598, 520), (100, 100, 1), (1_000, 10, 10), (5, 5, 5), (9, 1, 0)])
  func circlesAreInProportion(_ left: Int, _ right: Int, _ shared: Int) {
    let venn = Venn(left: left, right: right, shared: shared)
    let unit = Venn.lens(venn.leftRadius, venn.leftRadius, 0) / Double(left)
    let lens = Venn.lens(venn.leftRadius, venn.rightRadius, venn.distance)
    let largest = Double(max(left, right))
    #expect(abs(lens / unit - Double(shared)) < largest / 500)
    let ratio = (venn.leftRadius / venn.rightRadius) * (venn.leftRadius / venn.rightRadius)
    #expect(abs(ratio - Double(left) / Double(right)) < 0.001 * ratio)
  }

  @Test func circlesStandAnyNumber() {
    for (left, right, shared) in [(-5, 0, 9), (0, 0, 0), (Int.max, Int.max, Int.max), (1, 9, -4)] {
      let venn = Venn(left: left, right: right, shared: shared)
      #expect(venn.distance.isFinite && venn.leftRadius > 0 && venn.rightRadius > 0)
    }
  }

  @Test func shadesFollowTheNumbers() {
    let scale = HeatScale([3, 50, 100].map { SampleReports.figure($0, within: 1) }, minimum: 0)
    #expect([.min, 0, 1, 50, 100, 500].map(scale.level) == [0, 0, 1, 3, 6, 6])
    #expect(HeatScale([SampleReports.figure(1, within: 0)], minimum: 0).level(.max) == 6)
  }

  @Test func theAnnexSaysThatItIsNeverSent() throws {
    let annex = try SampleReports.annex()
    for text in [annex.html(), annex.markdown()] {
      #expect(text.contains("Yours alone, never sent"))
      #expect(text.contains("The tool does not know which ones."))
    }
    #expect(annex.html().contains("Aldi &lt;Süd&gt;"))
  }

  /// A page of a hundred thousand names is nobody's; the file beside it has them all.
  @Test func theAnnexNamesAThousandOfAList() throws {
    let plain = try SampleReports.annex()
    let names = (0..<Annex.Candidates.mostOnPage + 1234).map { "=Account, \($0)" }
    let annex = Annex(
      initiator: plain.initiator, responder: plain.responder, owner: plain.owner, run: plain.run,
      minimum: plain.minimum, importing: plain.importing, ownTotals: [], sections: [], besides: [],
      values: [],
      candidates: [
        .init(
          group: ["customer"], reason: .weKnowThem, shared: .init(value: 29, lower: 25, upper: 33),
          names: AccountNames(names))
      ])
    for text in [annex.html(), annex.markdown()] {
      #expect(text.contains("And 1,234 more: candidates.csv has them all."))
      #expect(text.contains("=Account, 999") && !text.contains("=Account, 1000"))
      #expect(text.contains("2,234 accounts"))
    }
    let rows = String(decoding: annex.candidatesCSV(), as: UTF8.self).split(separator: "\r\n")
    #expect(rows.count == 1 + names.count)
    // No spreadsheet takes a name for a formula.
    #expect(rows.last == "Customer,\"'=Account, 2233\"")
  }

  @Test func theAnnexSaysWhatItCounts() throws {
    let markdown = try SampleReports.annex().markdown()
    for words in [
      "### Analytics from you, no Data Hub from Globex",
      "Your accounts that have Analytics, 2 accounts. **About 63** (58 to 68) are shared with Globex "
        + "and have no Data Hub from them yet: a chance for Globex, and you could make the "
        + "introduction. The tool does not know which ones.",
      "### Customer · Software, not on the list of Globex",
      "Your accounts of this group, 1 account. **About 1** (0 to 4) is not on the list of Globex; "
        + "if anything, more. The tool does not know which ones.",
    ] {
      #expect(markdown.contains(words))
    }
    let pairs = try SampleReports.annex(try SampleReports.pairReport().sections).markdown()
    #expect(
      pairs.contains(
        "They stand in **about 41 matching pairs** (37 to 45) with customers of Globex"))
    #expect(pairs.contains("with accounts that have no Data Hub from Globex yet"))
    #expect(!pairs.contains("**About 41**"))
  }
}
