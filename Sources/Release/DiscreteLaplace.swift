// SPDX-License-Identifier: Apache-2.0

/// Two-sided geometric noise: an integer k with probability tanh(epsilon/2) e^(-epsilon |k|).
///
/// Sampled exactly, without floating point and in constant memory, by Canonne, Kamath and Steinke,
/// "The Discrete Gaussian for Differential Privacy" (2020), Algorithms 1 and 2; every choice has a
/// rational probability. The order of choices is normative: privacy.md, "Sampling".
///
/// **Secrecy**: a draw is secret until the noised number alone has left. Its time depends on its
/// value.
package struct DiscreteLaplace: Hashable, Sendable {
  package let epsilon: Epsilon

  package init(epsilon: Epsilon) {
    self.epsilon = epsilon
  }

  package func draw<Coins: CoinSource & ~Copyable>(
    from coins: inout Coins
  ) throws(Coins.Failure) -> Int {
    let (numerator, denominator) = (epsilon.numerator, epsilon.denominator)
    while true {
      let remainder = try coins.uniform(below: denominator)
      guard try coins.bernoulliExponential(minus: remainder, over: denominator) else { continue }
      var quotient: UInt64 = 0
      while try coins.bernoulliExponential(minus: 1, over: 1) { quotient += 1 }
      let magnitude = (remainder + denominator * quotient) / numerator
      let isNegative = try coins.bernoulli(1, over: 2)
      // Zero would otherwise be drawn under both signs, twice as often as it should be.
      if isNegative && magnitude == 0 { continue }
      return isNegative ? -Int(magnitude) : Int(magnitude)
    }
  }
}
