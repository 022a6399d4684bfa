// SPDX-License-Identifier: Apache-2.0

/// Counts that the initiator releases together, noised alike, for one epsilon.
///
/// Each entry gets discrete Laplace noise at epsilon / Delta, Delta being the most that one account
/// of the initiator can move all entries together. A report is charged the sum over its families.
/// Whatever else it shows is computed from released numbers. Proofs: privacy.md, "Families".
package enum ReleaseFamily: String, CaseIterable, Sendable {
  /// S[g,p]: accounts in common, for each pair of groups.
  case matched = "matched"
  /// S[g,p], with S[g,0]: the initiator's accounts that the responder lacks. One match key only.
  case matchedAndUnmatched = "matched-and-unmatched"
  /// S[0,p]: the responder's accounts that the initiator lacks.
  case whiteSpace = "white-space"

  /// Delta where the initiator sends one token for each of `matchKeys` key types.
  /// - Throws: `matchKeyCount`; `familyNeedsOneMatchKey`, since with several keys an account that
  ///   matches under two moves S[g,p] by 2 and S[g,0] by 1.
  package func sensitivity(matchKeys: Int) throws(ReleaseError) -> Int {
    guard (1...64).contains(matchKeys) else { throw .matchKeyCount }
    switch self {
    case .matched, .whiteSpace: return matchKeys
    case .matchedAndUnmatched:
      guard matchKeys == 1 else { throw .familyNeedsOneMatchKey }
      return 1
    }
  }

  /// The noise of each entry where the whole family may cost `epsilon`.
  package func noise(epsilon: Epsilon, matchKeys: Int) throws(ReleaseError) -> DiscreteLaplace {
    DiscreteLaplace(epsilon: try epsilon.divided(by: try sensitivity(matchKeys: matchKeys)))
  }
}
