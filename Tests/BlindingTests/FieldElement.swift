// SPDX-License-Identifier: Apache-2.0

/// Arithmetic modulo p = 2^255 - 19 for tests: slow, plain, and written apart from the code under test.
struct FieldElement: Equatable {
  /// Limbs of 51 bits, least significant first, each below 2^52.
  private var limbs: InlineArray<5, UInt64>

  private static let mask: UInt64 = 1 << 51 - 1
  static let zero = FieldElement(0)
  static let one = FieldElement(1)

  init(_ small: UInt64) { limbs = [small, 0, 0, 0, 0] }

  /// 32 bytes, little-endian, below p.
  init(bytes: [UInt8]) {
    limbs = InlineArray { limb in
      (0..<51).reduce(UInt64(0)) { value, bit in
        let place = 51 * limb + bit
        return value | UInt64(bytes[place / 8] >> UInt8(place % 8) & 1) << UInt64(bit)
      }
    }
  }

  /// Limbs of any size, carried.
  private init(sums: consuming InlineArray<5, UInt128>) {
    limbs = InlineArray(repeating: 0)
    for _ in 0..<2 {
      for i in 0..<5 {
        let carry = sums[i] >> 51
        sums[i] &= UInt128(Self.mask)
        sums[(i + 1) % 5] += i < 4 ? carry : 19 * carry
      }
    }
    for i in 0..<5 { limbs[i] = UInt64(sums[i]) }
  }

  static func + (left: Self, right: Self) -> Self {
    Self(sums: InlineArray { UInt128(left.limbs[$0] + right.limbs[$0]) })
  }

  static func - (left: Self, right: Self) -> Self {
    // 4p is added, so that no limb falls below zero.
    Self(
      sums: InlineArray {
        UInt128(left.limbs[$0] + (1 << 53 - ($0 == 0 ? 76 : 4)) - right.limbs[$0])
      })
  }

  static func * (left: Self, right: Self) -> Self {
    var sums = InlineArray<5, UInt128>(repeating: 0)
    for i in 0..<5 {
      for j in 0..<5 {
        // 2^255 is 19.
        let factor: UInt64 = i + j < 5 ? 1 : 19
        sums[(i + j) % 5] += UInt128(left.limbs[i]) * UInt128(right.limbs[j] * factor)
      }
    }
    return Self(sums: sums)
  }

  /// `exponent`: bits, most significant first.
  func power(_ exponent: [Bool]) -> Self {
    exponent.reduce(.one) { $1 ? $0 * $0 * self : $0 * $0 }
  }

  /// Whether it is zero modulo p: 0 or p, once carries are done.
  var isZero: Bool {
    let reduced = Self(sums: InlineArray { UInt128(limbs[$0]) }).limbs
    let isNought = reduced.indices.allSatisfy { reduced[$0] == 0 }
    let isPrime = reduced.indices.allSatisfy { reduced[$0] == Self.mask - ($0 == 0 ? 18 : 0) }
    return isNought || isPrime
  }

  static func == (left: Self, right: Self) -> Bool { (left - right).isZero }
}

/// What an observer can ask of 32 bytes: are they a point of the curve's prime-order subgroup?
enum Subgroup {
  /// l = 2^252 + 27742317777372353535851937790883648493, its bits from the most significant.
  private static let order = bits(
    "1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed")
  /// (p - 1) / 2 = 2^254 - 10.
  private static let half = bits("3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff6")

  private static func bits(_ hex: String) -> [Bool] {
    hex.flatMap { digit in
      let value = digit.hexDigitValue ?? 0
      return [8, 4, 2, 1].map { value & $0 != 0 }
    }
  }

  /// On the curve v^2 = u^3 + 486662 u^2 + u (not on its twist), and of order l.
  static func contains(_ bytes: [UInt8]) -> Bool {
    let u = FieldElement(bytes: bytes)
    let square = u * (u * u + FieldElement(486_662) * u + .one)
    guard !u.isZero, square.power(half) == .one else { return false }
    return multiple(of: u, by: order).z.isZero
  }

  /// The ladder of RFC 7748 section 5, for any scalar, without its last division.
  private static func multiple(
    of u: FieldElement, by scalar: [Bool]
  ) -> (x: FieldElement, z: FieldElement) {
    var (low, high) = ((x: FieldElement.one, z: FieldElement.zero), (x: u, z: FieldElement.one))
    for bit in scalar {
      if bit { (low, high) = (high, low) }
      let (a, b) = (low.x + low.z, low.x - low.z)
      let (aa, bb) = (a * a, b * b)
      let difference = aa - bb
      let (da, cb) = ((high.x - high.z) * a, (high.x + high.z) * b)
      high = ((da + cb) * (da + cb), u * ((da - cb) * (da - cb)))
      low = (aa * bb, difference * (aa + FieldElement(121_665) * difference))
      if bit { (low, high) = (high, low) }
    }
    return low
  }
}
