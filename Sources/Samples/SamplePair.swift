// SPDX-License-Identifier: Apache-2.0

/// Two rehearsal lists whose true overlap is known: a vendor's, with the headers of a Salesforce
/// report, and a partner's, with those of a HubSpot export.
///
/// Names, domains, countries and industries of well-known companies are public facts; everything
/// else is drawn from the seed. Nobody in these lists is a customer of anybody.
package struct SamplePair: Sendable {
  package let vendor: SampleList
  package let partner: SampleList
  private let market: SampleMarket

  /// The most accounts a list may have.
  package static let accountLimit = 10_000_000

  /// Lists of `accounts` accounts each, of which `sharedPercent` (rounded half up) are in both.
  /// Some accounts have a second row. At the default share the companies are all well-known ones up
  /// to 195 accounts a list; beyond, invented ones fill up.
  package static func make(
    accounts: Int, seed: UInt64, sharedPercent: Int = 40
  ) throws(SampleError) -> SamplePair {
    guard (1...accountLimit).contains(accounts) else {
      throw .accountsOutOfRange(asked: accounts, limit: accountLimit)
    }
    guard (0...100).contains(sharedPercent) else {
      throw .sharedPercentOutOfRange(asked: sharedPercent)
    }
    let shared = (accounts * sharedPercent + 50) / 100
    let market = SampleMarket(seed: seed, accounts: accounts, shared: shared)
    return SamplePair(
      vendor: SampleList(side: .vendor, market: market),
      partner: SampleList(side: .partner, market: market), market: market)
  }

  /// Accounts of each list.
  package var accounts: Int { market.accounts }
  /// Accounts in both lists.
  package var shared: Int { market.shared }

  /// What a perfect match of the two lists would count.
  package func truth() -> SampleTruth { SampleTruth(market) }
}
