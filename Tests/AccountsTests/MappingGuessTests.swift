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

  func guess(_ list: String) throws -> MappingGuess {
    MappingGuess(columns: try ListSurvey.columns(of: Array(list.utf8)), dimensions: dimensions)
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
}
