// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Foundation
import TestSupport
import Testing

@Suite struct NameKeyTests {
  static let keys = ["name", "country", "domain", "name-key", "country-key", "absent"]
  static let lists = Result { try PublicLists() }

  private func key(
    _ name: some Sequence<UInt8>, _ country: some Sequence<UInt8>, _ domain: [UInt8] = []
  ) throws -> NameKey {
    try NameKey(name: name, country: country, domain: domain, lists: Self.lists.get())
  }

  /// Names are no protocol unless both sides have the same tables: the page states them to the byte.
  @Test func `the tables are those of the page`() throws {
    let page = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Protocols/account-keys.md"), encoding: .utf8)
    for name in NameTables.Name.allCases {
      let digest = Digest("", NameTables.bytes(of: name)).hex
      #expect(page.contains("`\(name.rawValue)` | `\(digest)`"))
    }
  }

  @Test(arguments: try Vectors.load(stage: "name-key", keys: Self.keys))
  func `a vector's fields have its key, or its reason`(_ vector: Vector) throws {
    let (name, country) = (try vector.bytes("name-key"), try vector.bytes("country-key"))
    let absent = try vector["absent"]
    let lists = try Self.lists.get()
    let fields = (
      name: try vector.bytes("name"), country: try vector.bytes("country"),
      domain: try vector.bytes("domain")
    )
    #expect(name.isEmpty != absent.isEmpty)
    do throws(NameKey.Absence) {
      let key = try NameKey(
        name: fields.name, country: fields.country, domain: fields.domain, lists: lists)
      #expect(key.name == name)
      #expect(key.country == country)
      // The key of a key is the key.
      let again = try NameKey(name: key.name, country: key.country, lists: lists)
      #expect(again == key)
    } catch {
      #expect(error.rawValue == absent)
      #expect(country.isEmpty)
    }
  }

  @Test func `the vectors show every reason`() throws {
    let vectors = try Vectors.load(stage: "name-key", keys: Self.keys)
    let shown = Set(try vectors.map { try $0["absent"] })
    #expect(shown.isSuperset(of: NameKey.Absence.allCases.map(\.rawValue)))
    #expect(vectors.count >= 70)
  }

  @Test func `every text's key is its own key`() throws {
    let seed: UInt64 = 20_261_201
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "The ", "the", "Acme", "Inc", " inc.", "& Co", "&", ".", "'", "\u{2019}", "-", " ", "  ",
      "\t", "\u{0}", "\u{7F}", "\u{A0}", "\u{AD}", "\u{200B}", "\u{FEFF}", "\u{3000}", "é",
      "e\u{301}", "ÄÖ", "日本", "株式会社", "🚀", "S.p.A.", "GmbH", "and", "as", "3M", "/", "(", ")",
      "\\", "|", " a", " b", "/DE/", "Consolidated", "reg", "DL 1", "ﬃ", "ß",
      String(repeating: "x", count: 400),
    ]
    var keys = 0
    for round in 0..<50_000 {
      let texts = (0..<2).map { _ in
        (0..<Int.random(in: 0...8, using: &generator)).map { _ in
          pieces.randomElement(using: &generator) ?? ""
        }.joined()
      }
      guard let key = try? key(texts[0].utf8, texts[1].utf8) else { continue }
      keys += 1
      guard (try? self.key(key.name, key.country)) == key, isWellFormed(key) else {
        Issue.record("seed \(seed), round \(round): the key of a key differs, or is no key")
        return
      }
    }
    #expect(keys > 10_000, "seed \(seed)")
  }

  @Test func `no bytes trap`() throws {
    let seed: UInt64 = 20_261_202
    var generator = SeededGenerator(seed: seed)
    // The first bytes of what is looked for, so that it is often cut short.
    let likely: [UInt8] = [0xE2, 0x80, 0x99, 0xC2, 0xA0, 0xEF, 0xBB, 0xBF, 0xE3, 0x26, 0x2E, 0x20]
    for round in 0..<100_000 {
      let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        Bool.random(using: &generator)
          ? UInt8.random(in: .min ... .max, using: &generator)
          : likely.randomElement(using: &generator) ?? 0
      }
      guard let key = try? key(bytes, bytes) else { continue }
      guard isWellFormed(key) else {
        Issue.record("seed \(seed), round \(round): this is no key")
        return
      }
    }
    for (text, absence) in [
      ([UInt8](repeating: 0xC3, count: 1 << 20), NameKey.Absence.tooLong),
      ([UInt8](repeating: 0xC3, count: 1 << 10), .blank),
      ([UInt8](repeating: 0x2E, count: NameKey.fieldLimit), .blank),
      (Array(String(repeating: "the inc ", count: 1 << 17).utf8), .tooLong),
    ] {
      #expect(throws: absence) { try key(text, text) }
    }
  }

  /// Keys of few bytes are kept otherwise than longer ones.
  @Test(arguments: 0...66) func `keys of any length are what they were made of`(length: Int) {
    let bytes = (0..<length).map { UInt8(0x61 + $0 % 26) }
    let key = MatchKey(kind: .name, bytes: bytes)
    #expect(key.bytes == bytes && key.fields == [bytes])
    let last = MatchKey(kind: .name, bytes: bytes.dropLast() + [0x2E])
    #expect(Set([key, MatchKey(kind: .name, fields: [bytes]), last]).count == 2)
    let pair = MatchKey(kind: .domainAndName, fields: [Array("a.com".utf8), bytes + [0x2E]])
    #expect(pair.fields == [Array("a.com".utf8), bytes + [0x2E]])
  }

  /// Words without ASCII but `a` to `z` and `0` to `9`, one space between two of them; no country or two capital letters.
  private func isWellFormed(_ key: NameKey) -> Bool {
    let name = key.name
    return (2...NameKey.limit).contains(name.count) && name.first != 0x20 && name.last != 0x20
      && zip(name, name.dropFirst()).allSatisfy { $0 != 0x20 || $1 != 0x20 }
      && name.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 >= 0x80 || $0 == 0x20
      }
      && (key.country.isEmpty
        || key.country.count == 2 && key.country.allSatisfy { (0x41...0x5A).contains($0) })
  }
}
