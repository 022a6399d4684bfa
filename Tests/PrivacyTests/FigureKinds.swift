// SPDX-License-Identifier: Apache-2.0

import CleanRoom
import Foundation
import Questions
import Release

/// The figures of an answer by kind, as a report shows them, and the law of the noise in each.
struct FigureKinds {
  let question: PlannedQuestion

  func values(_ answer: QuestionAnswer) -> [String: [Int]] {
    switch answer {
    case .accountMap(let answer):
      let rows = answer.cells.map { $0.reduce(0, +) }
      return [
        "cell": answer.cells.flatMap { $0 }, "row total": rows, "total": [rows.reduce(0, +)],
        "unmatched of I": answer.initiatorUnmatched, "unmatched of R": answer.responderUnmatched,
      ]
    case .whiteSpace(let answer):
      return [
        "product": answer.cells.flatMap { $0 }, "row total": answer.rowTotals,
        "total": [answer.total],
      ]
    case .crossSell(let answer):
      return [
        "both": answer.both.flatMap { $0 }, "I only": answer.initiatorOnly.flatMap { $0 },
        "R only": answer.responderOnly.flatMap { $0 },
      ]
    case .shared(let answer):
      var found = ["count": answer.counts.flatMap { $0 }]
      for (index, sum) in answer.sums.enumerated() { found["sum \(index)"] = sum.flatMap { $0 } }
      return found
    }
  }

  /// By kind, then place; in the order of `values`.
  func laws(
    _ sizeLaw: TruncatedDiscreteLaplace, _ known: DrawLaws.Known
  ) throws -> [String: [NoiseDistribution]] {
    func all(_ law: NoiseDistribution, _ count: Int) -> [NoiseDistribution] {
      Array(repeating: law, count: count)
    }
    switch question {
    case .accountMap(let map):
      let laws = try AccountMapLaws(map, sizeLaw: sizeLaw, knowing: known)
      let (groups, others) = (map.table.initiator.count, map.table.responder.count)
      var found = [
        "cell": all(try laws.cells(1), groups * others),
        "row total": all(try laws.cells(others), groups),
        "total": [try laws.cells(groups * others)],
      ]
      if map.hasUnmatched {
        found["unmatched of I"] = all(try laws.initiatorUnmatched(across: others), groups)
        found["unmatched of R"] = all(try laws.responderUnmatched(across: groups), others)
      }
      return found
    case .whiteSpace(let space):
      let laws = try WhiteSpaceLaws(space, sizeLaw: sizeLaw, knowing: known)
      let products = space.products?.names.indices ?? 0..<0
      let row = try products.map { try laws.cells()[$0] }
      return [
        "product": (0..<space.rows.count).flatMap { _ in row },
        "row total": all(try laws.totals(1), space.rows.count),
        "total": [try laws.totals(space.rows.count)],
      ]
    case .crossSell(let sale):
      let pairs = try CrossSellLaws(sale, sizeLaw: sizeLaw, knowing: known).pairs()
      let count = sale.initiator.names.count * sale.responder.names.count
      let each = pairs.count == 1 ? Array(repeating: pairs[0], count: count) : pairs
      return [
        "both": each.map(\.both), "I only": each.map(\.initiatorOnly),
        "R only": each.map(\.responderOnly),
      ]
    case .shared(let shared):
      let laws = try SharedLaws(shared, sizeLaw: sizeLaw, knowing: known)
      func each(_ sum: Int?) throws -> [NoiseDistribution] {
        var seen: [Int: NoiseDistribution] = [:]
        return try shared.grid.entries.joined().map { cells in
          let law =
            try seen[cells.count] ?? laws.figure(sum: sum, entries: 1, cells: cells.count)
          seen[cells.count] = law
          return law
        }
      }
      var found = ["count": try each(nil)]
      for index in shared.sums.indices { found["sum \(index)"] = try each(index) }
      return found
    }
  }
}

extension NoiseDistribution {
  /// The half width of an interval, and how often it is computed to hold.
  var interval: (halfWidth: Int, coverage: Double) {
    get throws {
      let halfWidth = try halfWidth(coverage: .standard)
      return (halfWidth, Double(coveredMass(within: halfWidth)) / Double(UInt64(1) << 62))
    }
  }
}

/// The probability of as few, or of as many, whichever is less, doubled.
func twoSided(_ inside: Int, of all: Int, _ probability: Double) -> Double {
  guard probability < 1 else { return inside == all ? 1 : 0 }
  func tail(_ range: ClosedRange<Int>) -> Double {
    range.reduce(0) { sum, count in
      let (k, n) = (Double(count), Double(all))
      let ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
      return sum + exp(ways + k * log(probability) + (n - k) * log(1 - probability))
    }
  }
  return min(1, 2 * min(tail(0...inside), tail(inside...all)))
}
