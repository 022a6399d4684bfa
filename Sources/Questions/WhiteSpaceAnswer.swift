// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// The figures of white space, unclamped; `WhiteSpaceLaws` says how far each may be off.
package struct WhiteSpaceAnswer: Sendable, Equatable {
  /// Accounts of a row that have a product, by row, then product; empty rows where there are no products.
  package var cells: [[Int]]
  /// All accounts of a row, and of all rows.
  package var rowTotals: [Int]
  package var total: Int

  package init(cells: [[Int]], rowTotals: [Int], total: Int) {
    self.cells = cells
    self.rowTotals = rowTotals
    self.total = total
  }
}

extension WhiteSpace {
  package func answer(_ results: [TableResult], noise: [[Int]]) -> WhiteSpaceAnswer {
    let names = products?.names ?? []
    let width = grouping(0).count / rows.count
    let lacking = counts.map { self.lacking(results, $0) }
    let holding = method == .tables ? [] : names.indices.map { subsets(with: $0) }
    var cells: [[Int]] = []
    var totals: [Int] = []
    for row in 0..<rows.count {
      switch method {
      case .groups:
        let released = (row * width..<(row + 1) * width).map { lacking[0][$0] + noise[0][$0] }
        cells.append(holding.map { $0.reduce(0) { $0 + released[$1] } })
        totals.append(released.reduce(0, +))
      case .margins:
        let seen = Array(lacking[0][row * width..<(row + 1) * width])
        cells.append(
          names.indices.map { product in
            holding[product].reduce(noise[row][product]) { $0 + seen[$1] }
          })
        totals.append(seen.reduce(noise[row][names.count], +))
      case .tables:
        cells.append(
          names.indices.map { lacking[$0][2 * row] + noise[row][$0] })
        totals.append(lacking[names.count][row] + noise[row][names.count])
      }
    }
    return WhiteSpaceAnswer(cells: cells, rowTotals: totals, total: totals.reduce(0, +))
  }

  /// The accounts of each group that the other side does not have.
  private func lacking(_ results: [TableResult], _ count: CountPlan) -> [Int] {
    let result = results[count.first.number]
    switch side {
    case .responder: return result.unmatched
    case .initiator: return minus(result.accounts, count.matched(results).map { $0.reduce(0, +) })
    }
  }

  package func difference(
    _ left: WhiteSpaceAnswer, _ right: WhiteSpaceAnswer
  ) -> WhiteSpaceAnswer {
    WhiteSpaceAnswer(
      cells: minus(left.cells, right.cells), rowTotals: minus(left.rowTotals, right.rowTotals),
      total: left.total - right.total)
  }
}
