// SPDX-License-Identifier: Apache-2.0

package import Cryptography

/// The 32 secret bytes from which every secret of a run derives (identity.md 2).
///
/// Secrecy: with the files of its run it is worth as much as the list; not copyable, wiped.
package struct Seed: ~Copyable, Sendable {
  package let secret: SecretBytes

  /// - Throws: `identityMalformed` unless there are 32 bytes.
  package init(secret: consuming SecretBytes) throws(AgreementsError) {
    guard secret.count == 32 else { throw .identityMalformed(reason: "a seed has 32 bytes") }
    self.secret = secret
  }

  package static func random() throws(AgreementsError) -> Seed {
    let secret: SecretBytes
    do { secret = try SecretBytes.random(count: 32) } catch {
      throw .cryptography("RAND_priv_bytes")
    }
    return try Seed(secret: secret)
  }

  /// What the owner publishes one message before the seed is used.
  package borrowing func commitment(of owner: PublicIdentity) -> Digest {
    secret.withBytes { Digest("lacuna/1 commit", owner.bytes, secret: $0) }
  }
}
