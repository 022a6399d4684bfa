// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Questions
import Release
import Testing

/// The intervals of an account map hold the truth as often as computed: every kind of figure, for every reader.
///
/// Counts and noise are put together as table.md 5 says, with the samplers, the arithmetic and the laws of a release.
@Suite("The coverage of a report")
struct ReportCoverageTests {
  private enum Kind: CaseIterable {
    case cell, initiatorUnmatched, responderUnmatched, rowTotal, columnTotal, total
    case initiatorSize, responderSize
  }

  private static let runs = 200

  @Test("200 runs, each kind of figure, each reader")
  func coverage() throws {
    let seed = UInt64(20_260_103)
    print("coverage: seed \(seed)")
    var coins = ByteCoins(SeededBytes(seed: seed))
    let pair = try StagedPair(
      epsilon: Epsilon(1), delta: .standard, sizeEpsilon: Epsilon(1, over: 10))
    let (map, sizeLaw) = (pair.terms.plan.maps[0], pair.terms.plan.sizeLaw)
    let readers: [DrawLaws.Known] = [.neither, .initiators, .responders]
    let laws = try readers.map { try Self.laws(map, sizeLaw, $0) }
    var covered = Array(repeating: [Kind: (inside: Int, all: Int)](), count: readers.count)
    for _ in 0..<Self.runs {
      let play = try Self.play(map, sizeLaw, &coins)
      for (reader, known) in readers.enumerated() {
        let answer =
          switch known {
          case .neither, .both: play.answer
          case .initiators: map.without([play.padding], noise: play.e, play.answer)
          case .responders: map.without([play.noise], noise: map.noNoise, play.answer)
          }
        let truth = Self.figures(Self.truth, sizes: (Self.initiatorSizes, Self.responderSizes))
        for (kind, values) in Self.figures(answer, sizes: play.sizes) {
          guard let law = laws[reader][kind], let real = truth[kind] else { continue }
          let halfWidth = try law.halfWidth(coverage: .standard)
          let inside = zip(values, real).count { abs($0 - $1) <= halfWidth }
          let before = covered[reader][kind] ?? (0, 0)
          covered[reader][kind] = (before.inside + inside, before.all + values.count)
        }
      }
    }
    for (reader, known) in readers.enumerated() {
      for kind in Kind.allCases {
        guard let law = laws[reader][kind] else { continue }
        let found = try #require(covered[reader][kind])
        let halfWidth = try law.halfWidth(coverage: .standard)
        let computed = Double(law.coveredMass(within: halfWidth)) / Double(UInt64(1) << 62)
        #expect(computed >= 0.95)
        #expect(
          twoSided(found.inside, of: found.all, computed) > 1e-4,
          "\(known), \(kind): \(found.inside) of \(found.all), computed \(computed)")
      }
    }
  }

  /// The noise that remains in each kind of figure; the sizes as the messages show them have one reader's law only.
  private static func laws(
    _ map: AccountMap, _ sizeLaw: TruncatedDiscreteLaplace, _ known: DrawLaws.Known
  ) throws -> [Kind: NoiseDistribution] {
    let laws = try AccountMapLaws(map, sizeLaw: sizeLaw, knowing: known)
    let (groups, others) = (map.table.initiator.count, map.table.responder.count)
    var kinds: [Kind: NoiseDistribution] = [
      .cell: try laws.cells(1), .rowTotal: try laws.cells(others),
      .columnTotal: try laws.cells(groups), .total: try laws.cells(groups * others),
      .initiatorUnmatched: try laws.initiatorUnmatched(across: others),
      .responderUnmatched: try laws.responderUnmatched(across: groups),
    ]
    if case .neither = known {
      kinds[.initiatorSize] = try DrawLaws(sizeLaw: sizeLaw, knowing: known).padding
      kinds[.responderSize] = try laws.responderSize(across: groups)
    }
    return kinds
  }

  private static let truth = AccountMapAnswer(
    cells: [[40, 3, 0], [12, 0, 7], [150, 20, 2]], initiatorUnmatched: [300, 0, 41],
    responderUnmatched: [1, 75, 900])
  private static let initiatorSizes = [343, 19, 213]
  private static let responderSizes = [203, 98, 909]

  private static func figures(
    _ answer: AccountMapAnswer, sizes: (initiator: [Int], responder: [Int])
  ) -> [Kind: [Int]] {
    let rows = answer.cells.map { $0.reduce(0, +) }
    return [
      .cell: answer.cells.flatMap { $0 }, .initiatorUnmatched: answer.initiatorUnmatched,
      .responderUnmatched: answer.responderUnmatched, .rowTotal: rows,
      .columnTotal: rows.indices.map { p in answer.cells.reduce(0) { $0 + $1[p] } },
      .total: [rows.reduce(0, +)], .initiatorSize: sizes.initiator,
      .responderSize: sizes.responder,
    ]
  }

  private struct Play {
    let answer: AccountMapAnswer
    let sizes: (initiator: [Int], responder: [Int])
    /// R's noise, and I's padding, as results; and e.
    let noise: TableResult
    let padding: TableResult
    let e: [[Int]]
  }

  private static func play(
    _ map: AccountMap, _ sizeLaw: TruncatedDiscreteLaplace, _ coins: inout ByteCoins<SeededBytes>
  ) throws -> Play {
    let law = try map.answerLaw()
    let noise = map.table.noise
    var (n, e) = ([[Int]](), [[Int]]())
    for _ in 0..<3 {
      n.append((0..<3).map { _ in noise.draw(from: &coins) })
      e.append((0..<4).map { _ in law.draw(from: &coins) })
    }
    let unmatched = (0..<3).map { _ in noise.draw(from: &coins) }
    let padding = (0..<3).map { _ in sizeLaw.draw(from: &coins) }
    let matched = zip(truth.cells, n).map { cells, noise in zip(cells, noise).map { $0 + $1 } }
    let counts = TableCounts(
      matched: matched, initiatorAccounts: initiatorSizes,
      offered: zip(initiatorSizes, padding).map { $0 + 2 * map.table.shift * 3 + $1 },
      answered: (0..<3).map { p in
        matched.reduce(truth.responderUnmatched[p] + unmatched[p]) { $0 + $1[p] }
      })
    let result = TableResult(counts, map.table, sizeShift: sizeLaw.shift)
    let none = TableResult(emptyOf: map.table)
    return Play(
      answer: map.answer([result], noise: e), sizes: (result.sizes, result.responderSizes),
      noise: TableResult(
        matched: n.map { $0.map { $0 - map.table.shift } },
        unmatched: unmatched.map { $0 - map.table.shift }, accounts: none.accounts,
        sizes: none.sizes),
      padding: TableResult(
        matched: none.matched, unmatched: none.unmatched, accounts: none.accounts,
        sizes: padding.map { $0 - sizeLaw.shift }), e: e)
  }
}
