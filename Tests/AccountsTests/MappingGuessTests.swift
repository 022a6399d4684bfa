// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Testing

@Suite struct MappingGuessTests {
  let dimensions = [
    Dimension(
      name: "status", values: ["customer", "open opportunity", "prospect"], rollUp: .precedence,
      unlisted: .leftOut),
    Dimension(
      name: "industry", values: ["Banks - Regional", "Software"], rollUp: .majority,
      unlisted: .other),
  ]

  let products = Dimension(
    name: "products", values: ["Shield", "Vault", "Backup, Restore"], rollUp: .union,
    unlisted: .other)

  func guess(_ list: String, products: Dimension? = nil) throws -> MappingGuess {
    MappingGuess(
      columns: try ListSurvey.columns(of: Array(list.utf8)),
      dimensions: dimensions + (products.map { [$0] } ?? []))
  }

  @Test func `Salesforce's report headers and values are known`() throws {
    let guess = try guess(
      """
      Account Owner,Account Name,Website,Billing Country,Type,Industry
      Mia,Acme,acme.com,France,Customer - Direct,BANKS REGIONAL
      Mia,Beta,beta.com,France,open_opportunity,Bakery
      Mia,Ceta,ceta.com,France,Partner,Bakery
      """)
    #expect(
      guess.mapping.columns == [
        "name": "Account Name", "website": "Website", "country": "Billing Country",
        "status": "Type", "industry": "Industry",
      ])
    #expect(
      guess.mapping.values == [
        "status": ["Customer - Direct": "customer", "open_opportunity": "open opportunity"],
        "industry": ["BANKS REGIONAL": "Banks - Regional"],
      ])
    #expect(guess.notes.contains(.unmapped(dimension: "status", values: 1, rows: 1)))
    #expect(guess.notes.contains(.unmapped(dimension: "industry", values: 1, rows: 2)))
  }

  @Test func `HubSpot's stages are statuses`() throws {
    let guess = try guess(
      """
      Record ID,Company name,Company Domain Name,Country/Region,Lifecycle Stage
      1,Acme,acme.com,France,lead
      2,Beta,beta.com,France,opportunity
      3,Ceta,ceta.com,France,customer
      """)
    #expect(guess.mapping.columns["website"] == "Company Domain Name")
    #expect(guess.mapping.columns["name"] == "Company name")
    #expect(guess.mapping.columns["country"] == "Country/Region")
    #expect(
      guess.mapping.values["status"] == [
        "lead": "prospect", "opportunity": "open opportunity", "customer": "customer",
      ])
    #expect(guess.notes.contains(.noColumn(field: "industry")))
  }

  @Test(arguments: [
    ("NAME,SHIPPINGCOUNTRY,BILLINGCOUNTRY,WEBSITE", ["NAME", "WEBSITE", "BILLINGCOUNTRY"]),
    (
      "account_name,billing-country,web_site__c",
      ["account_name", "web_site__c", "billing-country"]
    ),
    ("Company Name,Website", ["Company Name", "Website", nil]),
    ("Account Name,Main Phone,Address 1: City", ["Account Name", nil, nil]),
    ("Id,ShippingCountry,Phone", [nil, nil, nil]),
  ])
  func `headers are known in any case and spelling`(_ header: String, _ expected: [String?]) throws
  {
    let width = header.split(separator: ",").count
    let guess = try guess(
      header + "\n" + Array(repeating: "x", count: width).joined(separator: ","))
    #expect(["name", "website", "country"].map { guess.mapping.columns[$0] } == expected)
  }

  @Test func `a column with an agreed value goes before a better header`() throws {
    let guess = try guess("Name,Status,Type\nAcme,active,Customer\n")
    #expect(guess.mapping.columns["status"] == "Type")
  }

  @Test func `a header that stands twice is noted`() throws {
    let guess = try guess("Account Name,Type,Account Name\nAcme,Customer,Parent\n")
    #expect(guess.notes.contains(.headerTwice(header: "Account Name")))
  }

  @Test func `a column of countless values is no dimension`() throws {
    let rows = (0...ListSurvey.valueLimit).map { "Acme,industry \($0)" }.joined(separator: "\n")
    let guess = try guess("Name,Industry\n" + rows)
    #expect(guess.notes.contains(.tooManyValues(dimension: "industry", header: "Industry")))
  }

  @Test func `products are known by pieces of fields`() throws {
    let guess = try guess(
      """
      Name,Products Owned
      Acme,Shield; VAULT
      Beta,vault|Pump
      Ceta,"Backup, Restore"
      Deta,"Shield, Pump, backup-restore; Pump"
      Eta,
      """, products: products)
    #expect(guess.mapping.columns["products"] == "Products Owned")
    #expect(
      guess.mapping.values["products"] == [
        "Shield": "Shield", "VAULT": "Vault", "vault": "Vault",
        "Backup, Restore": "Backup, Restore", "backup-restore": "Backup, Restore",
      ])
    #expect(guess.notes.contains(.unmappedPieces(dimension: "products", pieces: 1, times: 2)))
  }

  @Test func `a products column is chosen by its pieces`() throws {
    let guess = try guess(
      "Name,Products,Product\nAcme,12,Vault; Pump\nBeta,3,Pump\n", products: products)
    #expect(guess.mapping.columns["products"] == "Product")
    #expect(guess.mapping.values["products"] == ["Vault": "Vault"])
  }

  @Test(arguments: ["; ", "|", ", "])
  func `products are known where fields are countless`(_ separator: String) throws {
    // Every field is another one; the pieces are few.
    let names = (0..<12).map { "P\($0)" } + ["Shield", "Vault"]
    let rows = (1...3000).map { row in
      let owned = names.indices.filter { row >> $0 & 1 == 1 || $0 == 12 }.map { names[$0] }
      return "Acme \(row),\"\(owned.joined(separator: separator))\""
    }
    let guess = try guess("Name,Products\n" + rows.joined(separator: "\n"), products: products)
    #expect(guess.mapping.values["products"] == ["Shield": "Shield"])
    let pieces = guess.notes.compactMap { note -> Int? in
      if case .unmappedPieces("products", let pieces, _) = note { pieces } else { nil }
    }
    #expect(pieces == [12])
  }

  @Test func `countless pieces are no products`() throws {
    let rows = (0...ListSurvey.valueLimit).map { "Acme,one \($0); two" }.joined(separator: "\n")
    let guess = try guess("Name,Products\n" + rows, products: products)
    #expect(guess.notes.contains(.tooManyValues(dimension: "products", header: "Products")))
    #expect(guess.mapping.values["products"] == nil)
  }

  @Test(arguments: [(1, 1, 1), (50, 70, 90), (37, 41, 90), (2500, 1, 1)])
  func `a survey does not depend on the order of rows`(_ a: Int, _ b: Int, _ c: Int) throws {
    let rows = (0..<2500).map {
      "\($0 % 40),\"a\($0 % a), b\($0 % b); c\($0 % c), b1; b1; b1\",x;y"
    }
    let one = try survey(rows)
    #expect(try survey(rows.reversed()) == one)
    #expect(one.map(\.header) == ["Name", "Products", "More"])
    #expect(one[0].values?.count == 40)
    #expect(one[2].contents == .values(["x;y": 2500]))
    switch (a, one[1].contents) {
    case (1, .values(let values)): #expect(values.values.sorted() == [2500])
    case (50, .pieces(let pieces)): #expect(pieces["b1"] == 2500 && pieces["a0"] == nil)
    case (37, .pieces(let pieces)): #expect(pieces["a0"] == 68 && pieces["a0, b0"] == nil)
    case (2500, .countless): break
    default: Issue.record("cut at the wrong place")
    }
  }

  private func survey(_ rows: [String]) throws -> [ListSurvey.Column] {
    try ListSurvey.columns(
      of: Array((["Name,Products,More"] + rows).joined(separator: "\n").utf8))
  }
}
