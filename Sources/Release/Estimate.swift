// SPDX-License-Identifier: Apache-2.0

/// The whole numbers among which the true figure lies, with a known probability.
///
/// Not clamped: a lower end below zero is a fact about the noise, and hiding it is for the page that
/// shows it.
package struct Interval: Hashable, Sendable {
  package let lower: Int
  package let upper: Int
  package let coverage: Coverage

  /// Ends that would leave `Int` stay at its end.
  package init(around value: Int, halfWidth: Int, coverage: Coverage) {
    let (lower, isTooLow) = value.subtractingReportingOverflow(halfWidth)
    let (upper, isTooHigh) = value.addingReportingOverflow(halfWidth)
    self.lower = isTooLow ? Int.min : lower
    self.upper = isTooHigh ? Int.max : upper
    self.coverage = coverage
  }

  package func contains(_ value: Int) -> Bool { lower <= value && value <= upper }
}

/// A released figure: a noisy whole number, not clamped, with its interval.
package struct Estimate: Hashable, Sendable {
  package let value: Int
  package let interval: Interval

  /// The smallest symmetric interval with at least `coverage` under `noise`.
  package init(
    value: Int, noise: NoiseDistribution, coverage: Coverage = .standard
  ) throws(ReleaseError) {
    self.value = value
    self.interval = Interval(
      around: value, halfWidth: try noise.halfWidth(coverage: coverage), coverage: coverage)
  }
}
