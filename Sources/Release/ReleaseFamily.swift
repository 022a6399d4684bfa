// SPDX-License-Identifier: Apache-2.0

/// Counts that the initiator releases together, noised alike, for one epsilon.
///
/// Each entry gets discrete Laplace noise at epsilon / Delta, Delta being the most that one account
/// of the initiator can move all entries together, absolute changes added. A report is charged the sum over its
/// families. Whatever else it shows is computed from released numbers. Which families there are, and the proof of each
/// Delta: privacy.md 3.
package struct ReleaseFamily: Hashable, Sendable {
  /// Delta, at least 1.
  package let sensitivity: Int

  package init(sensitivity: Int) { self.sensitivity = max(1, sensitivity) }

  /// The noise of each entry where the whole family may cost `epsilon`.
  /// - Throws: `epsilonDivisor` for a sensitivity above 1 000 000.
  package func noise(epsilon: Epsilon) throws(ReleaseError) -> DiscreteLaplace {
    DiscreteLaplace(epsilon: try epsilon.divided(by: sensitivity))
  }
}
