// SPDX-License-Identifier: Apache-2.0

import Cryptography
import TestSupport
import Testing

@Suite struct RecordSortTests {
  /// Spread evenly, and as nobody would spread them who means well: alike in their first bytes, in order, in reverse, all equal.
  private enum Spread: CaseIterable {
    case even, alike, ascending, descending, equal

    func points(_ count: Int, _ random: inout SeededGenerator) throws -> [Point] {
      var points = try (0..<count).map { _ in
        var bytes = random.bytes(32)
        if self == .alike { bytes.replaceSubrange(..<12, with: repeatElement(7, count: 12)) }
        if self == .equal { bytes = Array(repeating: 9, count: 32) }
        return try Point(bytes: bytes)
      }
      if self == .ascending { points.sort() }
      if self == .descending { points.sort(by: >) }
      return points
    }
  }

  @Test(arguments: [0, 1, 2, 15, 16, 17, 33, 100, 1000, 20_000])
  func `records are sorted as by their bytes, however they are spread`(_ count: Int) throws {
    let seed: UInt64 = 5
    var random = SeededGenerator(seed: seed)
    for spread in Spread.allCases {
      let points = try spread.points(count, &random)
      #expect(points.recordSorted() == points.sorted(), "seed \(seed), \(spread)")
      let tags = try points.map { try Tag(bytes: $0.bytes[..<16]) }
      #expect(tags.recordSorted() == tags.sorted(), "seed \(seed), \(spread)")
    }
  }
}
