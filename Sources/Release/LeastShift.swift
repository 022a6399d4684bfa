// SPDX-License-Identifier: Apache-2.0

import BigInt

extension TruncatedDiscreteLaplace {
  /// The least shift t of at least 1 with
  /// `(1 - alpha) alpha^t / (1 + alpha - 2 alpha^(t+1)) <= delta`, where alpha = e^-epsilon.
  ///
  /// The left side is the probability of either end of the noise, hence the delta of one table
  /// (privacy.md, Lemma 1). It falls as t grows.
  package static func leastShift(epsilon: Epsilon, delta: Delta) -> Int {
    var rule = ShiftRule(epsilon: epsilon, delta: delta)
    var tooSmall = 0
    var enough = 1
    while !rule.isMet(by: enough) { (tooSmall, enough) = (enough, enough * 2) }
    while enough - tooSmall > 1 {
      let middle = tooSmall + (enough - tooSmall) / 2
      if rule.isMet(by: middle) { enough = middle } else { tooSmall = middle }
    }
    return enough
  }
}

/// The inequality for delta, decided for one shift after another.
private struct ShiftRule {
  let epsilon: Epsilon
  let delta: Delta
  var alpha: Enclosure

  init(epsilon: Epsilon, delta: Delta) {
    self.epsilon = epsilon
    self.delta = delta
    self.alpha = Enclosure(exponentialOfMinus: epsilon, bits: 256)
  }

  /// Multiplied out: `alpha^t ((1 - alpha) / delta + 2 alpha) <= 1 + alpha`.
  ///
  /// Ends: alpha is transcendental (Lindemann), so the two sides are never equal, and some
  /// precision tells them apart.
  mutating func isMet(by shift: Int) -> Bool {
    while true {
      let one = alpha.one
      let power = alpha.power(shift)
      let mostLeft =
        power.upper * (((one - alpha.lower) << delta.exponent) + 2 * alpha.upper)
      if mostLeft <= (one + alpha.lower) << alpha.bits { return true }
      let leastLeft =
        power.lower * (((one - alpha.upper) << delta.exponent) + 2 * alpha.lower)
      if leastLeft > (one + alpha.upper) << alpha.bits { return false }
      alpha = Enclosure(exponentialOfMinus: epsilon, bits: 2 * alpha.bits)
    }
  }
}
