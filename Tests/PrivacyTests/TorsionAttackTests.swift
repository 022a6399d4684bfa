// SPDX-License-Identifier: Apache-2.0

import Blinding
import CleanRoom
import Cryptography
import Matching
import Parallel
import Testing

/// A1 at the table: points that differ by a torsion point name accounts through the answer (F1), unless the responder
/// looks at its products before it hands out tags.
@Suite("Torsion copies, at the table")
struct TorsionAttackTests {
  private static let shape = TableShape(
    number: 0, initiatorGroups: 2, responderGroups: 2, shift: 4)
  /// Seven a section: copies come twice to eight times.
  private static let targets = (0..<14).map { Array("target-\($0).example".utf8) }

  private static func secret(_ byte: UInt8) -> SecretBytes {
    SecretBytes(copying: [UInt8](repeating: byte, count: 32))
  }

  private static func side(_ key: borrowing SecretBytes) throws -> TableSide<Curve25519Arithmetic> {
    try TableSide(
      shape, tableKey: TableKey(insecureSecret: secret(9)), messageKey: key,
      arithmetic: Curve25519Arithmetic(), workers: Workers(count: 1))
  }

  /// The group of the responder that a target is in: a third of them in each, a third absent.
  private static func group(of target: Int) -> Int? { target % 3 == 2 ? nil : target % 3 }

  /// An honest offer of the targets, and beside each blinded target 1 to 7 copies.
  private static func hostileOffer(_ key: borrowing SecretBytes) throws -> [[Point]] {
    var tokens = try TableKey(insecureSecret: secret(9)).tokens()
    let scalar = try Scalar(DerivedStream.scalar(key, table: 0))
    let names = targets.map { TokenName.domain($0) }
    var sections = try side(key).offer(
      TableRows(groups: [names[..<7], names[7...]].map { TokenNames($0.map(Optional.some)) }),
      padding: [2, 2])
    for (index, name) in names.enumerated() {
      let blinded = try scalar.multiply(Point(elligator2: tokens.token(of: name)))
      let copies = try FullPoint.copies(of: blinded)
      #expect(copies.first == blinded && copies.count == 8)
      sections[index / 7] += copies[1...(index % 7 + 1)]
    }
    return sections.map { $0.sorted() }
  }

  @Test("eight encodings, one product")
  func copies() throws {
    let scalar = try Scalar(Self.secret(5))
    let point = try Scalar(Self.secret(6)).publicPoint()
    let copies = try FullPoint.copies(of: point)
    #expect(Set(copies).count == 8)
    #expect(copies.allSatisfy { $0.isCanonical })
    #expect(try Set(scalar.multiply(copies)) == [scalar.multiply(point)])
    // The reference adds as the curve does: doubling by coordinates is multiplication by two.
    let full = try #require(FullPoint(point))
    let torsion = try FullPoint.torsion()
    #expect(torsion.count == 8)
    #expect(torsion.reduce(full) { sum, _ in sum + torsion[1] } == full)
  }

  /// A responder that tags without looking hands out fourteen memberships and groups, free of noise.
  @Test("without the check, the copies read every target")
  func attackSucceeds() throws {
    let own = Self.secret(1)
    let other = Self.secret(2)
    let offer = try Self.hostileOffer(own)
    let initiator = try Self.side(own)
    let responder = try Self.side(other)

    // The mistake: products straight to tags.
    let multiplier = try Curve25519Arithmetic().multiplier(DerivedStream.scalar(other, table: 0))
    let tags = try offer.map { try responder.tags(of: multiplier.multiply($0)).sorted() }
    let rows = TableRows(
      groups: (0..<2).map { p in
        TokenNames(
          Self.targets.indices.filter { Self.group(of: $0) == p }.map {
            .domain(Self.targets[$0])
          })
      })
    let answer = try responder.answer(rows, noise: [[3, 1], [0, 8]], unmatchedNoise: [2, 5])
    let answered = try initiator.tags(of: answer)

    for index in Self.targets.indices {
      let copies = index % 7 + 2
      let repeated = Dictionary(grouping: tags[index / 7], by: { $0 }).filter {
        $0.value.count == copies
      }
      let tag = try #require(repeated.first?.key)
      #expect(repeated.count == 1)
      #expect(answered.firstIndex { $0.contains(tag) } == Self.group(of: index))
    }
  }

  @Test("with the check, both sides refuse before any tag")
  func attackFails() throws {
    let own = Self.secret(1)
    let other = Self.secret(2)
    let hostile = try Self.hostileOffer(own)
    #expect(throws: BlindingError.pointRepeated) {
      try Self.side(other).tags(of: hostile)
    }
    // The control is the same offer without the copies.
    let honest = try Self.side(own).offer(
      TableRows(
        groups: [Self.targets[..<7], Self.targets[7...]].map { targets in
          TokenNames(targets.map { .domain($0) })
        }),
      padding: [2, 2])
    #expect(try Self.side(other).tags(of: honest).map(\.count) == honest.map(\.count))
  }
}
