// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CleanRoom
import Foundation
import Parallel
import Questions
import Release

/// What a responder with a certain list reads in the reports on every small list of the initiator, before e is added.
///
/// The responder's own noise is in it, as it is in a report: it knows it, so it stays the same from list to list.
struct ReportViews {
  /// The initiator's lists.
  let lists: [[Int?]]
  /// By list.
  let answers: [Seen]

  struct Seen {
    let map: AccountMapAnswer
    /// N_g with its padding, from the offer.
    let initiatorSizes: [Int]
    /// R's own, with its own noise.
    let responderSizes: [Int]

    init(_ played: StagedPair.Played) {
      map = played.outcome.maps[0]
      initiatorSizes = played.results[0].sizes
      responderSizes = played.results[0].responderSizes
    }
  }

  init(of responders: [Int?], _ universe: InitiatorViews.Universe, _ pair: StagedPair) throws {
    lists = universe.lists(universe.initiatorGroups)
    let machinery = Self.machinery { _ in 0 }
    let list = try pair.list(responders, of: .responder)
    answers = try lists.map { own in
      Seen(try pair.play(pair.list(own, of: .initiator), list, machinery))
    }
  }

  /// Any fixed n of the responder's, and `e` for the initiator's.
  static func machinery(
    _ e: @escaping @Sendable (NoiseDraw) -> Int
  ) -> Machinery<ToyArithmetic> {
    let tape = NoiseTape(insecureRecorded: { draw in
      switch draw {
      case .padding(_, _, let law): law.shift
      case .table(_, let g, let p, let law): ((g ?? 5) + 2 * p) % (2 * law.shift + 1)
      case .answer: e(draw)
      }
    })
    return Machinery(workers: Workers(count: 1), tape: tape, arithmetic: ToyArithmetic())
  }

  /// Pairs of lists of which the second has one account more.
  var neighbours: [(Int, Int)] {
    lists.indices.flatMap { first in
      lists.indices.compactMap { second in
        let changed = zip(lists[first], lists[second]).filter { $0.0 != $0.1 }
        return changed.count == 1 && changed[0].0 == nil ? (first, second) : nil
      }
    }
  }

  /// The lists that differ by more than a renaming of accounts.
  static func responderLists(_ universe: InitiatorViews.Universe) -> [[Int?]] {
    universe.lists(universe.responderGroups).filter { list in
      let order = list.map { $0 ?? -1 }
      return order == order.sorted()
    }
  }
}

extension AccountMapAnswer {
  /// The counts that get noise of their own: each cell, and each unmatched of I.
  var family: [Int] { cells.flatMap { $0 } + initiatorUnmatched }
}

/// Exact divergences between counts under discrete Laplace noise.
enum ReportLaw {
  /// The least delta with `p(A) <= e^bound q(A) + delta` for all A, where each count has its own noise at `epsilon`.
  ///
  /// Counts that are equal have equal laws and cancel. Below the lesser and above the larger of two counts the ratio of
  /// their laws does not change, so each tail is summed into one outcome, and nothing is cut off.
  static func divergence(
    _ p: [Int], from q: [Int], noise epsilon: Double, bound: Double
  ) -> Double {
    var outcomes = [(p: 1.0, q: 1.0)]
    for (one, other) in zip(p, q) where one != other {
      let seen = min(one, other)...max(one, other)
      let laws = zip(law(one, seen, epsilon), law(other, seen, epsilon))
      outcomes = outcomes.flatMap { outcome in
        laws.map { (outcome.p * $0.0, outcome.q * $0.1) }
      }
    }
    return outcomes.reduce(0) { $0 + max(0, $1.p - exp(bound) * $1.q) }
  }

  /// Of count + e: both tails, each with its end of `seen`, and what lies between.
  private static func law(_ count: Int, _ seen: ClosedRange<Int>, _ epsilon: Double) -> [Double] {
    let alpha = exp(-epsilon)
    return seen.map { value in
      let weight = pow(alpha, Double(abs(value - count))) / (1 + alpha)
      return value == seen.lowerBound || value == seen.upperBound ? weight : weight * (1 - alpha)
    }
  }
}

/// The exact law of what released entries give away, if one account moves each by a known amount.
///
/// An entry moved by d shows one of d + 1 things, its tails being one thing each: they speak for one list over the
/// other by d, d - 2, ..., -d units of the entry's epsilon. Entries are noised independently, so their units add up.
enum MovedLaw {
  /// The least delta with `p(A) <= e^bound q(A) + delta` for all A, discrete Laplace noise at `epsilon` on each entry.
  static func delta(_ moves: [Int], noise epsilon: Double, bound: Double) -> Double {
    let alpha = exp(-epsilon)
    var law = [0: 1.0]
    for move in moves.map(abs) where move > 0 {
      var next: [Int: Double] = [:]
      for (units, probability) in law {
        for value in 0...move {
          let isEnd = value == 0 || value == move
          let weight = pow(alpha, Double(value)) / (1 + alpha) * (isEnd ? 1 : 1 - alpha)
          next[units + move - 2 * value, default: 0] += probability * weight
        }
      }
      law = next
    }
    return law.reduce(0) { sum, outcome in
      sum + outcome.value * max(0, 1 - exp(bound - epsilon * Double(outcome.key)))
    }
  }
}
