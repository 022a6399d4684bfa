// SPDX-License-Identifier: Apache-2.0

extension Report {
  /// What a count of a section counts. It follows from the match rule of the agreement.
  package enum CountBasis: String, CaseIterable, Equatable, Sendable {
    /// Accounts: each meets at most one of the other side (one match key).
    case accounts
    /// Accounts of the responder, each once (match rule `fallback`).
    case responderAccounts = "responder-accounts"
    /// Accounts of the initiator that the responder lacks, at least so many: one that meets
    /// several accounts of the responder is taken off several times (match rule `fallback`).
    case initiatorAccountsAtLeast = "initiator-accounts-at-least"
    /// Pairs of accounts (match rules `either` and `union`).
    case pairs

    /// The bases that a count of shared accounts can have.
    static let ofShared: Set<CountBasis> = [.accounts, .responderAccounts, .pairs]

    /// The bases that a count of one side's accounts without a match can have.
    static func ofUnmatched(_ side: Role) -> Set<CountBasis> {
      switch side {
      case .initiator: [.accounts, .initiatorAccountsAtLeast]
      case .responder: [.accounts, .responderAccounts]
      }
    }
  }
}

extension Report.CountBasis {
  /// - Throws: `shape`, if the basis is none of those that make sense here.
  func check(among bases: Set<Self>) throws(ReportingError) {
    guard bases.contains(self) else {
      throw .shape(rule: "this count basis has no meaning here", at: "countBasis")
    }
  }
}
