// SPDX-License-Identifier: Apache-2.0

/// Noise that is never negative: `shift + x`, x discrete Laplace, redrawn until |x| <= shift.
///
/// The responder adds it to every cell of a table, as fake accounts, of which there can only be
/// zero to 2 x shift. Redrawn, not clamped: clamping piles the tails up on the two ends, where they
/// give an account away (privacy.md, "The responder's noise").
package struct TruncatedDiscreteLaplace: Hashable, Sendable {
  package let epsilon: Epsilon
  /// Half the largest value, and the mean.
  package let shift: Int

  /// - Throws: `shiftRange` unless the shift is 1 to 2^40.
  package init(epsilon: Epsilon, shift: Int) throws(ReleaseError) {
    guard (1...(1 << 40)).contains(shift) else { throw .shiftRange }
    self.epsilon = epsilon
    self.shift = shift
  }

  /// The noise of a table in which one account moves counts by `tokens` in all: the least shift that keeps the failure
  /// probability at or below `delta`.
  package init(epsilon: Epsilon, delta: Delta, movedBy tokens: Int = 1) throws(ReleaseError) {
    let shift = TruncatedDiscreteLaplace.leastShift(
      epsilon: epsilon, delta: delta, movedBy: tokens)
    try self.init(epsilon: epsilon, shift: shift)
  }

  /// A value in `0...2 * shift`.
  package func draw<Coins: CoinSource & ~Copyable>(
    from coins: inout Coins
  ) throws(Coins.Failure) -> Int {
    let untruncated = DiscreteLaplace(epsilon: epsilon)
    while true {
      let noise = try untruncated.draw(from: &coins)
      if noise.magnitude <= shift.magnitude { return shift + noise }
    }
  }
}
