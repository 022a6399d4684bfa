// SPDX-License-Identifier: Apache-2.0

import Agreements
import Testing
import TestSupport

/// Nothing that a counterpart can send may trap; each test ends, which is what it tests.
@Suite("Malformed bytes")
struct MalformedBytesTests {
  private static let rounds = 10_000

  @Test("Random bytes are refused by every reader", arguments: [UInt64(11)])
  func randomBytes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for round in 0..<Self.rounds {
      var bytes = random.bytes(Int.random(in: 0...120, using: &random))
      // Every other time only characters that YAML knows.
      if round % 2 == 0 {
        let signs = Array("abc: -[]{},&*!%#?|>'\"\\\n\t0~".utf8)
        bytes = bytes.map { signs[Int($0) % signs.count] }
      }
      #expect(throws: AgreementsError.self, "seed \(seed)") { try Agreement(bytes: bytes) }
      #expect(throws: AgreementsError.self, "seed \(seed)") { try Card(text: bytes) }
      #expect(throws: AgreementsError.self, "seed \(seed)") { try AgreementSignature(text: bytes) }
      #expect(throws: AgreementsError.self, "seed \(seed)") {
        try PublicIdentity(text: String(decoding: bytes, as: UTF8.self))
      }
      _ = try? StrictYAML.document(bytes, limit: 100)
    }
  }

  @Test(
    "A valid agreement with some bytes changed is refused, or read as what it says",
    arguments: [UInt64(12)])
  func mutations(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bytes = Array(try Sample.text().utf8)
    var accepted = 0
    for _ in 0..<Self.rounds {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: 0..<changed.count, using: &random)
        let length = min(Int.random(in: 1...20, using: &random), changed.count - index)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: changed[index] = UInt8.random(in: .min ... .max, using: &random)
        case 1: changed.removeSubrange(index..<index + length)
        case 2: changed.insert(contentsOf: changed[index..<index + length], at: index)
        default: changed[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
      }
      guard let agreement = try? Agreement(bytes: changed) else { continue }
      accepted += 1
      let again = try? Agreement(bytes: Array(AgreementWriter.text(of: agreement.terms).utf8))
      #expect(
        again?.terms == agreement.terms, "seed \(seed): \(String(decoding: changed, as: UTF8.self))"
      )
    }
    // Changes in titles, comments and blanks make other agreements: some must get through.
    #expect((1..<Self.rounds).contains(accepted))
  }

  @Test("A valid card and a valid signature file with some bytes changed", arguments: [UInt64(13)])
  func cardMutations(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let identity = try Sample.identity(1)
    let card = Array(try Card(party: Sample.party(identity), signedBy: identity).text.utf8)
    for _ in 0..<Self.rounds {
      var changed = card
      let index = Int.random(in: 0..<card.count, using: &random)
      changed[index] = UInt8.random(in: .min ... .max, using: &random)
      if changed == card { continue }
      #expect(throws: AgreementsError.self, "seed \(seed)") { try Card(text: changed) }
    }
  }

  @Test(
    "Text that is hard on a parser",
    arguments: [
      "[", "{", "- ", "{a: ", "[[],", "\"", "? ", "a:\n", "'", "|\n", "# ", "{\"a\":[", "!", "- - ",
    ])
  func hardOnParsers(_ piece: String) {
    let limit = 262_144
    for count in [1000, 5000, limit / piece.utf8.count] {
      let text = String(repeating: piece, count: count)
      let start = ContinuousClock.now
      #expect(throws: AgreementsError.self) { try Agreement(bytes: Array(text.utf8)) }
      #expect(ContinuousClock.now - start < .seconds(5), "\(count) times \(piece)")
    }
    var staircase = ""
    for depth in 0..<700 { staircase += String(repeating: " ", count: depth) + "a:\n" }
    #expect(throws: AgreementsError.self) { try Agreement(bytes: Array(staircase.utf8)) }
  }

  @Test("Aliases behind line ends of another kind, each twice the one before, as a key")
  func aliases() {
    var text = "a0:\u{2028} &a0 [x]\n"
    for level in 1...24 {
      text += "a\(level):\u{2028} &a\(level) [\u{2028} *a\(level - 1),\u{2028} *a\(level - 1)]\n"
    }
    text += "key:\u{2028} {\u{2028} *a24 : 1}\n"
    let start = ContinuousClock.now
    #expect(throws: AgreementsError.self) { try Agreement(bytes: Array(text.utf8)) }
    // Hashing a key of 2^24 parts takes seconds; refusing the text takes none.
    #expect(ContinuousClock.now - start < .seconds(1))
  }
}
