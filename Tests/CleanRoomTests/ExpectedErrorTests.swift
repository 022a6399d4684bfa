// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import Questions
import Reporting
import Testing

/// The table of Protocols/expected-error.md is what the program computes.
@Suite struct ExpectedErrorTests {
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Protocols/expected-error.md")

  // Made once: sums of a small epsilon take most of its time.
  private static let guide = Result {
    try PlanGuide(accounts: [500, 5000, 20_000, 100_000], epsilons: ["1/2", "1", "2"])
  }

  @Test func `the published table is the computed one`() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex(of: "<!-- table -->"))
    let end = try #require(lines.firstIndex(of: "<!-- end -->"))
    let guide = try Self.guide.get()
    #expect(Array(lines[(start + 1)..<end]) == guide.markdown)
  }

  @Test func `a larger list is never worse, and a larger epsilon errs less`() throws {
    let guide = try Self.guide.get()
    let order = ["lost", "useful", "good"]
    for row in guide.rows {
      let ranks = row.sizes.map { order.firstIndex(of: $0.verdict) ?? -1 }
      #expect(ranks == ranks.sorted() && !ranks.contains(-1), "\(row)")
    }
    let half = guide.rows.filter { $0.epsilon == "1/2" }
    let whole = guide.rows.filter { $0.epsilon == "1" }
    #expect(half.count == whole.count && !half.isEmpty)
    for (one, other) in zip(half, whole) { #expect(one.error > other.error, "\(one.question)") }
  }
  @Test func `every question of the catalogue is in it`() throws {
    let names = try Self.guide.get().rows.map { $0.question.replacing("-", with: " ") }
    for kind in QuestionKind.allCases {
      let words = kind.rawValue.replacing("-", with: " ")
      #expect(names.contains { $0.hasPrefix(words) }, "\(kind)")
    }
  }

  private static let retention = """
    amounts:
      then: {of: initiator, unit: most, most: 1}
      now: {of: initiator, unit: most, most: 1}
    questions:
      - {question: retention, epsilon: 1, of: initiator, opening: then, closing: now}
    """
  private static let attachRate = """
    products: {initiator: [mine], responder: [theirs]}
    questions:
      - {question: attach-rate, epsilon: 1, of: initiator, product: mine, with: theirs}
    """

  /// Rows of a question at epsilon 1, by what they are of.
  private static func rows(_ question: String, _ match: String) throws -> [PlanGuide.Row] {
    try guide.get().rows.filter {
      $0.question.hasPrefix(question) && $0.epsilon == "1" && $0.match == match
    }
  }

  @Test(arguments: [("domain", MatchKeys.domain), ("fallback", .domainNameCountryAndName)])
  func `a plan says the same`(match: String, keys: MatchKeys) throws {
    let rows = try Self.rows("retention", match)
    let plan = try PlanSummary(
      QuestionExample.terms(Self.retention, keys), rate: 1, workers: 1)
    let figures = plan.questions[0].figures
    #expect(rows.map(\.figure) == [.count, .sum, .ratio])
    #expect(rows[0].error == figures[0].error && rows[0].leastUseful == figures[0].leastUseful)
    #expect(rows[1].error == figures[1].error && rows[1].leastUseful == figures[1].leastUseful)
  }

  @Test func `a ratio is as far off as a report would say`() throws {
    let share = try #require(Self.rows("attach-rate", "domain").last)
    for size in share.sizes {
      let answer = SharedAnswer(counts: [[size.mean, size.mean]], sums: [])
      let expected = try Self.points(Self.attachRate, answer)
      #expect(size.points == expected)
    }
    let quotient = try #require(Self.rows("retention", "domain").last)
    for size in quotient.sizes {
      let units = size.mean * SummedAmount.units
      let answer = SharedAnswer(counts: [[1000]], sums: [[[units]], [[units]]])
      let expected = try Self.points(Self.retention, answer)
      #expect(size.points == expected)
    }
    #expect((share.sizes + quotient.sizes).contains { $0.points != nil })
  }

  /// How far the upper end of the answer's ratio is from it, in points of a hundred.
  private static func points(_ question: String, _ answer: SharedAnswer) throws -> Int? {
    let plan = try QuestionExample.terms(question).plan
    guard case .shared(let section) = try plan.sections([.shared(answer)])[0] else { return nil }
    return section.ratios[0].values[0].map { ($0.upper - $0.value + 9) / 10 }
  }
}
