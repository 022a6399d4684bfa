// SPDX-License-Identifier: Apache-2.0

/// Why a privacy parameter was refused or a figure cannot be given. No case carries a count.
package enum ReleaseError: Error, Equatable, Sendable, CaseIterable {
  /// An epsilon that is not `1`, `0.5` or `1/3`.
  case epsilonText
  /// An epsilon of zero, or one whose reduced form has a part above 1 000 000.
  case epsilonRange
  /// A divisor of an epsilon below 1 or above 1 000 000, or a quotient too fine to sample.
  case epsilonDivisor
  /// A delta that is not `2^-20` to `2^-100`.
  case deltaText
  /// A privacy cost that is not a reduced `n/d`.
  case costText
  /// A shift below 1 or above 2^40.
  case shiftRange
  /// A coverage that is not above zero and below one.
  case coverageRange
  /// Noise so wide that no figure under it would mean anything.
  case noiseTooWide
  /// The computed distribution does not reach the coverage asked for.
  case coverageNotCertified

  package var message: String {
    switch self {
    case .epsilonText: "epsilon is not a number of the form 1, 0.5 or 1/3"
    case .epsilonRange: "epsilon is zero or needs a part above 1000000"
    case .epsilonDivisor: "epsilon cannot be divided that finely"
    case .deltaText: "delta is not one of 2^-20 to 2^-100"
    case .costText: "privacy cost is not a reduced fraction n/d"
    case .shiftRange: "the shift of the noise is outside 1 to 2^40"
    case .coverageRange: "coverage is not between 0 and 1"
    case .noiseTooWide: "the noise is too wide for any figure to mean something"
    case .coverageNotCertified: "no interval reaches the coverage asked for"
    }
  }

  package var hint: String? {
    switch self {
    case .epsilonText, .epsilonRange:
      "write a whole number, up to six decimals, or a fraction such as 1/3"
    case .deltaText: "2^-40 is the usual value"
    case .noiseTooWide: "agree on a larger epsilon, or on fewer cells in a total"
    case .epsilonDivisor, .costText, .shiftRange, .coverageRange, .coverageNotCertified: nil
    }
  }
}
