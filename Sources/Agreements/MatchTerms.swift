// SPDX-License-Identifier: Apache-2.0

/// How accounts of the two lists meet: the rule, the keys it uses, and the public lists that both sides hold.
package struct MatchTerms: Equatable, Sendable {
  package var rule: MatchRule
  package var keys: MatchKeys
  package var publicSuffixes: Digest
  package var freeMail: Digest
  package var sharedHosts: Digest
  /// The register whose numbers accounts meet by before all else; nil where by none. With the rule `fallback` alone.
  package var number: NumberType?
  /// Of the reference table that both sides hold; nil where none is agreed.
  package var reference: Digest?

  /// The normalisers of this version, by the names that stand in the agreement.
  package static let normaliser = "domain/2"
  package static let names = "name/2"
  package static let numbers = "number/1"
  package static let accountKey = "account-key/1"

  package init(
    rule: MatchRule = .fallback, keys: MatchKeys = .domain, number: NumberType? = nil,
    publicSuffixes: Digest,
    freeMail: Digest, sharedHosts: Digest, reference: Digest? = nil
  ) {
    self.rule = rule
    self.keys = keys
    self.number = number
    self.publicSuffixes = publicSuffixes
    self.freeMail = freeMail
    self.sharedHosts = sharedHosts
    self.reference = reference
  }

  package func hasSameLists(as other: MatchTerms) -> Bool {
    publicSuffixes == other.publicSuffixes && freeMail == other.freeMail
      && sharedHosts == other.sharedHosts
  }

  /// The normalisers that the keys rest on.
  package var normalisers: [String] {
    [Self.normaliser] + (keys > .domain ? [Self.names] : [])
      + (number == nil ? [] : [Self.numbers])
  }

  /// The keys as the agreement lists them.
  package var keyTexts: [String] { (number == nil ? [] : ["number"]) + keys.texts }

  /// Whether accounts meet by the domain and by nothing else.
  package var isDomainAlone: Bool { rule == .fallback && keyTexts.count == 1 }

  /// The tables that one count takes, and with which sign each enters it.
  package var parts: [(scheme: TokenScheme, sign: Int)] {
    switch rule {
    case .fallback:
      [(number == nil ? .fallback(keys: keys.count) : .numberFallback(keys: keyTexts.count), 1)]
    case .either: [(.either(names: keys.names), 1)]
    // Pairs that agree in the domain, and pairs that agree in the name, less those that agree in both.
    case .union:
      [
        (.fallback(keys: 1), 1), (.names(keys.names), 1), (.domainsAndNames(keys.names), -1),
      ]
    }
  }

  /// The most that one account of I moves all matched counts together (privacy.md 3).
  package var sensitivity: Int {
    switch rule {
    case .fallback: keyTexts.count
    case .either: 2 * keys.names
    case .union: 1 + keys.names
    }
  }
}

/// How keys combine, by the names that stand in the agreement.
package enum MatchRule: String, Sendable, CaseIterable {
  /// Each account of R is looked for by its first available key.
  case fallback
  /// By the domain where both sides have one, else by the name.
  case either
  /// By the domain or by the name.
  case union
}

/// Which keys a rule uses: always the domain, then names.
package enum MatchKeys: Int, Sendable, CaseIterable, Comparable {
  case domain = 1
  case domainAndNameCountry = 2
  /// With the name alone where R's country is blank.
  case domainNameCountryAndName = 3

  package var count: Int { rawValue }
  /// How many of them are names.
  package var names: Int { rawValue - 1 }

  /// As the agreement lists them.
  package var texts: [String] { Array(["domain", "name-country", "name"].prefix(rawValue)) }

  package init?(texts: [String]) {
    guard let keys = Self.allCases.first(where: { $0.texts == texts }) else { return nil }
    self = keys
  }

  package static func < (left: MatchKeys, right: MatchKeys) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Which tokens the accounts of one table send (table.md 2).
package enum TokenScheme: Hashable, Sendable {
  /// R: one token, of its first available key. I: one of each key. `keys` is 1 to 3.
  case fallback(keys: Int)
  /// The same, with the number before all others. `keys` is 2 to 4.
  case numberFallback(keys: Int)
  /// R: its domain, and its name for accounts of I without a domain; or its name alone. `names` is 1 or 2.
  case either(names: Int)
  /// Names alone, of all accounts.
  case names(Int)
  /// Domain and name in one token.
  case domainsAndNames(Int)

  /// Points that each account of I stands for in an offer.
  package var initiatorTokens: Int {
    switch self {
    case .fallback(let keys), .numberFallback(let keys): keys
    case .either(let names): 2 * names
    case .names(let count), .domainsAndNames(let count): count
    }
  }

  /// The most tokens an account of R sends: how far it moves the counts of a table.
  package var responderTokens: Int {
    switch self {
    case .either: 2
    case .fallback, .numberFallback, .names, .domainsAndNames: 1
    }
  }
}
