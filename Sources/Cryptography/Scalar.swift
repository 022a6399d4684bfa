// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL

/// A secret scalar of X25519 (RFC 7748), by which points are blinded. Its 32 bytes are clamped when
/// used, so every product is free of torsion.
///
/// Secrecy: libcrypto holds the scalar and wipes it with the value; its multiplication takes
/// constant time. Several tasks may multiply by one scalar at once.
package struct Scalar: ~Copyable, Sendable {
  package static let byteCount = 32
  private let key: OpenSSLObject

  package init(_ secret: consuming SecretBytes) throws(CryptographyError) {
    key = try secret.withBytes { bytes throws(CryptographyError) in try Self.key(bytes) }
  }

  private static func key(_ secret: Span<UInt8>) throws(CryptographyError) -> OpenSSLObject {
    guard secret.count == byteCount else {
      throw .length(expected: byteCount, found: secret.count)
    }
    return try OpenSSLObject(
      unsafe secret.withUnsafeBufferPointer { buffer in
        unsafe EVP_PKEY_new_raw_private_key_ex(
          nil, "X25519", nil, buffer.baseAddress, buffer.count)
      }, from: "EVP_PKEY_new_raw_private_key_ex"
    ) { unsafe EVP_PKEY_free($0) }
  }

  /// X25519(scalar, 9), the public key of this scalar.
  package func publicPoint() throws(CryptographyError) -> Point {
    var output = InlineArray<32, UInt8>(repeating: 0)
    var span = output.mutableSpan
    let status = unsafe span.withUnsafeMutableBufferPointer { buffer in
      var count = buffer.count
      return unsafe EVP_PKEY_get_raw_public_key(key.pointer, buffer.baseAddress, &count)
    }
    try CryptographyError.check(status, "EVP_PKEY_get_raw_public_key")
    return try Point(bytes: output.span)
  }

  /// A random point: X25519(secret, 9) for 32 secret bytes, never random bytes as they are, which a
  /// counterpart could tell from points of the curve's large subgroup.
  package static func randomPoint(from secret: Span<UInt8>) throws(CryptographyError) -> Point {
    try Scalar(SecretBytes(copying: secret)).publicPoint()
  }

  /// X25519(scalar, point). Throws `.zeroPoint` for a point of low order.
  package func multiply(_ point: Point) throws(CryptographyError) -> Point {
    var batch = try Batch(key: key)
    return try batch.multiply(point)
  }

  /// The product of each point, in order; a long batch costs what the multiplications cost. Throws
  /// `.zeroPoint` if any point is of low order.
  package func multiply(_ points: Span<Point>) throws(CryptographyError) -> [Point] {
    var batch = try Batch(key: key)
    var products: [Point] = []
    products.reserveCapacity(points.count)
    for index in points.indices {
      products.append(try batch.multiply(points[index]))
    }
    return products
  }

  package func multiply(_ points: [Point]) throws(CryptographyError) -> [Point] {
    try multiply(points.span)
  }
}

extension Scalar {
  /// One derivation context and one peer, whose coordinate is replaced for each point.
  private struct Batch: ~Copyable {
    private let context: OpenSSLObject
    private let peer: OpenSSLObject

    init(key: borrowing OpenSSLObject) throws(CryptographyError) {
      let context = try OpenSSLObject(
        unsafe EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil),
        from: "EVP_PKEY_CTX_new_from_pkey"
      ) { unsafe EVP_PKEY_CTX_free($0) }
      try CryptographyError.check(
        unsafe EVP_PKEY_derive_init(context.pointer), "EVP_PKEY_derive_init")
      let basePoint = InlineArray<32, UInt8> { $0 == 0 ? 9 : 0 }
      let peer = try OpenSSLObject(
        unsafe basePoint.span.withUnsafeBufferPointer { buffer in
          unsafe EVP_PKEY_new_raw_public_key_ex(
            nil, "X25519", nil, buffer.baseAddress, buffer.count)
        }, from: "EVP_PKEY_new_raw_public_key_ex"
      ) { unsafe EVP_PKEY_free($0) }
      self.context = context
      self.peer = peer
    }

    mutating func multiply(_ point: Point) throws(CryptographyError) -> Point {
      let status = try point.withBytes { bytes throws(CryptographyError) in
        unsafe bytes.withUnsafeBufferPointer { buffer in
          unsafe EVP_PKEY_set1_encoded_public_key(peer.pointer, buffer.baseAddress, buffer.count)
        }
      }
      try CryptographyError.check(status, "EVP_PKEY_set1_encoded_public_key")
      // Without libcrypto's validation of the peer: it knows nothing that the product does not show.
      try CryptographyError.check(
        unsafe EVP_PKEY_derive_set_peer_ex(context.pointer, peer.pointer, 0),
        "EVP_PKEY_derive_set_peer_ex")

      var product = InlineArray<32, UInt8>(repeating: 0)
      var span = product.mutableSpan
      let derived = unsafe span.withUnsafeMutableBufferPointer { buffer in
        var count = buffer.count
        return unsafe EVP_PKEY_derive(context.pointer, buffer.baseAddress, &count)
      }
      if derived != 1, Self.drainErrors() { throw .zeroPoint }
      try CryptographyError.check(derived, "EVP_PKEY_derive")
      return try Point(bytes: product.span)
    }

    /// X25519 has one way to fail once its context stands: the product is zero (RFC 7748 section
    /// 6.1), which libcrypto reports under this reason. Empties the thread's queue of errors and
    /// tells whether that one was in it.
    private static func drainErrors() -> Bool {
      var isZeroProduct = false
      while case let code = ERR_get_error(), code != 0 {
        isZeroProduct =
          isZeroProduct
          || ERR_GET_LIB(code) == ERR_LIB_PROV
            && ERR_GET_REASON(code) == PROV_R_FAILED_DURING_DERIVATION
      }
      return isZeroProduct
    }
  }
}
