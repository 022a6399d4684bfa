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
    // Sums of many figures of a file: a thousand times one may be beyond an Int.
    func thousandths(_ part: Int, besides rest: Int) -> (down: Int, up: Int) {
      let (above, whole) = (1000 * Int128(part), Int128(part) + Int128(rest))
      return (Int(above / whole), Int((above + whole - 1) / whole))
    }
    value = thousandths(part.value, besides: rest.value).down
    lower = thousandths(max(0, part.lower), besides: rest.upper).down
    upper = thousandths(part.upper, besides: max(0, rest.lower)).up
  }
}
