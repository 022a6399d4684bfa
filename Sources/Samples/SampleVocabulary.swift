// SPDX-License-Identifier: Apache-2.0

/// The industries of the rehearsal lists: a closed vocabulary, written alike by both sides.
package enum SampleIndustry: String, CaseIterable, Sendable {
  case software = "Software"
  case banking = "Banking"
  case insurance = "Insurance"
  case retail = "Retail"
  case manufacturing = "Manufacturing"
  case automotive = "Automotive"
  case energy = "Energy"
  case telecommunications = "Telecommunications"
  case health = "Health and Pharma"
  case consumerGoods = "Consumer Goods"
  case media = "Media"
  case transport = "Transport and Logistics"

  /// How strongly the two sides meet in this industry: the weight of a shared account.
  var affinity: Int {
    switch self {
    case .software, .banking: 4
    case .insurance, .telecommunications, .health: 2
    default: 1
    }
  }
}

/// Where an account stands with a side, in order of precedence: where rows of one account disagree,
/// the lower raw value holds. The vendor writes *Customer, Open Opportunity, Prospect*; the partner
/// *customer, opportunity, lead*.
package enum SampleStatus: Int, CaseIterable, Sendable {
  case customer = 0
  case opportunity = 1
  case prospect = 2

  static func drawn(_ weights: [Int], from random: inout SplitMix64) -> SampleStatus {
    SampleStatus(rawValue: random.place(weights: weights)) ?? .prospect
  }

  /// A status other than this, each as likely.
  func another(from random: inout SplitMix64) -> SampleStatus {
    SampleStatus(rawValue: (rawValue + 1 + random.below(2)) % 3) ?? .prospect
  }
}

/// Which of the two lists.
package enum SampleSide: CaseIterable, Sendable {
  case vendor
  case partner
}
