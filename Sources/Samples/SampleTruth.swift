// SPDX-License-Identifier: Apache-2.0

/// The true overlap of a pair of lists, after each side rolled up its rows: for tests.
package struct SampleTruth: Sendable {
  /// Where a shared account stands: its status on both sides, customer over opportunity over
  /// prospect, and the industry the vendor's list gives it (nil where that is blank).
  package struct Cell: Hashable, Sendable {
    package let vendor: SampleStatus
    package let partner: SampleStatus
    package let industry: SampleIndustry?

    package init(vendor: SampleStatus, partner: SampleStatus, industry: SampleIndustry?) {
      self.vendor = vendor
      self.partner = partner
      self.industry = industry
    }
  }

  /// Shared accounts in each cell.
  package let shared: [Cell: Int]
  /// Those of them that have their own domain in both lists: what a match by domain alone can find.
  package let sharedByDomain: [Cell: Int]

  init(_ market: SampleMarket) {
    var shared: [Cell: Int] = [:]
    var sharedByDomain: [Cell: Int] = [:]
    for entity in 0..<market.shared {
      let account = market.account(entity)
      guard let vendorStatus = account.vendor, let partnerStatus = account.partner else { continue }
      let vendor = SampleRecord(
        seed: market.seed, side: .vendor, entity: entity, status: vendorStatus)
      let partner = SampleRecord(
        seed: market.seed, side: .partner, entity: entity, status: partnerStatus)
      let cell = Cell(
        vendor: vendor.rolledUp, partner: partner.rolledUp,
        industry: vendor.hasIndustry ? account.company.industry : nil)
      shared[cell, default: 0] += 1
      if vendor.website == .own && partner.website == .own {
        sharedByDomain[cell, default: 0] += 1
      }
    }
    self.shared = shared
    self.sharedByDomain = sharedByDomain
  }
}
