// SPDX-License-Identifier: Apache-2.0

/// A stream of independent uniform bytes, such as a keystream.
///
/// **Secrecy**: whoever knows the bytes knows the noise.
package protocol ByteSource: ~Copyable {
  /// `Never` for a stream that cannot end.
  associatedtype Failure: Error

  mutating func nextByte() throws(Failure) -> UInt8
}

/// Exact random choices; all that the samplers know of randomness.
package protocol CoinSource: ~Copyable {
  associatedtype Failure: Error

  /// An integer in `0..<bound`, each with probability exactly 1/bound. `bound` must be positive.
  mutating func uniform(below bound: UInt64) throws(Failure) -> UInt64

  /// True with probability exactly numerator/denominator, which must be at most one.
  mutating func bernoulli(_ numerator: UInt64, over denominator: UInt64) throws(Failure) -> Bool

  /// True with probability exactly e^-(numerator/denominator), for an exponent of at most one.
  mutating func bernoulliExponential(
    minus numerator: UInt64, over denominator: UInt64
  ) throws(Failure) -> Bool
}

extension CoinSource where Self: ~Copyable {
  package mutating func bernoulli(
    _ numerator: UInt64, over denominator: UInt64
  ) throws(Failure) -> Bool {
    try uniform(below: denominator) < numerator
  }

  /// CKS20 Algorithm 1: in a row of choices with probabilities gamma/1, gamma/2, gamma/3...
  /// the first failure falls on an odd place with probability e^-gamma.
  package mutating func bernoulliExponential(
    minus numerator: UInt64, over denominator: UInt64
  ) throws(Failure) -> Bool {
    var place: UInt64 = 1
    while try bernoulli(numerator, over: denominator * place) { place += 1 }
    return place % 2 == 1
  }
}
