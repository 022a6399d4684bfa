// SPDX-License-Identifier: Apache-2.0

import Accounts
import TestSupport
import Testing

@Suite struct DomainKeyTests {
  let lists: PublicLists

  init() throws { lists = try PublicLists() }

  @Test(arguments: try Vectors.load(stage: "domain-key", keys: ["input", "key", "absent"]))
  func `a vector's input has its key, or its reason`(_ vector: Vector) throws {
    let input = try vector.bytes("input")
    let (key, absent) = (try vector["key"], try vector["absent"])
    #expect(key.isEmpty != absent.isEmpty)
    switch DomainKey(website: input, lists: lists) {
    case .domain(let found):
      #expect(found.kind == .domain)
      #expect(found.text == key)
      // The key of a key is the key.
      #expect(DomainKey(website: found.bytes, lists: lists) == .domain(found))
    case .absent(let reason):
      #expect(reason.rawValue == absent)
    }
  }

  @Test func `the vectors show every reason`() throws {
    let vectors = try Vectors.load(stage: "domain-key", keys: ["input", "key", "absent"])
    let shown = Set(try vectors.map { try $0["absent"] })
    #expect(shown.isSuperset(of: DomainKey.Absence.allCases.map(\.rawValue)))
    #expect(vectors.count >= 40)
  }

  @Test func `no bytes trap, and every key is its own key`() {
    let seed: UInt64 = 20_261_123
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "http://", "https:", "www.", "acme", ".com", ".co.uk", "@", ":", "80", "/", "?", "#", "%2e",
      " ", ",", ".", "..", "-", "_", "\\", "[", "]", "ü", "。", "xn--", "192.0.2.1", "\u{0}",
      "\u{FEFF}",
      "müller.de", "github.io", "gmail.com", "ck",
    ].map { Array($0.utf8) }
    var keys = 0
    for round in 0..<100_000 {
      var input: [UInt8] = []
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        input +=
          Bool.random(using: &generator)
          ? generator.bytes(Int.random(in: 0...4, using: &generator))
          : pieces.randomElement(using: &generator) ?? []
      }
      guard case .domain(let key) = DomainKey(website: input, lists: lists) else { continue }
      keys += 1
      guard DomainKey(website: key.bytes, lists: lists) == .domain(key) else {
        Issue.record("seed \(seed), round \(round): the key of a key differs")
        return
      }
      guard key.bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        Issue.record("seed \(seed), round \(round): the key is not ASCII")
        return
      }
    }
    #expect(keys > 1000, "seed \(seed)")
  }

  @Test func `a long field is looked at no further`() {
    let long = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    #expect(DomainKey(website: long, lists: lists) == .absent(.notAHost))
    let host = String(repeating: "abcdefgh.", count: 27) + "com"
    #expect(
      DomainKey(website: host, lists: lists) == DomainKey(website: "abcdefgh.com", lists: lists))
    #expect(DomainKey(website: "abcdefghi." + host, lists: lists) == .absent(.notAHost))
  }

  @Test func `the embedded lists are whole`() {
    #expect(PublicLists.bytes(of: .publicSuffixes).starts(with: "// This Source Code".utf8))
    #expect(PublicLists.bytes(of: .publicSuffixes).count == 333_075)
    #expect(PublicLists.bytes(of: .freeMailDomains).count == 66_988)
    #expect(PublicLists.bytes(of: .sharedHosts).starts(with: "# SPDX".utf8))
  }
}
