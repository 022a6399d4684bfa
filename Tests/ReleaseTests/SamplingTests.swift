// SPDX-License-Identifier: Apache-2.0

import Release
import Testing

/// A million draws of each law against its exact probabilities (P5). Seeds are fixed: a test that
/// fails once fails always.
@Suite struct SamplingTests {
  static let epsilons = ["1/50", "39/1000", "1/4", "1/2", "1", "2"]
  static let draws = 1_000_000
  static let significance = 1e-4

  @Test("truncated discrete Laplace follows its law", arguments: epsilons)
  func truncatedDiscreteLaplace(text: String) throws {
    let epsilon = try Epsilon(parsing: text)
    let noise = try TruncatedDiscreteLaplace(epsilon: epsilon, delta: .standard)
    let sample = Sample(seed: 1) { noise.draw(from: &$0) - noise.shift }
    let law = ReferenceLaw(epsilon: epsilon, shift: noise.shift)
    #expect(sample.extremes.lowerBound >= -noise.shift)
    #expect(sample.extremes.upperBound <= noise.shift)
    #expect(law.chiSquareTail(counts: sample.counts) > SamplingTests.significance)
    #expect(abs(sample.mean) < 4 * sample.standardError(law))
  }

  @Test("discrete Laplace follows its law, variance included", arguments: epsilons)
  func discreteLaplace(text: String) throws {
    let epsilon = try Epsilon(parsing: text)
    let noise = DiscreteLaplace(epsilon: epsilon)
    let sample = Sample(seed: 2) { noise.draw(from: &$0) }
    let law = ReferenceLaw(epsilon: epsilon)
    #expect(law.chiSquareTail(counts: sample.counts) > SamplingTests.significance)
    #expect(abs(sample.mean) < 4 * sample.standardError(law))
    // The fourth moment of a Laplace law is six times its squared variance, at most a little more.
    #expect(abs(sample.variance / law.variance - 1) < 4 * (6.0 / Double(Self.draws)).squareRoot())
  }

  @Test("a truncation that bites follows its law too")
  func smallShift() throws {
    let epsilon = try Epsilon(parsing: "0.3")
    let noise = try TruncatedDiscreteLaplace(epsilon: epsilon, shift: 2)
    let sample = Sample(seed: 3) { noise.draw(from: &$0) - 2 }
    let law = ReferenceLaw(epsilon: epsilon, shift: 2)
    #expect(law.chiSquareTail(counts: sample.counts) > SamplingTests.significance)
  }

  @Test("the chi-square sees the mistakes that a sampler could make")
  func chiSquareSeesMistakes() throws {
    let epsilon = try Epsilon(parsing: "0.3")
    let noise = DiscreteLaplace(epsilon: epsilon)
    let law = ReferenceLaw(epsilon: epsilon)

    let clamped = Sample(seed: 4) { min(max(noise.draw(from: &$0), -2), 2) }
    let truncated = ReferenceLaw(epsilon: epsilon, shift: 2)
    #expect(truncated.chiSquareTail(counts: clamped.counts) < SamplingTests.significance)

    let zeroTwice = Sample(seed: 5) { coins in
      let value = noise.draw(from: &coins)
      let isKept = value != 0 || coins.bernoulli(1, over: 2)
      return isKept ? value : noise.draw(from: &coins)
    }
    #expect(law.chiSquareTail(counts: zeroTwice.counts) < SamplingTests.significance)

    let slightlyOff = DiscreteLaplace(epsilon: try Epsilon(parsing: "0.305"))
    let wrongScale = Sample(seed: 6) { slightlyOff.draw(from: &$0) }
    #expect(law.chiSquareTail(counts: wrongScale.counts) < SamplingTests.significance)

    let outOfBounds = [0: SamplingTests.draws - 1, 3: 1]
    #expect(truncated.chiSquareTail(counts: outOfBounds) == 0)
  }
}

/// What `SamplingTests.draws` draws came to.
private struct Sample {
  var counts: [Int: Int] = [:]

  init(seed: UInt64, draw: (inout ByteCoins<SeededBytes>) -> Int) {
    var coins = ByteCoins(SeededBytes(seed: seed))
    for _ in 0..<SamplingTests.draws { counts[draw(&coins), default: 0] += 1 }
  }

  var extremes: ClosedRange<Int> { (counts.keys.min() ?? 0)...(counts.keys.max() ?? 0) }

  var mean: Double {
    Double(counts.reduce(0) { $0 + $1.key * $1.value }) / Double(SamplingTests.draws)
  }

  var variance: Double {
    Double(counts.reduce(0) { $0 + $1.key * $1.key * $1.value }) / Double(SamplingTests.draws)
  }

  func standardError(_ law: ReferenceLaw) -> Double {
    (law.variance / Double(SamplingTests.draws)).squareRoot()
  }
}
