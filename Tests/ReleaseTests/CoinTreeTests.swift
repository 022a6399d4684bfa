// SPDX-License-Identifier: Apache-2.0

import Foundation
import Release
import Testing

/// The samplers' laws by following all their choices, not by drawing.
@Suite struct CoinTreeTests {
  @Test(
    "a coin of probability e^-gamma",
    arguments: zip(
      [0, 1, 1, 1, 49, 37, 999] as [UInt64], [1, 1, 2, 50, 50, 1_000, 1_000] as [UInt64]))
  func exponential(numerator: UInt64, denominator: UInt64) {
    let tree = CoinTree(RationalCoins.self, least: 1e-16) { coins throws(Untold) in
      try coins.bernoulliExponential(minus: numerator, over: denominator) ? 1 : 0
    }
    let expected = exp(-Double(numerator) / Double(denominator))
    #expect(tree.unexplored < 1e-14)
    #expect(abs(tree.seen[1, default: 0] - expected) < 1e-13)
    #expect(abs(tree.seen[0, default: 0] - (1 - expected)) < 1e-13)
  }

  @Test(
    "truncated discrete Laplace",
    arguments: zip(["3", "2", "1", "1/2", "1/3", "39/100"], [1, 2, 1, 3, 2, 5]))
  func truncated(text: String, shift: Int) throws {
    let epsilon = try Epsilon(parsing: text)
    let noise = try TruncatedDiscreteLaplace(epsilon: epsilon, shift: shift)
    let tree = CoinTree(ExponentialCoins.self, least: 1e-15) { coins throws(Untold) in
      try noise.draw(from: &coins) - shift
    }
    #expect(tree.difference(from: ReferenceLaw(epsilon: epsilon, shift: shift)) < 1e-11)
    #expect(Set(tree.seen.keys) == Set(-shift...shift))
    // A law without the truncation would not pass.
    #expect(tree.difference(from: ReferenceLaw(epsilon: epsilon)) > 1e-3)
  }

  @Test("discrete Laplace", arguments: ["3", "2", "3/2", "1", "1/2", "3/50"])
  func untruncated(text: String) throws {
    let epsilon = try Epsilon(parsing: text)
    let noise = DiscreteLaplace(epsilon: epsilon)
    let tree = CoinTree(ExponentialCoins.self, least: 1e-15) { coins throws(Untold) in
      try noise.draw(from: &coins)
    }
    #expect(tree.difference(from: ReferenceLaw(epsilon: epsilon)) < 1e-11)
  }

  @Test("the two trees together: every choice rational, to the mass not followed")
  func allAtOnce() throws {
    let epsilon = try Epsilon(1)
    let noise = try TruncatedDiscreteLaplace(epsilon: epsilon, shift: 2)
    let tree = CoinTree(RationalCoins.self, least: 1e-10) { coins throws(Untold) in
      try noise.draw(from: &coins) - 2
    }
    #expect(tree.unexplored < 2e-6)
    let law = ReferenceLaw(epsilon: epsilon, shift: 2)
    #expect(tree.difference(from: law) < 2 * tree.unexplored)
  }
}

extension CoinTree {
  /// The largest difference of a probability; what was not followed is counted as rejected.
  fileprivate func difference(from law: ReferenceLaw) -> Double {
    seen.map { abs($0.value / (1 - rejected - unexplored) - law.probability($0.key)) }.max() ?? 1
  }
}
