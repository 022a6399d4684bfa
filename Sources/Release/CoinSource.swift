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
}

extension CoinSource where Self: ~Copyable {
  package mutating func bernoulli(
    _ numerator: UInt64, over denominator: UInt64
  ) throws(Failure) -> Bool {
    try uniform(below: denominator) < numerator
  }
}
