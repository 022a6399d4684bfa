// SPDX-License-Identifier: Apache-2.0

import Agreements
import Testing
import TestSupport

@Suite("Amounts, currencies and windows of an agreement")
struct ValueRuleTests {
  private static let rules: [BrokenRule] = [
    .init("amounts", "pipeline:", "industry:"), .init("amounts", "pipeline:", "products:"),
    .init("amounts.Pipeline", "pipeline:", "Pipeline:"),
    .init("amounts.pipeline", "of: initiator, currency: EUR", "of: initiator"),
    .init("amounts.pipeline", "currency: EUR", "currency: EUR, unit: days"),
    .init("amounts.pipeline", "currency: EUR", "currency: EUR, least: 1"),
    .init("amounts.pipeline", "{of: initiator, currency", "{currency"),
    .init("amounts.pipeline.of", "of: initiator, currency", "of: acme, currency"),
    .init("amounts.pipeline.currency", "currency: EUR", "currency: eur"),
    .init("amounts.pipeline.currency", "currency: EUR", "currency: EURO"),
    .init("amounts.pipeline.currency", "currency: EUR", "currency: ''"),
    .init("amounts.seats.unit", "unit: seats", "unit: Seats"),
    .init("amounts.seats.most", "most: 999999999", "most: 1000000000"),
    .init("amounts.pipeline.most", "most: 250000", "most: 0"),
    .init("amounts.pipeline.most", "most: 250000", "most: -1"),
    .init("amounts.pipeline.most", "most: 250000", "most: 2.5"),
    .init("amounts", "amounts:", "amounts: {}\nunused:"),
    .init("currencies", "{EUR: 1, USD: 0.92}", "{}"),
    .init("currencies", "{EUR: 1, USD: 0.92}", "{USD: 0.92}"),
    .init("currencies", "{EUR: 1, USD: 0.92}", "[EUR]"),
    .init("currencies.Usd", "USD: 0.92", "Usd: 0.92"),
    .init("currencies.USD", "0.92", "0"), .init("currencies.USD", "0.92", "0.000000000"),
    .init("currencies.USD", "0.92", "-1"), .init("currencies.USD", "0.92", "1/3"),
    .init("currencies.USD", "0.92", "0.0000000001"),
    .init("currencies.USD", "0.92", "1000000000"), .init("currencies.USD", "0.92", "01"),
    .init("currencies.USD", "0.92", ".5"), .init("currencies.USD", "0.92", "5."),
    .init("currencies.USD", "0.92", "1e3"), .init("currencies.USD", "0.92", "0.9.2"),
    .init("dimensions.closed.windows.q1", "[2026-01-01, 2026-03-31]", "[2026-04-01, 2026-03-31]"),
    .init("dimensions.closed.windows.q1", "[2026-01-01, 2026-03-31]", "[2026-01-01]"),
    .init("dimensions.closed.windows.q1", "[2026-01-01, 2026-03-31]", "2026-01-01"),
    .init(
      "dimensions.closed.windows.q1[1]", "[2026-01-01, 2026-03-31]", "[2026-01-01, 2026-02-30]"),
    .init("dimensions.closed.windows.q1[0]", "[2026-01-01, 2026-03-31]", "[1.1.2026, 2026-03-31]"),
    .init("dimensions.closed.windows.q1", "[2026-01-01,", "[2026-01-01, 2026-02-01,"),
    // The second begins on the last day of the first.
    .init("dimensions.closed.windows.q 2", "2026-03-31", "2026-04-01"),
    .init("dimensions.closed.windows", "q1:", "other:"),
    .init("dimensions.closed.windows.", "q1:", "'':"),
    .init("dimensions.closed.windows", "{q1: [2026-01-01, 2026-03-31], ", "{} #"),
    .init(
      "dimensions.closed", "roll-up: precedence\n    unlisted: other\nam",
      "values: [a]\n    roll-up: precedence\n    unlisted: other\nam"),
    .init(
      "dimensions.closed.roll-up", "roll-up: precedence\n    unlisted: other\nam",
      "roll-up: sum\n    unlisted: other\nam"),
  ]

