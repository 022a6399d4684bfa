// SPDX-License-Identifier: Apache-2.0

/// The host that a website field names: a URL, a bare host or a mail address is cut to it. ASCII in
/// lower case, one dot between labels, none at the ends (Protocols/account-keys.md, section 1.1).
struct HostName: Equatable {
  /// The longest field that is looked at, in bytes.
  static let fieldLimit = 2048

  let bytes: [UInt8]

  init(website: ArraySlice<UInt8>) throws(DomainKey.Absence) {
    let field = FieldText.trimmed(website)
    guard !field.isEmpty else { throw .blank }
    guard field.count <= Self.fieldLimit else { throw .notAHost }
    bytes = try Self.canonical(Self.hostPart(of: field))
  }

  /// The first address of the field, without scheme, user, port, path, query and fragment.
  private static func hostPart(
    of field: ArraySlice<UInt8>
  ) throws(DomainKey.Absence) -> ArraySlice<UInt8> {
    // A backslash is a slash, as browsers read it. Of several addresses the first counts.
    var rest = ArraySlice(field.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 })
    rest = rest.prefix { $0 > 0x20 && !",;|".utf8.contains($0) }
    rest = withoutScheme(rest)
    rest = rest.prefix { !"/?#".utf8.contains($0) }
    if let at = rest.lastIndex(of: UInt8(ascii: "@")) { rest = rest[(at + 1)...] }
    if rest.first == UInt8(ascii: "[") { throw .ipAddress }
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      let port = rest[(colon + 1)...]
      guard !port.contains(UInt8(ascii: ":")) else {
        throw isHexOrColon(rest) ? .ipAddress : .notAHost
      }
      guard port.allSatisfy(FieldText.isDigit) else { throw .notAHost }
      rest = rest[..<colon]
    }
    return rest
  }

  /// Drops schemes, written well (`https://`) or not (`http:/`, `http//`, `https://http://`).
  private static func withoutScheme(_ address: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = address.drop { $0 == UInt8(ascii: "/") }
    while true {
      let word = rest.prefix {
        FieldText.isLetter($0) || FieldText.isDigit($0) || "+-.".utf8.contains($0)
      }
      let after = rest[word.endIndex...]
      let isKnown = ["http", "https", "mailto"].contains {
        $0.utf8.elementsEqual(word.map(FieldText.asciiLower))
      }
      let isScheme =
        after.starts(with: "://".utf8)
        || isKnown && (after.first == UInt8(ascii: ":") || after.starts(with: "//".utf8))
      guard isScheme && !word.isEmpty else { return rest }
      rest = after.drop { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }
    }
  }

  private static func canonical(_ host: ArraySlice<UInt8>) throws(DomainKey.Absence) -> [UInt8] {
    var name = host.map(FieldText.asciiLower)
    if name.contains(where: { $0 >= 0x80 }) {
      guard !name.contains(0), let ascii = PublicSuffixList.ascii(name) else { throw .notAHost }
      name = ascii.map(FieldText.asciiLower)
    }
    while name.last == UInt8(ascii: ".") { name.removeLast() }
    let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let top = labels.last, name.count <= 253, labels.allSatisfy(isLabel) else {
      throw .notAHost
    }
    // No top-level domain is all digits: it is an address, or nothing.
    guard !top.allSatisfy(FieldText.isDigit) else {
      throw labels.count == 4 && labels.allSatisfy(isOctet) ? .ipAddress : .notAHost
    }
    return name
  }

  private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
    (1...63).contains(label.count)
      && label.allSatisfy {
        FieldText.isLetter($0) || FieldText.isDigit($0) || "-_".utf8.contains($0)
      }
  }

  private static func isOctet(_ label: ArraySlice<UInt8>) -> Bool {
    label.count <= 3 && label.allSatisfy(FieldText.isDigit)
      && label.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 255
  }

  private static func isHexOrColon(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy {
      FieldText.isDigit($0) || (0x61...0x66).contains(FieldText.asciiLower($0))
        || ":.".utf8.contains($0)
    }
  }
}
