// SPDX-License-Identifier: Apache-2.0

import BigInt

/// The distribution of the error of a figure: whole-number noise, as likely up as down.
///
/// Every probability is held as a certain lower bound, so a coverage read off it is never too high.
/// What rounding and cut tails lose is never given back; it stays below 10^-9 for the sums that the
/// width limit admits. Convolve one for each draw that a figure contains.
package struct NoiseDistribution: Hashable, Sendable {
  /// `probabilities[k]` is a lower bound of P(noise = k) = P(noise = -k), in units of 2^-62.
  let probabilities: [UInt64]

  /// The noise of a figure that has none.
  package static let zero = NoiseDistribution(probabilities: [unit])

  static let unit: UInt64 = 1 << 62
  /// Outermost values less likely than 2^-60 are dropped, and count as not covered.
  static let leastProbability: UInt64 = 1 << 2
  /// The widest noise computed with: it bounds the time and memory, and admits any epsilon from 1/2800.
  static let widthLimit = 1 << 17

  /// The largest magnitude held.
  package var width: Int { probabilities.count - 1 }

  private init(probabilities: [UInt64]) {
    self.probabilities = probabilities
  }

  /// - Throws: `noiseTooWide` for an epsilon below about 1/2800.
  package static func discreteLaplace(
    _ noise: DiscreteLaplace
  ) throws(ReleaseError) -> NoiseDistribution {
    let alpha = Enclosure(exponentialOfMinus: noise.epsilon, bits: bits)
    return try NoiseDistribution(
      decay: alpha, normaliser: (alpha.one - alpha.upper, alpha.one + alpha.upper), last: nil)
  }

  /// The noise about its mean: what is left once the shift is subtracted from a cell.
  /// - Throws: `noiseTooWide` for an epsilon below about 1/2800.
  package static func truncatedDiscreteLaplace(
    _ noise: TruncatedDiscreteLaplace
  ) throws(ReleaseError) -> NoiseDistribution {
    let alpha = Enclosure(exponentialOfMinus: noise.epsilon, bits: bits)
    let cut = alpha.power(noise.shift) * alpha
    return try NoiseDistribution(
      decay: alpha,
      normaliser: (alpha.one - alpha.upper, alpha.one + alpha.upper - 2 * cut.lower),
      last: noise.shift)
  }

  private static let bits = 192

  /// P(k) = decay^|k| x the quotient `normaliser`, for |k| up to `last`.
  private init(
    decay: Enclosure, normaliser: (above: BigUInt, below: BigUInt), last: Int?
  ) throws(ReleaseError) {
    var probability = (normaliser.above << decay.bits) / normaliser.below
    var probabilities: [UInt64] = []
    while probabilities.count <= last ?? Int.max {
      let rounded = UInt64(probability >> (decay.bits - 62))
      if rounded < NoiseDistribution.leastProbability { break }
      guard probabilities.count <= NoiseDistribution.widthLimit else { throw .noiseTooWide }
      probabilities.append(rounded)
      probability = (probability * decay.lower) >> decay.bits
    }
    guard !probabilities.isEmpty else { throw .noiseTooWide }
    self.probabilities = probabilities
  }

  /// The noise of a sum (or difference) of two figures with independent noise.
  /// - Throws: `noiseTooWide`.
  package func convolved(with other: NoiseDistribution) throws(ReleaseError) -> NoiseDistribution {
    // Both are symmetric, so the second need not be reversed. The exact products of all pairs add up to at most
    // 2^124: one rounding, at the end.
    let products =
      width * other.width < Self.directLimit
      ? Self.addedUp(bothSides, other.bothSides)
      : ExactConvolution.sums(bothSides, other.bothSides)
    var sums = products.dropFirst(width + other.width).map { UInt64($0 >> 62) }
    while let last = sums.last, last < NoiseDistribution.leastProbability { sums.removeLast() }
    guard sums.count <= NoiseDistribution.widthLimit + 1 else { throw .noiseTooWide }
    return NoiseDistribution(probabilities: sums)
  }

  /// Below it adding up every sum is quicker.
  private static let directLimit = 1 << 18

  private static func addedUp(_ left: [UInt64], _ right: [UInt64]) -> [UInt128] {
    var sums = Array(repeating: UInt128(0), count: left.count + right.count - 1)
    for (index, value) in left.enumerated() {
      for (offset, other) in right.enumerated() {
        sums[index + offset] &+= UInt128(value) &* UInt128(other)
      }
    }
    return sums
  }

  /// The noise of a figure that counts `factor` times: its values are multiples of `factor`.
  /// - Throws: `noiseTooWide`.
  package func scaled(by factor: Int) throws(ReleaseError) -> NoiseDistribution {
    precondition(factor >= 1, "a figure counts at least once")
    guard width <= Self.widthLimit / factor else { throw .noiseTooWide }
    var spread = Array(repeating: UInt64(0), count: width * factor + 1)
    for (value, probability) in probabilities.enumerated() { spread[value * factor] = probability }
    return NoiseDistribution(probabilities: spread)
  }

  /// The noise of a sum of `count` figures with independent noise, all distributed like this one.
  /// `count` must not be negative.
  package func convolved(times count: Int) throws(ReleaseError) -> NoiseDistribution {
    precondition(count >= 0, "a sum has no negative number of parts")
    var result = NoiseDistribution.zero
    var square = self
    var remaining = count
    while remaining > 0 {
      if remaining % 2 == 1 { result = try result.convolved(with: square) }
      remaining /= 2
      if remaining > 0 { square = try square.convolved(with: square) }
    }
    return result
  }

  private var bothSides: [UInt64] { probabilities.dropFirst().reversed() + probabilities }
}

extension NoiseDistribution {
  /// The smallest h for which |noise| <= h has at least the probability `coverage`.
  /// - Throws: `coverageNotCertified` for a coverage within about 10^-9 of one.
  package func halfWidth(coverage: Coverage) throws(ReleaseError) -> Int {
    let wanted = UInt128(coverage.partsPerMillion) * UInt128(NoiseDistribution.unit)
    var covered = UInt128(probabilities[0])
    var halfWidth = 0
    while covered * 1_000_000 < wanted {
      halfWidth += 1
      guard halfWidth <= width else { throw .coverageNotCertified }
      covered += 2 * UInt128(probabilities[halfWidth])
    }
    return halfWidth
  }

  /// The certain part of P(|noise| <= halfWidth), in units of 2^-62.
  package func coveredMass(within halfWidth: Int) -> UInt64 {
    probabilities.prefix(halfWidth + 1).dropFirst().reduce(probabilities[0]) { $0 + 2 * $1 }
  }

  /// The standard deviation in hundredths, to the nearest: 136 for one table at epsilon 1.
  package var standardDeviationInHundredths: Int {
    var secondMoment = BigUInt(0)
    for (value, probability) in probabilities.enumerated() {
      secondMoment += BigUInt(2 * value * value) * BigUInt(probability)
    }
    let twice = Int(((secondMoment * 40_000) >> 62).squareRoot())
    return (twice + 1) / 2
  }
}
