// SPDX-License-Identifier: Apache-2.0

/// What two lists are compared by: one identifier of an account, and which kind of identifier it is. Equal fields of
/// different kinds are different keys.
package struct MatchKey: Sendable, Hashable {
  /// The kinds of match key, by the byte that stands before them in a token (table.md 2).
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case domain = 1
    case nameAndCountry = 2
    case name = 3
    /// Of an account of R with a domain, for accounts of I without one.
    case nameAndCountryMissing = 4
    case nameMissing = 5
    case domainNameAndCountry = 6
    case domainAndName = 7
    case number = 8

    /// Whether a domain is part of it: accounts are one a domain, so that no two have the same such key.
    var hasDomain: Bool {
      switch self {
      case .domain, .domainAndName, .domainNameAndCountry: true
      case .name, .nameAndCountry, .nameMissing, .nameAndCountryMissing, .number: false
      }
    }
  }

  package let kind: Kind
  /// The fields one after another.
  private let joined: KeyBytes
  /// Where the first field ends, and the second where there is one. No field is longer than `NameKey.limit`.
  private let firstEnd: UInt16
  private let secondEnd: UInt16

  /// - Parameter fields: one to three, none empty.
  package init(kind: Kind, fields: [[UInt8]]) {
    self.kind = kind
    joined = KeyBytes(fields.joined())
    firstEnd = UInt16(clamping: fields.first?.count ?? 0)
    secondEnd = UInt16(clamping: fields.prefix(2).reduce(0) { $0 + $1.count })
  }

  package init(kind: Kind, bytes: [UInt8]) { self.init(kind: kind, bytes: bytes.span) }

  init(kind: Kind, bytes: Span<UInt8>) {
    self.kind = kind
    joined = KeyBytes(bytes)
    (firstEnd, secondEnd) = (UInt16(clamping: bytes.count), UInt16(clamping: bytes.count))
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(firstEnd)
    hasher.combine(secondEnd)
    hasher.combine(joined)
  }

  /// Domain, name and country, as far as the kind has them; each canonical, none empty.
  package var fields: [[UInt8]] {
    let (first, second) = (Int(firstEnd), Int(secondEnd))
    let joined = joined.array
    var fields = [bytes]
    if first < second { fields.append(Array(joined[first..<second])) }
    if second < joined.count { fields.append(Array(joined[second...])) }
    return fields
  }

  /// Appends the fields, each after its length (2).
  package func appendFields(to bytes: inout [UInt8]) {
    let (first, second) = (Int(firstEnd), Int(secondEnd))
    joined.with { joined in
      RowRecord.append(field: joined.extracting(..<first), to: &bytes)
      if first < second {
        RowRecord.append(field: joined.extracting(first..<second), to: &bytes)
      }
      if second < joined.count { RowRecord.append(field: joined.extracting(second...), to: &bytes) }
    }
  }

  /// Lends the first field.
  func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    joined.with { body($0.extracting(..<Int(firstEnd))) }
  }

  /// The first field: the domain of a domain key.
  package var bytes: [UInt8] { withBytes { [UInt8](copying: $0) } }

  /// The first field as text, for the owner of the list.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}
