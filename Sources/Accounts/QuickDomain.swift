// SPDX-License-Identifier: Apache-2.0

/// The domain key of most websites on flat bytes: the same steps as `HostKeys` (account-keys.md 1).
///
/// It decides nothing where the field is more than a host of ASCII with `http://` or `https://` before it and a path behind it, or
/// where the host has no key but for free mail: the general way does. A test compares the two.
struct QuickDomain: ~Copyable {
  private static let limit = 120
  private static let labelLimit = 32

  /// The host in lower case, and where its labels begin.
  private let host: FixedBytes
  private let starts: FixedBytes
  private var length = 0
  private var labels = 0

  private init(_ room: (Int) -> FixedBytes) { (host, starts) = (room(0), room(1)) }

  /// Nil where it decides nothing, as where there is something to trim.
  static func keys(_ website: Span<UInt8>, _ lists: PublicLists) -> HostKeys? {
    guard FieldText.hasVisibleEnds(website) else { return nil }
    return FixedBytes.lend { room in
      var work = QuickDomain(room)
      guard work.takeHost(website), work.labels > 1 else { return nil }
      return work.keys(lists)
    }
  }

  private func keys(_ lists: PublicLists) -> HostKeys? {
    let top = start(of: labels - 1)
    guard !isDigits(top..<length), let registrable = registrable(top, lists.publicSuffixes) else {
      return nil
    }
    for index in registrable..<length where host[index] == UInt8(ascii: "_") { return nil }
    for label in 0..<labels where start(of: label) >= registrable && hasHyphenAtEnd(label) {
      return nil
    }
    var isFreeMail = false
    let mayBeListed = host.with(start(of: labels - 2)..<length, lists.mayHaveUses)
    for label in 0..<(mayBeListed ? labels : 0) {
      let uses = host.with(start(of: label)..<length, lists.uses)
      if uses.contains(.shared) { return nil }
      if uses.contains(.freeMail), start(of: label) <= registrable { isFreeMail = true }
    }
    if isFreeMail { return HostKeys(absent: .freeMail) }
    let domain = registrable..<length
    guard host.with(domain, { HostKeys.familyLabel(of: $0) }) == nil else {
      return HostKeys(registrableDomain: host.copy(domain), lists: lists)
    }
    let country = host.with(top..<length) { lists.names.countries.code(topLevel: $0) }
    return HostKeys(
      domain: .domain(host.with(domain) { MatchKey(kind: .domain, bytes: $0) }), country: country)
  }

  /// Where the registrable domain begins; nil where there is none.
  private func registrable(_ top: Int, _ suffixes: PublicSuffixList) -> Int? {
    let last = start(of: labels - 2)
    let isTold = host.with(last..<length) { lastTwo in
      host.with(top..<length) { suffixes.isRegistrable(lastTwo, topLevel: $0) }
    }
    if isTold { return last }
    guard host.with(top..<length, suffixes.hasTopLevel),
      let domain = suffixes.registrableDomain(of: host.copy(0..<length))
    else { return nil }
    return length - domain.count
  }

  private func start(of label: Int) -> Int { Int(starts[label]) }

  private func end(of label: Int) -> Int { label + 1 < labels ? start(of: label + 1) - 1 : length }

  private func hasHyphenAtEnd(_ label: Int) -> Bool {
    host[start(of: label)] == UInt8(ascii: "-") || host[end(of: label) - 1] == UInt8(ascii: "-")
  }

  private func isDigits(_ range: Range<Int>) -> Bool {
    for index in range where !FieldText.isDigit(host[index]) { return false }
    return true
  }

  /// Takes the host of a trimmed field; false where the field is anything else or longer.
  private mutating func takeHost(_ bytes: Span<UInt8>) -> Bool {
    var place = Self.schemeLength(bytes)
    (starts[0], labels) = (0, 1)
    while place < bytes.count {
      let byte = FieldText.asciiLower(bytes[place])
      switch byte {
      case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "_"): break
      case UInt8(ascii: "."):
        guard isLabel(from: start(of: labels - 1)), labels < Self.labelLimit else { return false }
        starts[labels] = UInt8(truncatingIfNeeded: length + 1)
        labels += 1
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
        return isLabel(from: start(of: labels - 1))
      default: return false
      }
      guard length < Self.limit else { return false }
      host[length] = byte
      length += 1
      place += 1
    }
    return isLabel(from: start(of: labels - 1))
  }

  private func isLabel(from start: Int) -> Bool { (1...63).contains(length - start) }

  /// The length of `http://` or `https://` at the beginning, else 0.
  private static func schemeLength(_ bytes: Span<UInt8>) -> Int {
    guard bytes.count > 8 else { return 0 }
    for index in scheme.indices where FieldText.asciiLower(bytes[index]) != scheme[index] {
      return 0
    }
    var place = scheme.count
    if FieldText.asciiLower(bytes[place]) == UInt8(ascii: "s") { place += 1 }
    guard bytes[place] == UInt8(ascii: ":"), bytes[place + 1] == UInt8(ascii: "/"),
      place + 2 < bytes.count, bytes[place + 2] == UInt8(ascii: "/")
    else { return 0 }
    return place + 3
  }

  private static let scheme = Array("http".utf8)
}
