// SPDX-License-Identifier: Apache-2.0

import BigInt

extension TruncatedDiscreteLaplace {
  /// The least shift t of at least 1 with `P(0) + ... + P(v - 1) <= delta`, where
  /// `P(k) = (1 - alpha) alpha^|k - t| / (1 + alpha - 2 alpha^(t+1))`, alpha = e^-epsilon, and v is how far one
  /// account moves a count at the most.
  ///
  /// The left side is the probability of the v outcomes at either end of the noise, hence the delta of one table
  /// (privacy.md, Lemma 1). It falls as t grows.
  package static func leastShift(epsilon: Epsilon, delta: Delta, movedBy tokens: Int = 1) -> Int {
    var rule = ShiftRule(epsilon: epsilon, delta: delta, tokens: tokens)
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
  /// v, at least 1.
  let tokens: Int
  var alpha: Enclosure

  init(epsilon: Epsilon, delta: Delta, tokens: Int) {
    self.epsilon = epsilon
    self.delta = delta
    self.tokens = tokens
    self.alpha = Enclosure(exponentialOfMinus: epsilon, bits: 256)
  }

  /// Multiplied out: `alpha^t ((1 - alpha^v) / delta + 2 alpha^v) <= (1 + alpha) alpha^(v-1)`.
  ///
  /// Ends: alpha is transcendental (Lindemann), so the two sides are never equal, and some
  /// precision tells them apart.
  mutating func isMet(by shift: Int) -> Bool {
    while true {
      let one = alpha.one
      let power = alpha.power(shift)
      let moved = alpha.power(tokens)
      let rest = alpha.power(tokens - 1)
      let mostLeft =
        power.upper * (((one - moved.lower) << delta.exponent) + 2 * moved.upper)
      if mostLeft <= (one + alpha.lower) * rest.lower { return true }
      let leastLeft =
        power.lower * (((one - moved.upper) << delta.exponent) + 2 * moved.lower)
      if leastLeft > (one + alpha.upper) * rest.upper { return false }
      alpha = Enclosure(exponentialOfMinus: epsilon, bits: 2 * alpha.bits)
    }
  }
}
