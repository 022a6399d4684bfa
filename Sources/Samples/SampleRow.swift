// SPDX-License-Identifier: Apache-2.0

/// One row of a rehearsal list: the account's facts as the side's record keeps them, and CRM
/// columns drawn for this row alone.
struct SampleRow {
  let account: SampleAccount
  let record: SampleRecord
  let status: SampleStatus
  let name: String
  let website: String
  let owner: String
  let products: String
  /// US dollars a year; customers only.
  let revenue: Int?
  let deal: Deal?

  /// An open opportunity: every account with that status has one, and some customers.
  struct Deal {
    let stage: String
    /// US dollars.
    let amount: Int
    /// A day of 2027, ISO 8601: a rehearsal list knows no clock.
    let closeDate: String
  }

  /// - Parameter isSecond: the second row of an account that stands in the list twice.
  init(
    seed: UInt64, side: SampleSide, dialect: SampleDialect, entity: Int, account: SampleAccount,
    record: SampleRecord, isSecond: Bool
  ) {
    var random = SplitMix64(
      seed: seed, purpose: side == .vendor ? .vendorRow : .partnerRow,
      index: 2 * entity + (isSecond ? 1 : 0))
    self.account = account
    self.record = record
    status = isSecond ? record.secondStatus ?? record.status : record.status
    name = Self.name(of: account.company, in: record, inCapitals: isSecond || record.isInCapitals)
    website = Self.website(account.company.domain, record.website, side, &random)
    owner = random.pick(dialect.owners) ?? ""
    if status == .customer {
      let owned = Self.products(of: account, side, dialect.products, &random)
      products = owned.joined(separator: dialect.productSeparator)
      revenue = owned.count * 2_500 * (2 + random.below(40))
    } else {
      products = ""
      revenue = nil
    }
    let hasDeal = random.chance(percent: status == .customer ? 20 : 100)
    deal = hasDeal && status != .prospect ? Self.deal(dialect.stages, &random) : nil
  }

  private static func name(
    of company: SampleCompany, in record: SampleRecord, inCapitals: Bool
  ) -> String {
    let hasForm = record.hasLegalForm && !company.legalForm.isEmpty
    let name = hasForm ? "\(company.name) \(company.legalForm)" : company.name
    return inCapitals && name.utf8.allSatisfy { $0 < 0x80 } ? name.uppercased() : name
  }

  private static func website(
    _ domain: String, _ kind: SampleRecord.Website, _ side: SampleSide, _ random: inout SplitMix64
  ) -> String {
    switch kind {
    case .missing: return ""
    case .freeMail: return random.pick(["gmail.com", "outlook.com", "yahoo.com", "web.de"]) ?? ""
    case .own: break
    }
    // Salesforce keeps what was typed, HubSpot mostly the host.
    let weights = side == .vendor ? [45, 20, 20, 6, 5, 4] : [82, 1, 10, 0, 5, 2]
    return switch random.place(weights: weights) {
    case 1: "https://www.\(domain)/"
    case 2: "www.\(domain)"
    case 3: "http://\(domain)/en/home?ref=crm"
    case 4: domain.uppercased()
    case 5: "HTTPS://WWW.\(domain.uppercased())"
    default: domain
    }
  }

  /// The products of a customer, at least the first. The vendor's Analytics sells best beside the
  /// partner's customers.
  private static func products(
    of account: SampleAccount, _ side: SampleSide, _ catalogue: [String],
    _ random: inout SplitMix64
  ) -> [String] {
    let second = side == .vendor && account.partner == .customer ? 70 : 40
    return zip(catalogue, [100, second, 30, 25]).filter { random.chance(percent: $1) }.map(\.0)
  }

  private static func deal(_ stages: [String], _ random: inout SplitMix64) -> Deal {
    let stage = random.pick(stages) ?? ""
    let amount = 2_500 * (2 + random.below(60))
    let month = 101 + random.below(12)
    let day = 101 + random.below(28)
    return Deal(
      stage: stage, amount: amount,
      closeDate: "2027-\(String(month).dropFirst())-\(String(day).dropFirst())")
  }
}
