// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Foundation
import Testing

/// Real lists and header rows, read as a party would. They lie beside the repository, in
/// ../shared/data; without them this suite fails and says so.
@Suite(.sharedData) struct SharedListsTests {
  let dimensions = [
    Dimension(
      name: "status", values: ["customer", "open opportunity", "prospect"], rollUp: .precedence,
      unlisted: .leftOut),
    Dimension(
      name: "industry", values: ["Education", "Healthcare"], rollUp: .majority, unlisted: .other),
  ]

  /// Rows, accounts with a domain, accounts, accounts by status: counted by another program.
  struct Facts: Sendable, CustomStringConvertible {
    let file: String
    let rows: Int
    let domains: Int
    let accounts: Int
    let statuses: [Int]
    var description: String { file }
  }

  @Test(arguments: [
    Facts(
      file: "demo/vendor.csv", rows: 2009, domains: 1778, accounts: 1988,
      statuses: [744, 277, 967]),
    Facts(
      file: "demo/partner.csv", rows: 1613, domains: 1258, accounts: 1595,
      statuses: [592, 242, 761]),
    Facts(
      file: "mid/vendor.csv", rows: 19_575, domains: 13_836, accounts: 18_956,
      statuses: [7442, 2656, 8858]),
    Facts(
      file: "mid/partner.csv", rows: 19_831, domains: 12_809, accounts: 19_124,
      statuses: [7335, 2703, 9086]),
  ])
  func `a list is read without a mapping of one's own`(_ facts: Facts) throws {
    let bytes = try SharedData.bytes(facts.file)
    let guess = MappingGuess(columns: try ListSurvey.columns(of: bytes), dimensions: dimensions)
    let list = try CustomerList.read(
      bytes, mapping: guess.mapping, dimensions: dimensions, lists: PublicLists())
    #expect(list.summary.rows == facts.rows)
    #expect(list.summary.rejections.isEmpty)
    #expect(list.summary.rowsLeftOut == 0)
    #expect(list.summary.accountsWithDomain == facts.domains)
    #expect(list.summary.accounts == facts.accounts)
    #expect(list.summary.dimensions[0].accounts == facts.statuses + [0])
    #expect(list.summary.dimensions[1].unmappedRows > 0)
  }

  /// The self-check of names (account-keys.md 13): pairs, those of one name, and those of one country too; domains, and those of
  /// one name. Counted row by row with the reference implementation in Protocols/reference, after names that were decoded twice
  /// had been repaired.
  struct Twins: Sendable, CustomStringConvertible {
    let file: String
    let pairs: [Int]
    let domains: [Int]
    var description: String { file }
  }

  @Test(arguments: [
    Twins(file: "demo/vendor.csv", pairs: [21, 6, 3], domains: [21, 6]),
    Twins(file: "demo/partner.csv", pairs: [22, 2, 1], domains: [15, 1]),
    Twins(file: "mid/vendor.csv", pairs: [786, 54, 21], domains: [452, 39]),
    Twins(file: "mid-noisy/vendor.csv", pairs: [842, 278, 252], domains: [598, 253]),
    Twins(file: "mid-noisy/partner.csv", pairs: [794, 276, 254], domains: [638, 259]),
  ])
  func `names of rows that share a domain`(_ facts: Twins) throws {
    let bytes = try SharedData.bytes(facts.file)
    let guess = MappingGuess(columns: try ListSurvey.columns(of: bytes), dimensions: dimensions)
    let twins = try CustomerList.read(
      bytes, mapping: guess.mapping, dimensions: dimensions, lists: PublicLists()
    ).summary.twins
    #expect([twins.pairs, twins.pairsOfName, twins.pairsOfNameAndCountry] == facts.pairs)
    #expect([twins.domains, twins.domainsOfName] == facts.domains)
  }

  @Test func `header rows of CRM exports are known`() throws {
    struct Export: Decodable {
      let tool: String
      let header: [String]
    }
    let exports = try JSONDecoder().decode(
      [Export].self, from: Data(SharedData.bytes("ref/crm-headers.json")))
    let expected: [String: [String: String]] = [
      "Salesforce report export": ["name": "Account Name", "status": "Type"],
      "Salesforce Data Loader (API names)": [
        "name": "Name", "website": "Website", "country": "BillingCountry", "status": "Type",
        "industry": "Industry",
      ],
      "Salesforce account, all fields": [
        "name": "Name", "website": "Website", "country": "BillingCountry", "status": "Type",
        "industry": "Industry",
      ],
      "HubSpot company export": [
        "name": "Company name", "country": "Country/Region", "industry": "Industry",
      ],
      "Zoho CRM account export": [
        "name": "Account Name", "website": "Website", "status": "Account Type",
      ],
      "Dynamics 365 account view": ["name": "Account Name"],
      "Crossbeam (account mapping)": ["name": "Company Name", "website": "Website"],
    ]
    for (tool, columns) in expected {
      let export = try #require(exports.first { $0.tool == tool })
      let guess = MappingGuess(
        columns: export.header.map { ListSurvey.Column(header: $0, values: [:]) },
        dimensions: dimensions)
      #expect(guess.mapping.columns == columns, "\(tool)")
    }
  }
}
