// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Testing

/// Amounts, dates and parents in mapping.yaml: read, written, guessed.
@Suite struct SourceTests {
  private let amounts: [AmountTerms]
  private let dimensions: [Dimension]

  init() throws {
    let euro = try #require(CurrencyCode("EUR"))
    amounts = [
      AmountTerms(name: "pipeline", of: .initiator, measure: .currency(euro), most: 10),
      AmountTerms(name: "arr", of: .initiator, measure: .currency(euro), most: 10),
      AmountTerms(name: "seats", of: .initiator, measure: .unit("seats"), most: 10),
    ]
    let window = try #require(
      DateWindow(name: "q1", from: Day(number: 20_000), until: Day(number: 20_100)))
    dimensions = [
      StatusDimension.agreed,
      Dimension(
        name: "closed", values: ["q1"], rollUp: .majority, unlisted: .other, windows: [window]),
    ]
  }

  private func read(_ yaml: String) throws(AccountsError) -> Mapping {
    try Mapping(
      yaml: Array("lacuna: mapping/1\n\(yaml)".utf8), dimensions: dimensions, amounts: amounts)
  }

  @Test func `a mapping of amounts, dates and parents is written as it is read`() throws {
    let mapping = Mapping(
      columns: ["name": "Account Name", "closed": "Close Date"], values: [:],
      amounts: [
        "arr": AmountSource(
          column: "ARR: \"own\"", currency: .column("Währung"), decimal: .comma, negative: .zero),
        "pipeline": AmountSource(
          column: "Opportunity Amount (USD)", currency: CurrencyCode("USD").map { .fixed($0) }),
        "seats": AmountSource(column: "Seats", decimal: .point),
      ], dates: ["closed": .dayFirst], parent: ParentSource(website: "Parent Site", name: nil))
    let yaml = mapping.yaml(dimensions: dimensions, amounts: amounts)
    #expect(
      yaml == """
        # How my list maps onto the agreement. This file never leaves.
        lacuna: mapping/1

        # field: header of its column
        columns:
          name: Account Name
          closed: Close Date

        # amount: its column, and how the column writes it
        amounts:
          arr:
            column: "ARR: \\"own\\""
            currency-column: "Währung"
            decimal: comma
            negative: zero
          pipeline:
            column: Opportunity Amount (USD)
            currency: USD
          seats:
            column: Seats
            decimal: point

        # the order of day and month in a column
        dates:
          closed:
            order: day-first

        parent:
          website: Parent Site

        """)
    #expect(
      try Mapping(yaml: Array(yaml.utf8), dimensions: dimensions, amounts: amounts) == mapping)
  }

  @Test func `what only the owner knows is asked for in comments`() throws {
    var mapping = Mapping(columns: ["name": "Name"], values: [:])
    mapping.amounts["arr"] = AmountSource(column: "ARR")
    let yaml = mapping.yaml(
      dimensions: dimensions, amounts: amounts,
      parent: ParentSource(website: nil, name: "Parent Account"))
    #expect(yaml.contains("    # currency: EUR\n"))
    #expect(yaml.contains("# parent:\n#   name: Parent Account\n"))
    let text = Array(yaml.utf8)
    #expect(try Mapping(yaml: text, dimensions: dimensions, amounts: amounts) == mapping)
  }

  @Test(arguments: [
    ("amounts:\n  arr: ARR\n", AccountsError.mappingMisshapen("arr", line: 3)),
    ("amounts:\n  arr: {currency: EUR}\n", .mappingMisshapen("arr", line: 3)),
    ("amounts:\n  mrr: {column: A}\n", .mappingUnknownKey("mrr", line: 3)),
    ("amounts:\n  arr: {column: A, most: 3}\n", .mappingUnknownKey("most", line: 3)),
    ("amounts:\n  arr: {column: A, currency: eur}\n", .mappingMisshapen("currency", line: 3)),
    (
      "amounts:\n  arr: {column: A, currency: EUR, currency-column: B}\n",
      .mappingMisshapen("arr", line: 3)
    ),
    ("amounts:\n  seats: {column: A, currency: EUR}\n", .mappingUnknownKey("currency", line: 3)),
    ("amounts:\n  arr: {column: A, decimal: dot}\n", .mappingMisshapen("decimal", line: 3)),
    ("amounts:\n  arr: {column: A, negative: drop}\n", .mappingMisshapen("negative", line: 3)),
    ("dates:\n  status: {order: day-first}\n", .mappingUnknownKey("status", line: 3)),
    ("dates:\n  closed: {order: iso}\n", .mappingMisshapen("order", line: 3)),
    ("dates:\n  closed: {form: iso}\n", .mappingUnknownKey("form", line: 3)),
    ("dates:\n  closed: day-first\n", .mappingMisshapen("closed", line: 3)),
    ("parent:\n  country: A\n", .mappingUnknownKey("country", line: 3)),
    ("parent: A\n", .mappingMisshapen("parent", line: 2)),
    ("parent:\n  name: &a A\n", .mappingAnchor(line: 3)),
  ])
  func `a mapping is read strictly`(_ yaml: String, _ error: AccountsError) {
    #expect(throws: error) { try read(yaml) }
  }

  private func guess(_ list: String) throws -> MappingGuess {
    MappingGuess(
      columns: try ListSurvey.columns(of: Array(list.utf8)), dimensions: dimensions,
      amounts: amounts)
  }

  @Test func `columns are guessed by their headers and what is in them`() throws {
    let guess = try guess(
      """
      Account Name,Type,ARR (USD),Opportunity Amount (€),Amount,Close Date,Seats,Parent Account,ParentId
      Acme,Customer,"1,200.00",500,abc,19/03/2026,12,Globex,0015000
      Bolt,Customer,-,,def,,,,

      """)
    let (dollar, euro) = (CurrencyCode("USD"), CurrencyCode("EUR"))
    #expect(
      guess.mapping.amounts == [
        "arr": AmountSource(column: "ARR (USD)", currency: dollar.map { .fixed($0) }),
        "pipeline": AmountSource(
          column: "Opportunity Amount (€)", currency: euro.map { .fixed($0) }),
        "seats": AmountSource(column: "Seats"),
      ])
    #expect(guess.mapping.columns["closed"] == "Close Date")
    #expect(guess.mapping.parent == .none)
    #expect(guess.parent == ParentSource(website: nil, name: "Parent Account"))
    #expect(guess.notes.contains(.parent(header: "Parent Account")))
  }

  @Test func `a currency is never guessed without a code, nor a column without amounts`() throws {
    let plain = try guess("Company name,Annual contract value,Amount\nAcme,10,20\n")
    #expect(
      plain.mapping.amounts == [
        "arr": AmountSource(column: "Annual contract value"),
        "pipeline": AmountSource(column: "Amount"),
      ])
    #expect(plain.notes.contains(.noColumn(field: "seats")))
    let coded = try guess("Company name,Amount,Currency\nAcme,10,EUR\n")
    #expect(coded.mapping.amounts["pipeline"]?.currency == .column("Currency"))
    let words = try guess("Company name,Amount,Close Date\nAcme,much,soon\n")
    #expect(words.mapping.amounts.isEmpty && words.mapping.columns["closed"] == nil)
  }
}
