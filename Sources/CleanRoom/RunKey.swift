// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Agreements
package import Cryptography

/// What a side keeps of its own message until the run ends: the key that its secrets derive from, and how many of
/// its accounts stood in each group. With it, matching and the annex need no second reading of the list.
///
/// Secrecy: as a seed. Not copyable, wiped.
package struct RunKey: ~Copyable, Sendable {
  package let role: Role
  package let key: SecretBytes
  /// Accounts by table, then group.
  package let accounts: [[Int]]

  package init(role: Role, key: consuming SecretBytes, accounts: [[Int]]) {
    self.role = role
    self.key = key
    self.accounts = accounts
  }
}

/// The derivations of table.md 1 that turn a seed into a message's key.
package enum MessageKey {
  /// D: a keyed digest of the own list, never sent.
  package static func listDigest(
    seed: borrowing Seed, of records: CanonicalRecords
  ) throws(CryptographyError) -> [UInt8] {
    let key = try HKDF.derive(
      secret: seed.secret, salt: [], info: Array("lacuna/1 list".utf8), count: 32)
    var code = try HMACSHA512Key(key)
    return try code.code { update throws(CryptographyError) in
      try records.forEachPart { part throws(CryptographyError) in try update(part.span) }
    }.bytes
  }

  /// The run id, from I's seed and the number of the run under it.
  package static func runID(
    seed: borrowing Seed, agreement: Agreements.Digest, counter: UInt32
  ) throws(CryptographyError) -> [UInt8] {
    let number = (0..<4).map { UInt8(truncatingIfNeeded: counter >> UInt32(24 - 8 * $0)) }
    let secret = try HKDF.derive(
      secret: seed.secret, salt: agreement.bytes, info: Array("lacuna/1 run".utf8) + number,
      count: 16)
    return secret.withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }

  /// K_I1.
  static func offer(
    seed: borrowing Seed, run: [UInt8], agreement: Agreements.Digest, listDigest: [UInt8]
  ) throws(CryptographyError) -> SecretBytes {
    try HKDF.derive(
      secret: seed.secret, salt: run,
      info: Array("lacuna/1 initiator offer".utf8) + agreement.bytes + listDigest, count: 32)
  }

  /// K_R.
  static func answer(
    seed: borrowing Seed, offer: Agreements.Digest, agreement: Agreements.Digest,
    listDigest: [UInt8]
  ) throws(CryptographyError) -> SecretBytes {
    try HKDF.derive(
      secret: seed.secret, salt: offer.bytes,
      info: Array("lacuna/1 responder answer".utf8) + agreement.bytes + listDigest, count: 32)
  }

  /// K_I2.
  static func report(
    seed: borrowing Seed, answer: Agreements.Digest, agreement: Agreements.Digest
  ) throws(CryptographyError) -> SecretBytes {
    try HKDF.derive(
      secret: seed.secret, salt: answer.bytes,
      info: Array("lacuna/1 initiator report".utf8) + agreement.bytes, count: 32)
  }
}
