// SPDX-License-Identifier: Apache-2.0

/// A currency by its three capital letters (ISO 4217 has the list; any three are taken).
package struct CurrencyCode: Hashable, Sendable {
  package let text: String

  package init?(_ text: String) {
    guard text.utf8.count == 3, text.utf8.allSatisfy({ (65...90).contains($0) }) else {
      return nil
    }
    self.text = text
  }
}

/// What one unit of a currency is worth, as a decimal of at most nine places: exact, in billionths.
package struct CurrencyRate: Hashable, Sendable {
  package let billionths: UInt64

  private static let places = 9

  /// Nil unless it is `1`, `0.92` or the like: up to nine digits, then up to nine places, not zero.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...9).contains(parts[0].count),
      parts[0].count == 1 || parts[0].first != UInt8(ascii: "0"),
      parts.count == 1 || (1...Self.places).contains(parts[1].count),
      parts.joined().allSatisfy({ (48...57).contains($0) })
    else { return nil }
    var digits = Array(parts.joined())
    let written = parts.count == 1 ? 0 : parts[1].count
    digits += Array(repeating: 48, count: Self.places - written)
    // Eighteen digits at most.
    billionths = digits.reduce(0) { $0 * 10 + UInt64($1 - 48) }
    guard billionths > 0 else { return nil }
  }

  /// Without zeros at its end.
  package var text: String {
    let digits = String(billionths)
    let padded = String(repeating: "0", count: max(0, Self.places + 1 - digits.count)) + digits
    var places = padded.suffix(Self.places)
    while places.last == "0" { places = places.dropLast() }
    let whole = padded.dropLast(Self.places)
    return places.isEmpty ? String(whole) : "\(whole).\(places)"
  }
}

/// What one unit of each currency is worth in units of one base that need not be named; never the rate of a day.
package struct CurrencyRates: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    package var currency: CurrencyCode
    package var rate: CurrencyRate

    package init(currency: CurrencyCode, rate: CurrencyRate) {
      self.currency = currency
      self.rate = rate
    }
  }

  /// In the order of the agreement, each currency once.
  package var entries: [Entry]

  package static let none = CurrencyRates(entries: [])
  static let limit = 50

  package init(entries: [Entry]) { self.entries = entries }

  package func rate(of currency: CurrencyCode) -> CurrencyRate? {
    entries.first { $0.currency == currency }?.rate
  }

  /// How hundredths of one currency become hundredths of another; nil where a rate lacks and they differ.
  package func conversion(from: CurrencyCode, to: CurrencyCode) -> CurrencyConversion? {
    if from == to { return .identity }
    guard let from = rate(of: from), let to = rate(of: to) else { return nil }
    return CurrencyConversion(from: from.billionths, to: to.billionths)
  }
}

/// A fixed ratio of two currencies.
package struct CurrencyConversion: Equatable, Sendable {
  fileprivate let from: UInt64
  fileprivate let to: UInt64

  package static let identity = CurrencyConversion(from: 1, to: 1)

  /// The amount times the ratio, exactly, then rounded to the nearest hundredth, a half up; at most `Int.max`.
  ///
  /// - Parameter hundredths: not negative.
  package func applied(to hundredths: Int) -> Int {
    // Below 2^63 times 2^60: no overflow.
    let product = UInt128(UInt64(max(0, hundredths))) * UInt128(from)
    return Int(clamping: (product + UInt128(to / 2)) / UInt128(to))
  }
}
