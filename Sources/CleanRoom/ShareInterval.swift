// SPDX-License-Identifier: Apache-2.0

/// A number that is known within an interval.
package struct BoundedNumber: Equatable {
  package let value: Int
  package let lower: Int
  package let upper: Int

  package init(_ value: Int, halfWidth: Int) {
    self.value = value
    lower = value - halfWidth
    upper = value + halfWidth
  }
}

/// The share of a part in a whole, in thousandths, wherever both of its numbers are in their intervals.
///
/// The share of a in a + b rises with a and falls with b, so its ends are at the ends of theirs, whatever the two have
/// to do with each other (privacy.md 6).
package struct ShareInterval: Equatable {
  package let value: Int
  /// Rounded down.
  package let lower: Int
  /// Rounded up.
  package let upper: Int

  /// Nil where the whole may be nothing, or a number is below zero.
  package init?(of part: BoundedNumber, besides rest: BoundedNumber) {
    guard part.value >= 0, rest.value >= 0, part.value + rest.value > 0,
      part.lower + rest.lower > 0
    else { return nil }
    let (least, most) = (max(0, part.lower), part.upper)
    value = 1000 * part.value / (part.value + rest.value)
    lower = 1000 * least / (least + rest.upper)
    let whole = most + max(0, rest.lower)
    upper = (1000 * most + whole - 1) / whole
  }
}
