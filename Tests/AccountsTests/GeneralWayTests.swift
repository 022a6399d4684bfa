// SPDX-License-Identifier: Apache-2.0

import Accounts
import TestSupport
import Testing

/// The quick ways to rows and keys give what the general ways give, whatever the bytes.
@Suite struct GeneralWayTests {
  let lists: PublicLists
  let seed = UInt64.random(in: .min ... .max)

  init() throws { lists = try PublicLists() }

  private static let nameParts = [
    "a", "b", "s.", "p.", "A.", "&", "+", "and", "the", "The", " ", " ", " ", "  ", ".", ",", "-",
    "'", "`", "(", ")", "[", "]",
    "{", "}", "/DE/", " /de", "\\DE\\", "/", "\\", "Acme", "ACME", "Northwind", "Traders",
    "bookkeeping", "xiv", "mmm", "GmbH",
    "Inc", "Inc.", "Incorp", "Limi", "LTD", "Co", "Company", "Corporation", "S.p.A.", "S.A.", "AG",
    "& Co. KG", "Holding",
    "Holdings", "Group", "International", "Services", "University", "of", "de", "la",
    "University Hospital", "n/a", "none", "unknown",
    "test", "ADR", "Class A", "ordinary shares", "1", "12", "0.01", "USD", "EUR0.1", "par value",
    "É", "ü", "ß", "Ø", "ł", "ı", "İ",
    "株式会社", "日本", "(株)", "㈱", "ООО", "Газпром", "한국", "주식회사", "\u{301}", "\u{200B}", "\u{A0}",
    "\u{FEFF}", "\u{1F600}", "ﬁ", "№",
    "\u{0}", "\t", "\n", "\u{7F}", "zz", "aabbccdd", "aabbc", "mississippi", "sheep", "trust",
    "bank", "energy",
  ]

  @Test func `names`() {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<60_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        if Bool.random(using: &random) { bytes.append(0x20) }
        bytes += (Self.nameParts.randomElement(using: &random) ?? "").utf8
      }
      // Some are no longer UTF-8.
      if !bytes.isEmpty, Int.random(in: 0..<10, using: &random) == 0 {
        bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
      compareName(bytes)
    }
    for length in 1...300 { compareName(Array(repeating: UInt8(ascii: "q"), count: length)) }
    for count in 1...150 { compareName(Array(String(repeating: "xy ", count: count).utf8)) }
  }

  private func compareName(_ bytes: [UInt8]) {
    let quick = Result { () throws(NameKey.Absence) in
      try NameKey(name: bytes, country: [], lists: lists).name
    }
    #expect(quick == GeneralWay.name(of: bytes, lists: lists), "seed \(seed): \(bytes)")
  }

  private static let hostParts = [
    "http://", "https://", "HTTPS://", "http:", "http//", "www.", "WWW.", "acme", "northwind",
    "longer-name", "a", "-", "_", ".", ".",
    ".", ".com", ".COM", ".de", ".co.uk", ".com.au", ".co", ".uk", ".jp", ".kobe.jp",
    ".city.kobe.jp", ".ck", ".www.ck", ".example",
    ".local", ".io", ".github.io", ".blogspot.com", ".gov", ".xn--p1ai", ".рф", "gmail", "facebook",
    "linkedin", ".co.jp", "/",
    "/path", "?q=1", "#x", ":80", ":x", "@", "mailto:", " ", ",", ";", "|", "\\", "1", "127.0.0.1",
    "[::1]", "é", "ß", "\u{0}", "%20",
    "xn--", "12345678", "sites.google", "%", "\u{A0}", "\u{FEFF}", "0x1",
  ]

  @Test func `domains`() {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<60_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...8, using: &random) {
        bytes += (Self.hostParts.randomElement(using: &random) ?? "").utf8
      }
      compareDomain(bytes)
    }
    for length in 1...300 {
      compareDomain(Array(repeating: UInt8(ascii: "q"), count: length) + ".com".utf8)
      compareDomain(Array(String(repeating: "q.", count: length).utf8) + "com".utf8)
    }
  }

  /// Hosts at, below and above every rule.
  @Test func `every public suffix`() {
    let list = PublicLists.bytes(of: .publicSuffixes)
    for line in list.split(separator: 0x0A) where !line.starts(with: "//".utf8) {
      let rule = line.prefix { $0 > 0x20 }
      let name = rule.drop { $0 == UInt8(ascii: "!") }
      let base = name.starts(with: "*.".utf8) ? name.dropFirst(2) : name
      for prefix in ["", "x.", "www.longer-name.", "x.y.z."] {
        compareDomain(Array(prefix.utf8) + base)
      }
    }
    for line in PublicLists.bytes(of: .sharedHosts).split(separator: 0x0A) {
      for prefix in ["", "x.", "x.y."] { compareDomain(Array(prefix.utf8) + line) }
    }
    for line in PublicLists.bytes(of: .freeMailDomains).split(separator: 0x0A) {
      for prefix in ["", "x."] { compareDomain(Array(prefix.utf8) + line) }
    }
  }

  private func compareDomain(_ bytes: [UInt8]) {
    let quick = DomainKey(website: bytes, lists: lists)
    #expect(
      quick == GeneralWay.domain(of: bytes, lists: lists),
      "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
  }

  private static let lineParts = [
    ",", ",", ",", ",", ";", "\t", "|", "\"", "\"\"", "\"a,b\"", "\"a\"\"b\"", "=\"", "=\"001\"",
    "\"a\"\"\"\"b\"", "\"\"\"\"", "\"\"\"a\"\"\"", "\"a \"\"b\"\" é\"", "\"a\"\"", "\"\"\"",
    " ", "  ", "\t", "a", "Acme", "Total",
    "Account Name", "1,000", "é", "日本", "\u{0}", "\n", "\n", "\n", "\r\n", "\r", "\"x\" ", " \"y\"",
    "www.acme.com", "\u{A0}",
  ]

  @Test(arguments: [",", ";", "\t", "|"])
  func `rows`(delimiter: String) {
    var random = SeededGenerator(seed: seed)
    let header = ["Account Name", "Website", "Country"].joined(separator: delimiter)
    for _ in 0..<3000 {
      var text = header + "\n"
      // The head of a file is read before its rows are.
      for row in 0..<70 { text += "a\(row)\(delimiter)b\(delimiter)c\n" }
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        let part = Self.lineParts.randomElement(using: &random) ?? ""
        text += part == "," ? delimiter : part
      }
      var bytes = Array(text.utf8)
      if Int.random(in: 0..<10, using: &random) == 0 { bytes.append(0xE9) }
      compareRows(bytes)
    }
  }

  private func compareRows(_ bytes: [UInt8]) {
    let quick = Result { () throws(AccountsError) in
      var reader = DelimitedReader()
      var rows: [DelimitedRow] = []
      var rest = bytes[...]
      // However it is cut.
      while !rest.isEmpty {
        rows += try reader.rows(in: Array(rest.prefix(1000)))
        rest = rest.dropFirst(1000)
      }
      return rows + (try reader.finish())
    }
    let general = Result { () throws(AccountsError) in try GeneralWay.rows(of: bytes) }
    #expect(quick == general, "seed \(seed): \(String(decoding: bytes.suffix(400), as: UTF8.self))")
  }
}
