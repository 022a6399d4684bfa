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
  }

  package let kind: Kind
  /// Domain, name and country, as far as the kind has them; each canonical, none empty.
  package let fields: [[UInt8]]

  package init(kind: Kind, fields: [[UInt8]]) {
    self.kind = kind
    self.fields = fields
  }

  package init(kind: Kind, bytes: [UInt8]) { self.init(kind: kind, fields: [bytes]) }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    for field in fields { field.combine(into: &hasher) }
  }

  /// The first field: the domain of a domain key.
  package var bytes: [UInt8] { fields.first ?? [] }

  /// The first field as text, for the owner of the list.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}
