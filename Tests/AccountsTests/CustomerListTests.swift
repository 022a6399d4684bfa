// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import TestSupport
import Testing

@Suite struct CustomerListTests {
  let lists: PublicLists
  let status = Dimension(
    name: "status", values: ["customer", "open opportunity", "prospect"], rollUp: .precedence,
    unlisted: .leftOut)
  let industry = Dimension(
    name: "industry", values: ["banks", "retail"], rollUp: .majority, unlisted: .other)
  let mapping = Mapping(
    columns: [
      "name": "Name", "website": "Website", "country": "Country", "status": "Status",
      "industry": "Industry",
    ],
    values: ["status": ["won": "customer"], "industry": ["Shops": "retail"]])

  static let header = "Name,Website,Country,Status,Industry"
  static let rows = [
    "Acme,www.acme.com,FR,prospect,Banks",
    "ACME Inc,http://acme.com/x,FR,Open-Opportunity,Shops",
    "ACME Inc,mail@acme.com,,prospect,retail",
    "Beta,gmail.com,DE,won,bakery",
    "beta ,,de,prospect,",
    "Beta,,,prospect,banks",
    ",,,customer,banks",
    ",,,customer,banks",
    "Gone,gone.com,FR,partner,banks",
    "Gone,gone.com,FR,,banks",
  ]

  init() throws { lists = try PublicLists() }

  func read(_ rows: [String]) throws -> CustomerList {
    let text = ([Self.header] + rows).joined(separator: "\n")
    return try CustomerList.read(
      Array(text.utf8), mapping: mapping, dimensions: [status, industry], lists: lists)
  }

  @Test func `rows of one key are one account, rolled up`() throws {
    let accounts = try read(Self.rows).accounts
    #expect(accounts.map { $0.key?.text } == ["acme.com", nil, nil, nil, nil])
    #expect(accounts.map(\.accountKey.kind) == [.domain, .nameAndCountry, .name, .row, .row])
    // Open opportunity goes before prospect; retail stands twice.
    #expect(accounts[0].groups == [1, 1])
    #expect(accounts[0].rows == 3)
    #expect(accounts[0].firstLine == 2)
    #expect(accounts[0].name == "ACME Inc")
    // `bakery` and the blank are both other.
    #expect(accounts[1].groups == [0, 2])
    #expect(accounts[2].groups == [2, 0])
  }

  @Test func `the summary accounts for every row`() throws {
    let summary = try read(Self.rows + ["short,row"]).summary
    #expect(summary.rows == 11)
    #expect(summary.rejections == [.init(line: 12, fields: 2, expectedFields: 5)])
    #expect(summary.rowsLeftOut == 2)
    #expect(summary.rowsWithDomain == 3)
    #expect(summary.rowsWithoutDomain == [.blank: 4, .freeMail: 1])
    #expect((summary.accounts, summary.accountsWithKey) == (5, 1))
    #expect((summary.rolledUpAccounts, summary.rowsOfLargestAccount) == (2, 3))
    #expect(summary.dimensions[0].accounts == [3, 1, 1, 0])
    #expect(summary.dimensions[0].unmapped.map(\.value) == ["", "partner"])
    #expect(summary.dimensions[1].accounts == [3, 1, 1])
    #expect(summary.dimensions[1].unmapped.map(\.value) == ["", "bakery"])
    #expect(summary.dimensions[1].unmappedRows == 2)
  }

  @Test func `the order of rows changes nothing but line numbers`() throws {
    let seed: UInt64 = 11
    var generator = SeededGenerator(seed: seed)
    // Accents composed and decomposed are different names, in either order.
    let rows = Self.rows + ["Caf\u{E9},,FR,customer,banks", "Cafe\u{301},,FR,prospect,retail"]
    let expected = try read(rows)
    for _ in 0..<200 {
      let list = try read(rows.shuffled(using: &generator))
      #expect(list.accounts.map(\.canonicalRecord) == expected.accounts.map(\.canonicalRecord))
      #expect(list.accounts.map(\.name) == expected.accounts.map(\.name), "seed \(seed)")
      #expect(list.summary == expected.summary)
    }
    #expect(expected.accounts.count == 7)
  }

  @Test func `canonical records are key kind, key and groups`() throws {
    var records: [[UInt8]] = []
    try read(Self.rows).forEachCanonicalRecord { records.append($0) }
    #expect(records.count == 5)
    #expect(records[0] == [1, 0, 0, 0, 8] + Array("acme.com".utf8) + [0, 1, 0, 1])
    #expect(records.last == [4, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(records == records.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test(arguments: [
    ([0, 1, 1], 1), ([0, 1], 0), ([2, 2, 0], 2), ([2, 0], 0), ([2], 2), ([0, 0, 1, 1, 2], 0),
  ])
  func `majority: most frequent, then vocabulary order, other last`(
    _ values: [Int], _ expected: Int
  ) throws {
    let names = ["banks", "retail", "bakery"]
    let rows = values.map { "Acme,acme.com,,customer,\(names[$0])" }
    #expect(try read(rows).accounts.map { Int($0.groups[1]) } == [expected])
  }

  @Test func `a list must fit its mapping`() {
    func expect(_ error: AccountsError, _ mapping: Mapping, _ header: String) {
      #expect(throws: error) {
        try CustomerList.read(
          Array("\(header)\na,b,c,d,e\n".utf8), mapping: mapping, dimensions: [status, industry],
          lists: lists)
      }
    }
    expect(
      .columnMissing(header: "Country", field: "country"), mapping, "Name,Website,X,Status,Industry"
    )
    expect(.columnTwice(header: "Name"), mapping, "Name,Website,Country,Status,Name")
    var poor = mapping
    poor.columns["status"] = nil
    expect(.dimensionNotMapped("status"), poor, Self.header)
    poor = mapping
    poor.columns["name"] = nil
    poor.columns["website"] = nil
    expect(.noKeyColumn, poor, Self.header)
  }

  @Test func `sets and sums are no groups`() {
    let products = Dimension(name: "products", values: ["a"], rollUp: .union, unlisted: .other)
    #expect(throws: AccountsError.rollUpNotSupported(dimension: "products")) {
      try CustomerList.read([], mapping: mapping, dimensions: [products], lists: lists)
    }
  }

  @Test func `an unmapped dimension is other for all`() throws {
    var mapping = mapping
    mapping.columns["industry"] = nil
    let list = try CustomerList.read(
      Array("\(Self.header)\n\(Self.rows[0])\n".utf8), mapping: mapping,
      dimensions: [status, industry], lists: lists)
    #expect(list.accounts.map(\.groups) == [[2, 2]])
    #expect(!list.summary.dimensions[1].isMapped)
  }

  @Test func `every error says something, and no message ends in a full stop`() {
    let errors: [AccountsError] = [
      .emptyFile, .utf16, .nulByte(line: 1), .headerOnly, .noRowFits(columns: 2), .noKeyColumn,
      .mappingNotYAML(line: 4), .mappingFormat(line: nil), .publicListUnreadable("list"),
    ]
    for error in errors {
      #expect(!error.description.isEmpty && !error.description.hasSuffix("."))
      #expect(!error.description.contains("\n"))
    }
    #expect(AccountsError.mappingNotYAML(line: 4).description.hasPrefix("mapping line 4: "))
    #expect(AccountsError.utf16.hint == "save the list as CSV UTF-8")
  }
}
