// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Testing

/// Rows that count as their parent's (account-keys.md 9).
@Suite struct ParentTests {
  private func read(_ rows: [String], _ parent: ParentSource) throws -> CustomerList {
    let mapping = Mapping(
      columns: ["name": "Name", "website": "Website", "country": "Country"], values: [:],
      parent: parent)
    let text =
      (["Name;Website;Country;Parent Website;Parent Account"] + rows).joined(separator: "\n") + "\n"
    return try CustomerList.read(
      Array(text.utf8), mapping: mapping, dimensions: [], lists: NameKeyTests.lists.get())
  }

  private let both = ParentSource(website: "Parent Website", name: "Parent Account")

  @Test func `a subsidiary is a row of its parent, with both keys or one`() throws {
    let rows = [
      "Stark;stark-group.com;US;;", "Stark Labs;starklabs.com;DE;www.stark-group.com;Stark",
      "Stark Air;starkair.com;FR;https://stark-group.com/;",
    ]
    let list = try read(rows, both)
    #expect(list.accounts.map { $0.domain?.text } == ["stark-group.com"])
    #expect(list.accounts.map(\.rows) == [3])
    #expect(list.summary.oddities.parentRows.first == [3, 4])
    // Without the mapping each is its own.
    #expect(try read(rows, .none).accounts.count == 3)
    // Its own name is not looked at, and its own country is kept.
    let child = try #require(try read([rows[2]], both).accounts.first)
    #expect(child.nameKey == nil && child.name.isEmpty)
    let named = try #require(try read([rows[1]], both).accounts.first)
    #expect(named.name == "Stark")
    #expect(named.nameKey.map { String(decoding: $0.country, as: UTF8.self) } == "DE")
  }

  @Test func `a parent's name alone gives no domain, and joins rows that do the same`() throws {
    let rows = [
      "Stark Labs;starklabs.com;US;;Stark Industries",
      "Stark Air;starkair.com;US;;STARK INDUSTRIES Inc",
      "Stark Industries;stark-group.com;US;;",
    ]
    let list = try read(rows, ParentSource(website: nil, name: "Parent Account"))
    #expect(list.accounts.map(\.rows).sorted() == [1, 2])
    #expect(list.accounts.filter { $0.rows == 2 }.allSatisfy { $0.domain == nil })
  }

  @Test(arguments: [";", ";-", ";n/a", ";0", "gmail.com;", "n/a;None", ";#N/A"])
  func `a parent that gives no key leaves the row its own`(_ parent: String) throws {
    let list = try read(["Stark Labs;starklabs.com;US;\(parent)"], both)
    #expect(list.accounts.map { $0.domain?.text } == ["starklabs.com"])
    #expect(list.accounts.map(\.name) == ["Stark Labs"])
    #expect(list.summary.oddities.parentRows.count == 0)
  }

  @Test func `it is never transitive`() throws {
    let rows = ["A;a-company.com;US;b-company.com;", "B;b-company.com;US;c-company.com;"]
    let list = try read(rows, both)
    #expect(
      list.accounts.compactMap { $0.domain?.text }.sorted() == ["b-company.com", "c-company.com"])
  }

  @Test func `a column that lacks is named`() throws {
    #expect(throws: AccountsError.columnMissing(header: "Mother", field: "parent name")) {
      try read(["A;a-company.com;US;;"], ParentSource(website: nil, name: "Mother"))
    }
  }
}
