// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom

/// What is played over a pair of shared lists: who initiates, how accounts meet, and what is asked.
struct SharedPlay: Sendable, CustomStringConvertible {
  /// Who has which list.
  enum Company: String, Sendable, CaseIterable {
    case vendor, partner
    var other: Company { self == .vendor ? .partner : .vendor }

    /// The products that the shared lists speak of.
    var products: [String] {
      switch self {
      case .vendor: ["Shield", "Connect", "Analytics", "Core Platform", "Vault", "Workflow"]
      case .partner:
        ["Managed Support", "Data Hub", "Identity", "Insights", "Migration Services"]
      }
    }
  }

  let data: String
  let initiator: Company
  var rule = MatchRule.fallback
  var keys = MatchKeys.domain
  var questions = [Question.accountMap(by: nil)]
  /// The products that count of one account.
  var most: Int?
  /// How many products of each company are in the agreement; beyond those of its list, ones that nobody owns.
  var productCounts = (vendor: 6, partner: 5)
  /// What questions name besides.
  var dimensions: [Agreements.Dimension] = []
  var amounts: [AmountTerms] = []
  /// How the plan counts products, question by question, where a test says so.
  var methods: [String] = []
  /// Large where there is no noise anyway: it takes few fake accounts.
  var epsilon = "20"
  /// Of the padded sizes, likewise.
  var sizeEpsilon = "20"
  /// The first of the planted seeds: the run's noise.
  var seed: UInt8 = 11

  var products: DraftChoices.Products {
    func agreed(_ company: Company) -> [String] {
      let count = company == .vendor ? productCounts.vendor : productCounts.partner
      return Array((company.products + (1...9).map { "Planned \($0)" }).prefix(count))
    }
    return DraftChoices.Products(
      initiator: agreed(initiator), responder: agreed(initiator.other), mostAnAccount: most)
  }

  /// The limit that both sides agree on for their lists.
  var mostAccounts: Int { data == "large" ? 110_000 : 25_000 }

  /// How many of the agreed products of a side its list knows.
  func knownProducts(of side: Role) -> Int {
    let company = side == .initiator ? initiator : initiator.other
    let agreed = side == .initiator ? products.initiator : products.responder
    return agreed.count { company.products.contains($0) }
  }

  var description: String {
    let asked = questions.map { "\($0.words)" }.joined(separator: ", ")
    return "\(data), \(initiator) initiates, \(rule) \(keys.count), epsilon \(epsilon): \(asked)"
      + (most.map { "; at most \($0) products" } ?? "")
  }
}

extension Question {
  /// By the industry of one side.
  static func map(byIndustryOf side: Role) -> Question {
    .accountMap(by: FurtherDimension(dimension: "industry", of: side))
  }

  fileprivate var words: String {
    switch self {
    case .accountMap(let by): "map" + (by.map { " by \($0.dimension) of the \($0.of)" } ?? "")
    case .whiteSpace(let side, let names): "white space of the \(side) by \(names)"
    case .crossSell: "cross-sell"
    case .shared(let shared): "\(shared.kind.rawValue) of the \(shared.of)"
    }
  }
}

extension SharedPlay {
  /// Agreements whose plans count products otherwise than by subsets whose counts are released: the numbers of products
  /// and the cap decide.
  static let methods: [SharedPlay] = [
    SharedPlay(
      data: "demo", initiator: .partner, keys: .domainNameCountryAndName,
      questions: Role.allCases.map { .whiteSpace(of: $0, by: ["status", "products"]) }, most: 3,
      productCounts: (vendor: 6, partner: 6), methods: ["margins", "margins"]),
    SharedPlay(
      data: "demo", initiator: .vendor,
      questions: Role.allCases.map { .whiteSpace(of: $0, by: ["status", "products"]) },
      productCounts: (vendor: 8, partner: 7), methods: ["tables", "tables"]),
    SharedPlay(
      data: "demo", initiator: .vendor, keys: .domainAndNameCountry, questions: [.crossSell],
      most: 4, productCounts: (vendor: 9, partner: 5), methods: ["margins"]),
    SharedPlay(
      data: "demo", initiator: .partner, keys: .domainAndNameCountry, questions: [.crossSell],
      productCounts: (vendor: 8, partner: 1), methods: ["pairs"]),
  ]
}
