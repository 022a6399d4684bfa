// SPDX-License-Identifier: Apache-2.0

import BigInt

/// A sum of epsilons (or of deltas): an exact fraction, never negative, always in lowest terms.
///
/// Releases compose by addition (privacy.md, "Composition"), so this is what ledgers keep and caps
/// limit. Parts are big integers: no sum can overflow and none is ever rounded.
package struct PrivacyCost: Hashable, Sendable {
  private let numerator: BigUInt
  private let denominator: BigUInt

  package static let zero = PrivacyCost(0, over: 1)

  /// The most digits a part may have where a cost is read from a file.
  private static let digitLimit = 1_000

  private init(_ numerator: BigUInt, over denominator: BigUInt) {
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  package init(_ epsilon: Epsilon) {
    self.init(BigUInt(epsilon.numerator), over: BigUInt(epsilon.denominator))
  }

  package init(_ delta: Delta) {
    self.init(1, over: BigUInt(1) << delta.exponent)
  }

  /// Reads exactly what `text` writes; `2/4`, `1`, `01/2` and `1/0` are refused.
  package init(parsing text: String) throws(ReleaseError) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard parts.count == 2,
      parts.allSatisfy({ (1...PrivacyCost.digitLimit).contains($0.count) }),
      parts.allSatisfy({ $0.allSatisfy(digits.contains) }),
      let numerator = BigUInt(String(parts[0]) ?? ""),
      let denominator = BigUInt(String(parts[1]) ?? ""), denominator > 0
    else { throw .costText }
    self.init(numerator, over: denominator)
    guard self.text == text else { throw .costText }
  }

  /// `n/d`, in lowest terms, with the denominator always written: `0/1`, `1/2`, `3/1`.
  package var text: String { "\(numerator)/\(denominator)" }

  package static func + (left: PrivacyCost, right: PrivacyCost) -> PrivacyCost {
    PrivacyCost(
      left.numerator * right.denominator + right.numerator * left.denominator,
      over: left.denominator * right.denominator)
  }

  package static func += (left: inout PrivacyCost, right: PrivacyCost) {
    left = left + right
  }

  /// The cost of `count` releases at this cost each. `count` must not be negative.
  package func times(_ count: Int) -> PrivacyCost {
    PrivacyCost(numerator * BigUInt(count), over: denominator)
  }

  /// What is left after `other` is taken away, or nil where `other` is the larger.
  package func subtracting(_ other: PrivacyCost) -> PrivacyCost? {
    guard self >= other else { return nil }
    return PrivacyCost(
      numerator * other.denominator - other.numerator * denominator,
      over: denominator * other.denominator)
  }
}

extension PrivacyCost: Comparable {
  package static func < (left: PrivacyCost, right: PrivacyCost) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}
