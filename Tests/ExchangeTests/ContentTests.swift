// SPDX-License-Identifier: Apache-2.0

import Agreements
import Cryptography
import Exchange
import TestSupport
import Testing

/// A2, the sections: bodies that their sender signed and sealed, and that break a rule of messages.md 3.
@Suite("Sections that break a rule")
struct ContentTests {
  typealias Sections = [[Point]]
  typealias Tags = [[Cryptography.Tag]]

  private func offer(_ change: (inout Sections) throws -> Void) throws -> String? {
    let fixture = try Fixture.shared.get()
    var points = fixture.points
    try change(&points)
    return try refusal(offer: [points])
  }

  private func refusal(offer tables: [Sections]) throws -> String? {
    let fixture = try Fixture.shared.get()
    let signature = Array(fixture.body(.offer)[(4 + fixture.agreement.bytes.count)...].prefix(64))
    let offer = Offer(
      agreement: fixture.agreement.bytes, agreementSignature: signature, runCounter: 1,
      tables: tables)
    return try fixture.refusal(body: offer.body, as: .offer)
  }

  private func answer(_ change: (inout Tags, inout Sections) throws -> Void) throws -> String? {
    let fixture = try Fixture.shared.get()
    var (tags, points) = (fixture.table.tags, fixture.table.points)
    try change(&tags, &points)
    return try refusal(answer: [AnswerTable(tags: tags, points: points)])
  }

  private func refusal(answer tables: [AnswerTable]) throws -> String? {
    let fixture = try Fixture.shared.get()
    let answer = Answer(agreementSignature: Array(fixture.body(.answer).prefix(64)), tables: tables)
    return try fixture.refusal(body: answer.body, as: .answer)
  }

  private func newPoints(_ count: Int) throws -> [Point] {
    var random = SeededGenerator(seed: 50)
    return try (0..<count).map { _ in try Scalar.randomPoint(from: random.bytes(32).span) }
  }

  @Test("Points that are not canonical: p to 2^255 - 1, and the top bit set")
  func canonical() throws {
    #expect(try offer { _ in } == nil)
    #expect(try answer { _, _ in } == nil)
    for low in UInt8(0xEC)...0xFF {
      let bytes = [low] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
      let point = try Point(bytes: bytes)
      // p - 1 is canonical; that it is of low order shows after multiplying.
      let expected = low == 0xEC ? nil : "point-not-canonical"
      #expect(try offer { $0[2] = ($0[2] + [point]).sorted() } == expected)
      #expect(try answer { $1[0] = [point] } == expected)
    }
    for section in 0..<4 {
      let changed = try offer { sections in
        var bytes = sections[section][0].bytes
        bytes[31] |= 0x80
        sections[section][0] = try Point(bytes: bytes)
      }
      #expect(changed == "point-not-canonical")
    }
    let all = try Point(bytes: [UInt8](repeating: 0xFF, count: 32))
    #expect(try offer { $0[2].append(all) } == "point-not-canonical")
    #expect(try answer { $1[2].append(all) } == "point-not-canonical")
  }

