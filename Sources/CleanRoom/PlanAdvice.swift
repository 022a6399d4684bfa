// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Questions
internal import Release

/// What a plan warns of, each with what to do.
struct PlanAdvice {
  private(set) var lines: [String] = []

  init(_ terms: RunTerms, _ questions: [PlanSummary.Question], runsAYear: Int) {
    for (question, planned) in zip(questions, terms.plan.questions) {
      let sums = planned.sumCount
      if let drowned = question.figures.dropLast(sums).first(where: {
        ($0.mean ?? .max) < $0.leastUseful
      }) {
        lines.append(
          "\(question.question): \(drowned.name) holds about \(drowned.mean ?? 0) accounts and drowns in "
            + "the noise (useful from \(drowned.leastUseful)): \(Self.remedy(planned, drowned, terms))"
        )
      }
      for sum in question.figures.suffix(sums) where sum.errsTooMuch(against: sum.mean ?? .max) {
        lines.append(
          "\(question.question): \(sum.name) is about \(sum.mean ?? 0) if accounts have half of the most, and errs by "
            + "\(sum.deviation), more than \(PlanSummary.Figure.tolerated) %: agree on a lower most, a larger epsilon "
            + "or fewer groups"
        )
      }
    }
    if let number = terms.agreement.terms.match.number {
      let keys = terms.agreement.terms.match.sensitivity
      lines.append(
        "numbers (\(number.rawValue)) pay only where both lists carry them: an account of the responder with a "
          + "number is looked for by it alone, and the initiator's noise is for \(keys) keys instead of \(keys - 1)"
      )
    }
    if runsAYear == 1 {
      lines.append(
        "the yearly cap holds one run and no refresh: \(Self.refresh(terms))")
    }
  }

  /// What to merge or drop so that the figure stands out.
  private static func remedy(
    _ question: PlannedQuestion, _ figure: PlanSummary.Figure, _ terms: RunTerms
  ) -> String {
    let agreement = terms.agreement.terms
    let most = (figure.mean ?? 0) * figure.count / max(1, figure.leastUseful)
    switch question {
    case .accountMap(let map):
      guard let by = map.by else { break }
      let values = most / 9
      return values < 2
        ? "drop 'by: \(by.dimension)'"
        : "merge the values of \(by.dimension) into \(values) at most, 'other' included"
    case .whiteSpace(let question):
      let dimensions = question.rows.dimensions.map(\.name).filter { $0 != StatusDimension.name }
      guard let last = dimensions.last else { break }
      return most < 2
        ? "drop '\(last)' from 'by'" : "merge the values of \(last): \(most) groups at most"
    case .crossSell, .shared: break
    }
    if !agreement.match.isDomainAlone {
      return "use a larger epsilon, or match by domain alone, which adds less noise"
    }
    return "use a larger epsilon or larger lists"
  }

  /// How many runs a refreshed report takes: one a quarter.
  private static let quarters = 4

  /// The largest epsilon a question at which a run a quarter fits.
  private static func refresh(_ terms: RunTerms) -> String {
    let agreement = terms.agreement.terms
    let cap = PrivacyCost(agreement.privacy.yearlyCap)
    let count = agreement.questions.count
    let sizes = terms.plan.sizeCharge.times(quarters)
    guard let left = cap.subtracting(sizes) else {
      return "the padded sizes alone cost \(sizes.plainText) in four; raise the cap or ask less"
    }
    let fitting = (1...Epsilon.mostTwentieths).lazy.compactMap { try? Epsilon(twentieths: $0) }
      .last { PrivacyCost($0).times(quarters * count) <= left }
    guard let epsilon = fitting else { return "ask fewer questions, or raise the cap" }
    return count == 1
      ? "an epsilon of \(epsilon.text) would fit a run a quarter"
      : "an epsilon of \(epsilon.text) for each of the \(count) questions would fit a run a quarter"
        + "; so would dropping questions"
  }
}

extension Epsilon {
  /// A plan proposes twentieths, which are fine enough to be typed, up to twenty.
  static let mostTwentieths = 400

  init(twentieths: Int) throws(ReleaseError) { try self.init(UInt64(twentieths), over: 20) }
}

extension PlanSummary.Figure {
  /// What a sum may err against what it is expected to be, in percent.
  static let tolerated = 30

  /// Whether the standard deviation is more than that of a number.
  func errsTooMuch(against expected: Int) -> Bool {
    Int128(100) * Int128(deviation) > Int128(Self.tolerated) * Int128(expected)
  }
}

extension PlannedQuestion {
  /// How many of its kinds of figure, the last ones, are sums.
  var sumCount: Int {
    switch self {
    case .accountMap, .whiteSpace, .crossSell: 0
    case .shared(let question): question.sums.count
    }
  }
}
