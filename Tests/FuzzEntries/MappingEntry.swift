// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements

extension FuzzEntry {
  /// What mapping.yaml says, written and read again, is the same.
  static let mapping = FuzzEntry(
    "mapping", mostBytes: 4096,
    seeds: {
      let text = """
        # How my list maps onto the agreement. This file never leaves.
        lacuna: mapping/1
        columns:
          name: Account Name
          website: "Web\\u00E9: site"
          country: Land
          status: Type
        values:
          status:
            "Kunde, alt": customer
            Lead: prospect
          industry:
            Broadcast: Media
            null: other

        """
      let values = """
        lacuna: mapping/1
        columns: {name: Name, closed: Close Date}
        amounts:
          arr: {column: "ARR (USD)", currency: USD, decimal: comma, negative: zero}
          seats: {column: Seats}
          deal: {column: Deal, currency-column: Currency}
        dates: {closed: {order: month-first}}
        parent: {website: Parent Website, name: "Parent: name"}

        """
      return [
        Array(text.utf8), Array(values.utf8), Array("{lacuna: mapping/1, columns: {name: A}}".utf8),
      ]
    }
  ) { bytes in
    guard
      let mapping = try? Mapping(
        yaml: bytes, dimensions: listDimensions, amounts: listAmounts.amounts)
    else {
      return .refused
    }
    // Asked for in comments: what the mapping does not say, and the parent that it may take.
    let amounts = listAmounts.amounts
    let written = Array(
      mapping.yaml(
        dimensions: listDimensions, amounts: amounts,
        parent: ParentSource(website: "Parent", name: "a\n*b")
      ).utf8)
    guard
      let again = try? Mapping(
        yaml: written, dimensions: listDimensions, amounts: listAmounts.amounts)
    else {
      throw Finding(description: "what is written is refused")
    }
    var expected = mapping
    // A dimension without values is not written.
    expected.values = mapping.values.filter { !$0.value.isEmpty }
    try Finding.require(again == expected, "another mapping is read back")
    try Finding.require(
      Array(
        again.yaml(
          dimensions: listDimensions, amounts: amounts,
          parent: ParentSource(website: "Parent", name: "a\n*b")
        ).utf8) == written,
      "written again, it is another text")
    return .accepted
  }

  /// What lists and mappings are read under.
  static let listDimensions = [
    StatusDimension.agreed,
    Dimension(
      name: "industry", values: ["Media", "Oil & Gas"], rollUp: .majority, unlisted: .other),
    ProductDimension.of(["Core", "Analytics"]),
    Dimension(
      name: "closed", values: ["past"], rollUp: .precedence, unlisted: .other,
      windows: [
        DateWindow(name: "past", from: Day(number: 0), until: Day(number: 20_000))
      ].compactMap(\.self)),
  ]

  static let listAmounts = SideAmounts(
    amounts: [
      AmountTerms(name: "seats", of: .initiator, measure: .unit("seats"), most: 100)
    ]
      + zip(["arr", "deal"], ["EUR", "USD"]).compactMap { name, code in
        CurrencyCode(code).map {
          AmountTerms(name: name, of: .initiator, measure: .currency($0), most: 1000)
        }
      },
    currencies: CurrencyRates(
      entries: zip(["EUR", "USD"], ["1", "0.92"]).compactMap { code, rate in
        guard let currency = CurrencyCode(code), let rate = CurrencyRate(rate) else { return nil }
        return CurrencyRates.Entry(currency: currency, rate: rate)
      }))
}
