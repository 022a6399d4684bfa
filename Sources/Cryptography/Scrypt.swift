// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL

/// scrypt (RFC 7914): a key from a passphrase, at a price in time and memory.
package enum Scrypt {
  /// What a derivation costs, in RFC 7914's terms; about `128 * blockSize * cost` bytes of memory.
  package struct Cost: Hashable, Sendable {
    package static let memoryLimit: UInt64 = 1 << 30

    /// N, a power of two above 1.
    package let cost: Int
    /// r
    package let blockSize: Int
    /// p
    package let parallelism: Int

    /// Throws `.scryptCost` outside the RFC's bounds or above `memoryLimit`, so that numbers read
    /// from a file are harmless. `cost` and `blockSize` may be 2^24 at most, `parallelism` 16.
    package init(cost: Int, blockSize: Int, parallelism: Int) throws(CryptographyError) {
      let bounds = 1...(1 << 24)
      guard cost > 1, cost.nonzeroBitCount == 1, bounds.contains(cost),
        bounds.contains(blockSize), (1...16).contains(parallelism)
      else { throw .scryptCost }
      self.cost = cost
      self.blockSize = blockSize
      self.parallelism = parallelism
      // N < 2^(128 r / 8) is the RFC's own bound; with N at most 2^24 it binds for r = 1 alone.
      guard memory <= Self.memoryLimit, blockSize > 1 || cost < 1 << 16 else { throw .scryptCost }
    }

    /// Bytes that libcrypto allocates: at most 2^57, by the bounds on the three numbers.
    var memory: UInt64 {
      128 * UInt64(blockSize) * (UInt64(cost) + UInt64(parallelism) + 2)
    }
  }

  package static func derive(
    passphrase: borrowing SecretBytes, salt: [UInt8], cost: Cost, count: Int
  ) throws(CryptographyError) -> SecretBytes {
    var derivation = try KeyDerivation("SCRYPT")
    try passphrase.withBytes { bytes throws(CryptographyError) in
      try derivation.set(OSSL_KDF_PARAM_PASSWORD, bytes: bytes)
    }
    try derivation.set(OSSL_KDF_PARAM_SALT, bytes: salt.span)
    try derivation.set(OSSL_KDF_PARAM_SCRYPT_N, number: UInt64(cost.cost))
    try derivation.set(OSSL_KDF_PARAM_SCRYPT_R, number: UInt64(cost.blockSize))
    try derivation.set(OSSL_KDF_PARAM_SCRYPT_P, number: UInt64(cost.parallelism))
    try derivation.set(OSSL_KDF_PARAM_SCRYPT_MAXMEM, number: cost.memory)
    return try derivation.derive(count: count)
  }
}
