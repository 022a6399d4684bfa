// SPDX-License-Identifier: Apache-2.0

import BigInt

/// Two fixed-point numbers in 0...1 between which a real number certainly lies.
///
/// All arithmetic rounds outward, so an enclosure may grow but never misses its number. This is how
/// statements about e^-epsilon are decided without floating point.
struct Enclosure: Sendable {
  /// Units of 2^-bits.
  let lower: BigUInt
  let upper: BigUInt
  let bits: Int

  /// One, in units of 2^-bits.
  var one: BigUInt { BigUInt(1) << bits }

  static func * (left: Enclosure, right: Enclosure) -> Enclosure {
    Enclosure(
      lower: (left.lower * right.lower) >> left.bits,
      upper: min(((left.upper * right.upper) >> left.bits) + 1, left.one), bits: left.bits)
  }

  /// `exponent` must not be negative.
  func power(_ exponent: Int) -> Enclosure {
    var result = Enclosure(lower: one, upper: one, bits: bits)
    var square = self
    var remaining = exponent
    while remaining > 0 {
      if remaining % 2 == 1 { result = result * square }
      remaining /= 2
      if remaining > 0 { square = square * square }
    }
    return result
  }
}

extension Enclosure {
  /// e^-epsilon: the alternating series at epsilon / 2^halvings, then squared as often.
  init(exponentialOfMinus epsilon: Epsilon, bits: Int) {
    let numerator = BigUInt(epsilon.numerator)
    var denominator = BigUInt(epsilon.denominator)
    var halvings = 0
    while numerator * 2 > denominator {
      denominator <<= 1
      halvings += 1
    }

    let one = BigUInt(1) << bits
    var (lowerTerm, upperTerm) = (one, one)
    var added = (lower: one, upper: one)
    var subtracted = (lower: BigUInt(0), upper: BigUInt(0))
    var order = 1
    while upperTerm > 1 {
      let divisor = denominator * BigUInt(order)
      lowerTerm = lowerTerm * numerator / divisor
      upperTerm = upperTerm * numerator / divisor + 1
      if order % 2 == 0 {
        added.lower += lowerTerm
        added.upper += upperTerm
      } else {
        subtracted.lower += lowerTerm
        subtracted.upper += upperTerm
      }
      order += 1
    }
    // The terms alternate and shrink: what is cut off is below one unit, either way.
    var enclosure = Enclosure(
      lower: added.lower - subtracted.upper - 1,
      upper: min(added.upper - subtracted.lower + 1, one), bits: bits)
    for _ in 0..<halvings { enclosure = enclosure * enclosure }
    self = enclosure
  }
}
