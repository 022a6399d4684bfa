// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Questions
import Release
import Testing

/// A9 where one agreement asks several questions: who asks uses every number that a target moves, in one run.
@Suite("Set-membership attacks over several questions")
struct SeveralQuestionsAttackTests {
  enum Attack: String, CaseIterable {
    case birdsOfAFeather, dyPathBlazer

    func claims(in game: inout MembershipGame, start: Int, _ plan: SplitPlan)
      -> [MembershipGame.Claim]
    {
      let split: SplittingAttack.Split = self == .birdsOfAFeather ? .half : .planned(plan)
      return SplittingAttack(order: .densest, split: split, start: start).claims(in: &game)
    }
  }

  struct Agreed: CustomTestStringConvertible, Sendable {
    let rule: MatchRule
    let epsilon: String

    var testDescription: String { "\(rule), three keys, epsilon \(epsilon) a question" }
  }

  private static let agreed = [
    Agreed(rule: .fallback, epsilon: "3/4"), Agreed(rule: .fallback, epsilon: "1/4"),
    Agreed(rule: .either, epsilon: "1/2"), Agreed(rule: .union, epsilon: "1/2"),
  ]

  /// What a room drafts unless told otherwise: at most 4 in 365 days, size-epsilon 1/10. Four questions at 1 would not fit.
  private static func plan(_ agreed: Agreed) throws -> Plan {
    let epsilon = try Epsilon(parsing: agreed.epsilon)
    var questions: [Question] = [.accountMap(by: nil), .crossSell]
    if agreed.rule == .fallback {
      questions += [.whiteSpace(of: .responder, by: []), .whiteSpace(of: .initiator, by: [])]
    }
    var draft = try StagedPair.Draft(questions.map { ($0, epsilon) })
    (draft.rule, draft.keys) = (agreed.rule, .domainNameCountryAndName)
    (draft.products, draft.yearlyCap) = ((["A1"], ["B1"]), try Epsilon(4))
    return try StagedPair(draft).terms.plan
  }

  private static func play(
    _ attack: Attack, _ plan: Plan, _ asker: MembershipGame.Asker, _ noise: MembershipGame.Noise,
    prior: Double, start: Int, runLimit: Int = .max, games: Int
  ) throws -> (all: Score, settled: Score, runs: Int) {
    var (all, settled, runs) = (Score(), Score(), 0)
    let splits = SplitPlan(size: start, questions: 12)
    for seed in 0..<games {
      var game = try MembershipGame(
        under: plan, cap: Epsilon(4), asker, noise, prior: prior, runLimit: runLimit,
        seed: UInt64(7000 + seed))
      let claims = attack.claims(in: &game, start: start, splits)
      all.add(claims, game)
      settled.add(claims.filter(\.isSettled), game)
      runs = game.runs
    }
    return (all, settled, runs)
  }

  @Test("without noise they read the list in twelve runs", arguments: Attack.allCases)
  func noiseOff(_ attack: Attack) throws {
    let plan = try Self.plan(Self.agreed[0])
    let found = try Self.play(
      attack, plan, .initiator, .off, prior: 0.05, start: 50, runLimit: 12, games: 5)
    #expect(found.settled.wrong == 0)
    #expect(found.settled.claims > 3000 && found.settled.members > 100)
    #expect(found.all.balancedAccuracy > 0.93)
  }

  @Test(
    "within the budget they do no better than the bound", arguments: Attack.allCases, agreed)
  func released(_ attack: Attack, _ agreed: Agreed) throws {
    let plan = try Self.plan(agreed)
    for asker in MembershipGame.Asker.allCases {
      let observations = try plan.observations(of: asker)
      let units = observations.map { PrivacyCost($0.epsilon).times($0.moved) }
      let asked = asker == .initiator ? plan.answerCharge : plan.reportCharge
      // All that a run says of an account is what the plan charges for it.
      #expect(units.reduce(.zero, +) == asked)
      let charge = plan.charge(of: asker == .initiator ? .responder : .initiator)
      for (prior, start) in [(0.05, 8), (0.05, 50), (0.3, 8)] {
        let found = try Self.play(
          attack, plan, asker, .released, prior: prior, start: start, games: 100)
        #expect(charge.times(found.runs) <= PrivacyCost(try Epsilon(4)))
        #expect(charge.times(found.runs + 1) > PrivacyCost(try Epsilon(4)))
        let bound = Self.bound(observations, runs: found.runs)
        print(
          "\(attack), \(agreed.testDescription), \(asker) asks, prior \(prior), from \(start):",
          "\(found.runs) runs, \(found.all.balancedAccuracy) of \(bound)")
        #expect(bound < 0.97)
        #expect(
          found.all.balancedAccuracy <= bound + 3 * found.all.standardError(at: bound))
        if found.settled.claims > 0 { #expect(found.settled.wrong > 0) }
      }
    }
  }

  /// (1 + total variation) / 2 for an account alone in every number that it moves.
  private static func bound(_ observations: [MembershipGame.Observation], runs: Int) -> Double {
    let epsilon = observations[0].epsilon
    let moves = (0..<runs).flatMap { _ in
      // Numbers under another epsilon speak in other units: as many units as they are worth, rounded up.
      observations.map { observation in
        let units =
          Double(observation.moved) * Double(observation.epsilon.numerator)
          / Double(observation.epsilon.denominator) * Double(epsilon.denominator)
          / Double(epsilon.numerator)
        return Int(units.rounded(.up))
      }
    }
    let unit = Double(epsilon.numerator) / Double(epsilon.denominator)
    return (1 + MovedLaw.delta(moves, noise: unit, bound: 0)) / 2
  }
}
