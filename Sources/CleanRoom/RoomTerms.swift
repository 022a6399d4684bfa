// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Exchange
internal import Release

/// The refusal of a day outside the agreement's dates, the same for own work and for the counterpart's files.
enum ExchangeValidity {
  static func error(from: Day, until: Day) -> ExchangeError {
    .outsideValidity(from: "\(from)", until: "\(until)")
  }
}

enum PrivacyCostOf {
  static func cap(_ terms: RunTerms) -> PrivacyCost {
    PrivacyCost(terms.agreement.terms.privacy.yearlyCap)
  }
}
