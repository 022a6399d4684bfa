// SPDX-License-Identifier: Apache-2.0

import Cryptography

/// A number modulo p = 2^255 - 19, for tests: plain, slow, not constant-time.
struct FieldElement: Equatable {
  /// Little-endian, below p.
  private let words: [UInt64]

  private static let p: [UInt64] = [
    0xffff_ffff_ffff_ffed, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0x7fff_ffff_ffff_ffff,
  ]

  init(_ small: UInt64) { words = [small, 0, 0, 0] }

  /// 32 little-endian bytes, taken modulo p.
  init(bytes: [UInt8]) {
    let words = (0..<4).map { word in
      (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[8 * word + $1]) << UInt64(8 * $1) }
    }
    self.init(reducing: words)
  }

  private init(reducing words: [UInt64]) {
    var words = words
    while !words.reversed().lexicographicallyPrecedes(Self.p.reversed()) {
      words = Self.difference(words, Self.p).words
    }
    self.words = words
  }

  var bytes: [UInt8] {
    words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
  }

  static func * (left: FieldElement, right: FieldElement) -> FieldElement {
    var product = [UInt64](repeating: 0, count: 8)
    for i in 0..<4 {
      var carry: UInt128 = 0
      for j in 0..<4 {
        carry += UInt128(left.words[i]) * UInt128(right.words[j]) + UInt128(product[i + j])
        product[i + j] = UInt64(truncatingIfNeeded: carry)
        carry >>= 64
      }
      product[i + 4] = UInt64(carry)
    }
    return folded(Array(product[..<4]), Array(product[4...]))
  }

  static func + (left: FieldElement, right: FieldElement) -> FieldElement {
    let sum = zip(left.words, right.words)
    var (words, carry) = ([UInt64](), UInt128(0))
    for (one, other) in sum {
      carry += UInt128(one) + UInt128(other)
      words.append(UInt64(truncatingIfNeeded: carry))
      carry >>= 64
    }
    return FieldElement(reducing: words)
  }

  static func - (left: FieldElement, right: FieldElement) -> FieldElement {
    left + FieldElement(reducing: difference(p, right.words).words)
  }

  /// `self` to the power of p - `less`, shifted right by `shift`: what inverses and roots need.
  private func power(_ less: UInt64, _ shift: Int) -> FieldElement {
    let exponent = Self.difference(Self.p, [less, 0, 0, 0]).words
    var result = FieldElement(1)
    for bit in stride(from: 255, through: shift, by: -1) {
      result = result * result
      if exponent[bit / 64] >> UInt64(bit % 64) & 1 == 1 { result = result * self }
    }
    return result
  }

  /// Of zero: zero.
  var inverse: FieldElement { power(2, 0) }

  /// Nil if there is none. p is 5 modulo 8: (p + 3) / 8 is (p - 5) / 8 and one more, (p - 1) / 4 gives a root of -1.
  var squareRoot: FieldElement? {
    let root = power(5, 3) * self
    if root * root == self { return root }
    let other = root * FieldElement(2).power(1, 2)
    return other * other == self ? other : nil
  }

  /// low + 2^256 high, where 2^256 is 38.
  private static func folded(_ low: [UInt64], _ high: [UInt64]) -> FieldElement {
    var (words, carry) = ([UInt64](), UInt128(0))
    for (one, other) in zip(low, high) {
      carry += UInt128(one) + 38 * UInt128(other)
      words.append(UInt64(truncatingIfNeeded: carry))
      carry >>= 64
    }
    guard carry > 0 else { return FieldElement(reducing: words) }
    return folded(words, [UInt64(carry), 0, 0, 0])
  }

  private static func difference(
    _ left: [UInt64], _ right: [UInt64]
  ) -> (words: [UInt64], borrow: UInt64) {
    var (words, borrow) = ([UInt64](), UInt64(0))
    for (one, other) in zip(left, right) {
      let (first, under) = one.subtractingReportingOverflow(other)
      let (second, again) = first.subtractingReportingOverflow(borrow)
      words.append(second)
      borrow = under || again ? 1 : 0
    }
    return (words, borrow)
  }
}

/// A point of Curve25519 with both coordinates, so that it can be added to: what an attacker uses and the product never.
enum FullPoint: Equatable {
  case infinity
  case affine(u: FieldElement, v: FieldElement)

  private static let a = FieldElement(486_662)

  /// Either of the two points with this coordinate; nil on the twist.
  init?(_ point: Point) {
    let u = FieldElement(bytes: point.bytes)
    guard let v = (u * u * u + Self.a * u * u + u).squareRoot else { return nil }
    self = .affine(u: u, v: v)
  }

  /// Nil for infinity, which X25519 writes as zero.
  var point: Point? {
    guard case .affine(let u, _) = self else { return nil }
    return try? Point(bytes: u.bytes)
  }

  static func + (left: FullPoint, right: FullPoint) -> FullPoint {
    guard case .affine(let u1, let v1) = left else { return right }
    guard case .affine(let u2, let v2) = right else { return left }
    let slope: FieldElement
    if u1 == u2 {
      guard v1 == v2, v1 != FieldElement(0) else { return .infinity }
      let above = FieldElement(3) * u1 * u1 + FieldElement(2) * a * u1 + FieldElement(1)
      slope = above * (v1 + v1).inverse
    } else {
      slope = (v2 - v1) * (u2 - u1).inverse
    }
    let u = slope * slope - a - u1 - u2
    return .affine(u: u, v: slope * (u1 - u) - v1)
  }

  /// The eight points whose order divides 8, infinity first: multiples of one of order 8.
  static func torsion() throws -> [FullPoint] {
    // Curve25519's points of small order, as in Protocols/vectors/x25519.
    let bytes: [UInt8] = [
      0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4,
      0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49,
      0xb8, 0x00,
    ]
    guard let generator = FullPoint(try Point(bytes: bytes)) else { return [] }
    return (0..<7).reduce(into: [.infinity]) { points, _ in
      points.append((points.last ?? .infinity) + generator)
    }
  }

  /// The eight encodings that every clamped scalar takes to one product, the point's own first.
  static func copies(of point: Point) throws -> [Point] {
    guard let full = FullPoint(point) else { return [] }
    return try torsion().compactMap { (full + $0).point }
  }
}
