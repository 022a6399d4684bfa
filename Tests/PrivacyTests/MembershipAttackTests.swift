// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A9: published attacks that read membership off counts. They work on exact counts, and not on released ones.
@Suite("Set-membership attacks")
struct MembershipAttackTests {
  enum Attack: String, CaseIterable {
    case birdsOfAFeather, birdsImproved, dyPathBlazer, actBayesian, singleTarget

    /// - Parameter start: how many accounts a walk begins with.
    func claims(in game: inout MembershipGame, start: Int, _ plan: SplitPlan)
      -> [MembershipGame.Claim]
    {
      switch self {
      case .birdsOfAFeather:
        SplittingAttack(order: .densest, split: .half, start: start).claims(in: &game)
      case .birdsImproved:
        SplittingAttack(order: .mostUneven, split: .half, start: start).claims(in: &game)
      case .dyPathBlazer:
        SplittingAttack(order: .densest, split: .planned(plan), start: start).claims(in: &game)
      case .actBayesian: BayesianAttack().claims(in: &game)
      case .singleTarget: SingleTargetAttack().claims(in: &game)
      }
    }
  }

  private static let priors = [0.05, 0.3]

  /// All claims, and those that the attack takes for settled, over many games.
  private static func play(
    _ attack: Attack, _ asker: MembershipGame.Asker, _ noise: MembershipGame.Noise, prior: Double,
    start: Int = 50, runLimit: Int = .max, games: Int
  ) throws -> (all: Score, settled: Score, runs: Int) {
    var (all, settled, runs) = (Score(), Score(), 0)
    let plan = SplitPlan(size: start, questions: min(runLimit, 12))
    for seed in 0..<games {
      var game = try MembershipGame(
        asker, noise, prior: prior, runLimit: runLimit, seed: UInt64(seed))
      let claims = attack.claims(in: &game, start: start, plan)
      all.add(claims, game)
      settled.add(claims.filter(\.isSettled), game)
      runs = game.runs
    }
    return (all, settled, runs)
  }

  @Test("on exact counts each attack works, in twelve runs", arguments: Attack.allCases, priors)
  func noiseOff(attack: Attack, prior: Double) throws {
    let found = try Self.play(attack, .initiator, .off, prior: prior, runLimit: 12, games: 10)
    print(
      "\(attack), prior \(prior), exact: \(found.settled.claims) of \(found.all.claims) settled")
    #expect(found.settled.wrong == 0)
    #expect(found.all.balancedAccuracy > (prior < 0.1 ? 0.93 : 0.7))
    switch attack {
    case .singleTarget: #expect(found.settled.claims == 200 && found.all.wrong == 0)
    default:
      #expect(found.settled.claims > (prior < 0.1 ? 6500 : 2000))
      #expect(found.settled.members > 200)
    }
  }

  /// Of all that it asks about an attack is right no more often than the noise allows; what it takes for settled is
  /// wrong at times, and its belief keeps to the bound. Walks begin with sets small enough to be settled in a year.
  @Test(
    "on released counts no attack does better than the bound", arguments: Attack.allCases, priors)
  func released(attack: Attack, prior: Double) throws {
    for asker in MembershipGame.Asker.allCases {
      for start in attack.starts {
        let found = try Self.play(attack, asker, .released, prior: prior, start: start, games: 250)
        let (all, settled) = (found.all, found.settled)
        print(
          "\(attack), prior \(prior), \(asker) asks, from \(start): \(found.runs) runs,",
          "accuracy \(all.balancedAccuracy), settled \(settled.claims): right if called members",
          "\(settled.rightMembers) of \(settled.claimedMembers)")
        #expect(found.runs == (asker == .initiator ? 4 : 3))
        let bound = Self.bound(runs: found.runs)
        #expect(all.balancedAccuracy <= bound + 3 * all.standardError(at: bound))
        guard settled.claims > 0 else { continue }
        #expect(settled.wrong > 0)
        if attack != .singleTarget {
          #expect(settled.balancedAccuracy <= bound + 3 * settled.standardError(at: bound))
        }
        guard settled.claimedMembers > 0 else { continue }
        let belief = Self.belief(prior, runs: found.runs)
        let error = (belief * (1 - belief) / Double(settled.claimedMembers)).squareRoot()
        #expect(settled.precision <= belief + 3 * error)
        #expect(settled.rightMembers < settled.claimedMembers)
      }
    }
  }

  /// An account alone in its cell: the bound is no exaggeration.
  @Test("a single target is guessed as often as computed: 0.73 after one run, 0.82 after four")
  func boundIsReached() throws {
    #expect(abs(Self.bound(runs: 1) - 0.7311) < 0.0001)
    #expect(abs(Self.bound(runs: 4) - 0.8219) < 0.0001)
    for asker in MembershipGame.Asker.allCases {
      for (limit, runs) in [(1, 1), (.max, asker == .initiator ? 4 : 3)] {
        let found = try Self.play(
          .singleTarget, asker, .released, prior: 0.3, runLimit: limit, games: 1000)
        #expect(found.runs == runs)
        let bound = Self.bound(runs: runs)
        let error = found.all.standardError(at: bound)
        print("single target, \(asker) asks, \(runs) runs: \(found.all.balancedAccuracy)")
        #expect(abs(found.all.balancedAccuracy - bound) <= 3 * error)
      }
    }
  }

  /// (1 + total variation) / 2 for an account alone in its cell, at epsilon 1. A run speaks for the truth with
  /// probability e / (1 + e), each time with the same weight; as many runs for as against leave a coin.
  private static func bound(runs: Int) -> Double {
    let right = exp(1.0) / (1 + exp(1.0))
    var weight = pow(1 - right, Double(runs))
    return (0...runs).reduce(0) { sum, votes in
      let share = 2 * votes > runs ? 1.0 : 2 * votes == runs ? 0.5 : 0
      defer { weight *= right / (1 - right) * Double(runs - votes) / Double(votes + 1) }
      return sum + share * weight
    }
  }

  /// The most that a belief can rise to.
  private static func belief(_ prior: Double, runs: Int) -> Double {
    let odds = prior * exp(Double(runs))
    return odds / (odds + 1 - prior)
  }
}

extension MembershipAttackTests.Attack {
  /// Only walks begin with a set.
  fileprivate var starts: [Int] {
    switch self {
    case .birdsOfAFeather, .birdsImproved, .dyPathBlazer: [8, 50]
    case .actBayesian, .singleTarget: [8]
    }
  }
}
