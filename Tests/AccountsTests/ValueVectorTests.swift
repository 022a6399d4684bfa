// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import TestSupport
import Testing

/// Amounts, dates and conversions against vectors that a second implementation reads alike.
@Suite struct ValueVectorTests {
  @Test(
    arguments: try Vectors.load(stage: "amount", keys: ["text", "point", "comma", "currencies"]))
  func `an amount is what its vector says with each decimal sign`(_ vector: Vector) throws {
    let field = try vector.bytes("text")[...]
    for decimal in DecimalSign.allCases {
      let (expected, currencies) = (try vector[decimal.rawValue], try vector["currencies"])
      do throws(AmountText.Absence) {
        let text = try AmountText(field, decimal)
        let sets = text.marks.map(CurrencyMarks.currencies)
        guard !sets.contains(nil) else {
          #expect(expected == "unreadable")
          continue
        }
        #expect("\(text.isNegative ? -text.hundredths : text.hundredths)" == expected)
        let codes = sets.compactMap(\.self)
        let left = codes.dropFirst().reduce(codes.first ?? []) { $0.intersection($1) }
        let shown = left.map(\.text).sorted().joined(separator: " ")
        #expect(currencies == (shown.isEmpty && !codes.isEmpty ? "none" : shown))
      } catch {
        #expect("\(error)" == expected)
      }
    }
  }

  @Test(
    arguments: try Vectors.load(
      stage: "date", keys: ["text", "day-first", "month-first", "excel-days"]))
  func `a date is the days that its vector says`(_ vector: Vector) throws {
    let date = DateText(try vector.bytes("text")[...])
    for order in DateOrder.allCases {
      #expect(try vector[order.rawValue] == date.day(order)?.description ?? "")
    }
  }

  @Test(
    arguments: try Vectors.load(
      stage: "currency-rate", keys: ["hundredths", "from", "to", "result"]))
  func `a conversion is exact`(_ vector: Vector) throws {
    let codes = try ["AAA", "BBB"].map { try #require(CurrencyCode($0)) }
    let rates = CurrencyRates(
      entries: try zip(codes, ["from", "to"]).map { code, key in
        CurrencyRates.Entry(currency: code, rate: try #require(CurrencyRate(vector[key])))
      })
    let conversion = try #require(rates.conversion(from: codes[0], to: codes[1]))
    let hundredths = try #require(Int(try vector["hundredths"]))
    #expect(conversion.applied(to: hundredths) == Int(try vector["result"]))
  }

  @Test func `any text is an amount, or none, without a trap`() {
    var generator = SeededGenerator(seed: 20_261_128)
    let pieces = [
      "1", "9", "000", ",", ".", "'", " ", "-", "(", ")", "$", "kr", "€", "–", "T", ":", "/",
    ]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
      for decimal in DecimalSign.allCases {
        let amount = try? AmountText(ArraySlice(text.utf8), decimal)
        #expect(
          (amount?.hundredths ?? 0) >= 0 && (amount?.hundredths ?? 0) <= 1_000_000_000_000_000)
      }
      let date = DateText(ArraySlice(text.utf8))
      // What a workbook may count is no other date; else there is one day whatever the order.
      #expect(
        date.day(.excelDays) == nil || date.day(.dayFirst) == date.day(.monthFirst), "\(text)")
    }
  }
}
