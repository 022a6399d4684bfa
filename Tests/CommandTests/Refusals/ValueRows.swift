// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

extension RefusalRow {
  /// What is refused of the amounts and dates of the own list: import.md 6 and 7.
  static let values: [RefusalRow] = [
    RefusalRow(
      "amount-not-mapped", 65, "the mapping names no column for an amount of this side",
      "<file>: the mapping names no column for the amount pipeline",
      [.value("no entry", mapping: ("amounts:\n(.*\n)*", ""))]),
    RefusalRow(
      "amount-currency-unstated", 65, "the mapping does not say in which currency an amount is",
      "<file>: the mapping does not say in which currency pipeline is",
      [.value("neither key", mapping: ("    currency: USD\n", ""))]),
    RefusalRow(
      "amount-rate-missing", 65, "the mapping states a currency of which the agreement has no rate",
      "<file>: pipeline: the agreement has no rate of GBP",
      [.value("pounds", mapping: ("currency: USD", "currency: GBP"))]),
    RefusalRow(
      "amount-unreadable", 65, "fields of an amount are none",
      "<file>: line <n>: pipeline is no amount",
      [
        .value("a word", amount: "soon"), .value("a unit that is no currency", amount: "1.2M"),
        .value("a decimal comma where the mapping says point", amount: "1.200,50"),
      ]),
    RefusalRow(
      "amount-negative", 65, "amounts are below zero",
      "<file>: line <n>: pipeline is below zero",
      [.value("a minus", amount: "-500"), .value("parentheses", amount: "(1,200.00)")]),
    RefusalRow(
      "amount-currency", 65,
      "amounts are in another currency than the mapping says, or in an uncertain one",
      "<file>: line <n>: pipeline is in a currency that is not certain, not mapped, or without a rate",
      [.value("euros among dollars", amount: "€ 500")]),
    RefusalRow(
      "amount-mixed", 65, "a column writes decimals in two ways",
      "<file>: pipeline: lines <n> and <n> do not write decimals alike",
      [
        .value(
          "comma after point", amount: "1.200,50", others: "1,200.50",
          mapping: ("    decimal: point\n", ""))
      ]),
    RefusalRow(
      "amount-undecided", 65, "no row shows whether a point or a comma stands before decimals",
      "<file>: pipeline: no row shows whether a point or a comma stands before decimals; lines <any>",
      [.value("thousands alone", others: "1,200", mapping: ("    decimal: point\n", ""))]),
    RefusalRow(
      "date-unreadable", 65, "fields of a dimension of windows are no dates",
      "<file>: line <n>: closed is no date",
      [.value("a word", date: "soon"), .value("a day that there is not", date: "2026-02-30")]),
    RefusalRow(
      "date-mixed", 65, "a column writes day and month in two orders",
      "<file>: closed: lines <n> and <n> do not write day and month in one order",
      [.value("month first among day first", date: "03/19/2026", others: "19/03/2026")]),
    RefusalRow(
      "date-undecided", 65, "no row shows whether the day or the month stands first",
      "<file>: closed: no row shows whether the day or the month stands first; line <n>",
      [.value("small numbers", date: "05/03/2026")]),
    RefusalRow(
      "date-serial", 65, "a column of dates holds numbers, as workbooks count days",
      "<file>: closed: numbers that may be days as a workbook counts them; line <n>",
      [.value("a number", date: "46100")]),
  ]
}

extension RefusalProof {
  private static let terms = """
    amounts:
      pipeline: {of: initiator, currency: EUR, most: 1000}
    currencies: {EUR: 1, USD: 0.92}

    """

  /// Acme's list with an amount and a date in each row, under an agreement that asks for both: what `blind` says to it.
  ///
  /// - Parameters:
  ///   - amount: of the first row, or the date.
  ///   - others: of the other rows, where the row is not said to differ alone.
  ///   - mapping: what is changed in mapping.yaml.
  fileprivate static func value(
    _ what: String, amount: String? = nil, date: String? = nil, others: String? = nil,
    mapping change: (String, String)? = nil
  ) -> RefusalProof {
    RefusalProof("list: \(what)", at: .drafted) { two in
      try two.acme.edit("agreement.yaml") {
        try $0.replacingFirst("products:\n", by: window + "products:\n")
          .replacingFirst("questions:\n", by: terms + "questions:\n")
          .replacingFirst(
            "question: account-map\n",
            by: "question: account-map\n    by: {dimension: closed, of: initiator}\n")
      }
      let lines = try String(contentsOf: two.acme.list, encoding: .utf8)
        .split(whereSeparator: \.isNewline).map(String.init)
      let amounts = date == nil ? others ?? "500" : "500"
      let dates = date == nil ? "2026-01-05" : others ?? "2026-01-05"
      let rows = lines.dropFirst().enumerated().map { index, line in
        let value = index == 0 ? (amount ?? amounts, date ?? dates) : (amounts, dates)
        return "\(line),\"\(value.0)\",\(value.1)"
      }
      let text = (["\(lines.first ?? ""),Value,Closed"] + rows).joined(separator: "\n") + "\n"
      try Data(text.utf8).write(to: two.acme.list)
      try Data(Self.mapping.utf8).write(to: two.acme.room.appending(path: "mapping.yaml"))
      if let (old, new) = change {
        try two.acme.edit("mapping.yaml") { try $0.replacingFirst(old, by: new) }
      }
      try await two.acme.run(["agree", "sign"]).requireDone()
      return .verb(two.acme, ["blind", Company.listFromRoom])
    }
  }

  private static let mapping = """
    lacuna: mapping/1
    columns:
      name: Account Name
      website: Website
      country: Billing Country
      status: Type
      closed: Closed
    amounts:
      pipeline:
        column: Value
        currency: USD
        decimal: point

    """

  private static let window = """
      closed:
        windows: {first-half: [2026-01-01, 2026-06-30]}
        roll-up: precedence
        unlisted: other

    """
}
