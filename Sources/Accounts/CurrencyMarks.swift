// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// The signs and short forms by which lists name currencies; several share some of them (Protocols/import.md, section 6).
package enum CurrencyMarks {
  /// The currencies that a mark may stand for: a sign of the table, else three letters; nil where it stands for none.
  package static func currencies(of mark: String) -> Set<CurrencyCode>? {
    let short = mark.hasSuffix(".") ? String(mark.dropLast()) : mark
    let folded = String(decoding: short.utf8.map(FieldText.asciiLower), as: UTF8.self)
    if let known = table[folded] { return known }
    let letters = folded.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
    return CurrencyCode(String(decoding: letters, as: UTF8.self)).map { [$0] }
  }

  private static let table = names.mapValues {
    Set($0.split(separator: " ").compactMap { CurrencyCode(String($0)) })
  }

  private static let names = [
    "$": "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP", "us$": "USD", "c$": "CAD", "ca$": "CAD",
    "a$": "AUD", "au$": "AUD", "nz$": "NZD", "s$": "SGD", "hk$": "HKD", "nt$": "TWD",
    "mx$": "MXN", "r$": "BRL", "\u{20AC}": "EUR", "\u{A3}": "GBP", "\u{A5}": "JPY CNY",
    "\u{FFE5}": "JPY CNY", "jp\u{A5}": "JPY", "cn\u{A5}": "CNY", "\u{20B9}": "INR",
    "rs": "INR PKR LKR NPR", "\u{20A9}": "KRW", "\u{20AA}": "ILS", "\u{20BA}": "TRY",
    "\u{20BD}": "RUB", "\u{20B4}": "UAH", "\u{20B1}": "PHP", "\u{20AB}": "VND", "\u{E3F}": "THB",
    "\u{20A6}": "NGN", "fr": "CHF", "sfr": "CHF", "kr": "SEK NOK DKK ISK", "z\u{142}": "PLN",
    "k\u{10D}": "CZK", "ft": "HUF", "lei": "RON", "rm": "MYR", "r": "ZAR",
  ]
}
