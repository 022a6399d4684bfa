// SPDX-License-Identifier: Apache-2.0

/// The privacy loss of one release: an exact positive fraction in lowest terms.
///
/// A parsed epsilon has numerator and denominator of at most 1 000 000. An epsilon divided among
/// the entries that one account can move (`divided(by:)`) may have a denominator up to 10^12.
package struct Epsilon: Hashable, Sendable {
  package let numerator: UInt64
  package let denominator: UInt64

  /// The largest numerator, the largest denominator and the largest divisor.
  package static let limit: UInt64 = 1_000_000

  private init(reduced numerator: UInt64, _ denominator: UInt64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// - Throws: `epsilonRange` unless both parts, in lowest terms, are 1 to 1 000 000.
  package init(_ numerator: UInt64, over denominator: UInt64 = 1) throws(ReleaseError) {
    guard numerator > 0, denominator > 0 else { throw .epsilonRange }
    let divisor = greatestCommonDivisor(numerator, denominator)
    self.init(reduced: numerator / divisor, denominator / divisor)
    guard self.numerator <= Epsilon.limit, self.denominator <= Epsilon.limit else {
      throw .epsilonRange
    }
  }

  /// Reads `2`, `0.25` (up to six decimals) or `1/3`: ASCII digits, no sign, no leading zeros.
  package init(parsing text: String) throws(ReleaseError) {
    if let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) {
      let above = try Epsilon.wholeNumber(text.utf8[..<slash])
      let below = try Epsilon.wholeNumber(text.utf8[text.utf8.index(after: slash)...])
      try self.init(above, over: below)
    } else if let point = text.utf8.firstIndex(of: UInt8(ascii: ".")) {
      let whole = try Epsilon.wholeNumber(text.utf8[..<point])
      let decimals = text.utf8[text.utf8.index(after: point)...]
      guard (1...6).contains(decimals.count) else { throw .epsilonText }
      var numerator = whole
      var denominator: UInt64 = 1
      for digit in decimals {
        numerator = numerator * 10 + (try Epsilon.value(ofDigit: digit))
        denominator *= 10
      }
      try self.init(numerator, over: denominator)
    } else {
      try self.init(try Epsilon.wholeNumber(text.utf8[...]))
    }
  }

  /// `1/2`, or `2` where the denominator is one.
  package var text: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }

  /// Epsilon over `count`: what each entry gets where one account can move `count` of them by one.
  /// - Throws: `epsilonDivisor` for a count outside 1 to 1 000 000 or a denominator above 10^12.
  package func divided(by count: Int) throws(ReleaseError) -> Epsilon {
    guard let count = UInt64(exactly: count), (1...Epsilon.limit).contains(count) else {
      throw .epsilonDivisor
    }
    let divisor = greatestCommonDivisor(numerator, count)
    let (grown, overflow) = denominator.multipliedReportingOverflow(by: count / divisor)
    guard !overflow, grown <= Epsilon.limit * Epsilon.limit else { throw .epsilonDivisor }
    return Epsilon(reduced: numerator / divisor, grown)
  }

  /// The fraction `share` / `whole` of epsilon, for one of the parts that epsilon is split into.
  /// - Throws: `epsilonRange` unless 0 < share <= whole <= 1 000 000; `epsilonDivisor` where the parts, in lowest terms,
  ///   are above 1 000 000 and 10^12.
  package func share(_ share: Int, of whole: Int) throws(ReleaseError) -> Epsilon {
    guard let part = UInt64(exactly: share), part > 0, share <= whole else { throw .epsilonRange }
    let smaller = try divided(by: whole)
    let divisor = greatestCommonDivisor(part, smaller.denominator)
    let (grown, overflow) = smaller.numerator.multipliedReportingOverflow(by: part / divisor)
    guard !overflow, grown <= Epsilon.limit else { throw .epsilonDivisor }
    return Epsilon(reduced: grown, smaller.denominator / divisor)
  }

  /// At most seven digits, so that nothing after it overflows.
  private static func wholeNumber(_ digits: Substring.UTF8View) throws(ReleaseError) -> UInt64 {
    guard (1...7).contains(digits.count) else { throw .epsilonText }
    guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { throw .epsilonText }
    var number: UInt64 = 0
    for digit in digits { number = number * 10 + (try value(ofDigit: digit)) }
    return number
  }

  private static func value(ofDigit digit: UInt8) throws(ReleaseError) -> UInt64 {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { throw .epsilonText }
    return UInt64(digit - UInt8(ascii: "0"))
  }
}

extension Epsilon: Comparable {
  package static func < (left: Epsilon, right: Epsilon) -> Bool {
    UInt128(left.numerator) * UInt128(right.denominator)
      < UInt128(right.numerator) * UInt128(left.denominator)
  }
}

private func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
  var (larger, smaller) = (first, second)
  while smaller > 0 { (larger, smaller) = (smaller, larger % smaller) }
  return larger
}
