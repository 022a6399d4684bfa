// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Matching
import TestSupport
import Testing

@Suite("Matching")
struct MatcherTests {
  /// Tags of few values, so that many are equal.
  private func tag(_ number: Int) throws -> Cryptography.Tag {
    let bytes = (0..<16).map {
      UInt8(truncatingIfNeeded: (number &* 2_654_435_761) >> (8 * ($0 % 4)))
    }
    return try Cryptography.Tag(bytes: bytes[...])
  }

  private func naive(_ offered: [[Cryptography.Tag]], _ answered: [[Cryptography.Tag]]) -> [[Int]] {
    offered.map { left in answered.map { right in left.count { right.contains($0) } } }
  }

  @Test("Counts as a count one by one", arguments: 0..<60)
  func random(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (groups, others) = (
      Int.random(in: 1...5, using: &random), Int.random(in: 1...5, using: &random)
    )
    // Each side's tags are distinct over its sections; both draw from the same few.
    func sections(_ count: Int) throws -> [[Cryptography.Tag]] {
      var sections = Array(repeating: [Cryptography.Tag](), count: count)
      for number in 0..<Int.random(in: 0...120, using: &random) {
        guard Bool.random(using: &random),
          let section = sections.indices.randomElement(using: &random)
        else { continue }
        sections[section].append(try tag(number))
      }
      return sections
    }
    let offered = try sections(groups).map { $0.sorted() }
    // What I computes from Y comes in the order of the points, not of the tags.
    let answered = try sections(others).map { $0.shuffled(using: &random) }
    #expect(Matcher.count(offered: offered, answered: answered) == naive(offered, answered))
  }

  @Test("Nothing, everything, and one")
  func edges() throws {
    let tags = try (0..<300).map(tag).sorted()
    #expect(Matcher.count(offered: [[], []], answered: [[]]) == [[0], [0]])
    #expect(Matcher.count(offered: [tags], answered: [tags.reversed(), []]) == [[300, 0]])
    #expect(Matcher.count(offered: [tags], answered: [[tags[299]], [tags[0]]]) == [[1, 1]])
    #expect(Matcher.count(offered: [], answered: [tags]) == [])
    #expect(Matcher.count(offered: [tags], answered: []) == [[]])
  }
}
