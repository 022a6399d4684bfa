// SPDX-License-Identifier: Apache-2.0

import Blinding
import Cryptography
import Matching
import TestSupport
import Testing

@Suite("Two sides of a table")
struct TableSideTests {
  @Test(
    "P2: blinded in either order a token gives one tag; fakes and accounts match, random points do not",
    arguments: [UInt8(1), 2, 3, 4, 5])
  func eitherOrder(key: UInt8) throws {
    let sides = Sides(key: key)
    let initiator = try sides.initiator()
    let responder = try sides.responder()
    // I: 0..<60, 60..<90, 90..<100. R: 30..<75, and 75..<95 with strangers.
    let offer = try initiator.offer(Sides.rows([0..<60, 60..<90, 90..<100]), padding: [4, 0, 1])
    let noise = [[0, 4], [1, 3], [2, 2]]
    let answer = try responder.answer(
      Sides.rows([30..<75, 75..<95]), noise: noise, unmatchedNoise: [3, 0])
    let tags = try responder.tags(of: offer)
    let matched = Matcher.count(offered: tags, answered: try initiator.tags(of: answer))
    let truth = [[30, 0], [15, 15], [0, 5]]
    #expect(matched == zip(truth, noise).map { zip($0, $1).map { $0 + $1 } })

    // Sizes: N_g with the keyless one, M_g, 2tP fakes; a token that R must not show is a random point, too.
    #expect(offer.map(\.count) == [61 + 4 + 8, 31 + 0 + 8, 11 + 1 + 8])
    #expect(tags.map(\.count) == offer.map(\.count))
    #expect(answer.map(\.count) == [45 + 1 + 3 + 3, 20 + 1 + 9 + 0])
    for section in offer + answer {
      #expect(section == section.sorted() && Set(section).count == section.count)
    }
    for section in tags {
      #expect(section == section.sorted() && Set(section).count == section.count)
    }
  }

  @Test("P2: 1,000 random pairs of scalars and a token")
  func commute() throws {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<1000 {
      let arithmetic = Curve25519Arithmetic()
      let a = try arithmetic.multiplier(SecretBytes(copying: random.bytes(32)))
      let b = try arithmetic.multiplier(SecretBytes(copying: random.bytes(32)))
      let point = try arithmetic.point(of: Token(bytes: random.bytes(64)))
      let one = try a.multiply(b.multiply([point]))
      #expect(try one == b.multiply(a.multiply([point])))
      #expect(try one != a.multiply([point]))
    }
  }

  @Test("The same content whatever the threads", arguments: [2, 3])
  func threads(workers: Int) throws {
    // Sections of more than one batch.
    let rows = Sides.rows([0..<2500, 0..<0, 2500..<2600])
    let (one, many) = (Sides(key: 9), Sides(key: 9, workers: workers))
    let offer = try one.initiator().offer(rows, padding: [1100, 2, 3])
    #expect(try many.initiator().offer(rows, padding: [1100, 2, 3]) == offer)
    #expect(try many.responder().tags(of: offer) == one.responder().tags(of: offer))
    let noise = [[4, 0], [0, 4], [1, 1]]
    let answer = try one.responder().answer(
      Sides.rows([0..<1200, 5..<6]), noise: noise, unmatchedNoise: [0, 4])
    #expect(
      try many.responder().answer(
        Sides.rows([0..<1200, 5..<6]), noise: noise, unmatchedNoise: [0, 4]) == answer)
    // Another key gives others.
    #expect(try Sides(key: 10).initiator().offer(rows, padding: [0, 0, 0]) != offer)
  }

  @Test("P3: every point that is sent is canonical and of the prime-order subgroup: 1,000 of them")
  func subgroup() throws {
    let sides = Sides(key: 3, shift: 30)
    let offer = try sides.initiator().offer(
      Sides.rows([0..<100, 100..<150, 150..<160]), padding: [50, 60, 70])
    let answer = try sides.responder().answer(
      Sides.rows([0..<90, 90..<120]), noise: [[40, 0], [20, 21], [39, 1]], unmatchedNoise: [30, 40])
    let points = (offer + answer).joined()
    #expect(points.count > 1000)
    for point in points {
      #expect(point.isCanonical)
      #expect(Subgroup.contains(point.bytes))
    }
  }

  @Test("P3's reference finds points outside the subgroup, and 15 of 16 random strings")
  func reference() throws {
    let base: [UInt8] = [9] + [UInt8](repeating: 0, count: 31)
    #expect(Subgroup.contains(base))
    for (index, copy) in try TorsionCopies.bytes.enumerated() {
      // The first of each eight is the point itself.
      #expect(Subgroup.contains(copy) == (index % 8 == 0))
    }
    for point in try TorsionCopies.lowOrder { #expect(!Subgroup.contains(point)) }
    var random = SeededGenerator(seed: 33)
    var inside = 0
    for _ in 0..<500 {
      var bytes = random.bytes(32)
      bytes[31] &= 0x7F
      if Subgroup.contains(bytes) { inside += 1 }
    }
    // Expected 31, standard deviation 5.4.
    #expect((5...60).contains(inside), "seed 33: \(inside)")
    // H alone may leave the subgroup: that is why it is never sent unmultiplied.
    let mapped = try (0..<40).map { _ in try Point(elligator2: Token(bytes: random.bytes(64))).bytes
    }
    #expect(mapped.contains { !Subgroup.contains($0) } && mapped.contains { Subgroup.contains($0) })
  }
}
