// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL

/// HKDF with SHA-512 (RFC 5869): extract, then expand.
package enum HKDF {
  /// `count` bytes, 1...16,320, of the key derived from `secret`, which must not be empty.
  ///
  /// An empty `salt` stands for 64 zero bytes, as the RFC says. `info` has 1,024 bytes at most, since
  /// libcrypto's bound moves with its version: put a digest there, not a document.
  package static func derive(
    secret: borrowing SecretBytes, salt: [UInt8], info: [UInt8], count: Int
  ) throws(CryptographyError) -> SecretBytes {
    guard (1...(255 * 64)).contains(count) else { throw .derivedLength(count) }
    guard info.count <= 1024 else { throw .infoLength(info.count) }
    var derivation = try KeyDerivation("HKDF")
    try derivation.set(OSSL_KDF_PARAM_DIGEST, text: "SHA512")
    try secret.withBytes { bytes throws(CryptographyError) in
      try derivation.set(OSSL_KDF_PARAM_KEY, bytes: bytes)
    }
    // libcrypto's own meaning of an absent salt or info is the RFC's meaning of an empty one.
    if !salt.isEmpty { try derivation.set(OSSL_KDF_PARAM_SALT, bytes: salt.span) }
    if !info.isEmpty { try derivation.set(OSSL_KDF_PARAM_INFO, bytes: info.span) }
    return try derivation.derive(count: count)
  }
}
