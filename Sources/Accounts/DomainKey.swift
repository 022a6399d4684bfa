// SPDX-License-Identifier: Apache-2.0

/// The domain key of a website (`domain/1`): its registrable domain, or the reason for its absence.
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
    do throws(Absence) {
      let bytes = try Self.registrableDomain(of: ArraySlice(website), lists: lists)
      self = .domain(MatchKey(kind: .domain, bytes: bytes))
    } catch {
      self = .absent(error)
    }
  }

  package init(website: String, lists: PublicLists) {
    self.init(website: website.utf8, lists: lists)
  }

  private static func registrableDomain(
    of website: ArraySlice<UInt8>, lists: PublicLists
  ) throws(Absence) -> [UInt8] {
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
