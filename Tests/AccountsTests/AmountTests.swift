// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import TestSupport
import Testing

/// Amounts of a list: columns, currencies, sums, and what is refused.
@Suite struct AmountTests {
  private let status = StatusDimension.agreed

  private func side(
    _ measure: AmountTerms.Measure? = nil, rates: [(String, String)] = []
  ) throws -> SideAmounts {
    let euro = try #require(CurrencyCode("EUR"))
    let entries = try rates.map { code, rate in
      CurrencyRates.Entry(
        currency: try #require(CurrencyCode(code)), rate: try #require(CurrencyRate(rate)))
    }
    return SideAmounts(
      amounts: [
        AmountTerms(name: "arr", of: .initiator, measure: measure ?? .currency(euro), most: 1000)
      ], currencies: CurrencyRates(entries: entries))
  }

  private func source(_ code: String = "EUR", decimal: DecimalSign? = nil) throws -> AmountSource {
    AmountSource(
      column: "ARR", currency: .fixed(try #require(CurrencyCode(code))), decimal: decimal)
  }

  private func read(
    _ rows: [String], _ source: AmountSource?, _ side: SideAmounts,
    _ openQuestions: ListImport.OpenQuestions = .refused
  ) throws -> CustomerList {
    let mapping = Mapping(
      columns: ["name": "Name", "status": "Status"], values: [:],
      amounts: source.map { ["arr": $0] } ?? [:])
    let full = rows.map {
      $0.split(separator: ";", omittingEmptySubsequences: false).count < 4 ? $0 + ";" : $0
    }
    let text = (["Name;Status;ARR;Code"] + full).joined(separator: "\n") + "\n"
    return try CustomerList.read(
      Array(text.utf8), mapping: mapping, dimensions: [status], amounts: side,
      openQuestions: openQuestions, lists: NameKeyTests.lists.get())
  }

  @Test func `an account has the sum of its rows, in any order`() throws {
    let rows = [
      "Acme;customer;1.200,50 €", "ACME;customer;100", "Bolt;prospect;", "Crux;customer;-",
      "Acme;customer;€ 0,01",
    ]
    for order in [rows, rows.reversed()] {
      let list = try read(order, source(), side())
      #expect(list.accounts.map(\.amounts) == [[130_051], [0], [0]])
      let summary = try #require(list.summary.amounts.first)
      #expect(summary.rowsWith == 3 && summary.rowsWithout == 2)
      #expect(summary.accountsAboveMost == 1)
      #expect(summary.total == 130_051 && summary.clampedTotal == 100_000)
      #expect(summary.decimal == .comma)
    }
  }

  @Test func `a list that is read without amounts has none`() throws {
    let list = try read(["Acme;customer;nonsense"], nil, .none)
    #expect(list.accounts.map(\.amounts) == [[]] && list.summary.amounts.isEmpty)
  }

  @Test func `a decimal sign is that of the whole column, or asked for`() throws {
    // The third row shows what the first two are.
    let shown = ["Acme;customer;1.234", "Bolt;customer;2.345", "Crux;customer;3.456,00"]
    #expect(
      try read(shown, source(), side()).accounts.map(\.amounts) == [
        [123_400], [234_500], [345_600],
      ])
    let open = ["Acme;customer;7", "Bolt;customer;1.234"]
    let lines = lines([3])
    #expect(throws: AccountsError.amountUndecided(amount: "arr", lines: lines)) {
      try read(open, source(), side())
    }
    let listed = try read(open, source(), side(), .listed)
    #expect(listed.summary.openQuestions == [.amountUndecided(amount: "arr", lines: lines)])
    #expect(listed.accounts.map(\.amounts) == [[700], [0]])
    #expect(
      try read(open, source(decimal: .comma), side()).accounts.map(\.amounts) == [[700], [123_400]])
    #expect(
      try read(open, source(decimal: .point), side()).accounts.map(\.amounts) == [[700], [123]])
  }

  @Test func `two ways to write decimals are refused, in any order, of rows that take part`() throws
  {
    let rows = ["Acme;customer;1.234,50", "Bolt;customer;1,234.50"]
    #expect(throws: AccountsError.amountMixed(amount: "arr", lines: [2, 3])) {
      try read(rows, source(), side())
    }
    #expect(throws: AccountsError.amountMixed(amount: "arr", lines: [2, 3])) {
      try read(rows.reversed(), source(), side())
    }
    // What the owner says holds; the other way is then no amount.
    #expect(throws: AccountsError.amountUnreadable(amount: "arr", lines: lines([3]))) {
      try read(rows, source(decimal: .comma), side())
    }
    let elsewhere = [rows[0], "Bolt;lost;1,234.50", "Crux;lost;soon"]
    #expect(try read(elsewhere, source(), side()).accounts.map(\.amounts) == [[123_450]])
  }

  @Test func `what is no amount is named by its lines, nothing is zero in silence`() throws {
    let rows = ["Acme;customer;1", "Bolt;customer;soon", "Crux;customer;1.2M"]
    for questions in [ListImport.OpenQuestions.refused, .listed] {
      #expect(throws: AccountsError.amountUnreadable(amount: "arr", lines: lines([3, 4]))) {
        try read(rows, source(), side(), questions)
      }
    }
  }

  @Test func `an amount below zero is refused, or nothing where the owner says so`() throws {
    let rows = ["Acme;customer;(500)", "Bolt;customer;3"]
    #expect(throws: AccountsError.amountNegative(amount: "arr", lines: lines([2]))) {
      try read(rows, source(), side())
    }
    var forgiving = try source()
    forgiving.negative = .zero
    #expect(try read(rows, forgiving, side()).accounts.map(\.amounts) == [[0], [300]])
  }

  @Test func `another currency is converted by the agreed rates alone`() throws {
    let rows = ["Acme;customer;$ 100.10", "Bolt;customer;3 USD"]
    let rates = [("EUR", "1"), ("USD", "0.92")]
    #expect(
      try read(rows, source("USD"), side(rates: rates)).accounts.map(\.amounts) == [[9209], [276]])
    #expect(throws: AccountsError.amountRateMissing(amount: "arr", currency: "USD")) {
      try read(rows, source("USD"), side())
    }
    #expect(throws: AccountsError.amountCurrency(amount: "arr", lines: lines([2, 3]))) {
      try read(rows, source("EUR"), side(rates: rates))
    }
    #expect(throws: AccountsError.amountCurrency(amount: "arr", lines: lines([2]))) {
      try read(["Acme;customer;kr 7"], source("EUR"), side(rates: rates))
    }
  }

  @Test func `a column may say the currency of each row`() throws {
    let column = AmountSource(column: "ARR", currency: .column("Code"))
    let rates = [("EUR", "1"), ("USD", "0.5")]
    let rows = ["Acme;customer;100;EUR", "Bolt;customer;100;usd", "Crux;customer;;"]
    #expect(
      try read(rows, column, side(rates: rates)).accounts.map(\.amounts)
        == [[10_000], [5_000], [0]])
    for row in [
      "Acme;customer;100;", "Acme;customer;100;$", "Acme;customer;100;GBP",
      "Acme;customer;€100;USD",
    ] {
      #expect(throws: AccountsError.amountCurrency(amount: "arr", lines: lines([2]))) {
        try read([row], column, side(rates: rates))
      }
    }
    // The sign leaves one of what the column may mean.
    #expect(
      try read(["Acme;customer;100 USD;$"], column, side(rates: rates)).accounts.map(\.amounts)
        == [[5_000]])
  }

  @Test func `what only the owner can say is asked for`() throws {
    let rows = ["Acme;customer;100"]
    let unstated = AmountSource(column: "ARR")
    for (source, error) in [
      (nil, .amountNotMapped("arr")), (unstated, .amountCurrencyUnstated("arr")),
    ] as [(AmountSource?, AccountsError)] {
      #expect(throws: error) { try read(rows, source, side()) }
      #expect(try read(rows, source, side(), .listed).summary.openQuestions == [error])
    }
    #expect(throws: AccountsError.columnMissing(header: "Revenue", field: "amount arr")) {
      try read(rows, AmountSource(column: "Revenue"), side())
    }
  }

  @Test func `an amount that is not money has its unit or nothing beside it`() throws {
    let days = try side(.unit("days"))
    let source = AmountSource(column: "ARR")
    #expect(
      try read(["Acme;customer;12 Days", "Bolt;customer;1.5"], source, days).accounts
        .map(\.amounts) == [[1_200], [150]])
    #expect(throws: AccountsError.amountUnreadable(amount: "arr", lines: lines([2]))) {
      try read(["Acme;customer;12 EUR"], source, days)
    }
  }

  @Test func `no sum overflows`() throws {
    let row = "Acme;customer;9999999999999"
    let rates = [("EUR", "0.000000001"), ("USD", "999999999")]
    let list = try read([row, row], source("USD"), side(rates: rates))
    #expect(list.accounts.map(\.amounts) == [[.max]])
    #expect(list.summary.amounts.first?.clampedTotal == 100_000)
  }

  private func lines(_ numbers: [Int]) -> ListSummary.Lines {
    var lines = ListSummary.Lines()
    for number in numbers { lines.add(number) }
    return lines
  }
}
