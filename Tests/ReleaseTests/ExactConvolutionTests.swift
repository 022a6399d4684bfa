// SPDX-License-Identifier: Apache-2.0

import Release
import Testing

/// Sums by transforms against sums added up one by one.
@Suite struct ExactConvolutionTests {
  private static func addedUp(_ left: [UInt64], _ right: [UInt64]) -> [UInt128] {
    var sums = Array(repeating: UInt128(0), count: left.count + right.count - 1)
    for (index, value) in left.enumerated() {
      for (offset, other) in right.enumerated() {
        sums[index + offset] += UInt128(value) * UInt128(other)
      }
    }
    return sums
  }

  @Test("equals the sums added up, at every length and with the largest values")
  func everyLength() {
    var state = UInt64(20_261_128)
    // The multipliers of SplitMix64: any spread of bits will do.
    func next(below bound: UInt64) -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      let mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      return (mixed ^ mixed >> 27) % bound
    }
    for (count, other) in [(1, 1), (1, 9), (2, 2), (3, 5), (8, 8), (9, 8), (100, 37), (257, 256)] {
      // Together at most 2^62, as probabilities are.
      let left = (0..<count).map { _ in next(below: (1 << 62) / UInt64(count) + 1) }
      let right = (0..<other).map { _ in next(below: (1 << 62) / UInt64(other) + 1) }
      #expect(ExactConvolution.sums(left, right) == Self.addedUp(left, right))
    }
    let most = [UInt64(1) << 62, 0, 0]
    #expect(ExactConvolution.sums(most, most) == Self.addedUp(most, most))
    #expect(ExactConvolution.sums(most, most)[0] == UInt128(1) << 124)
  }

  @Test("a wide law has the variance of its parts, and loses nothing")
  func wideLaw() throws {
    let noise = DiscreteLaplace(epsilon: try Epsilon(1, over: 100))
    let law = try NoiseDistribution.discreteLaplace(noise)
    #expect(law.width > 3000)
    let four = try law.convolved(with: law).convolved(with: law.convolved(with: law))
    let (one, all) = (
      Double(law.standardDeviationInHundredths), Double(four.standardDeviationInHundredths)
    )
    #expect(abs(all / one - 2) < 0.0002)
    #expect(four.coveredMass(within: four.width) > (1 << 62) - (1 << 32))
    #expect(four.coveredMass(within: four.width) <= 1 << 62)
  }

  @Test("a scaled law has its values at multiples alone")
  func scaled() throws {
    let noise = try TruncatedDiscreteLaplace(epsilon: Epsilon(2), shift: 3)
    let law = try NoiseDistribution.truncatedDiscreteLaplace(noise)
    let four = try law.scaled(by: 4)
    #expect(four.width == 12)
    #expect(four.coveredMass(within: 11) == law.coveredMass(within: 2))
    #expect(four.coveredMass(within: 12) == law.coveredMass(within: 3))
    #expect(try law.scaled(by: 1) == law)
    let sum = try law.convolved(with: four)
    #expect(sum.width == 15)
    #expect(sum.coveredMass(within: 15) > (1 << 62) - (1 << 10))
  }
}
