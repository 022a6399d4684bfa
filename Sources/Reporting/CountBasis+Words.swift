// SPDX-License-Identifier: Apache-2.0

extension Report.CountBasis {
  /// `3 shared accounts`, `1 matching pair`.
  func shared(_ count: Int) -> String {
    switch self {
    case .pairs: Words.count(count, "matching pair", "matching pairs")
    case .accounts, .responderAccounts, .initiatorAccountsAtLeast:
      Words.count(count, "shared account", "shared accounts")
    }
  }

  /// What a count of shared accounts counts.
  func ofShared(_ context: RenderingContext) -> Phrase {
    let (one, other) = (context.initiator.name, context.responder.name)
    switch self {
    case .accounts:
      return "Counts are of accounts; each meets at most one of the other side."
    case .responderAccounts:
      return """
        Counts are of accounts of \(name: other), each counted once. An account of \(name: one) \
        can meet several of them.
        """
    case .initiatorAccountsAtLeast:
      return "Counts are of accounts of \(name: one), at least so many."
    case .pairs:
      return """
        Counts are of pairs: an account that meets two accounts of the other side counts twice.
        """
    }
  }

  /// What a count of the accounts counts that `side` has and the other side lacks.
  func ofUnmatched(_ side: Report.Role, _ context: RenderingContext) -> Phrase {
    let (owner, other) = (context.name(side), context.name(side.other))
    let counted: Phrase = "Counts are of accounts of \(name: owner), each counted once."
    switch side {
    case .responder:
      return "\(counted) An account without a match key\(example) is not counted."
    case .initiator where self == .initiatorAccountsAtLeast:
      return """
        Counts are of accounts of \(name: owner). One that meets several accounts of \
        \(name: other) is taken off several times, so the true numbers are, if anything, higher. \
        \(keyless)
        """
    case .initiator:
      return "\(counted) \(keyless)"
    }
  }

  private var keyless: Phrase {
    "An account without a match key\(example) cannot be met, and is counted here."
  }

  /// With one key it is the domain.
  private var example: String { self == .accounts ? ", such as one without a website," : "" }
}
