// SPDX-License-Identifier: Apache-2.0

package import Cryptography
internal import Crypto

/// A party's secret: 32 bytes from which its three key pairs are derived apart (identity.md 1).
///
/// Secrecy: not copyable, wiped when it goes; a copy of the signing key lives only during a signature.
package struct PrivateIdentity: ~Copyable, Sendable {
  private let root: SecretBytes
  package let publicIdentity: PublicIdentity

  package init(root: consuming SecretBytes) throws(AgreementsError) {
    guard root.count == 32 else {
      throw .identityMalformed(reason: "a secret has 32 bytes")
    }
    var bytes: [UInt8] = []
    do {
      let signing = try Self.signingKey(root)
      bytes += Array(signing.publicKey.rawRepresentation)
      for purpose in [Purpose.room, .sealing] {
        let scalar = try Scalar(Self.derive(root, purpose))
        bytes += try scalar.publicPoint().bytes
      }
    } catch {
      throw .cryptography("identity derivation")
    }
    publicIdentity = try PublicIdentity(bytes: bytes)
    self.root = root
  }

  /// A new identity from system randomness.
  package static func random() throws(AgreementsError) -> PrivateIdentity {
    let root: SecretBytes
    do { root = try SecretBytes.random(count: 32) } catch { throw .cryptography("RAND_priv_bytes") }
    return try PrivateIdentity(root: root)
  }

  package borrowing func sign(_ message: [UInt8]) throws(AgreementsError) -> [UInt8] {
    do {
      return Array(try Self.signingKey(root).signature(for: message))
    } catch {
      throw .cryptography("Ed25519 signature")
    }
  }

  /// X25519 of the own room key and the other's: the input of `K_room` (table.md 1).
  package borrowing func sharedSecret(
    with other: PublicIdentity
  ) throws(AgreementsError) -> SecretBytes {
    do {
      let scalar = try Scalar(Self.derive(root, .room))
      return SecretBytes(copying: try scalar.multiply(Point(bytes: other.roomKey)).bytes)
    } catch {
      throw .identityMalformed(reason: "its room key is not a usable point")
    }
  }

  /// The secret half of the sealing key, for HPKE (messages.md 2).
  package borrowing func sealingKey() throws(AgreementsError) -> SecretBytes {
    do { return try Self.derive(root, .sealing) } catch { throw .cryptography("HKDF") }
  }

  /// The root, to be written to a key file.
  package borrowing func exportRoot() -> SecretBytes { root.withBytes { SecretBytes(copying: $0) } }

  private enum Purpose: String { case signing, room, sealing }

  private static func derive(
    _ root: borrowing SecretBytes, _ purpose: Purpose
  ) throws(CryptographyError) -> SecretBytes {
    try HKDF.derive(
      secret: root, salt: [], info: Array("lacuna/1 identity \(purpose.rawValue)".utf8), count: 32)
  }

  private static func signingKey(
    _ root: borrowing SecretBytes
  ) throws -> Curve25519.Signing.PrivateKey {
    try derive(root, .signing).withBytes { bytes in
      try unsafe bytes.withUnsafeBytes { unsafe try .init(rawRepresentation: $0) }
    }
  }
}
