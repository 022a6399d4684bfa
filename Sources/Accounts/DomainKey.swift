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
  /// The last label of the host, `de`; empty where there is no domain key.
  let topLevel: ArraySlice<UInt8>

  private static let dot = UInt8(ascii: ".")
  private static let shortestOfFamily = 8

  static let none = HostKeys(domain: .absent(.blank), topLevel: [])

  private init(domain: DomainKey, topLevel: ArraySlice<UInt8>) {
    self.domain = domain
    self.topLevel = topLevel
  }

  init(website: some Sequence<UInt8>, lists: PublicLists) {
    do throws(DomainKey.Absence) {
      let domain = try Self.registrableDomain(of: ArraySlice(website), lists: lists)
      let key = Self.family(of: domain)
      if key != domain { _ = try Self.registrableDomain(of: key[...], lists: lists) }
      self.domain = .domain(MatchKey(kind: .domain, bytes: key))
      topLevel = domain[((domain.lastIndex(of: Self.dot) ?? -1) + 1)...]
    } catch {
      self.domain = .absent(error)
      topLevel = []
    }
  }

  /// The name under `com` for a longer name under a country: `northwind.co.uk` is `northwind.com` (account-keys.md 1.3).
  static func family(of domain: [UInt8]) -> [UInt8] {
    let labels = domain.split(separator: dot)
    guard let name = labels.first, let last = labels.last, name.count >= shortestOfFamily,
      !name.starts(with: "xn--".utf8)
    else { return domain }
    let isCommercial = labels.count == 2 || commercial.contains(Array(labels[1]))
    guard labels.count <= 3, last.count == 2, isCommercial else { return domain }
    return name + Array(".com".utf8)
  }

  private static let commercial = ["co", "com"].map { Array($0.utf8) }

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
