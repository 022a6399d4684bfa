// SPDX-License-Identifier: Apache-2.0

/// The domain key of most websites on flat bytes: the same steps as `HostKeys` (account-keys.md 1).
///
/// It decides nothing where the field is more than a host of ASCII with `http://` or `https://` before it and a path behind it, or
/// where the public suffix list has a rule about the host's last two labels: the general way does. A test compares the two.
struct QuickDomain: ~Copyable {
  private static let limit = 128
  private static let labelLimit = 8

  /// The host in lower case, and where its labels begin.
  private var host = InlineArray<128, UInt8>(repeating: 0)
  private var starts = InlineArray<8, Int>(repeating: 0)
  private var length = 0
  private var labels = 0

  /// Nil where it decides nothing.
  static func keys(_ website: ArraySlice<UInt8>, _ lists: PublicLists) -> HostKeys? {
    var work = QuickDomain()
    guard work.takeHost(FieldText.trimmed(website)), work.labels > 1 else { return nil }
    return work.keys(lists)
  }

  private func keys(_ lists: PublicLists) -> HostKeys? {
    let top = starts[labels - 1]
    let registrable = starts[labels - 2]
    let host = host.span
    guard !isDigits(top..<length),
      lists.publicSuffixes.isRegistrable(
        host.extracting(registrable..<length), topLevel: host.extracting(top..<length))
    else { return nil }
    for label in 0..<labels
    where lists.isSharedHost(name: host.extracting(starts[label]..<length)) { return nil }
    for index in registrable..<length where host[index] == UInt8(ascii: "_") { return nil }
    for label in labels - 2..<labels where hasHyphenAtEnd(label) { return nil }
    for label in 0..<labels - 1
    where lists.isFreeMail(name: host.extracting(starts[label]..<length)) {
      return HostKeys(absent: .freeMail)
    }
    var domain: [UInt8] = []
    domain.reserveCapacity(length - registrable)
    for index in registrable..<length { domain.append(host[index]) }
    return HostKeys(registrableDomain: domain, lists: lists)
  }

  private func end(of label: Int) -> Int { label + 1 < labels ? starts[label + 1] - 1 : length }

  private func hasHyphenAtEnd(_ label: Int) -> Bool {
    host[starts[label]] == UInt8(ascii: "-") || host[end(of: label) - 1] == UInt8(ascii: "-")
  }

  private func isDigits(_ range: Range<Int>) -> Bool {
    for index in range where !(0x30...0x39).contains(host[index]) { return false }
    return true
  }

  /// Takes the host of a trimmed field; false where the field is anything else or longer.
  private mutating func takeHost(_ field: ArraySlice<UInt8>) -> Bool {
    let bytes = field.span
    var place = Self.schemeLength(bytes)
    (starts[0], labels) = (0, 1)
    while place < bytes.count {
      let byte = FieldText.asciiLower(bytes[place])
      switch byte {
      case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "_"): break
      case UInt8(ascii: "."):
        guard isLabel(from: starts[labels - 1]), labels < Self.labelLimit else { return false }
        starts[labels] = length + 1
        labels += 1
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
        return isLabel(from: starts[labels - 1])
      default: return false
      }
      guard length < Self.limit else { return false }
      host[length] = byte
      length += 1
      place += 1
    }
    return isLabel(from: starts[labels - 1])
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
