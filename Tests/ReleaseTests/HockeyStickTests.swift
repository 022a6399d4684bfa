// SPDX-License-Identifier: Apache-2.0

import Foundation
import Release
import Testing

/// Lemma 1 of privacy.md on exact laws: what one account more or less in a cell can give away.
@Suite struct HockeyStickTests {
  @Test(
    "delta of the truncated law is the formula, and at most what was asked for",
    arguments: ["1/50", "39/1000", "1/4", "1/2", "1", "2"])
  func truncated(text: String) throws {
    let epsilon = try Epsilon(parsing: text)
    for exponent in [20, 30, 40] {
      let delta = try Delta(exponent: exponent)
      let noise = try TruncatedDiscreteLaplace(epsilon: epsilon, delta: delta)
      let law = ReferenceLaw(epsilon: epsilon, shift: noise.shift)
      let measured = divergence(law.probability, law, support: -noise.shift...noise.shift)
      #expect(abs(measured - law.probability(noise.shift)) < 1e-15)
      #expect(measured <= pow(2, -Double(exponent)) + 1e-15)
    }
  }

  @Test("clamping gives 0.4816 away where truncation gives 0.1533, and the check sees it")
  func clamping() throws {
    let epsilon = try Epsilon(parsing: "0.3")
    let truncated = ReferenceLaw(epsilon: epsilon, shift: 2)
    let untruncated = ReferenceLaw(epsilon: epsilon)
    let clamped = { (value: Int) -> Double in
      guard abs(value) <= 2 else { return 0 }
      guard abs(value) == 2 else { return untruncated.probability(value) }
      return pow(untruncated.alpha, 2) / (1 + untruncated.alpha)
    }
    #expect(abs(divergence(truncated.probability, truncated, support: -2...2) - 0.1533) < 5e-5)
    #expect(abs(divergence(clamped, truncated, support: -2...2) - 0.4816) < 5e-5)
  }

  /// Max over both directions of `sum max(0, P(k) - e^epsilon P(k - 1))`.
  private func divergence(
    _ probability: (Int) -> Double, _ law: ReferenceLaw, support: ClosedRange<Int>
  ) -> Double {
    let values = (support.lowerBound - 1)...(support.upperBound + 1)
    let factor = 1 / law.alpha
    // A hair of slack, since neighbouring probabilities differ by exactly the factor.
    let excess = { (more: Double, less: Double) in
      more - factor * less > more * 1e-12 ? more - factor * less : 0
    }
    return max(
      values.reduce(0) { $0 + excess(probability($1), probability($1 - 1)) },
      values.reduce(0) { $0 + excess(probability($1), probability($1 + 1)) })
  }
}
