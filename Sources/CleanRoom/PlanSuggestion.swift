// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Questions
internal import Release

/// The epsilons at which the main figures of an agreement are as precise as is wanted.
///
/// A function of the agreement alone, never of a list: what stands in an agreement is public.
public struct PlanSuggestion: Sendable, Encodable {
  public struct Question: Sendable, Encodable {
    public let question: String
    public let epsilon: String
    /// The least, in twentieths, at which every main figure errs by as little; nil where the largest does not do.
    public let suggested: String?
    /// The figure that takes most, its mean, and its half width at 95 % under the suggested epsilon.
    public let figure: String
    public let mean: Int
    public let error: Int
  }

  /// The wanted half width, in percent of a figure's mean.
  public let percent: Int
  public let questions: [Question]
  /// What a run would cost each side, and how many the yearly cap holds; nil where a question has no suggestion.
  public let initiator: String?
  public let responder: String?
  public let runsAYear: Int?

  init(_ terms: RunTerms, _ plan: PlanSummary, percent: Int) throws(CleanRoomError) {
    do { try self.init(of: terms, plan, percent: percent) } catch { throw CleanRoomError(error) }
  }

  private init(of run: RunTerms, _ plan: PlanSummary, percent: Int) throws {
    let agreement = run.agreement.terms
    var suggested = agreement
    // The cap is judged below.
    suggested.privacy.yearlyCap = try Epsilon(1000)
    var isWhole = true
    questions = try agreement.questions.indices.map { index in
      let search = Search(terms: suggested, run: run, question: index, percent: percent)
      let found = try search.least(from: plan.questions[index].figures)
      if let epsilon = found.epsilon { suggested.questions[index].epsilon = epsilon }
      isWhole = isWhole && found.epsilon != nil
      return Question(
        question: plan.questions[index].question, epsilon: plan.questions[index].epsilon,
        suggested: found.epsilon?.text, figure: found.figure.name, mean: found.figure.mean ?? 0,
        error: found.figure.error)
    }
    self.percent = percent
    guard isWhole else {
      (initiator, responder, runsAYear) = (nil, nil, nil)
      return
    }
    let charges = try Plan(suggested)
    let dearest = max(charges.charge(of: .initiator), charges.charge(of: .responder))
    initiator = charges.charge(of: .initiator).plainText
    responder = charges.charge(of: .responder).plainText
    runsAYear = dearest.runs(within: PrivacyCost(agreement.privacy.yearlyCap))
  }

  /// The least epsilon of one question, all else as agreed.
  private struct Search {
    let terms: Terms
    let run: RunTerms
    let question: Int
    let percent: Int

    typealias Found = (epsilon: Epsilon?, figure: PlanSummary.Figure)

    /// Errors fall as epsilon grows, about as its inverse: so the search begins near the answer.
    func least(from figures: [PlanSummary.Figure]) throws -> Found {
      let now = worst(of: figures)
      let epsilon = terms.questions[question].epsilon
      let wanted = max(1, (now.mean ?? 0) * percent)
      let guess =
        Int128(now.error) * 100 * 20 * Int128(epsilon.numerator)
        / (Int128(wanted) * Int128(epsilon.denominator))
      var low = 0
      var high = Int(clamping: max(1, min(guess, Int128(Epsilon.mostTwentieths))))
      var found = try figure(high)
      // A larger epsilon changes nothing for a figure that counts nothing.
      guard now.mean ?? 0 > 0 else { return (nil, found) }
      while !isFine(found) {
        guard high < Epsilon.mostTwentieths else { return (nil, found) }
        (low, high) = (high, min(Epsilon.mostTwentieths, high + max(1, high / 4)))
        found = try figure(high)
      }
      // high does, low does not; below a third of high nothing will.
      low = max(low, high / 3)
      while high - low > 1 {
        let middle = (low + high) / 2
        let tried = try figure(middle)
        if isFine(tried) { (high, found) = (middle, tried) } else { low = middle }
      }
      return (try Epsilon(twentieths: high), found)
    }

    private func isFine(_ figure: PlanSummary.Figure) -> Bool {
      Int128(100) * Int128(figure.error) <= Int128(percent) * Int128(figure.mean ?? 0)
    }

    /// The main figure that takes most, at so many twentieths.
    private func figure(_ twentieths: Int) throws -> PlanSummary.Figure {
      var terms = terms
      terms.questions[question].epsilon = try Epsilon(twentieths: twentieths)
      let plan = try Plan(terms)
      let figures = try plan.questions[question].figures(terms, sizeLaw: plan.sizeLaw)
      return worst(of: figures)
    }

    private var smallerList: Int { min(terms.initiator.accounts, terms.responder.accounts) }

    /// A cell, a group or an entry, and the sums; of cross-sell a chance, as if each product had been sold to a tenth of
    /// the accounts.
    private func worst(of figures: [PlanSummary.Figure]) -> PlanSummary.Figure {
      let planned = run.plan.questions[question]
      var main = Array(figures.suffix(planned.sumCount))
      if case .crossSell = planned, let chance = figures.dropFirst().first {
        main.append(chance.counting(smallerList / 5 / 10 * 9 / 10))
      } else if let first = figures.first(where: { $0.mean != nil }) {
        main.append(first)
      }
      func excess(_ figure: PlanSummary.Figure) -> Int {
        Int(clamping: Int128(figure.error) * 1_000_000 / Int128(max(1, figure.mean ?? 0)))
      }
      return main.max { excess($0) < excess($1) } ?? figures[0]
    }
  }
}

extension PlanSummary.Figure {
  fileprivate func counting(_ mean: Int) -> PlanSummary.Figure {
    PlanSummary.Figure(
      name: name, count: count, error: error, deviation: deviation, mean: mean,
      leastUseful: leastUseful)
  }
}
