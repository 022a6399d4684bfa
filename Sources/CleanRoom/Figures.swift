// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Release
internal import Reporting

extension NoiseDistribution {
  /// Values under this noise, each with the smallest interval of 95 % coverage.
  func figures(_ values: [Int], _ basis: Report.Basis) throws -> [Report.Figure] {
    try figures([values], basis)[0]
  }

  func figures(_ values: [[Int]], _ basis: Report.Basis) throws -> [[Report.Figure]] {
    let halfWidth = try halfWidth(coverage: .standard)
    return values.map {
      $0.map {
        Report.Figure(value: $0, lower: $0 - halfWidth, upper: $0 + halfWidth, basis: basis)
      }
    }
  }

  func estimate(_ value: Int) throws -> Report.Estimate {
    let halfWidth = try halfWidth(coverage: .standard)
    return Report.Estimate(value: value, lower: value - halfWidth, upper: value + halfWidth)
  }
}

/// What the counts of an agreement count.
enum CountBasis {
  /// Accounts in common.
  static func shared(_ match: MatchTerms) -> Report.CountBasis {
    switch match.rule {
    case .fallback: match.isDomainAlone ? .accounts : .responderAccounts
    case .either, .union: .pairs
    }
  }

  /// Accounts of `side` that the other side does not have.
  static func unmatched(_ side: Role, _ match: MatchTerms) -> Report.CountBasis {
    switch side {
    case _ where match.isDomainAlone: .accounts
    case .responder: .responderAccounts
    // One account of I may meet several of R.
    case .initiator: .initiatorAccountsAtLeast
    }
  }
}
