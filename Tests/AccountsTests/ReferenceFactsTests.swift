// SPDX-License-Identifier: Apache-2.0

import Accounts
import Testing

/// Files of public facts to a table, and what is left out of it.
@Suite struct ReferenceFactsTests {
  let lists: PublicLists

  init() throws { lists = try PublicLists() }

  /// The lines of the table, and reasons by `file:line`.
  private func made(_ files: String...) throws -> (lines: [String], dropped: [String: String]) {
    var facts = ReferenceFacts(lists: lists)
    for (number, text) in files.enumerated() {
      var file = ReferenceFile(number: number)
      try file.read(Array(text.utf8))
      try file.finish(into: &facts)
    }
    let bytes = try facts.table()
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    let dropped = facts.dropped.map { ("\($0.file):\($0.line)", $0.reason) }
    return (Array(lines.dropFirst()), Dictionary(dropped) { "\($0), \($1)" })
  }

  @Test func `aliases and names are normalised, sorted, and said once`() throws {
    let (lines, dropped) = try made(
      """
      alias,canonical
      https://www.Old.example/about,new.example
      old.example,http://new.example
      M\u{FC}nchen.de,munich.example
      northwind.co.uk,contoso.example
      """,
      """
      Name;Country;Canonical
      "Tiffany & Co.";United States;www.tiffany.com
      Acme GmbH;Deutschland;new.example
      """)
    #expect(
      lines == [
        "domain,northwind.com,contoso.example", "domain,old.example,new.example",
        "domain,xn--mnchen-3ya.de,munich.example", "name,acme,DE,new.example",
        "name,tafiny,US,tiffany.com",
      ])
    #expect(dropped == [:])
  }

  @Test func `what is no fact is left out, and said why`() throws {
    let (lines, dropped) = try made(
      """
      alias,canonical
      gmail.com,acme.example
      acme.example,linkedin.com
      www.acme.example,acme.example
      northwind.de,northwind.fr
      a.example,b.example
      a.example,c.example
      x.example,y.example
      y.example,x.example
      into.example,x.example
      10.0.0.1,acme.example
      one.example,two.example
      """,
      """
      name,country,canonical
      unknown,DE,acme.example
      12345,DE,acme.example
      Acme,Atlantis,acme.example
      Acme,,acme.example
      Acme,DE,
      Hooli,FR,hooli.example
      Hooli SA,FR,other.example
      """)
    #expect(lines == ["domain,one.example,two.example"])
    let circle = "domains that lead in a circle"
    let two = "more than one canonical domain"
    let country = "no country is known by this name"
    #expect(
      dropped == [
        "0:2": "domain: free-mail", "0:3": "domain: shared host", "0:4": "already one domain key",
        "0:5": "already one domain key", "0:6": two, "0:7": two, "0:8": circle, "0:9": circle,
        "0:10": circle, "0:11": "domain: IP address", "1:2": "name: placeholder",
        "1:3": "name: a number or an error value", "1:4": country, "1:5": country,
        "1:6": "domain: blank", "1:7": two, "1:8": two,
      ])
  }

  @Test func `chains are followed to their end, from names as well`() throws {
    let (lines, dropped) = try made(
      "alias,canonical\na.example,b.example\nb.example,c.example\n",
      "name,country,canonical\nAcme,DE,a.example\n")
    #expect(
      lines == [
        "domain,a.example,c.example", "domain,b.example,c.example", "name,acme,DE,c.example",
      ])
    #expect(dropped == [:])
  }

  @Test func `sets of domains: what is one company by its role, and what is not`() throws {
    let (lines, dropped) = try made(
      """
      set,domain,role
      s1,old.example,from
      s1,new.example,to
      s2,a.example,from
      s2,b.example,to
      s2,c.example,to
      s3,acme.com,primary: Acme
      s3,acme.de,additional
      s3,login.acme.fr,additional
      s3,acme-shop.example,additional
      s4,foo.fr,shared
      s4,foo.com,shared
      s4,bar.example,shared
      s5,paper.at,primary
      s5,radio.example,associated
      s5,paper.ch,cctld of paper.at
      s6,login.hidden.com,primary: Hidden
      s6,hidden.de,additional
      s7,fam.de,shared
      s7,www.fam.at,shared
      """)
    #expect(
      lines == [
        "domain,acme-shop.example,acme.com", "domain,acme.de,acme.com", "domain,fam.de,fam.at",
        "domain,foo.fr,foo.com", "domain,old.example,new.example", "domain,paper.ch,paper.at",
      ])
    let none = "a set without one canonical domain"
    let host = "no registrable domain itself"
    let brand = "another brand of an owner"
    #expect(
      dropped == [
        "0:4": none, "0:9": host, "0:13": brand, "0:15": brand, "0:17": host, "0:18": none,
      ])
  }

  @Test func `the order of files and rows does not matter`() throws {
    let header = "alias,canonical\n"
    let rows = ["a.example,b.example\n", "b.example,c.example\n", "d.example,c.example\n"]
    let expected = try made(header + rows.joined()).lines
    #expect(try made(header + rows.reversed().joined()).lines == expected)
    #expect(try made(header + rows[2], header + rows[0] + rows[1]).lines == expected)
  }

  @Test func `other columns, and files without a fact, are refused`() throws {
    #expect(throws: AccountsError.referenceColumns) { try made("old,new\na.example,b.example\n") }
    #expect(throws: AccountsError.referenceColumns) { try made("name,canonical\nA,b.example\n") }
    #expect(throws: AccountsError.referenceEmpty) {
      try made("alias,canonical\ngmail.com,b.example\n")
    }
    #expect(throws: AccountsError.emptyFile) { try made("") }
  }
}