  @Test("A broken rule is refused, at its path", arguments: rules)
  func refused(_ rule: BrokenRule) throws {
    let text = try Sample.changed(Sample.fullText(), [(rule.old, rule.new)])
    let path = rule.new.contains("unused:") ? "document" : rule.path
    #expect(Sample.refusal(of: text)?.path == path)
  }

  @Test("They are read as they stand")
  func read() throws {
    let terms = try Sample.fullTerms()
    let euro = try #require(CurrencyCode("EUR"))
    #expect(
      terms.amounts == [
        AmountTerms(name: "pipeline", of: .initiator, measure: .currency(euro), most: 250_000),
        AmountTerms(name: "seats", of: .responder, measure: .unit("seats"), most: 999_999_999),
      ])
    #expect(terms.amounts(of: .responder).amounts.map(\.unit) == ["seats"])
    #expect(terms.currencies.entries.map(\.rate.text) == ["1", "0.92"])
    let closed = try #require(terms.dimension("closed"))
    #expect(closed.values == ["q1", "q 2"])
    for (day, window) in [
      ("2025-12-31", nil), ("2026-01-01", 0), ("2026-03-31", 0), ("2026-04-01", 1),
      ("2026-04-02", nil),
    ] as [(String, Int?)] {
      #expect(closed.window(of: try #require(Day(day))) == window)
    }
  }

  @Test("An agreement without them is as before, and rates may stand without amounts")
  func optional() throws {
    let plain = try Sample.agreement().terms
    #expect(plain.amounts.isEmpty && plain.currencies == .none)
    let text = try Sample.text() + "currencies: {CHF: 0.000000001}\n"
    #expect(try Agreement(bytes: Array(text.utf8)).terms.currencies.entries.count == 1)
  }

  @Test("A rate is exact, and written without zeros at its end")
  func rates() throws {
    for (text, billionths, written) in [
      ("1", 1_000_000_000, "1"), ("0.92", 920_000_000, "0.92"), ("0.000000001", 1, "0.000000001"),
      ("999999999.999999999", 999_999_999_999_999_999, "999999999.999999999"),
      ("10.50", 10_500_000_000, "10.5"), ("100", 100_000_000_000, "100"),
    ] as [(String, UInt64, String)] {
      let rate = try #require(CurrencyRate(text))
      #expect(rate.billionths == billionths && rate.text == written)
    }
  }

  @Test("A conversion is exact, rounds a half up, and never overflows")
  func conversion() throws {
    let codes = try ["AAA", "BBB", "CCC"].map { try #require(CurrencyCode($0)) }
    func conversion(_ from: String, _ to: String) throws -> CurrencyConversion {
      let rates = CurrencyRates(entries: [
        CurrencyRates.Entry(currency: codes[0], rate: try #require(CurrencyRate(from))),
        CurrencyRates.Entry(currency: codes[1], rate: try #require(CurrencyRate(to))),
      ])
      #expect(rates.conversion(from: codes[0], to: codes[2]) == nil)
      #expect(rates.conversion(from: codes[2], to: codes[2]) == .identity)
      return try #require(rates.conversion(from: codes[0], to: codes[1]))
    }
    #expect(try conversion("0.92", "1").applied(to: 12_345) == 11_357)  // 11357.4
    #expect(try conversion("1", "2").applied(to: 5) == 3)  // 2.5
    #expect(try conversion("1", "3").applied(to: 4) == 1)  // 1.33
    #expect(try conversion("1", "3").applied(to: 5) == 2)  // 1.67
    #expect(try conversion("2", "3").applied(to: 0) == 0)
    #expect(try conversion("999999999", "0.000000001").applied(to: .max) == .max)
    #expect(try conversion("0.000000001", "999999999").applied(to: .max) == 9)
    #expect(CurrencyConversion.identity.applied(to: 7) == 7)
    #expect(CurrencyConversion.identity.applied(to: .max) == .max)
  }

  @Test("What is beyond the most an account may have is cut off")
  func clamp() throws {
    let amount = AmountTerms(name: "a", of: .initiator, measure: .unit("days"), most: 30)
    #expect([0, 2_999, 3_000, 3_001, .max].map(amount.clamped) == [0, 2_999, 3_000, 3_000, 3_000])
  }
}
