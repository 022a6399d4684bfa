// SPDX-License-Identifier: Apache-2.0

package import Questions
internal import Release
package import Reporting

/// A figure divided by another, with an interval (privacy.md 6).
///
/// Each part has an interval of coverage 975/1000; both hold together at least 95 times in 100, whatever one has to do
/// with the other, and then the ratio lies between the least and the most that they admit.
package struct RatioFigures {
  private let question: SharedQuestion
  private let answer: SharedAnswer
  private let laws: SharedLaws

  package init(_ question: SharedQuestion, _ answer: SharedAnswer, _ laws: SharedLaws) {
    self.question = question
    self.answer = answer
    self.laws = laws
  }

  /// A law that ratios ask for: which number, over how many entries and cells.
  package struct Wanted: Hashable {
    let sum: Int?
    let entries: Int
    let cells: Int
  }

  /// What a ratio is measured in: a mean in what its amount is, others in nothing.
  static func measure(of ratio: SharedGrid.Ratio, _ question: SharedQuestion) -> String {
    guard ratio.kind == .quotient, ratio.second.sum == nil, let sum = ratio.first.sum else {
      return ""
    }
    return question.sums[sum].amount.measure
  }

  /// Nil where there is nothing, or perhaps nothing, to divide by.
  package func value(
    of ratio: SharedGrid.Ratio, row: Int, _ known: inout [Wanted: Int]
  ) throws -> Report.Estimate? {
    let first = try part(ratio.first, row, &known)
    let second = try part(ratio.second, row, &known)
    switch ratio.kind {
    case .share:
      return ShareInterval(of: first, besides: second).map {
        Report.Estimate(value: $0.value, lower: $0.lower, upper: $0.upper)
      }
    case .quotient:
      guard second.lower > 0, first.value >= 0 else { return nil }
      return estimate(
        Part(first.value, over: second.value), Part(max(0, first.lower), over: second.upper),
        Part(first.upper, over: second.lower), scale: scale(of: ratio))
    }
  }

  private struct Part {
    let above: Int
    let below: Int

    init(_ above: Int, over below: Int) {
      self.above = above
      self.below = below
    }
  }

  /// What turns a quotient of numbers into thousandths: units are 63rds of the most of an account.
  private func scale(of ratio: SharedGrid.Ratio) -> (Int, Int) {
    func most(_ operand: SharedGrid.Operand) -> (Int, Int) {
      operand.sum.map { (question.sums[$0].amount.most / 100, SummedAmount.units) } ?? (1, 1)
    }
    let (first, second) = (most(ratio.first), most(ratio.second))
    return (1000 * first.0 * second.1, first.1 * second.0)
  }

  /// The lower end rounded down, the upper one up; nil where it is beyond what a report may hold.
  private func estimate(
    _ value: Part, _ lower: Part, _ upper: Part, scale: (Int, Int)
  ) -> Report.Estimate? {
    func thousandths(_ part: Part) -> (down: Int, isExact: Bool)? {
      guard part.below > 0 else { return nil }
      let below = Int128(part.below) * Int128(scale.1)
      let (quotient, rest) = (Int128(part.above) * Int128(scale.0)).quotientAndRemainder(
        dividingBy: below)
      guard quotient < Report.Estimate.limits.upperBound else { return nil }
      return (Int(quotient), rest == 0)
    }
    guard let value = thousandths(value), let lower = thousandths(lower),
      let upper = thousandths(upper)
    else { return nil }
    return Report.Estimate(
      value: value.down, lower: lower.down, upper: upper.down + (upper.isExact ? 0 : 1))
  }

  private func part(
    _ operand: SharedGrid.Operand, _ row: Int, _ known: inout [Wanted: Int]
  ) throws -> BoundedNumber {
    let numbers = operand.sum.map { answer.sums[$0] } ?? answer.counts
    let value = operand.columns.reduce(0) { $0 + numbers[row][$1] }
    let cells = operand.columns.reduce(0) { $0 + question.grid.entries[row][$1].count }
    let wanted = Wanted(sum: operand.sum, entries: operand.columns.count, cells: cells)
    let half =
      try known[wanted]
      ?? laws.figure(sum: wanted.sum, entries: wanted.entries, cells: wanted.cells)
      .halfWidth(coverage: .ofHalf)
    known[wanted] = half
    return BoundedNumber(value, halfWidth: half)
  }
}
