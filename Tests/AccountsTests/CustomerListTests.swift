// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Parallel
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
    #expect(accounts.map { $0.domain?.text } == ["acme.com", nil, nil, nil, nil])
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
    #expect((summary.accounts, summary.accountsWithDomain) == (5, 1))
    #expect((summary.accountsWithName, summary.accountsWithNameAndCountry) == (3, 2))
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
    // Accents composed and decomposed are one name, and which one is shown does not depend on the order.
    let rows = Self.rows + ["Caf\u{E9},,FR,customer,banks", "Cafe\u{301},,FR,prospect,retail"]
    let expected = try read(rows)
    for _ in 0..<200 {
      let list = try read(rows.shuffled(using: &generator))
      #expect(
        list.accounts.indices.map(list.canonicalRecord)
          == expected.accounts.indices.map(expected.canonicalRecord))
      #expect(list.accounts.map(\.nameKey) == expected.accounts.map(\.nameKey), "seed \(seed)")
      #expect(list.accounts.map(\.name) == expected.accounts.map(\.name), "seed \(seed)")
      #expect(list.summary == expected.summary)
    }
    #expect(expected.accounts.count == 6)
  }

  @Test func `equal rows are kept once and count as often as they came`() throws {
    // Twice one row, once each of two others: more rows say retail, though fewer different ones do.
    let rows = [
      "Acme,acme.com,FR,prospect,banks", "Acme SA,acme.com,FR,prospect,banks",
      "Acme Ltd,acme.com,FR,prospect,retail", "Acme Ltd,acme.com,FR,prospect,retail",
      "Acme Ltd,acme.com,FR,prospect,retail",
    ]
    for order in [rows, rows.reversed()] {
      let accounts = try read(order).accounts
      #expect(accounts.map(\.groups) == [[2, 1]] && accounts.map(\.rows) == [5])
      #expect(accounts.map(\.name) == ["Acme Ltd"] && accounts.map(\.firstLine) == [2])
    }
  }

  @Test func `thousands of different rows are as many accounts, each with what its rows say`()
    throws
  {
    let rows = (0..<6000).map { "Name \($0 % 3000),site\($0 % 3000).com,FR,customer,banks" }
    // Nearly as long as a page of records, and rows without a key, which are alike and stay apart.
    let long = String(repeating: "long name ", count: 100_000) + ",long.com,FR,customer,banks"
    let alike = Array(repeating: ",,FR,customer,banks", count: 3)
    let list = try read(rows + [long] + alike)
    #expect(list.accounts.count == 3004)
    #expect(list.accounts.count { $0.rows == 2 } == 3000)
    #expect(list.accounts.suffix(3).map(\.firstLine) == [6003, 6004, 6005])
    for account in list.accounts {
      guard let text = account.domain?.text, text != "long.com" else { continue }
      let number = text.dropFirst(4).dropLast(4)
      #expect(account.name == "Name \(number)")
      #expect(account.firstLine == (Int(number) ?? 0) + 2)
    }
    #expect(list.accounts.first { $0.domain?.text == "long.com" }?.name.utf8.count == 999_999)
  }

  @Test func `what is read does not depend on how many threads read it`() throws {
    let seed: UInt64 = 11
    var generator = SeededGenerator(seed: seed)
    let names = ["Ångström AB", "Müller & Söhne GmbH", "\"Acme, Inc\"", "日本電気株式会社", "", "3M"]
    let sites = ["www.acme.co.uk", "http://bücher.example/x", "mail@site.de", "", "gmail.com"]
    let statuses = ["customer", "won", "prospect", "partner"]
    var rows = (0..<6000).map { number in
      func one(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }
      let unlike = number.isMultiple(of: 3) ? " \(number)" : ""
      let site = one(sites).replacing("acme", with: "acme\(number % 2000)")
      return "\(one(names).replacing("\"", with: ""))\(unlike)".replacing(",", with: "")
        + ",\(site),\(one(["DE", "", "Japan"])),\(one(statuses)),\(one(["Banks", "Shops", "?"]))"
    }
    // Rejected, and uneven.
    rows[70] += ",1,2,3"
    rows[4000] = "short"
    let text = Array(([Self.header] + rows).joined(separator: "\n").utf8)
    func read(_ threads: Int, _ length: Int) throws -> CustomerList {
      var list = try ListImport(
        mapping: mapping, dimensions: [status, industry], lists: lists,
        workers: Workers(count: threads))
      for start in stride(from: 0, to: text.count, by: length) {
        try list.read(Array(text[start..<min(start + length, text.count)]))
      }
      return try list.finish()
    }
    let (one, four) = (try read(1, text.count), try read(4, 30_000))
    #expect(one.accounts.count > 1000 && !one.summary.rejections.isEmpty)
    #expect(one.accounts == four.accounts, "seed \(seed)")
    #expect(one.summary == four.summary, "seed \(seed)")
  }

  @Test func `canonical records are key kind, key, name key and groups`() throws {
    let list = try read(Self.rows)
    let records = list.accounts.indices.map(list.canonicalRecord)
    #expect(records.count == 5)
    let acme = [0, 0, 0, 4] + Array("acme".utf8) + [0, 0, 0, 2] + Array("FR".utf8)
    #expect(records[0] == [1, 0, 0, 0, 8] + Array("acme.com".utf8) + acme + [0, 1, 0, 1])
    let beta = [0, 0, 0, 4] + Array("beta".utf8)
    let german = beta + [0, 0, 0, 2] + Array("DE".utf8)
    #expect(
      records[1] == [2, 0, 0, 0, 10] + beta + Array("DE".utf8) + german + [0, 0, 0, 2])
    #expect(records[2] == [3, 0, 0, 0, 4] + Array("beta".utf8) + beta + [0, 0, 0, 0, 0, 2, 0, 0])
    #expect(records.last == [4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] + [0, 0, 0, 0])
    #expect(records == records.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func `an edited name or country is another record`() throws {
    func record(_ row: String) throws -> [UInt8] {
      try read([row]).canonicalRecord(of: 0)
    }
    let before = try record("Acme,acme.com,FR,customer,banks")
    #expect(try record("Acme Bank,acme.com,FR,customer,banks") != before)
    #expect(try record("Acme,acme.com,DE,customer,banks") != before)
    #expect(try record("Acme,acme.com,,customer,banks") != before)
    #expect(try record(",acme.com,FR,customer,banks") != before)
    // Bytes that no token is made of are no part of it.
    #expect(try record("ACME Inc.,acme.com,fr,customer,banks") == before)
    // The border of name and country is part of it.
    #expect(
      try record("Acme F,acme.com,R,customer,banks") != record("Acme,acme.com,F R,customer,banks"))
  }

  @Test(arguments: [
    // The pair decides, not the name alone.
    (["Acme|FR", "Acme|DE", "Beta|FR", "Beta|FR"], "beta|FR"),
    (["Beta|FR", "Acme Inc|FR", "ACME|fr"], "acme|FR"),
    // Ties: bytes of the name, then of the country.
    (["Beta|DE", "Acme|FR"], "acme|FR"),
    (["Acme|FR", "Acme|DE"], "acme|DE"),
    (["Acme|FR", "Acme|"], "acme|"),
    // Rows without a name have no say.
    (["|FR", "-|FR", "Acme|DE"], "acme|DE"),
    (["|FR", "...|FR"], nil),
  ])
  func `an account's name key is the most frequent pair`(_ rows: [String], _ key: String?) throws {
    let rows = rows.map {
      let halves = $0.split(separator: "|", omittingEmptySubsequences: false)
      return "\(halves[0]),acme.com,\(halves[1]),customer,banks"
    }
    for rows in [rows, rows.reversed()] {
      let accounts = try read(rows).accounts
      #expect(accounts.count == 1)
      let found = accounts[0].nameKey.map {
        String(decoding: $0.name + Array("|".utf8) + $0.country, as: UTF8.self)
      }
      #expect(found == key)
    }
  }

  @Test func `rows without a domain are one account by name key`() throws {
    let accounts = try read([
      "\"Acme, Inc.\",,U.S.A.,customer,banks",
      "The ACME Corporation,gmail.com,usa,prospect,banks",
      "Acme,,US,prospect,banks",
      "ACME GmbH,,,prospect,banks",
      "Acme,,-,prospect,banks",
      "-,,US,prospect,banks",
      "\(String(repeating: "x", count: 1001)),,US,prospect,banks",
    ]).accounts
    #expect(accounts.map(\.rows) == [3, 2, 1, 1])
    #expect(accounts.map(\.accountKey.kind) == [.nameAndCountry, .name, .row, .row])
    #expect(accounts.allSatisfy { $0.domain == nil })
    #expect(accounts.map { $0.nameKey?.name.count } == [4, 4, nil, nil])
    // The shown name stays what the rows say.
    #expect(accounts.map(\.name)[0] == "Acme")
    #expect(accounts.map(\.name)[1] == "ACME GmbH")
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
    for rollUp in [Dimension.RollUp.union, .sum] {
      let badges = Dimension(name: "badges", values: ["a"], rollUp: rollUp, unlisted: .other)
      #expect(throws: AccountsError.rollUpNotSupported(dimension: "badges")) {
        try CustomerList.read([], mapping: mapping, dimensions: [badges], lists: lists)
      }
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
      .emptyFile, .workbook, .nulByte(TextPosition(line: 1, column: 2)), .headerOnly,
      .noRowFits(columns: 2), .noKeyColumn,
      .mappingNotYAML(line: 4), .mappingFormat(line: nil), .publicListUnreadable("list"),
    ]
    for error in errors {
      #expect(!error.description.isEmpty && !error.description.hasSuffix("."))
      #expect(!error.description.contains("\n"))
    }
    #expect(AccountsError.mappingNotYAML(line: 4).description.hasPrefix("mapping line 4: "))
    #expect(AccountsError.workbook.hint?.contains("CSV UTF-8") == true)
  }
}
