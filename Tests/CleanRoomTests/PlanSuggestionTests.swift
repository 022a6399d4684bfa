// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import Questions
import Release
import TestSupport
import Testing

/// Epsilons for a wanted precision, and warnings of sums that drown.
@Suite struct PlanSuggestionTests {
  private let list = Lists.csv([["A", "a.com", "Customer", "Software", "Enterprise"]])
  private static let retention = Question.shared(
    SharedTerms(.retention, of: .initiator, ["opening": "opening", "closing": "closing"]))

  /// The plan of an agreement of two lists of 5000.
  private func plan(
    _ questions: [Question], epsilons: [Epsilon], precision: Int? = nil,
    list rows: [[String]]? = nil
  ) throws -> PlanSummary {
    try withTemporaryFolder { folder in
      let products = DraftChoices.Products(
        initiator: ["Core"], responder: ["Warehouse"], mostAnAccount: nil)
      let own =
        rows.map { rows in
          Array(
            (["Account Name,Website,Type,Opening,Closing,Products"]
              + rows.map { $0.joined(separator: ",") })
              .joined(separator: "\n").utf8)
        }
        ?? Array(
          "Account Name,Website,Type,Opening,Closing,Products\nA,a.com,Customer,1,2,Core\n".utf8)
      let pair = try RoomPair.make(
        in: folder, initiator: own, responder: list,
        RoomPair.Draft(
          products: products,
          edit: { terms in
            terms.dimensions.append(Lists.industry)
            let unit = AmountTerms.Measure.unit("dollars")
            terms.amounts = [
              AmountTerms(name: "opening", of: .initiator, measure: unit, most: 6300),
              AmountTerms(name: "closing", of: .initiator, measure: unit, most: 6300),
            ]
            terms.questions = zip(questions, epsilons).map { QuestionTerms($0, epsilon: $1) }
          }))
      return try pair.initiator.plan(
        list: rows == nil ? nil : pair.initiatorList, overlap: 50, precision: precision)
    }
  }

  @Test(arguments: [20, 60])
  func `a suggested epsilon does, and a twentieth less does not`(percent: Int) throws {
    let questions: [Question] = [.accountMap(by: nil), .crossSell, Self.retention]
    let one = try Epsilon(1)
    let suggestion = try #require(
      try plan(questions, epsilons: [one, one, one], precision: percent).suggestion)
    #expect(suggestion.questions.map(\.question) == ["account-map", "cross-sell", "retention"])
    for (index, question) in suggestion.questions.enumerated() where index != 1 {
      #expect(100 * question.error <= percent * question.mean, "\(question.question)")
      let epsilon = try Epsilon(parsing: try #require(question.suggested))
      let (twentieths, rest) = (20 * epsilon.numerator).quotientAndRemainder(
        dividingBy: epsilon.denominator)
      #expect(rest == 0)
      guard twentieths > 1 else { continue }
      var epsilons = [one, one, one]
      epsilons[index] = try Epsilon(twentieths - 1, over: 20)
      let less = try plan(questions, epsilons: epsilons).questions[index].figures
      let main = [less[0]] + (index == 2 ? less.dropFirst() : [])
      #expect(main.contains { 100 * $0.error > percent * ($0.mean ?? 0) }, "\(question.question)")
    }
    let total = suggestion.questions.reduce(PrivacyCost(try Epsilon(1, over: 10)).times(3)) {
      guard let text = $1.suggested, let epsilon = try? Epsilon(parsing: text) else { return $0 }
      return $0 + PrivacyCost(epsilon)
    }
    // One padding of each grouping, and each question.
    #expect(suggestion.initiator == total.plainText)
    #expect(suggestion.responder != nil && suggestion.runsAYear != nil)
  }

  @Test func `what no epsilon makes precise has none`() throws {
    let by = SharedTerms(
      .retention, of: .initiator,
      ["opening": "opening", "closing": "closing", "by": Lists.industry.name])
    let suggestion = try #require(
      try plan([.shared(by)], epsilons: [Epsilon(1)], precision: 1).suggestion)
    #expect(suggestion.questions.map(\.suggested) == [nil])
    #expect(suggestion.initiator == nil && suggestion.runsAYear == nil)
  }

  @Test func `a sum that errs by more than three tenths is warned of`() throws {
    // A thousand shared of five thousand each, a ninth of them customers of both, half of 6300 each: about 350,000.
    let fine = try plan([Self.retention], epsilons: [Epsilon(5)])
    #expect(!fine.warnings.contains { $0.contains("errs by") })
    let drowned = try plan([Self.retention], epsilons: [Epsilon(1, over: 5)])
    for name in ["opening", "closing"] {
      #expect(
        drowned.warnings.contains { $0.contains("the sum of \(name)") && $0.contains("30 %") })
    }
    for figure in try #require(drowned.questions.first).figures.dropFirst() {
      let mean = try #require(figure.mean)
      #expect(10 * figure.deviation > 3 * mean)
      // A deviation and a half width of one law: 1.96 of it, about.
      #expect(figure.error > figure.deviation && figure.error < 3 * figure.deviation)
    }
  }

  @Test func `with a list the warning is of what it holds`() throws {
    let rows = (0..<60).map { ["C\($0)", "c\($0).com", "Customer", "9999", "0", ""] }
    let plan = try plan([Self.retention], epsilons: [Epsilon(5)], list: rows)
    let sums = try #require(plan.expected.first).sums
    #expect(sums.map(\.amount) == ["opening", "closing"])
    // Half of sixty accounts, at most 6300 each.
    #expect(sums.map(\.expected) == [[30 * 6300], [0]])
    #expect(sums.map(\.lost) == [0, 1])
    #expect(
      plan.warnings.contains { $0.contains("from your list, 1 of 1 sums of closing") })
    #expect(!plan.warnings.contains { $0.contains("sums of opening") })
  }
}
