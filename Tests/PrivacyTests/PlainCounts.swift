// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CleanRoom
import Questions

extension Plan {
  /// What the tables of two lists say without noise, counted on sets of names instead of points.
  func counts(_ own: OwnList, _ other: OwnList) -> [TableResult] {
    tables.map { table in
      var places: [ArraySlice<UInt8>: Int] = [:]
      var unmatched: [Int] = []
      for (p, names) in other.tokens.rows[table.number].groups.enumerated() {
        for index in 0..<names.count { places[names[index]] = p }
        unmatched.append(names.count + names.missing)
      }
      let matched = own.tokens.rows[table.number].groups.map { names in
        var row = Array(repeating: 0, count: table.responder.count)
        for index in 0..<names.count {
          guard let p = places[names[index]] else { continue }
          row[p] += 1
          unmatched[p] -= 1
        }
        return row
      }
      let sizes = own.tokens.groupSizes[table.number]
      return TableResult(matched: matched, unmatched: unmatched, accounts: sizes, sizes: sizes)
    }
  }
}

extension TableResult {
  /// What I sees of R: each cell, and each S[0,p].
  var responderCounts: [Int] { matched.flatMap { $0 } + unmatched }
}

extension CountPlan {
  /// Accounts in common, one number a cell.
  func total(_ results: [TableResult]) -> [[Int]] {
    let zero = TableResult(emptyOf: first).matched
    return zip(tables, weights).reduce(zero) { sum, part in
      zip(sum, results[part.0.number].matched).map { zip($0, $1).map { $0 + part.1 * $1 } }
    }
  }
}

extension PlannedQuestion {
  /// The counts that get noise of their own, before they get it, in the order of the draws.
  func released(_ results: [TableResult]) -> [Int] {
    switch self {
    case .accountMap(let map):
      let cells = map.count.total(results)
      guard map.releasesUnmatched else { return cells.flatMap { $0 } }
      let accounts = results[map.table.number].accounts
      return cells.indices.flatMap { cells[$0] + [accounts[$0] - cells[$0].reduce(0, +)] }
    case .whiteSpace(let question):
      guard question.method == .groups else {
        let answer = question.answer(results, noise: question.noNoise)
        return zip(answer.cells, answer.rowTotals).flatMap { $0 + [$1] }
      }
      let count = question.counts[0]
      let result = results[count.first.number]
      guard question.side == .initiator else { return result.unmatched }
      return zip(result.accounts, count.total(results)).map { $0 - $1.reduce(0, +) }
    case .crossSell(let question):
      guard question.method == .cells else {
        let answer = question.answer(results, noise: question.noNoise)
        return [answer.both, answer.initiatorOnly, answer.responderOnly].flatMap { $0.joined() }
      }
      return question.counts[0].total(results).flatMap { $0 }
    case .shared(let question):
      return question.counts.flatMap { count -> [Int] in
        let cells = count.total(results)
        return question.grid.entries.joined().map { entry in
          entry.reduce(0) { $0 + cells[$1.g][$1.p] }
        }
      }
    }
  }

  /// Values in the shape of the draws.
  func shaped(_ values: [Int]) -> [[Int]] {
    var rest = values[...]
    return compiled.draws.map { row in
      defer { rest = rest.dropFirst(row.count) }
      return Array(rest.prefix(row.count))
    }
  }
}
