// SPDX-License-Identifier: Apache-2.0

import Foundation

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
