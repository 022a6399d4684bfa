// SPDX-License-Identifier: Apache-2.0

import Foundation
import Release
import Testing

/// P8: intervals hold what they claim, and are the smallest that do, over 10^5 simulated runs.
@Suite struct IntervalTests {
  static let runs = 100_000

  @Test("a matched cell", arguments: ["1", "1/2", "1/4", "2"], [1, 3])
  func matchedCell(text: String, matchKeys: Int) throws {
    let epsilon = try Epsilon(parsing: text)
    let simulation = try Simulation(epsilon: epsilon, matchKeys: matchKeys)
    try expect(simulation.matched, covers: simulation.distribution(tables: 1, reports: 1))
  }

  @Test("white space derived from matched cells, over G groups", arguments: [1, 3, 10])
  func derivedWhiteSpace(groups: Int) throws {
    let simulation = try Simulation(epsilon: try Epsilon(1), matchKeys: 1)
    let noise = try simulation.distribution(tables: 1, reports: groups)
    try expect({ simulation.derivedWhiteSpace(groups: groups, &$0) }, covers: noise)
  }

  @Test("unmatched accounts, released over P groups", arguments: [1, 8])
  func releasedUnmatched(groups: Int) throws {
    let simulation = try Simulation(epsilon: try Epsilon(1), matchKeys: 1)
    let noise = try simulation.distribution(tables: groups, reports: 1)
    try expect({ simulation.releasedUnmatched(groups: groups, &$0) }, covers: noise)
  }

  @Test("the check sees a distribution that forgets one of the draws")
  func seesAForgottenDraw() throws {
    let simulation = try Simulation(epsilon: try Epsilon(1), matchKeys: 1)
    let noise = try simulation.distribution(tables: 1, reports: 0)
    let halfWidth = try noise.halfWidth(coverage: .standard)
    let observed = observedCoverage(simulation.matched, halfWidth)
    #expect(observed < Double(noise.coveredMass(within: halfWidth)) / pow(2, 62) - 0.003)
  }

  @Test("an interval ends at the ends of Int, and an estimate has its own")
  func interval() throws {
    let estimate = try Estimate(value: -2, noise: try cellNoise(try Epsilon(1), matchKeys: 1))
    #expect(estimate.interval.lower == -6)
    #expect(estimate.interval.upper == 2)
    #expect(estimate.interval.contains(2) && !estimate.interval.contains(3))
    #expect(estimate.interval.coverage == .standard)
    let highest = Interval(around: .max, halfWidth: 3, coverage: .standard)
    #expect(highest.upper == .max && highest.lower == .max - 3)
    let lowest = Interval(around: .min, halfWidth: 3, coverage: .standard)
    #expect(lowest.lower == .min && lowest.upper == .min + 3)
  }

  /// The computed coverage is observed within 0.3 points; one unit less would be below 95 %.
  private func expect(
    _ error: (inout ByteCoins<SeededBytes>) -> Int, covers noise: NoiseDistribution
  ) throws {
    let halfWidth = try noise.halfWidth(coverage: .standard)
    let computed = Double(noise.coveredMass(within: halfWidth)) / pow(2, 62)
    #expect(computed >= 0.95)
    if halfWidth > 0 {
      #expect(Double(noise.coveredMass(within: halfWidth - 1)) / pow(2, 62) < 0.95)
    }
    #expect(abs(observedCoverage(error, halfWidth) - computed) < 0.003)
  }

  private func observedCoverage(
    _ error: (inout ByteCoins<SeededBytes>) -> Int, _ halfWidth: Int
  ) -> Double {
    var coins = ByteCoins(SeededBytes(seed: 8))
    var covered = 0
    for _ in 0..<IntervalTests.runs where abs(error(&coins)) <= halfWidth { covered += 1 }
    return Double(covered) / Double(IntervalTests.runs)
  }
}

/// The errors of figures, drawn as the two sides draw them.
private struct Simulation {
  let table: TruncatedDiscreteLaplace
  let report: DiscreteLaplace

  init(epsilon: Epsilon, matchKeys: Int) throws {
    table = try TruncatedDiscreteLaplace(epsilon: epsilon, delta: .standard)
    report = try ReleaseFamily(sensitivity: matchKeys).noise(epsilon: epsilon)
  }

  func distribution(tables: Int, reports: Int) throws -> NoiseDistribution {
    try NoiseDistribution.truncatedDiscreteLaplace(table).convolved(times: tables)
      .convolved(with: .discreteLaplace(report).convolved(times: reports))
  }

  func matched(_ coins: inout ByteCoins<SeededBytes>) -> Int {
    table.draw(from: &coins) - table.shift + report.draw(from: &coins)
  }

  /// `|Y_p| - (G+1)t - sum over g of the published cells`, less the truth, taken as 5 a cell.
  func derivedWhiteSpace(groups: Int, _ coins: inout ByteCoins<SeededBytes>) -> Int {
    let (shared, unshared) = (5, 40)
    var sizeOfAnswer = unshared + table.draw(from: &coins)
    var published = 0
    for _ in 0..<groups {
      let dummies = table.draw(from: &coins)
      sizeOfAnswer += shared + dummies
      published += shared + dummies - table.shift + report.draw(from: &coins)
    }
    return sizeOfAnswer - (groups + 1) * table.shift - published - unshared
  }

  /// `N_g - sum over p of (S[g,p] - t)`, noised, less the truth.
  func releasedUnmatched(groups: Int, _ coins: inout ByteCoins<SeededBytes>) -> Int {
    let (shared, unmatched) = (5, 40)
    var seen = 0
    for _ in 0..<groups { seen += shared + table.draw(from: &coins) - table.shift }
    return groups * shared + unmatched - seen + report.draw(from: &coins) - unmatched
  }
}
