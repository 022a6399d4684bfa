// SPDX-License-Identifier: Apache-2.0

import Agreements
import Exchange
import Forging
import TestSupport
import Testing

/// A2, lengths inside the content: nothing is allocated for a count that cannot be met, and nothing traps.
@Suite("Contents that do not add up")
struct LengthTests {
  @Test("A byte more, and a byte less", arguments: MessageKind.allCases)
  func ends(kind: MessageKind) throws {
    let fixture = try Fixture.shared.get()
    let body = fixture.body(kind)
    #expect(try fixture.refusal(body: body, as: kind) == nil)
    #expect(try fixture.refusal(body: body + [0], as: kind) == "content-malformed")
    #expect(try fixture.refusal(body: body + body, as: kind) == "content-malformed")
    #expect(try fixture.refusal(body: Array(body.dropLast()), as: kind) == "content-malformed")
    #expect(try fixture.refusal(body: [], as: kind) == "content-malformed")
  }

  @Test("Cut at every field of the body, and within the preamble")
  func cuts() throws {
    let fixture = try Fixture.shared.get()
    let count = fixture.agreement.bytes.count
    let fields = 4 + count + 64 + 4 + 2 + 2 + 4 * 8
    let edges = [3, 4, 5, 4 + count, 4 + count + 64] + Array(4 + count + 64...fields)
    let sections = [0, 3000, 4600].map { fields + 32 * $0 }
    for cut in edges + sections + sections.map({ $0 + 31 }) {
      let body = Array(fixture.body(.offer)[..<cut])
      #expect(try fixture.refusal(body: body, as: .offer) == "content-malformed", "cut at \(cut)")
    }
    let answer = fixture.body(.answer)
    let answerFields = 64 + 2 + 4 + 8 * 8
    for cut in Array(0...answerFields) + [
      answerFields + 16 * 3000, answerFields + 16 * (4606 + Fixture.controls), answer.count - 32,
    ] {
      #expect(
        try fixture.refusal(body: Array(answer[..<cut]), as: .answer) == "content-malformed",
        "cut at \(cut)")
    }
    for cut in [0, 15, 16, 17, 100, 208, 240, 387] {
      let content = Array(fixture.report.content[..<cut])
      var seal = HandSeal(fixture.report)
      seal.plaintext = HandSeal.plaintext(
        content,
        try HandSeal.signature(content, fixture.report.preamble, by: Fixture.identity(.initiator)))
      #expect(fixture.refusal(try seal.file(), as: .report) == "content-malformed", "cut at \(cut)")
    }
  }

  @Test("Huge counts of records", arguments: [20, 32, 58, 59, 60, 62, 63, 64])
  func counts(exponent: UInt64) throws {
    // 2^64 does not fit: its place takes the largest that does.
    let count = exponent == 64 ? UInt64.max : 1 << exponent
    let fixture = try Fixture.shared.get()
    let offer = 4 + fixture.agreement.bytes.count + 64 + 4 + 2 + 2
    for group in 0..<4 {
      var body = fixture.body(.offer)
      body.replaceSubrange(
        offer + 8 * group..<offer + 8 * group + 8, with: HandSeal.bigEndian(count))
      #expect(try fixture.refusal(body: body, as: .offer) == "content-malformed")
    }
    for section in 0..<8 {
      var body = fixture.body(.answer)
      let place = 64 + 2 + 4 + 8 * section
      body.replaceSubrange(place..<place + 8, with: HandSeal.bigEndian(count))
      #expect(try fixture.refusal(body: body, as: .answer) == "content-malformed")
    }
  }

  @Test("Huge lengths of the agreement and of the report, and 65,535 groups")
  func lengths() throws {
    let fixture = try Fixture.shared.get()
    for length: UInt64 in [1 << 24, 1 << 31, 1 << 32 - 1] {
      let bytes = HandSeal.bigEndian(length).suffix(4)
      for kind in [MessageKind.offer, .report] {
        var body = fixture.body(kind)
        body.replaceSubrange(0..<4, with: bytes)
        #expect(try fixture.refusal(body: body, as: kind) == "content-malformed")
      }
    }
    // So many counts would be there that the rest is read as counts; whichever rule it breaks, it ends.
    let tables = 4 + fixture.agreement.bytes.count + 64 + 4
    var offer = fixture.body(.offer)
    offer.replaceSubrange(tables + 2..<tables + 4, with: [0xFF, 0xFF])
    #expect(try fixture.refusal(body: offer, as: .offer) == "content-malformed")
    offer = fixture.body(.offer)
    offer.replaceSubrange(tables..<tables + 2, with: [0xFF, 0xFF])
    #expect(try fixture.refusal(body: offer, as: .offer) == "shape")
    for place in [64 + 2, 64 + 4] {
      var answer = fixture.body(.answer)
      answer.replaceSubrange(place..<place + 2, with: [0xFF, 0xFF])
      #expect(try fixture.refusal(body: answer, as: .answer) == "content-malformed")
    }
  }

  @Test(
    "Random bodies and changed bodies, signed by their sender, never trap", arguments: [UInt64(60)])
  func randomBodies(seed: UInt64) throws {
    let fixture = try Fixture.shared.get()
    var random = SeededGenerator(seed: seed)
    for kind in MessageKind.allCases {
      let body = fixture.body(kind)
      for _ in 0..<150 {
        var changed = body
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          // Most changes where the counts are.
          let end = Bool.random(using: &random) ? min(changed.count, 2000) : changed.count
          changed[Int.random(in: 0..<end, using: &random)] = UInt8.random(
            in: .min ... .max, using: &random)
        }
        if changed == body { continue }
        // The counter of an offer and the text of a report are not checked here.
        _ = try fixture.refusal(body: changed, as: kind)
        let noise = random.bytes(Int.random(in: 0...300, using: &random))
        #expect(try fixture.refusal(body: noise, as: kind) != nil, "seed \(seed)")
      }
    }
  }
}
