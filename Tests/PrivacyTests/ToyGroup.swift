// SPDX-License-Identifier: Apache-2.0

import Blinding
import Cryptography

/// INSECURE stand-in for the curve: the non-zero numbers modulo 2^61 - 1, blinded by multiplication.
///
/// It commutes and is injective, which is all that counting needs, and it is fast enough to enumerate every tape of
/// noise. Anyone can divide in it.
struct ToyArithmetic: PointArithmetic {
  static let modulus: UInt64 = (1 << 61) - 1

  func point(of token: Token) throws(CryptographyError) -> Point {
    try Self.point(Self.element(token.bytes))
  }

  func randomPoint(from record: [UInt8]) throws(CryptographyError) -> Point {
    try Self.point(Self.element(record))
  }

  func multiplier(
    _ secret: consuming SecretBytes
  ) throws(CryptographyError) -> any PointMultiplier {
    ToyMultiplier(
      scalar: secret.withBytes { bytes in Self.element(bytes.indices.map { bytes[$0] }) })
  }

  /// The bytes as a big-endian number modulo the modulus; never zero.
  static func element(_ bytes: [UInt8]) -> UInt64 {
    max(1, bytes.reduce(0) { (product(256, $0) + UInt64($1)) % modulus })
  }

  static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return modulus.dividingFullWidth((high, low)).remainder
  }

  static func point(_ element: UInt64) throws(CryptographyError) -> Point {
    let low = (0..<8).map { UInt8(truncatingIfNeeded: element >> UInt64(8 * $0)) }
    return try Point(bytes: low + [UInt8](repeating: 0, count: 24))
  }
}

private struct ToyMultiplier: PointMultiplier {
  let scalar: UInt64

  func multiply(_ points: [Point]) throws(CryptographyError) -> [Point] {
    var products: [Point] = []
    for point in points {
      let element = point.bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
      guard element != 0 else { throw .zeroPoint }
      products.append(try ToyArithmetic.point(ToyArithmetic.product(scalar, element)))
    }
    return products
  }
}
