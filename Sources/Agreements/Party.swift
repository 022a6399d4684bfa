// SPDX-License-Identifier: Apache-2.0

/// One side of an agreement, as its card states it and the agreement repeats it (identity.md 3).
package struct Party: Equatable, Sendable {
  /// How the report speaks of it.
  package let name: String
  /// The name under which the other side's ledger keeps its budget: `a-z 0-9 -`.
  package let organisation: String
  package let identity: PublicIdentity
  /// The commitment to its first seed.
  package let commitment: Digest
  /// L, the most accounts its list may hold.
  package let accounts: Int

  package static let accountsRange = 50...100_000_000

  package init(
    name: String, organisation: String, identity: PublicIdentity, commitment: Digest, accounts: Int
  ) throws(AgreementsError) {
    try Self.check(name, "name", atMost: 100)
    try Self.checkSlug(organisation, "organisation")
    guard Self.accountsRange.contains(accounts) else {
      throw .agreementMalformed(
        path: "accounts",
        reason: "\(Self.accountsRange.lowerBound) to \(Self.accountsRange.upperBound)")
    }
    self.name = name
    self.organisation = organisation
    self.identity = identity
    self.commitment = commitment
    self.accounts = accounts
  }

  /// One line of text without control characters.
  static func check(
    _ text: String, _ path: String, atMost limit: Int
  ) throws(AgreementsError) {
    let scalars = text.unicodeScalars
    let isPlain = scalars.allSatisfy {
      $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
        && !isInvisible($0)
    }
    guard !scalars.isEmpty, scalars.count <= limit, isPlain else {
      throw .agreementMalformed(
        path: path, reason: "1 to \(limit) characters on one line, no control characters")
    }
    guard scalars.first != " ", scalars.last != " " else {
      throw .agreementMalformed(path: path, reason: "no space at either end")
    }
  }

  /// Line ends, marks without width, and marks that turn the direction of writing: a name that holds one could
  /// rewrite the sentence around it. A list of code points, so that no version of Unicode decides.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// A short machine name: `a-z`, then `a-z 0-9 -`, at most 40.
  package static func checkSlug(_ text: String, _ path: String) throws(AgreementsError) {
    let units = Array(text.utf8)
    let isSlug = units.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
    }
    guard let first = units.first, (97...122).contains(first), units.count <= 40, isSlug else {
      throw .agreementMalformed(
        path: path, reason: "1 to 40 of a-z, 0-9 and -, beginning with a letter")
    }
  }
}

extension Party {
  /// The rules for the names of a room's owner, before it has keys.
  package static func checkOwner(
    name: String, organisation: String
  ) throws(AgreementsError) {
    try check(name, "name", atMost: 100)
    try checkSlug(organisation, "organisation")
  }
}
