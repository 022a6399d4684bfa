// SPDX-License-Identifier: Apache-2.0

import Foundation
import Release
import Testing

@Suite struct NoiseDistributionTests {
  @Test("holds lower bounds, within 2^-60 of the law", arguments: ["1/50", "1/4", "1/2", "1", "2"])
  func bounds(text: String) throws {
    let epsilon = try Epsilon(parsing: text)
    let shift = TruncatedDiscreteLaplace.leastShift(epsilon: epsilon, delta: .standard)
    let noise = try TruncatedDiscreteLaplace(epsilon: epsilon, shift: shift)
    let truncated = try NoiseDistribution.truncatedDiscreteLaplace(noise)
    #expect(truncated.width == shift)
    let untruncated = try NoiseDistribution.discreteLaplace(DiscreteLaplace(epsilon: epsilon))
    for (noise, law) in [
      (truncated, ReferenceLaw(epsilon: epsilon, shift: shift)),
      (untruncated, ReferenceLaw(epsilon: epsilon)),
    ] {
      #expect(noise.coveredMass(within: noise.width) <= 1 << 62)
      #expect(1 - mass(noise, noise.width) < 1e-15)
      #expect(abs(mass(noise, 0) - law.probability(0)) < 1e-15)
      let expected = 100 * law.variance.squareRoot()
      #expect(abs(Double(noise.standardDeviationInHundredths) - expected) <= 1)
    }
  }

  @Test(
    "the figures of the table in privacy.md, section 6",
    arguments: [
      ("2", 60, 85, 2), ("1", 136, 192, 4), ("1/2", 280, 396, 8), ("1/3", 422, 597, 12),
      ("1/4", 564, 798, 16), ("1/10", 1414, 1999, 41),
    ])
  func publishedTable(text: String, ofTable: Int, ofCell: Int, halfWidth: Int) throws {
    let epsilon = try Epsilon(parsing: text)
    let table = try TruncatedDiscreteLaplace(epsilon: epsilon, delta: .standard)
    let drawn = try NoiseDistribution.truncatedDiscreteLaplace(table)
    #expect(drawn.standardDeviationInHundredths == ofTable)
    let cell = try cellNoise(epsilon, matchKeys: 1)
    #expect(cell.standardDeviationInHundredths == ofCell)
    #expect(try cell.halfWidth(coverage: .standard) == halfWidth)
    #expect(NoiseDistribution.zero.standardDeviationInHundredths == 0)
  }

  @Test("convolution is the sum over all pairs, and zero changes nothing")
  func convolution() throws {
    let first = ReferenceLaw(epsilon: try Epsilon(2), shift: 3)
    let second = ReferenceLaw(epsilon: try Epsilon(1, over: 2), shift: 5)
    let left = try NoiseDistribution.truncatedDiscreteLaplace(
      try TruncatedDiscreteLaplace(epsilon: try Epsilon(2), shift: 3))
    let right = try NoiseDistribution.truncatedDiscreteLaplace(
      try TruncatedDiscreteLaplace(epsilon: try Epsilon(1, over: 2), shift: 5))
    let sum = try left.convolved(with: right)
    #expect(sum.width == 8)
    for halfWidth in 0...8 {
      var expected = 0.0
      for one in -3...3 {
        for other in -5...5 where abs(one + other) <= halfWidth {
          expected += first.probability(one) * second.probability(other)
        }
      }
      #expect(abs(mass(sum, halfWidth) - expected) < 1e-14)
    }
    #expect(try right.convolved(with: left) == sum)
    #expect(try left.convolved(with: .zero) == left)
    #expect(try left.convolved(times: 0) == .zero)
    #expect(try left.convolved(times: 1) == left)
  }

  @Test("a total over sixty cells, at every coverage, within a second")
  func sixtyCells() throws {
    let epsilon = try Epsilon(1, over: 2)
    var total = NoiseDistribution.zero
    let time = try ContinuousClock().measure {
      total = try cellNoise(epsilon, matchKeys: 3).convolved(times: 60)
    }
    #expect(time < .seconds(1))
    #expect(1 - mass(total, total.width) < 1e-12)
    let narrow = try total.halfWidth(coverage: .standard)
    let wide = try total.halfWidth(coverage: .nearlyCertain)
    // Sixty draws add up to nearly a normal law: 1.96 and 4.89 standard deviations.
    let deviation = Double(total.standardDeviationInHundredths) / 100
    #expect(abs(Double(narrow) / deviation - 1.96) < 0.02)
    #expect(abs(Double(wide) / deviation - 4.89) < 0.2)
  }

  @Test("says so where noise is too wide or the coverage too near one")
  func limits() throws {
    let tiny = DiscreteLaplace(epsilon: try Epsilon(1, over: 1_000_000))
    #expect(throws: ReleaseError.noiseTooWide) { try NoiseDistribution.discreteLaplace(tiny) }
    let narrowest = DiscreteLaplace(epsilon: try Epsilon(1_000))
    let certain = try NoiseDistribution.discreteLaplace(narrowest)
    #expect(certain.width == 0)
    #expect(throws: ReleaseError.coverageNotCertified) {
      // P(0) was rounded down often: (1 - 2^-62)^(2^50) is about 1 - 2^-12.
      var worn = certain
      for _ in 0..<50 { worn = try worn.convolved(with: worn) }
      _ = try worn.halfWidth(coverage: .nearlyCertain)
    }
    #expect(try NoiseDistribution.zero.halfWidth(coverage: .nearlyCertain) == 0)
  }

  @Test func coverageReadsAsPercent() throws {
    #expect(Coverage.standard.text == "95 %")
    #expect(Coverage.nearlyCertain.text == "99.9999 %")
    #expect(try Coverage(partsPerMillion: 505_000).text == "50.5 %")
    #expect(try Coverage(partsPerMillion: 100).text == "0.01 %")
    for parts in [0, -1, 1_000_000, Int.max] {
      #expect(throws: ReleaseError.coverageRange) { try Coverage(partsPerMillion: parts) }
    }
  }

  private func mass(_ noise: NoiseDistribution, _ halfWidth: Int) -> Double {
    Double(noise.coveredMass(within: halfWidth)) / pow(2, 62)
  }
}

/// The error of one published cell: the responder's noise and the initiator's.
func cellNoise(_ epsilon: Epsilon, matchKeys: Int) throws -> NoiseDistribution {
  let table = try TruncatedDiscreteLaplace(epsilon: epsilon, delta: .standard)
  let report = try ReleaseFamily(sensitivity: matchKeys).noise(epsilon: epsilon)
  return try NoiseDistribution.truncatedDiscreteLaplace(table)
    .convolved(with: .discreteLaplace(report))
}
