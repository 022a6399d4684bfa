// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import TestSupport
import Testing

@Suite struct ReferenceTableTests {
  static let vectors = Result {
    try Vectors.load(
      stage: "reference-table", keys: ["table", "digest", "refused-at", "rows"])
  }

  let lists: PublicLists

  init() throws { lists = try PublicLists() }

  @Test(arguments: try vectors.get())
  func `a vector's table is refused at its line, or gives its rows their domains`(
    _ vector: Vector
  ) throws {
    let bytes = try vector.hex("table")
    #expect(try ReferenceTable.digest(of: bytes).hex == vector["digest"])
    guard try vector["refused-at"].isEmpty else {
      let line = try Int(vector.number("refused-at"))
      do {
        _ = try ReferenceTable(bytes, lists: lists)
        Issue.record("not refused")
      } catch {
        guard case .referenceMalformed(line, _) = error else {
          Issue.record("\(error), and not line \(line)")
          return
        }
      }
      return
    }
    let table = try ReferenceTable(bytes, lists: lists)
    #expect(try table.digest.hex == vector["digest"])
    let rows = try vector["rows"].split(separator: "; ")
    #expect(!rows.isEmpty)
    for row in rows {
      let parts = row.split(separator: " -> ")
      let fields = try parts[0].split(separator: " | ", omittingEmptySubsequences: false).map {
        try Vector(name: vector.name, text: "x: \($0)\n", keys: ["x"]).bytes("x")
      }
      let keys = try keys(of: fields, lists.resolving(through: table))
      let own = try self.keys(of: fields, lists)
      switch keys.domain {
      case .domain(let key): #expect(key.text == parts[1], "\(row)")
      case .absent: #expect("-" == parts[1], "\(row)")
      }
      // The name key is the same with a table and without.
      #expect(keys.nameKey == own.nameKey)
      #expect(keys.ownDomain == own.domain)
      #expect((keys.reference == nil) == (keys.domain == own.domain))
    }
  }

  @Test func `the vectors show every fault`() throws {
    var found: Set<ReferenceTable.Fault> = []
    for vector in try Self.vectors.get() {
      do {
        _ = try ReferenceTable(vector.hex("table"), lists: lists)
      } catch AccountsError.referenceMalformed(_, let fault) {
        found.insert(fault)
      }
    }
    // A table of 16 MiB is no vector.
    let long = Array("reference-table/1\n".utf8) + [UInt8](repeating: 0x61, count: 1 << 24)
    #expect(throws: AccountsError.referenceMalformed(line: 1, .tooLong)) {
      try ReferenceTable(long, lists: lists)
    }
    #expect(found.union([.tooLong]) == Set(ReferenceTable.Fault.allCases))
  }

  @Test func `rows that the table brings together are one account, and are counted`() throws {
    let table = try ReferenceTable(
      Array(
        """
        reference-table/1
        domain,old.example,new.example
        name,acme,DE,new.example

        """.utf8), lists: lists)
    let text = """
      Name,Website,Country
      Acme,new.example,
      Acme before,www.old.example/x,FR
      ACME GmbH,,Germany
      Acme,gmail.com,DE
      Acme,,France
      """
    let mapping = Mapping(
      columns: ["name": "Name", "website": "Website", "country": "Country"], values: [:])
    func read(_ lists: PublicLists) throws -> CustomerList {
      try CustomerList.read(Array(text.utf8), mapping: mapping, dimensions: [], lists: lists)
    }
    let list = try read(lists.resolving(through: table))
    #expect(list.accounts.map { $0.domain?.text } == ["new.example", nil])
    #expect(list.accounts.map(\.rows) == [4, 1])
    // Most frequent among the rows, with the country of each.
    #expect(list.accounts[0].nameKey?.name == Array("acme".utf8))
    #expect(list.accounts[0].nameKey?.country == Array("DE".utf8))
    #expect((list.summary.resolved.domains, list.summary.resolved.names) == (1, 2))
    #expect(list.summary.rowsWithDomain == 4)
    #expect(list.summary.rowsWithoutDomain == [.blank: 1])
    // Without it they are four: two domains, and a name in each country.
    #expect(try read(lists).accounts.map(\.rows) == [1, 1, 2, 1])
    let without = try read(lists).summary.resolved
    #expect((without.domains, without.names) == (0, 0))
    // It sends its domain first, and as I its names besides.
    let keys = SentKeys(list.accounts, .fallback(keys: 3), .initiator).keys[0]
    #expect(keys.compactMap { $0?.kind } == [.domain, .nameAndCountry])
    let sent = SentKeys(list.accounts, .fallback(keys: 3), .responder).keys[0]
    #expect(sent.compactMap { $0?.text } == ["new.example"])
  }

  /// The keys of one row of website, name and country.
  private func keys(of fields: [[UInt8]], _ lists: PublicLists) throws -> RowKeys {
    var text = Array("website,name,country\n".utf8)
    for (place, field) in fields.enumerated() {
      if place > 0 { text.append(0x2C) }
      text += [0x22] + field.filter { $0 != 0x22 } + [0x22]
    }
    text.append(0x0A)
    var reading = ListReading(
      mapping: Mapping(
        columns: ["name": "name", "website": "website", "country": "country"], values: [:]))
    let rows = try reading.read(text)
    let last = try reading.finish()
    let row = try #require((rows + last).first)
    let keys = reading.keys(of: row, lists: lists)
    return try #require(keys)
  }
}
