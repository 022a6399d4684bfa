// SPDX-License-Identifier: Apache-2.0

/// The accounts that a pair of lists draws from, numbered, and who has which.
///
/// Of `entities`, the first `shared` are in both lists; then the vendor's own and the partner's own
/// take turns. Well-known companies are handed out first, from entity 0 on, invented ones after.
/// Everything about an entity is a function of the seed and its number: nothing is kept but the
/// order of the well-known companies.
struct SampleMarket: Sendable {
  let seed: UInt64
  /// Accounts of each list.
  let accounts: Int
  /// Accounts in both.
  let shared: Int
  private let wellKnown: [SampleCompany]

  init(seed: UInt64, accounts: Int, shared: Int) {
    self.seed = seed
    self.accounts = accounts
    self.shared = shared
    var random = SplitMix64(seed: seed, purpose: .companies, index: 0)
    var companies = SampleCompany.wellKnown
    random.shuffle(&companies)
    // The stronger an industry's affinity, the nearer the front, where the shared accounts are.
    let ranked = companies.prefix(2 * accounts - shared).enumerated().map { place, company in
      (rank: random.below(1 << 32) / company.industry.affinity, place: place, company: company)
    }
    wellKnown = ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.company)
  }

  /// The number of the account at `place` in one side's list, before shuffling.
  func entity(at place: Int, of side: SampleSide) -> Int {
    if place < shared { return place }
    return shared + 2 * (place - shared) + (side == .vendor ? 0 : 1)
  }

  /// An account: the company, and where it stands with each side that has it.
  func account(_ entity: Int) -> SampleAccount {
    var random = SplitMix64(seed: seed, purpose: .account, index: entity)
    let isShared = entity < shared
    let company: SampleCompany
    if entity < wellKnown.count {
      company = wellKnown[entity]
    } else {
      let industries = SampleIndustry.allCases
      let place =
        isShared ? random.place(weights: Self.affinities) : random.below(industries.count)
      company = SampleCompany.invented(
        serial: entity - wellKnown.count + 1, industry: industries[place], from: &random)
    }
    if isShared {
      let partner = SampleStatus.drawn([40, 25, 35], from: &random)
      let odds = Self.vendorOdds(partner: partner, industry: company.industry)
      let vendor = SampleStatus.drawn(odds, from: &random)
      return SampleAccount(company: company, vendor: vendor, partner: partner)
    }
    if (entity - shared).isMultiple(of: 2) {
      let vendor = SampleStatus.drawn([30, 20, 50], from: &random)
      return SampleAccount(company: company, vendor: vendor, partner: nil)
    }
    let partner = SampleStatus.drawn([35, 20, 45], from: &random)
    return SampleAccount(company: company, vendor: nil, partner: partner)
  }

  private static let affinities = SampleIndustry.allCases.map(\.affinity)

  /// Percentages of the vendor's customers, open opportunities and prospects among shared accounts:
  /// the partner's customers are more often the vendor's, most of all in software and banking.
  private static func vendorOdds(partner: SampleStatus, industry: SampleIndustry) -> [Int] {
    let close = industry == .software || industry == .banking
    return switch partner {
    case .customer: close ? [60, 20, 20] : [35, 25, 40]
    case .opportunity: close ? [35, 35, 30] : [25, 30, 45]
    case .prospect: close ? [25, 25, 50] : [20, 20, 60]
    }
  }
}

/// One account of the market; a side without a status does not have it.
struct SampleAccount {
  let company: SampleCompany
  let vendor: SampleStatus?
  let partner: SampleStatus?
}
