// SPDX-License-Identifier: Apache-2.0

/// The domain key of a website (`domain/2`): its registrable domain, or the one that stands for its family under `com` and
/// countries; or the reason for its absence.
///
/// A function of the field's bytes and of the public lists alone: no locale, no network. Host names
/// outside ASCII become ASCII by UTS #46 (libidn2), whose tables follow a version of Unicode; only
/// characters that were not yet assigned in that version can make two builds differ.
package enum DomainKey: Sendable, Hashable {
  /// The registrable domain in lower-case ASCII.
  case domain(MatchKey)
  case absent(Absence)

  /// Why a row has no domain key.
  package enum Absence: String, Error, Sendable, Hashable, CaseIterable {
    case blank = "blank"
    case notAHost = "not a host"
    case ipAddress = "IP address"
    case unlistedSuffix = "unlisted suffix"
    case publicSuffix = "public suffix"
    case freeMail = "free-mail"
    case sharedHost = "shared host"
  }

  /// Nil where there is none.
  package var key: MatchKey? {
    if case .domain(let key) = self { key } else { nil }
  }

  /// Nil where there is a key.
  var absence: Absence? {
    if case .absent(let reason) = self { reason } else { nil }
  }

  /// The key of a website, URL, host or mail address, given as bytes of a field.
  package init(website: some Sequence<UInt8>, lists: PublicLists) {
    self = HostKeys(website: website, lists: lists).domain
  }

  package init(website: String, lists: PublicLists) {
    self.init(website: website.utf8, lists: lists)
  }
}

/// What the website field of a row says of its company (account-keys.md 1).
struct HostKeys {
  let domain: DomainKey
  /// Of the host's last label; none where there is no domain key.
  let country: CountryCode

  private static let dot = UInt8(ascii: ".")
  private static let shortestOfFamily = 8

  static let none = HostKeys(absent: .blank)

  init(website: some Sequence<UInt8>, lists: PublicLists) {
    self.init(website: ArraySlice(website), lists: lists)
  }

  init(website: ArraySlice<UInt8>, lists: PublicLists) {
    self = QuickDomain.keys(website.span, lists) ?? HostKeys(general: website, lists: lists)
  }

  /// Of any website; `QuickDomain` decides most of them sooner, and must not differ.
  init(general website: ArraySlice<UInt8>, lists: PublicLists) {
    do throws(DomainKey.Absence) {
      let domain = try Self.registrableDomain(of: website, lists: lists)
      self.init(registrableDomain: domain, lists: lists)
    } catch {
      self.init(absent: error)
    }
  }

  init(domain: DomainKey, country: CountryCode) {
    self.domain = domain
    self.country = country
  }

  init(absent reason: DomainKey.Absence) { self.init(domain: .absent(reason), country: .none) }

  /// - Parameter domain: what sections 1.1 and 1.2 give.
  init(registrableDomain domain: [UInt8], lists: PublicLists) {
    do throws(DomainKey.Absence) {
      let key = Self.family(of: domain)
      if key != domain { try Self.requireKey(key, lists) }
      self.init(
        domain: .domain(MatchKey(kind: .domain, bytes: key)),
        country: lists.names.countries.code(topLevel: SuffixEndings.topLevel(of: domain[...])))
    } catch {
      self.init(absent: error)
    }
  }

  /// Refuses a name under `com` that is itself no key.
  private static func requireKey(
    _ key: [UInt8], _ lists: PublicLists
  ) throws(DomainKey.Absence) {
    switch QuickDomain.keys(key.span, lists)?.domain {
    case .domain: return
    case .absent(let reason): throw reason
    case nil: _ = try registrableDomain(of: key[...], lists: lists)
    }
  }

  /// The name under `com` for a longer name under a country: `northwind.co.uk` is `northwind.com` (account-keys.md 1.3).
  static func family(of domain: [UInt8]) -> [UInt8] {
    guard let label = familyLabel(of: domain.span) else { return domain }
    return Array(domain[..<label]) + ".com".utf8
  }

  /// The length of the first label of a domain whose key is that label under `com`, and not the domain itself; else nil.
  static func familyLabel(of domain: Span<UInt8>) -> Int? {
    let end = domain.count - 3
    guard end >= shortestOfFamily, domain[end] == dot, !isPunycode(domain) else { return nil }
    var first = 0
    while domain[first] != dot { first += 1 }
    // One label of two letters follows, or such a label after `co` or `com`.
    let isFamily =
      switch end - first {
      case 0: true
      case 3, 4:
        domain[first + 1] == UInt8(ascii: "c") && domain[first + 2] == UInt8(ascii: "o")
          && (end - first == 3 || domain[first + 3] == UInt8(ascii: "m"))
      default: false
      }
    return isFamily && first >= shortestOfFamily ? first : nil
  }

  /// - Parameter domain: of at least four bytes.
  private static func isPunycode(_ domain: Span<UInt8>) -> Bool {
    domain[0] == UInt8(ascii: "x") && domain[1] == UInt8(ascii: "n")
      && domain[2] == UInt8(ascii: "-") && domain[3] == UInt8(ascii: "-")
  }

  static func registrableDomain(
    of website: ArraySlice<UInt8>, lists: PublicLists
  ) throws(DomainKey.Absence) -> [UInt8] {
    let host = try HostName(website: website).bytes
    guard !lists.isSharedHost(host) else { throw .sharedHost }
    guard lists.publicSuffixes.hasTopLevel(of: host) else {
      throw host.contains(UInt8(ascii: ".")) ? .unlistedSuffix : .notAHost
    }
    guard let domain = lists.publicSuffixes.registrableDomain(of: host) else { throw .publicSuffix }
    // Below the registrable domain anything goes; itself it must be a name that can be registered.
    let labels = domain.split(separator: UInt8(ascii: "."))
    let hyphen = UInt8(ascii: "-")
    guard !domain.contains(UInt8(ascii: "_")),
      labels.allSatisfy({ $0.first != hyphen && $0.last != hyphen })
    else { throw .notAHost }
    guard !lists.isFreeMail(host, registrableDomain: domain) else { throw .freeMail }
    return domain
  }
}
