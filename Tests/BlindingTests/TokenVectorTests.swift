// SPDX-License-Identifier: Apache-2.0

import Blinding
import Cryptography
import TestSupport
import Testing

@Suite("Vectors of table.md 2: tokens, fake accounts, points, tags")
struct TokenVectorTests {
  static let tokens = Result {
    try Vectors.load(stage: "token", keys: ["table-key", "domain", "encoding", "token"])
  }
  static let keys = Result {
    try Vectors.load(
      stage: "key-token", keys: ["table-key", "kind", "fields", "encoding", "token"])
  }
  static let fakes = Result {
    try Vectors.load(
      stage: "fake-account", keys: ["table-key", "g", "p", "j", "encoding", "token", "point"])
  }
  static let points = Result { try Vectors.load(stage: "point", keys: ["token", "point"]) }
  static let tags = Result { try Vectors.load(stage: "tag", keys: ["point", "tag"]) }

  private func token(_ name: TokenName, _ vector: Vector) throws -> Token {
    let key = TableKey(insecureSecret: SecretBytes(copying: try vector.hex("table-key")))
    var maker = try key.tokens()
    return try maker.token(of: name)
  }

  @Test("A domain's encoding and token", arguments: try tokens.get())
  func domain(_ vector: Vector) throws {
    let name = TokenName.domain(try vector.hex("domain"))
    #expect(try name.encoding == vector.hex("encoding"))
    #expect(try token(name, vector).bytes == vector.hex("token"))
  }

  @Test("The encoding and token of each kind of key", arguments: try keys.get())
  func key(_ vector: Vector) throws {
    let fields = try vector["fields"].split(separator: " ").map { text in
      try #require([UInt8](hex: String(text)))
    }
    let name = TokenName.key(
      kind: try #require(UInt8(exactly: vector.number("kind"))), fields: fields)
    #expect(try name.encoding == vector.hex("encoding"))
    #expect(try token(name, vector).bytes == vector.hex("token"))
  }

  /// Whatever its fields say, a list's key has no token of a control account.
  @Test("Control accounts have tokens of their own")
  func control() throws {
    let prefix = "lacuna/1 token".utf8.count
    let fields = [Array("control-one.example".utf8)]
    for kind in UInt8(1)...127 {
      let key = TokenName.key(kind: kind, fields: fields).encoding
      let control = TokenName.control(kind: kind, fields: fields).encoding
      #expect(key[prefix] == kind && control[prefix] == 128 + kind)
      #expect(key[..<prefix] == control[..<prefix])
      #expect(key[(prefix + 1)...] == control[(prefix + 1)...])
    }
    #expect(TokenName.fake(g: 0, p: 0, j: 1).encoding[prefix] == 0)
  }

  @Test("A fake account's encoding, token and point", arguments: try fakes.get())
  func fake(_ vector: Vector) throws {
    let name = TokenName.fake(
      g: Int(try vector.number("g")), p: Int(try vector.number("p")), j: Int(try vector.number("j"))
    )
    #expect(try name.encoding == vector.hex("encoding"))
    let token = try token(name, vector)
    #expect(try token.bytes == vector.hex("token"))
    #expect(try Point(elligator2: token).bytes == vector.hex("point"))
  }

  @Test("A token's point", arguments: try points.get())
  func point(_ vector: Vector) throws {
    let token = try Token(bytes: vector.hex("token"))
    #expect(try Curve25519Arithmetic().point(of: token).bytes == vector.hex("point"))
  }

  @Test("A point's tag", arguments: try tags.get())
  func tag(_ vector: Vector) throws {
    let point = try Point(bytes: vector.hex("point"))
    let tags = try Tag.tags(of: [point, point].span, domain: TableTag.domain)
    #expect(try tags.map(\.bytes) == [vector.hex("tag"), vector.hex("tag")])
  }

  @Test("P4: encodings are injective, over domains and fakes together")
  func injective() {
    var names: Set<TokenName> = []
    for domain in ["", "a", "ab", "abc", "b", "bc", "c", "ab\u{0}c", "\u{0}\u{0}\u{0}\u{1}"] {
      names.insert(.domain(Array(domain.utf8)))
    }
    // Domains that look like what follows a kind, or like another domain with its length.
    for g in 0..<3 {
      for p in 0..<3 {
        for j in [1, 2, 255, 256, 65_536] {
          let fake = TokenName.fake(g: g, p: p, j: j)
          names.insert(fake)
          let tail = Array(fake.encoding.dropFirst("lacuna/1 token".utf8.count))
          names.formUnion([.domain(tail), .domain(Array(tail.dropFirst())), .domain(fake.encoding)])
        }
      }
    }
    for length in [254, 255, 256, 257, 65_535] {
      names.insert(.domain([UInt8](repeating: 97, count: length)))
    }
    var random = SeededGenerator(seed: 4)
    for _ in 0..<2000 {
      names.insert(.domain(random.bytes(Int.random(in: 0...12, using: &random))))
    }
    #expect(names.count > 1500)
    #expect(Set(names.map(\.encoding)).count == names.count)
  }
}
