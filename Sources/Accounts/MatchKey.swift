// SPDX-License-Identifier: Apache-2.0

/// What two lists are compared by: the canonical bytes of one identifier of an account, and which
/// kind of identifier it is. Equal bytes of different kinds are different keys.
package struct MatchKey: Sendable, Hashable {
  /// The kinds of match key. Only `domain` is made today.
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

/// What makes list rows one account (`account-key/1`): the row's domain key; else its name and
/// country; else its name; else nothing, and the row is an account of its own. A function of the row
/// and the public lists, never of other rows. It never leaves its owner.
package struct AccountKey: Sendable, Hashable {
  package enum Kind: UInt8, Sendable, Hashable {
    case domain = 1
    case nameAndCountry = 2
    case name = 3
    case row = 4
  }

  package let kind: Kind
  /// Domain, or name, or four bytes of the name's length, name and country. Empty for `.row`.
  package let bytes: [UInt8]

  init(domain: DomainKey, name: ArraySlice<UInt8>, country: ArraySlice<UInt8>) {
    if case .domain(let key) = domain {
      (kind, bytes) = (.domain, key.bytes)
      return
    }
    let name = FieldText.plain(name)
    let country = FieldText.plain(country)
    if name.isEmpty {
      (kind, bytes) = (.row, [])
    } else if country.isEmpty {
      (kind, bytes) = (.name, name)
    } else {
      (kind, bytes) = (.nameAndCountry, CanonicalBytes.length(name.count) + name + country)
    }
  }
}

/// Integers as big-endian bytes, as canonical records hold them.
enum CanonicalBytes {
  /// Four bytes. A field is never longer than a row (`DelimitedReader.rowLimit`).
  static func length(_ count: Int) -> [UInt8] {
    let value = UInt32(truncatingIfNeeded: count)
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
  }

  static func group(_ index: UInt16) -> [UInt8] {
    [UInt8(truncatingIfNeeded: index >> 8), UInt8(truncatingIfNeeded: index)]
  }
}