  @Test("Records out of order, and twice, at the ends and in the middle of each section")
  func ascending() throws {
    let fixture = try Fixture.shared.get()
    for section in 0..<4 {
      let count = fixture.points[section].count
      for place in [0, count / 2, count - 2] {
        #expect(try offer { $0[section].swapAt(place, place + 1) } == "not-ascending")
        #expect(try offer { $0[section][place + 1] = $0[section][place] } == "not-ascending")
        #expect(try answer { tags, _ in tags[section].swapAt(place, place + 1) } == "not-ascending")
        #expect(
          try answer { tags, _ in tags[section][place + 1] = tags[section][place] }
            == "not-ascending")
      }
    }
    for section in 1..<4 {
      #expect(try answer { $1[section].swapAt(0, 1) } == "not-ascending")
      #expect(try answer { $1[section][1] = $1[section][0] } == "not-ascending")
    }
  }

  @Test("Tag sections that share a tag")
  func overlap() throws {
    for (from, to) in [(0, 1), (0, 2), (1, 2), (2, 0), (0, 3), (3, 1)] {
      let name = try answer { tags, _ in
        tags[to][0] = tags[from][0]
        tags[to].sort()
      }
      #expect(name == "tags-overlap")
    }
  }

  @Test("|T_g| other than |X_g|, the whole as large or not")
  func tagCounts() throws {
    #expect(try answer { tags, _ in tags[0].removeLast() } == "shape")
    #expect(
      try answer { tags, _ in
        tags[2].append(tags[1].removeLast())
        tags[2].sort()
      } == "shape")
    #expect(try answer { tags, _ in tags.swapAt(0, 1) } == "shape")
    #expect(try answer { tags, _ in tags.append([]) } == "shape")
    #expect(try answer { tags, _ in tags.removeLast() } == "shape")
    #expect(try answer { tags, _ in tags = [] } == "shape")
  }

  @Test("Another number of tables or groups")
  func groups() throws {
    let fixture = try Fixture.shared.get()
    #expect(try offer { $0.removeLast() } == "shape")
    #expect(try offer { $0.append($0[2]) } == "shape")
    #expect(try offer { $0.remove(at: 0) } == "shape")
    #expect(try offer { $0.append([]) } == "shape")
    #expect(try offer { $0 = [] } == "shape")
    #expect(try refusal(offer: []) == "shape")
    #expect(try refusal(offer: [fixture.points, fixture.points]) == "shape")
    #expect(try answer { $1.removeLast() } == "shape")
    #expect(try answer { $1.append([]) } == "shape")
    #expect(try refusal(answer: []) == "shape")
    #expect(try refusal(answer: [fixture.table, fixture.table]) == "shape")
  }

  @Test("Control accounts: none, one less, one more, and those of another section")
  func controls() throws {
    for count in [0, Fixture.controls - 1, Fixture.controls + 1] {
      let more = try newPoints(count).sorted()
      #expect(try offer { $0[3] = more } == "shape")
      #expect(try answer { $1[3] = more } == "shape")
    }
    let others = try newPoints(Fixture.controls).sorted()
    #expect(try offer { $0[3] = others } == nil)
    #expect(try answer { $1[3] = others } == nil)
    #expect(try offer { $0.swapAt(2, 3) } == "shape")
    #expect(try answer { $1.swapAt(2, 3) } == "shape")
    #expect(try answer { tags, _ in tags.swapAt(2, 3) } == "shape")
  }

  @Test("The bounds, just kept and just broken")
  func bounds() throws {
    let fixture = try Fixture.shared.get()
    // t = t_s = 1, G = P = 3: 2tP = 6, L_I + G (2 t_s + 2tP) = 5000 + 24, L_R + P 2t (G + 1) = 60 + 24.
    let offered = fixture.points.dropLast().joined().count
    #expect(try offer { $0[2] = Array($0[2].prefix(6)) } == nil)
    #expect(try offer { $0[2] = Array($0[2].prefix(5)) } == "shape")
    #expect(try offer { $0[2] = [] } == "shape")
    let more = try newPoints(5025 - offered)
    #expect(try offer { $0[2] = ($0[2] + more.dropLast()).sorted() } == nil)
    #expect(try offer { $0[2] = ($0[2] + more).sorted() } == "shape")
    let answered = fixture.table.points.dropLast().joined().count
    let others = try newPoints(85 - answered)
    #expect(try answer { $1[0] = Array(others.dropLast()).sorted() } == nil)
    #expect(try answer { $1[0] = others.sorted() } == "shape")
    #expect(try answer { $1 = [[], [], [], $1[3]] } == nil)
  }

  @Test("The agreement inside an offer, and the signatures inside offer and answer")
  func agreement() throws {
    let fixture = try Fixture.shared.get()
    let count = fixture.agreement.bytes.count
    var body = fixture.body(.offer)
    body[4 + 10] ^= 1
    #expect(try fixture.refusal(body: body, as: .offer) == "agreement-unknown")
    for bit in [0, 255, 300, 511] {
      var offer = fixture.body(.offer)
      offer[4 + count + bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(try fixture.refusal(body: offer, as: .offer) == "agreement-signature")
      var answer = fixture.body(.answer)
      answer[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(try fixture.refusal(body: answer, as: .answer) == "agreement-signature")
    }
    // I's signature is none of R's.
    var answer = fixture.body(.answer)
    answer.replaceSubrange(0..<64, with: fixture.body(.offer)[(4 + count)...].prefix(64))
    #expect(try fixture.refusal(body: answer, as: .answer) == "agreement-signature")
  }
}
