// SPDX-License-Identifier: Apache-2.0

package import Cryptography

/// The group in which tokens are blinded (table.md 2). Tests put a small one in its place to enumerate views.
package protocol PointArithmetic: Sendable {
  /// H: a token to a point.
  func point(of token: Token) throws(CryptographyError) -> Point
  /// H of each token, in order; many at once cost less than one by one.
  func points(of tokens: [Token]) throws(CryptographyError) -> [Point]
  /// A random point of the prime-order subgroup, from a record of 32 secret bytes.
  func randomPoint(from record: [UInt8]) throws(CryptographyError) -> Point
  /// The random points of records one after another, in order.
  func randomPoints(from records: [UInt8]) throws(CryptographyError) -> [Point]
  /// Multiplication by a secret scalar, made from 32 secret bytes.
  func multiplier(_ secret: consuming SecretBytes) throws(CryptographyError) -> any PointMultiplier
}

extension PointArithmetic {
  package func points(of tokens: [Token]) throws(CryptographyError) -> [Point] {
    try tokens.map { token throws(CryptographyError) in try point(of: token) }
  }

  package func randomPoints(from records: [UInt8]) throws(CryptographyError) -> [Point] {
    try stride(from: 0, to: records.count, by: 32).map { start throws(CryptographyError) in
      try randomPoint(from: Array(records[start..<start + 32]))
    }
  }
}

/// Blinding by one secret scalar. Secrecy: the scalar is wiped with the value.
package protocol PointMultiplier: Sendable {
  /// - Throws: `zeroPoint` if a product is zero.
  func multiply(_ points: [Point]) throws(CryptographyError) -> [Point]
}

/// Curve25519: Elligator 2 and X25519.
package struct Curve25519Arithmetic: PointArithmetic {
  package init() {}

  package func point(of token: Token) throws(CryptographyError) -> Point {
    try Point(elligator2: token)
  }

  package func points(of tokens: [Token]) throws(CryptographyError) -> [Point] {
    try Point.points(elligator2: tokens.span)
  }

  package func randomPoint(from record: [UInt8]) throws(CryptographyError) -> Point {
    try Scalar.randomPoint(from: record.span)
  }

  package func randomPoints(from records: [UInt8]) throws(CryptographyError) -> [Point] {
    try Scalar.randomPoints(from: records.span)
  }

  package func multiplier(
    _ secret: consuming SecretBytes
  ) throws(CryptographyError) -> any PointMultiplier {
    X25519Multiplier(scalar: try Scalar(secret))
  }
}

private final class X25519Multiplier: PointMultiplier {
  private let scalar: Scalar

  init(scalar: consuming Scalar) { self.scalar = scalar }

  func multiply(_ points: [Point]) throws(CryptographyError) -> [Point] {
    try scalar.multiply(points)
  }
}
