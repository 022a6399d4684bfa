// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements

/// One kind of match key: the accounts that send it, and those whose key another account has, too.
package struct KeyCoverage: Sendable, Equatable {
  package let name: String
  package let accounts: Int
  package let ambiguous: Int
}

/// Which match keys a list has under an agreement, and which of its accounts have any.
struct ListCoverage {
  let keys: [KeyCoverage]
  /// By account: without a key it cannot be among those that met.
  let meets: [Bool]

  /// - Parameter sent: which keys its accounts send, as far as that is known by now.
  init(
    _ list: CustomerList, sent known: [TokenScheme: SentKeys] = [:], _ terms: RunTerms, role: Role
  ) {
    var keys: [KeyCoverage] = []
    var meets = Array(repeating: false, count: list.accounts.count)
    for scheme in terms.agreement.terms.match.parts.map(\.scheme) {
      let sent = known[scheme] ?? SentKeys(list.accounts, scheme, role)
      var counts: [MatchKey.Kind: Int] = [:]
      for index in list.accounts.indices {
        for case .some(let kind) in sent.kinds(of: index) {
          counts[kind, default: 0] += 1
          meets[index] = true
        }
      }
      for kind in MatchKey.Kind.allCases where counts[kind] != nil || sent.ambiguous[kind] != nil {
        keys.append(
          KeyCoverage(
            name: kind.title, accounts: counts[kind] ?? 0, ambiguous: sent.ambiguous[kind] ?? 0))
      }
    }
    self.keys = keys
    self.meets = meets
  }
}

extension MatchKey.Kind {
  /// In the owner's annex.
  var title: String {
    switch self {
    case .domain: "domain"
    case .nameAndCountry: "name and country"
    case .name: "name"
    case .nameAndCountryMissing: "name and country, against accounts without a domain"
    case .nameMissing: "name, against accounts without a domain"
    case .domainNameAndCountry: "domain, name and country together"
    case .domainAndName: "domain and name together"
    case .number: "number"
    }
  }
}
