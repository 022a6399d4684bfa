// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import TestSupport
import Testing

@Suite struct ProductsTests {
  let lists: PublicLists
  let status = Dimension(
    name: "status", values: ["customer", "prospect"], rollUp: .precedence, unlisted: .leftOut)
  let products = Dimension(
    name: "products", values: ["Analytics", "Shield", "Vault", "Backup, Restore"], rollUp: .union,
    unlisted: .other)
  let mapping = Mapping(
    columns: ["name": "Name", "website": "Website", "status": "Status", "products": "Owned"],
    values: ["products": ["SHLD-1": "Shield", "Legacy": "other", "A;V": "Vault"]])

  init() throws { lists = try PublicLists() }

  func read(_ rows: [String], _ mapping: Mapping? = nil) throws -> CustomerList {
    let text = (["Name,Website,Status,Owned"] + rows).joined(separator: "\n")
    return try CustomerList.read(
      Array(text.utf8), mapping: mapping ?? self.mapping, dimensions: [status, products],
      lists: lists)
  }

  @Test(arguments: [
    ("", [], []),
    (" ; | , ", [], []),
    ("Shield", [1], []),
    ("Vault; Shield", [1, 2], []),
    ("vault|SHIELD |Vault", [1, 2], []),
    ("Vault\nShield\r\n", [1, 2], []),
    ("Vault, Shield,", [1, 2], []),
    ("Vault; Analytics, Shield", [0, 1, 2], []),
    // A product may have a comma in its name: whole field, and piece.
    ("Backup, Restore", [3], []),
    ("Vault; Backup, Restore", [2, 3], []),
    ("Vault, Backup, Restore", [2], ["Backup", "Restore"]),
    // The owner's words, byte for byte; `other` is nothing, and known.
    ("SHLD-1; Legacy", [1], []),
    ("SHLD 1", [], ["SHLD 1"]),
    ("A;V", [2], []),
    ("A;V;Shield", [1], ["A", "V"]),
    ("Pump; Vault; Pump, Hose", [2], ["Hose", "Pump"]),
  ])
  func `a field names a set`(_ field: String, _ owned: [UInt16], _ unknown: [String]) throws {
    let list = try read(["Acme,acme.com,customer,\"\(field)\""])
    #expect(list.accounts.map(\.products) == [owned])
    let summary = try #require(list.summary.products)
    #expect(summary.unmapped.map(\.value) == unknown)
    #expect(summary.unmapped.allSatisfy { $0.rows == 1 })
    #expect(summary.unmappedRows == (unknown.isEmpty ? 0 : 1))
  }

  static let rows = [
    "Acme,acme.com,customer,Vault",
    "Acme,acme.com,prospect,Analytics; Pump",
    "Acme,acme.com,prospect,",
    "Beta,beta.com,prospect,Vault; Pump",
    "Ceta,ceta.com,customer,",
    // Of two rows without a key, the products tell which is first.
    ",,customer,Shield",
    ",,customer,Analytics",
    // Left out for its status, products and all.
    "Gone,gone.com,former,Shield; Hose",
  ]

  @Test func `an account owns what any of its rows says`() throws {
    let list = try read(Self.rows)
    #expect(list.dimensions == [status])
    #expect(list.products == products)
    #expect(list.accounts.map(\.products) == [[0, 2], [2], [], [0], [1]])
    #expect(list.accounts.map(\.groups) == [[0], [1], [0], [0], [0]])
    let summary = try #require(list.summary.products)
    #expect(summary.isMapped)
    #expect(summary.accounts == [2, 1, 2, 0])
    #expect(summary.owners == 4)
    #expect(summary.unmapped.map(\.value) == ["Pump"])
    #expect(summary.unmapped.map(\.rows) == [2])
    #expect(summary.unmappedRows == 2)
    #expect(list.summary.dimensions.map(\.name) == ["status"])
  }

  @Test func `the order of rows changes nothing`() throws {
    let seed: UInt64 = 23
    var generator = SeededGenerator(seed: seed)
    let expected = try read(Self.rows)
    for _ in 0..<200 {
      let list = try read(Self.rows.shuffled(using: &generator))
      #expect(records(of: list) == records(of: expected), "seed \(seed)")
      #expect(list.accounts.map(\.products) == expected.accounts.map(\.products), "seed \(seed)")
      #expect(list.summary == expected.summary, "seed \(seed)")
    }
  }

  @Test func `a record ends in the products, where there are any to ask for`() throws {
    let row = "Acme,acme.com,customer,Vault; Analytics"
    let start =
      [1, 0, 0, 0, 8] + Array("acme.com".utf8) + [0, 0, 0, 4] + Array("acme".utf8) + [0, 0, 0, 0]
    #expect(records(of: try read([row])) == [start + [0, 0] + [0, 2, 0, 0, 0, 2]])
    let other = "Acme,acme.com,customer,Vault"
    #expect(records(of: try read([other])) == [start + [0, 0] + [0, 1, 0, 2]])
    #expect(records(of: try read(["Acme,acme.com,customer,"])) == [start + [0, 0] + [0, 0]])
    let without = try CustomerList.read(
      Array("Name,Website,Status,Owned\n\(row)\n".utf8), mapping: mapping, dimensions: [status],
      lists: lists)
    #expect(records(of: without) == [start + [0, 0]])
    #expect(without.products == nil && without.summary.products == nil)
    #expect(without.accounts.map(\.products) == [[]])
  }

  @Test func `without a column every account owns none`() throws {
    var mapping = mapping
    mapping.columns["products"] = nil
    let list = try read(Self.rows, mapping)
    #expect(list.accounts.allSatisfy { $0.products.isEmpty })
    let summary = try #require(list.summary.products)
    #expect(!summary.isMapped)
    #expect(summary.accounts == [0, 0, 0, 0] && summary.owners == 0)
    #expect(summary.unmapped.isEmpty && summary.unmappedRows == 0)
  }

  @Test func `a products column that the list has not is an error`() {
    var mapping = mapping
    mapping.columns["products"] = "Gone"
    #expect(throws: AccountsError.columnMissing(header: "Gone", field: "products")) {
      try read(Self.rows, mapping)
    }
  }

  @Test func `products stand in mapping yaml as other dimensions do`() throws {
    let yaml = mapping.yaml(dimensions: [status, products])
    #expect(yaml.contains("  products: Owned\n"))
    #expect(try Mapping(yaml: Array(yaml.utf8), dimensions: [status, products]) == mapping)
  }

  @Test func `random fields never trap, and own what is known`() throws {
    let seed: UInt64 = 29
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      ";", "|", ",", " ", "\n", "Shield", "vault", "Analytics", "Backup, Restore", "Legacy", "é",
      "\u{A0}", "x", "SHLD-1",
    ]
    for _ in 0..<300 {
      let rows = (0..<20).map { _ in
        let field = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
          pieces.randomElement(using: &generator) ?? ""
        }.joined()
        return "Acme,acme.com,customer,\"\(field)\""
      }
      let one = try read(rows)
      let other = try read(rows.reversed())
      #expect(one.accounts.map(\.products) == other.accounts.map(\.products), "seed \(seed)")
      let owned = one.accounts.first?.products ?? []
      #expect(owned == Set(owned).sorted() && owned.allSatisfy { $0 < 4 }, "seed \(seed)")
    }
  }

  private func records(of list: CustomerList) -> [[UInt8]] {
    list.accounts.indices.map(list.canonicalRecord)
  }
}
