// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// Which match keys the accounts of a list send in one table, by role and match rule (account-keys.md 7).
///
/// Where two accounts would send the same key of one kind, neither sends it: which of them the other side met would
/// depend on the other. This is decided once for a list, before groups. So an account more or less changes at most one
/// key of each kind that it has itself.
package struct SentKeys: Sendable {
  /// By account, in the order of the list. For I as many as the scheme asks for, nil for a random point; for R those
  /// that it sends, possibly none.
  package let keys: [[MatchKey?]]
  /// Accounts whose key of a kind stands in another account, too.
  package let ambiguous: [MatchKey.Kind: Int]

  package init(_ accounts: some Collection<Account>, _ scheme: TokenScheme, _ role: Role) {
    let slots = accounts.map { Self.slots($0, scheme, role) }
    var seen: [MatchKey: Int] = [:]
    for key in slots.joined() { if let key { seen[key, default: 0] += 1 } }
    var ambiguous: [MatchKey.Kind: Int] = [:]
    for (key, count) in seen where count > 1 { ambiguous[key.kind, default: 0] += count }
    self.ambiguous = ambiguous
    // Domain and name together are sent where the name alone is: else a pair would leave that table and stay in this.
    var names: [[MatchKey?]]?
    if case .domainsAndNames(let count) = scheme {
      names = SentKeys(accounts, .names(count), role).keys
    }
    keys = slots.enumerated().map { index, slots in
      let sent = slots.enumerated().map { slot, key -> MatchKey? in
        guard let key, seen[key] == 1 else { return nil }
        guard let names = names?[index] else { return key }
        return names.indices.contains(slot) && names[slot] != nil ? key : nil
      }
      return role == .initiator ? sent : sent.filter { $0 != nil }
    }
  }

  /// The keys an account has for a scheme.
  private static func slots(
    _ account: Account, _ scheme: TokenScheme, _ role: Role
  ) -> [MatchKey?] {
    let domain = account.domain
    let named = NameKeys(of: account)
    switch (scheme, role) {
    case (.fallback(let keys), .initiator):
      return [domain] + named.each(keys - 1, .nameAndCountry, .name)
    case (.fallback(let keys), .responder):
      return [domain ?? named.first(keys - 1, .nameAndCountry, .name)]
    case (.numberFallback(let keys), .initiator):
      return [account.number, domain] + named.each(keys - 2, .nameAndCountry, .name)
    case (.numberFallback(let keys), .responder):
      let further = domain ?? named.first(keys - 2, .nameAndCountry, .name)
      return [account.number ?? further]
    case (.either(let names), .initiator):
      let byName = named.each(names, .nameAndCountry, .name)
      let rest = named.each(names, .nameAndCountryMissing, .nameMissing)
      let keys = domain == nil ? byName + rest : [domain] + byName
      return keys + Array(repeating: nil, count: 2 * names - keys.count)
    case (.either(let names), .responder):
      return domain == nil
        ? [named.first(names, .nameAndCountry, .name)]
        : [domain, named.first(names, .nameAndCountryMissing, .nameMissing)]
    case (.names(let names), .initiator): return named.each(names, .nameAndCountry, .name)
    case (.names(let names), .responder): return [named.first(names, .nameAndCountry, .name)]
    case (.domainsAndNames(let names), .initiator):
      return NameKeys(withDomainOf: account).each(names, .domainNameAndCountry, .domainAndName)
    case (.domainsAndNames(let names), .responder):
      return [
        NameKeys(withDomainOf: account).first(names, .domainNameAndCountry, .domainAndName)
      ]
    }
  }
}

/// The keys that an account's name gives.
private struct NameKeys {
  private let key: NameKey?
  /// Fields that come before the name.
  private let prefix: [[UInt8]]

  init(of account: Account) { (key, prefix) = (account.nameKey, []) }

  /// None where the account has no domain.
  init(withDomainOf account: Account) {
    guard let domain = account.domain else {
      (key, prefix) = (nil, [])
      return
    }
    (key, prefix) = (account.nameKey, domain.fields)
  }

  private func withCountry(_ kind: MatchKey.Kind) -> MatchKey? {
    guard let key, key.hasCountry else { return nil }
    return MatchKey(kind: kind, fields: prefix + [key.name, key.country])
  }

  private func alone(_ kind: MatchKey.Kind) -> MatchKey? {
    key.map { MatchKey(kind: kind, fields: prefix + [$0.name]) }
  }

  /// I's keys of `count` kinds: with the country, and the name alone.
  func each(_ count: Int, _ with: MatchKey.Kind, _ without: MatchKey.Kind) -> [MatchKey?] {
    Array([withCountry(with), alone(without)].prefix(count))
  }

  /// R's one key: with the country, or the name alone where the country is blank and a second kind is agreed.
  func first(_ count: Int, _ with: MatchKey.Kind, _ without: MatchKey.Kind) -> MatchKey? {
    guard let key, count > 0 else { return nil }
    if key.hasCountry { return withCountry(with) }
    return count > 1 ? alone(without) : nil
  }
}
