// SPDX-License-Identifier: Apache-2.0

import CleanRoom
import Foundation
import Reporting
import TestSupport
import Testing

/// Partners side by side, and what two of them can and cannot cover together.
@Suite struct ComparisonTests {
  private static func entry(
    _ partner: String, _ value: Int, by half: Int = 5, own: Int? = 1000
  ) -> Comparison.Entry {
    Comparison.Entry(
      partner: partner,
      headlines: [
        Headline(
          name: "in common",
          estimate: Report.Estimate(value: value, lower: value - half, upper: value + half))
      ],
      ownAccounts: own.map { Report.Estimate(value: $0, lower: $0 - 10, upper: $0 + 10) })
  }

  @Test func `the largest is first, and ahead for certain only where intervals do not touch`() {
    let found = Comparison(
      [Self.entry("B", 100), Self.entry("A", 100), Self.entry("C", 111), Self.entry("D", 89)],
      by: "in common")
    #expect(found.partners.map(\.partner) == ["C", "A", "B", "D"])
    #expect(found.partners.map(\.certainlyBehind) == [0, 1, 1, 3])
    #expect(found.leftOut.isEmpty)
    let other = Comparison([Self.entry("A", 1)], by: "fit, per mille")
    #expect(other.partners.isEmpty && other.leftOut.count == 1)
  }

  /// Every pair of subsets of a small list whose sizes are in the intervals is within the bounds, and they are reached.
  @Test func `joint coverage is bounded, and no tighter bounds hold`() throws {
    let (own, first, second) = (6, 4, 3)
    let found = Comparison(
      [
        Self.entry("A", first, by: 1, own: nil), Self.entry("B", second, by: 0, own: nil),
      ].map {
        Comparison.Entry(
          partner: $0.partner, headlines: $0.headlines,
          ownAccounts: Report.Estimate(value: own, lower: own, upper: own))
      }, by: "in common")
    let joint = try #require(found.joint.first)
    var (both, either) = (Set<Int>(), Set<Int>())
    for one in 0..<1 << own where (first - 1...first + 1).contains(one.nonzeroBitCount) {
      for other in 0..<1 << own where other.nonzeroBitCount == second {
        both.insert((one & other).nonzeroBitCount)
        either.insert((one | other).nonzeroBitCount)
      }
    }
    #expect(joint.both == [try #require(both.min()), try #require(both.max())])
    #expect(joint.either == [try #require(either.min()), try #require(either.max())])
    #expect(
      Comparison([Self.entry("A", 4, own: nil), Self.entry("B", 3, own: nil)], by: "in common")
        .joint.isEmpty)
  }

  @Test func `a benchmark takes five partners, none with more than a quarter`() {
    func benchmark(_ values: [Int]) -> Int? {
      Comparison(
        values.enumerated().map { Self.entry("P\($0)", $1) }, by: "in common"
      ).benchmark?.median
    }
    #expect(benchmark([100, 90, 80, 110, 105]) == 100)
    #expect(benchmark([100, 90, 80, 110]) == nil)
    #expect(benchmark([100, 90, 80, 110, 130]) == nil)
    #expect(benchmark([100, 100, 100, 60, 40]) == 100)
    #expect(benchmark([0, 0, 0, 0, 0]) == 0)
  }

  @Test func `rooms are compared by their newest reports, and a trend tells noise from change`()
    throws
  {
    let lists = try Lists.samples(300, seed: 72)
    let more = try Lists.samples(900, seed: 72)
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(
        in: folder, initiator: lists.vendor, responder: lists.partner)
      expect("file-missing") { _ = try pair.initiator.trend() }
      #expect(try Room.compare([("a", pair.initiator)], by: nil).leftOut.count == 1)
      let first = try pair.play().initiator.report
      expect("file-missing") { _ = try pair.initiator.trend() }
      // The same again: nothing has changed.
      _ = try pair.play()
      let still = try pair.initiator.trend()
      #expect(still.runBefore == 1 && still.runAfter == 2 && !still.changes.isEmpty)
      #expect(still.changes.allSatisfy { $0.before == $0.after && !$0.isMoreThanNoise })
      // Three times as many.
      try write(more.vendor, to: pair.initiatorList)
      try write(more.partner, to: pair.responderList)
      let second = try pair.play().initiator.report
      let trend = try pair.initiator.trend()
      let (before, after) = (try first.accountMap.map.total, try second.accountMap.map.total)
      let total = try #require(
        trend.changes.first {
          $0.before == before.estimate.value && $0.after == after.estimate.value
        })
      #expect(total.isMoreThanNoise && total.after > 2 * total.before)
      let compared = try Room.compare([("a", pair.initiator), ("b", pair.responder)], by: nil)
      #expect(compared.partners.map(\.partner) == ["Acme", "Globex"])
      #expect(
        compared.partners.allSatisfy {
          $0.figures.first { $0.name == "in common" }?.estimate.value == after.estimate.value
        })
      expect("figure-unknown") { _ = try Room.compare([("a", pair.initiator)], by: "names") }
    }
  }
}
