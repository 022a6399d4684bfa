// SPDX-License-Identifier: Apache-2.0

/// What two lists are compared by: the canonical bytes of one identifier of an account, and which
/// kind of identifier it is. Equal bytes of different kinds are different keys.
package struct MatchKey: Sendable, Hashable {
  /// The kinds of match key. A list's accounts hold the first as `Account.domain`; the other two come
  /// from `Account.nameKey`.
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case domain = 1
    case nameAndCountry = 2
    case name = 3
  }

  package let kind: Kind
  package let bytes: [UInt8]

  package init(kind: Kind, bytes: [UInt8]) {
    self.kind = kind
    self.bytes = bytes
  }

  /// The key as text, for the owner of the list.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}
