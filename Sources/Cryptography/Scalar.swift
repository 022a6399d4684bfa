// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL

/// A secret scalar of X25519 (RFC 7748), by which points are blinded. Its 32 bytes are clamped when
/// used, so every product is free of torsion.
///
/// Secrecy: this value and libcrypto hold the scalar, and both wipe it with the value. Multiplication
/// takes constant time, libcrypto's and that of `lacuna_x25519_batch`. Several tasks may multiply by
/// one scalar at once.
package struct Scalar: ~Copyable, Sendable {
  package static let byteCount = 32
  private let secret: SecretBytes
  private let key: OpenSSLObject

  package init(_ secret: consuming SecretBytes) throws(CryptographyError) {
    key = try secret.withBytes { bytes throws(CryptographyError) in try Self.key(bytes) }
    self.secret = secret
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

  /// The random points of records of 32 secret bytes, in order.
  package static func randomPoints(
    from records: Span<UInt8>, on path: CurvePath = .fastest
  ) throws(CryptographyError) -> [Point] {
    guard records.count % byteCount == 0 else {
      throw .length(
        expected: records.count / byteCount * byteCount + byteCount, found: records.count)
    }
    if let lanes = path.lanes { return lanes.publicPoints(of: records) }
    var points: [Point] = []
    points.reserveCapacity(records.count / byteCount)
    for start in stride(from: 0, to: records.count, by: byteCount) {
      points.append(try randomPoint(from: records.extracting(start..<start + byteCount)))
    }
    return points
  }

  /// X25519(scalar, point). Throws `.zeroPoint` for a point of low order.
  package func multiply(_ point: Point) throws(CryptographyError) -> Point {
    var batch = try Batch(key: key)
    return try batch.multiply(point)
  }

  /// The product of each point, in order; a long batch costs what the multiplications cost. Throws
  /// `.zeroPoint` if any point is of low order.
  package func multiply(
    _ points: Span<Point>, on path: CurvePath = .fastest
  ) throws(CryptographyError) -> [Point] {
    if let lanes = path.lanes {
      return try secret.withBytes { scalar throws(CryptographyError) in
        try lanes.multiply(points, by: scalar)
      }
    }
    var batch = try Batch(key: key)
    var products: [Point] = []
    products.reserveCapacity(points.count)
    for index in points.indices {
      products.append(try batch.multiply(points[index]))
    }
    return products
  }

  package func multiply(
    _ points: [Point], on path: CurvePath = .fastest
  ) throws(CryptographyError) -> [Point] {
    try multiply(points.span, on: path)
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
