// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Oracle
import Reporting
import TestSupport
import Testing

/// Questions about shared accounts on real lists, in both directions: without noise the counts are the true ones, and the
/// sums within what rounding to whole units can make of so many amounts.
@Suite(.sharedData, .serialized) struct SharedSumTests {
  private static let stage = Agreements.Dimension(
    name: "stage", values: ["Negotiation/Review", "Qualification", "contractsent"],
    rollUp: .precedence, unlisted: .other)
  private static let segment = Agreements.Dimension(
    name: "segment", values: ["SMB", "Public Sector"], rollUp: .majority, unlisted: .other)
  private static let closed = Agreements.Dimension(
    name: "closed", values: ["early", "late"], rollUp: .precedence, unlisted: .other,
    windows: windows)
  private static var windows: [DateWindow] {
    [("early", "2026-01-01", "2027-02-28"), ("late", "2027-03-01", "2029-12-31")]
      .compactMap { name, from, until in
        guard let from = Day(from), let until = Day(until) else { return nil }
        return DateWindow(name: name, from: from, until: until)
      }
  }

  private static let lists = ["demo"] + (LongTests.areWanted ? ["mid", "large"] : [])

  /// Every question about shared accounts that the columns of these lists can answer, asked by the initiator's company. They
  /// hold no won or lost deals for `with-without`.
  private static func play(_ data: String, _ initiator: SharedPlay.Company) throws -> SharedPlay {
    let vendor: Role = initiator == .vendor ? .initiator : .responder
    let dollars = AmountTerms.Measure.currency(try #require(CurrencyCode("USD")))
    var play = SharedPlay(data: data, initiator: initiator)
    play.dimensions = [stage, segment, closed]
    play.amounts = [
      AmountTerms(name: "pipeline", of: vendor, measure: dollars, most: 250_000),
      AmountTerms(name: "arr", of: vendor, measure: dollars, most: 400_000),
      AmountTerms(name: "amount", of: vendor.other, measure: .unit("dollars"), most: 250_000),
      AmountTerms(name: "acv", of: vendor.other, measure: .unit("dollars"), most: 300_000),
    ]
    let isVendor = initiator == .vendor
    let (value, deal) = isVendor ? ("arr", "pipeline") : ("acv", "amount")
    // One list has a segment.
    let (tier, band) = isVendor ? ("segment", "industry") : ("industry", "segment")
    let (product, with) = isVendor ? ("Analytics", "Data Hub") : ("Data Hub", "Analytics")
    // Sums of one amount over one grouping share their tables.
    let asked: [(QuestionKind, [String: String])] = [
      (.accountValue, ["value": value]),
      (.upsell, ["tier": tier, "band": band]),
      (
        .coSell,
        ["stage": "stage", "pipeline": deal, "their-pipeline": isVendor ? "amount" : "pipeline"]
      ),
      (.dealConflict, ["opened": "closed", "registered": "closed"]),
      (.attachRate, ["product": product, "with": with, "by": "segment"]),
      (.influence, ["closed": "closed", "won": deal]),
      (.retention, ["opening": value, "closing": deal]),
      (.lifetimeValue, ["revenue": value]),
      (.marketplace, ["committed": value, "consumed": deal]),
    ]
    play.questions = asked.map { .shared(SharedTerms($0, of: .initiator, $1)) }
    return play
  }

  @Test(arguments: lists, SharedPlay.Company.allCases)
  func `on real lists counts are true and sums are as near as rounding allows`(
    _ data: String, _ initiator: SharedPlay.Company
  ) throws {
    let play = try Self.play(data, initiator)
    let run = try SharedRun(play, tape: .insecureZero)
    let terms = run.terms.agreement.terms
    #expect(run.report.sections.count == play.questions.count)
    for (question, section) in zip(play.questions, run.report.sections) {
      guard case .shared(let asked) = question, case .shared(let section) = section else {
        Issue.record("another question")
        continue
      }
      let truth = run.truth.shared(asked, terms)
      #expect(truth.counts.values.reduce(0, +) > 0, "\(asked.kind)")
      for (row, name) in section.rows.enumerated() {
        for (column, title) in section.columns.enumerated() {
          let place = PlaintextShared.Place(name, title)
          let count = truth.counts[place, default: 0]
          #expect(section.counts[row][column].estimate.value == count, "\(asked.kind) \(place)")
          for (index, sum) in section.sums.enumerated() {
            // In hundredths. Each amount is off by less than a unit, half a unit at the most in standard deviation.
            let unit = 100 * sum.most / SharedSection.parts
            let found =
              sum.figures[row][column].estimate.value * 100 * sum.most / SharedSection.parts
            let off = abs(found - truth.sums[index][place, default: 0])
            #expect(
              off * off <= 36 * unit * unit / 4 * (count + 1), "\(asked.kind) \(place): \(off)")
          }
        }
      }
      #expect(
        section.counts.joined().reduce(0) { $0 + $1.estimate.value }
          == truth.counts.values.reduce(0, +))
    }
  }
}
