// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// What an account has to make match keys of.
struct KeyParts: OptionSet {
  let rawValue: UInt8

  static let domain = KeyParts(rawValue: 1)
  static let name = KeyParts(rawValue: 2)
  /// Of the name.
  static let country = KeyParts(rawValue: 4)
  static let number = KeyParts(rawValue: 8)

  /// How many sets of parts there are.
  static let count = 16
}

/// Which kinds of match key accounts have in one table, by role and match rule (account-keys.md 7): a function of what they
/// have to make keys of.
struct KeyKinds {
  private let slots: [[MatchKey.Kind?]]

  init(_ scheme: TokenScheme, _ role: Role) {
    slots = (0..<KeyParts.count).map {
      Self.slots(KeyParts(rawValue: UInt8(truncatingIfNeeded: $0)), scheme, role)
    }
  }

  /// For I as many as the scheme asks for, nil for a random point; for R one or two, nil where it has none.
  subscript(parts: KeyParts) -> [MatchKey.Kind?] { slots[Int(parts.rawValue)] }

  /// The most slots that an account has.
  var width: Int { slots.map(\.count).max() ?? 0 }

  private static func slots(
    _ parts: KeyParts, _ scheme: TokenScheme, _ role: Role
  ) -> [MatchKey.Kind?] {
    let domain: MatchKey.Kind? = parts.contains(.domain) ? .domain : nil
    let number: MatchKey.Kind? = parts.contains(.number) ? .number : nil
    let named = NameKinds(parts)
    // None where the account has no domain.
    let withDomain = NameKinds(domain == nil ? [] : parts)
    switch (scheme, role) {
    case (.fallback(let keys), .initiator):
      return [domain] + named.each(keys - 1, .nameAndCountry, .name)
    case (.fallback(let keys), .responder):
      return [domain ?? named.first(keys - 1, .nameAndCountry, .name)]
    case (.numberFallback(let keys), .initiator):
      return [number, domain] + named.each(keys - 2, .nameAndCountry, .name)
    case (.numberFallback(let keys), .responder):
      return [number ?? domain ?? named.first(keys - 2, .nameAndCountry, .name)]
    case (.either(let names), .initiator):
      let byName = named.each(names, .nameAndCountry, .name)
      let rest = named.each(names, .nameAndCountryMissing, .nameMissing)
      let kinds = domain == nil ? byName + rest : [domain] + byName
      return kinds + Array(repeating: nil, count: 2 * names - kinds.count)
    case (.either(let names), .responder):
      return domain == nil
        ? [named.first(names, .nameAndCountry, .name)]
        : [domain, named.first(names, .nameAndCountryMissing, .nameMissing)]
    case (.names(let names), .initiator): return named.each(names, .nameAndCountry, .name)
    case (.names(let names), .responder): return [named.first(names, .nameAndCountry, .name)]
    case (.domainsAndNames(let names), .initiator):
      return withDomain.each(names, .domainNameAndCountry, .domainAndName)
    case (.domainsAndNames(let names), .responder):
      return [withDomain.first(names, .domainNameAndCountry, .domainAndName)]
    }
  }
}

/// The kinds of key that an account's name gives.
private struct NameKinds {
  private let hasName: Bool
  private let hasCountry: Bool

  init(_ parts: KeyParts) {
    hasName = parts.contains(.name)
    hasCountry = hasName && parts.contains(.country)
  }

  /// I's kinds, `count` of them: with the country, and the name alone.
  func each(
    _ count: Int, _ with: MatchKey.Kind, _ without: MatchKey.Kind
  ) -> [MatchKey.Kind?] {
    Array([hasCountry ? with : nil, hasName ? without : nil].prefix(count))
  }

  /// R's one kind: with the country, or the name alone where the country is blank and a second kind is agreed.
  func first(_ count: Int, _ with: MatchKey.Kind, _ without: MatchKey.Kind) -> MatchKey.Kind? {
    guard hasName, count > 0 else { return nil }
    if hasCountry { return with }
    return count > 1 ? without : nil
  }
}
