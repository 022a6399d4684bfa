// SPDX-License-Identifier: Apache-2.0

import Accounts
import TestSupport
import Testing

@Suite struct NameKeyTests {
  static let keys = ["name", "country", "name-key", "country-key", "absent"]

  @Test(arguments: try Vectors.load(stage: "name-key", keys: Self.keys))
  func `a vector's fields have its key, or its reason`(_ vector: Vector) throws {
    let (name, country) = (try vector.bytes("name-key"), try vector.bytes("country-key"))
    let absent = try vector["absent"]
    let fields = (name: try vector.bytes("name"), country: try vector.bytes("country"))
    #expect(name.isEmpty != absent.isEmpty)
    do throws(NameKey.Absence) {
      let key = try NameKey(name: fields.name, country: fields.country)
      #expect(key.name == name)
      #expect(key.country == country)
      // The key of a key is the key.
      let again = try NameKey(name: key.name, country: key.country)
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

  @Test func `every text's key is its own key, and is reduced`() {
    let seed: UInt64 = 20_261_201
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "The ", "the", "Acme", "Inc", " inc.", "& Co", "&", ".", "'", "\u{2019}", "-", " ", "  ",
      "\t", "\u{0}", "\u{7F}", "\u{A0}", "\u{AD}", "\u{200B}", "\u{FEFF}", "\u{3000}", "é",
      "e\u{301}", "ÄÖ", "日本", "🚀", "S.p.A.", "GmbH", "and", "as", "3M", "/", "(", ")", "\\", "|",
      String(repeating: "x", count: 400),
    ]
    var keys = 0
    for round in 0..<50_000 {
      let texts = (0..<2).map { _ in
        (0..<Int.random(in: 0...8, using: &generator)).map { _ in
          pieces.randomElement(using: &generator) ?? ""
        }.joined()
      }
      guard let key = try? NameKey(name: texts[0].utf8, country: texts[1].utf8) else { continue }
      keys += 1
      guard (try? NameKey(name: key.name, country: key.country)) == key else {
        Issue.record("seed \(seed), round \(round): the key of a key differs")
        return
      }
      for half in [key.name, key.country] {
        guard half.count <= NameKey.limit, isReduced(half) else {
          Issue.record("seed \(seed), round \(round): a key is not reduced")
          return
        }
      }
      guard !key.name.isEmpty else {
        Issue.record("seed \(seed), round \(round): an empty name")
        return
      }
    }
    #expect(keys > 10_000, "seed \(seed)")
  }

  @Test func `no bytes trap`() {
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
      guard let key = try? NameKey(name: bytes, country: bytes) else { continue }
      guard isReduced(key.name), isReduced(key.country) else {
        Issue.record("seed \(seed), round \(round): a key is not reduced")
        return
      }
    }
    #expect(throws: NameKey.Absence.tooLong) {
      try NameKey(name: [UInt8](repeating: 0xC3, count: 1 << 20), country: [])
    }
    #expect(throws: NameKey.Absence.blank) {
      try NameKey(name: [UInt8](repeating: 0x2E, count: 1 << 20), country: [])
    }
    let words = Array(String(repeating: "the inc ", count: 1 << 17).utf8)
    #expect(throws: NameKey.Absence.tooLong) { try NameKey(name: words, country: words) }
  }

  /// Words of `a` to `z`, `0` to `9` and bytes outside ASCII, one space between two of them.
  private func isReduced(_ text: [UInt8]) -> Bool {
    text.first != 0x20 && text.last != 0x20
      && zip(text, text.dropFirst()).allSatisfy { $0 != 0x20 || $1 != 0x20 }
      && text.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 >= 0x80 || $0 == 0x20
      }
  }
}
