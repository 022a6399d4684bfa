// SPDX-License-Identifier: Apache-2.0

import Cryptography
import TestSupport
import Testing

@Suite("Bech32m")
struct Bech32mTests {
  /// BIP-350's valid strings but for the upper-case one, which we refuse.
  static let validTexts = [
    "a1lqfn3a",
    "an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11sg7hg6",
    "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx",
    "11llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllludsr8",
    "split1checkupstagehandshakeupstreamerranterredcaperredlc445v",
    "?1v759aa",
  ]

  static func prefix(_ text: String) throws -> String {
    let end = try #require(text.lastIndex(of: "1"))
    return String(text[..<end])
  }

  @Test("BIP-350's valid strings are read and written again", arguments: validTexts)
  func valid(text: String) throws {
    let prefix = try Self.prefix(text)
    let symbols = try Bech32m.symbols(hrp: prefix, text)
    #expect(symbols.count == text.utf8.count - prefix.utf8.count - 7)
    #expect(try Bech32m.encode(hrp: prefix, symbols: symbols) == text)
  }

  @Test(
    "BIP-350's invalid strings are refused",
    arguments: [
      ("\u{20}1xj0phk", .prefixCharacter), ("\u{7f}1g6xzxy", .prefixCharacter),
      ("\u{80}1vctc34", .prefixCharacter), ("qyrz8wqd2c9m", .noSeparator),
      ("1qyrz8wqd2c9m", .prefixCharacter), ("y1b0jsk6g", .character(offset: 2)),
      ("lt1igcx5c0", .character(offset: 3)), ("in1muywd", .checksum),
      ("mm1crxm3i", .character(offset: 8)), ("au1s5cgom", .character(offset: 7)),
      ("M1VUXWEZ", .prefixCharacter), ("16plkw9", .prefixCharacter),
      ("1p2gdwpf", .prefixCharacter), ("A1LQFN3A", .prefixCharacter),
      ("a1LQFN3A", .character(offset: 2)), ("a1lqfn3A", .character(offset: 7)),
    ] as [(String, Bech32m.Rule)])
  func invalid(text: String, rule: Bech32m.Rule) {
    #expect(throws: CryptographyError.bech32m(rule)) {
      try Bech32m.symbols(hrp: text.lastIndex(of: "1").map { String(text[..<$0]) } ?? "", text)
    }
  }

  @Test("Bytes of every length come back", arguments: [350])
  func roundTrip(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for count in 0..<100 {
      let bytes = generator.bytes(count)
      let text = try Bech32m.encode(hrp: "lacuna", bytes: bytes)
      #expect(try Bech32m.decode(hrp: "lacuna", text) == bytes)
      #expect(throws: CryptographyError.bech32m(.wrongPrefix)) {
        try Bech32m.decode(hrp: "lacune", text)
      }
    }
  }

  @Test("Every other character at every place is refused")
  func slips() throws {
    let text = Array(try Bech32m.encode(hrp: "key", bytes: Array(0..<20)).utf8)
    for place in text.indices {
      for character in 0...127 as ClosedRange<UInt8> where character != text[place] {
        var slip = text
        slip[place] = character
        #expect(throws: CryptographyError.self) {
          try Bech32m.decode(hrp: "key", String(decoding: slip, as: UTF8.self))
        }
      }
    }
  }

  @Test("Padding is short and zero")
  func padding() throws {
    func decode(_ symbols: [UInt8]) throws -> [UInt8] {
      try Bech32m.decode(hrp: "a", Bech32m.encode(hrp: "a", symbols: symbols))
    }
    #expect(try decode([31, 28]) == [255])
    for symbols in [[31, 29], [31, 30], [0], [31], [0, 0, 0]] as [[UInt8]] {
      #expect(throws: CryptographyError.bech32m(.padding)) { try decode(symbols) }
    }
  }

  @Test("1,023 characters are taken, 1,024 are not")
  func length() throws {
    let most = 1023 - 2 - 6
    let text = try Bech32m.encode(hrp: "a", symbols: [UInt8](repeating: 0, count: most))
    #expect(text.utf8.count == 1023)
    #expect(try Bech32m.symbols(hrp: "a", text).count == most)
    #expect(throws: CryptographyError.bech32m(.tooLong)) {
      try Bech32m.encode(hrp: "a", symbols: [UInt8](repeating: 0, count: most + 1))
    }
    #expect(throws: CryptographyError.bech32m(.tooLong)) {
      try Bech32m.symbols(hrp: "a", text + "q")
    }
  }
}
