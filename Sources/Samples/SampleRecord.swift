// SPDX-License-Identifier: Apache-2.0

/// How one side keeps one account: what its rows hold, dirt included.
///
/// Of a hundred records, about four have no website and one has a free-mail provider's instead; two
/// have no country, two no industry; four of those with a website have a second row under another
/// status, with the name in capitals where it is ASCII. Two have capitals throughout. Of a hundred
/// legal forms of invented companies, the vendor leaves out five, the partner thirty-five.
struct SampleRecord {
  /// What stands for the website.
  enum Website {
    case own
    case freeMail
    case missing
  }

  let website: Website
  let hasCountry: Bool
  let hasIndustry: Bool
  let hasLegalForm: Bool
  let isInCapitals: Bool
  /// The status of the first row.
  let status: SampleStatus
  /// The status of the second row, where there is one; never the first row's.
  let secondStatus: SampleStatus?

  init(seed: UInt64, side: SampleSide, entity: Int, status: SampleStatus) {
    let purpose: SamplePurpose = side == .vendor ? .vendorRecord : .partnerRecord
    var random = SplitMix64(seed: seed, purpose: purpose, index: entity)
    switch random.below(100) {
    case 0..<4: website = .missing
    case 4: website = .freeMail
    default: website = .own
    }
    hasCountry = !random.chance(percent: 2)
    hasIndustry = !random.chance(percent: 2)
    // The partner often leaves the legal form out.
    hasLegalForm = !random.chance(percent: side == .vendor ? 5 : 35)
    isInCapitals = random.chance(percent: 2)
    self.status = status
    let isDoubled = random.chance(percent: 4)
    let another = status.another(from: &random)
    secondStatus = isDoubled && website == .own ? another : nil
  }

  /// The status of the account, after its rows are rolled up.
  var rolledUp: SampleStatus {
    guard let secondStatus, secondStatus.rawValue < status.rawValue else { return status }
    return secondStatus
  }
}
