// SPDX-License-Identifier: Apache-2.0

import Foundation
import Release

/// The laws of the noise in floating point, written from their formulas: what tests compare with.
struct ReferenceLaw {
  let alpha: Double
  /// Nil for the untruncated law.
  let shift: Int?

  init(epsilon: Epsilon, shift: Int? = nil) {
    alpha = exp(-Double(epsilon.numerator) / Double(epsilon.denominator))
    self.shift = shift
  }

  /// P(x = k), x the noise about its mean.
  func probability(_ value: Int) -> Double {
    let decay = pow(alpha, Double(abs(value)))
    guard let shift else { return (1 - alpha) / (1 + alpha) * decay }
    guard abs(value) <= shift else { return 0 }
    return decay * (1 - alpha) / (1 + alpha - 2 * pow(alpha, Double(shift + 1)))
  }

  var variance: Double {
    guard let shift else { return 2 * alpha / ((1 - alpha) * (1 - alpha)) }
    return (-shift...shift).reduce(0) { $0 + Double($1 * $1) * probability($1) }
  }

  /// The probability that a law as far from this one as `counts` would show, or less.
  ///
  /// Chi-square over the values expected at least ten times, all others pooled; its tail by Wilson
  /// and Hilferty. Zero where a value occurs that cannot.
  func chiSquareTail(counts: [Int: Int]) -> Double {
    if counts.keys.contains(where: { probability($0) == 0 }) { return 0 }
    let draws = Double(counts.values.reduce(0, +))
    var statistic = 0.0
    var pooled = (observed: draws, expected: draws)
    var cells = 0.0
    var value = 0
    while probability(value) * draws >= 10 {
      for side in Set([value, -value]) {
        let expected = probability(side) * draws
        let observed = Double(counts[side, default: 0])
        statistic += (observed - expected) * (observed - expected) / expected
        pooled = (pooled.observed - observed, pooled.expected - expected)
        cells += 1
      }
      value += 1
    }
    if pooled.expected >= 10 {
      let excess = pooled.observed - pooled.expected
      statistic += excess * excess / pooled.expected
      cells += 1
    }
    let freedom = cells - 1
    let spread = 2 / (9 * freedom)
    let score = (pow(statistic / freedom, 1.0 / 3) - (1 - spread)) / spread.squareRoot()
    return erfc(score / 2.0.squareRoot()) / 2
  }
}
