// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Questions
internal import Release
internal import Reporting

extension WhiteSpaceSection {
  /// The section of an answer, as `laws` let it be known.
  init(_ question: WhiteSpace, _ answer: WhiteSpaceAnswer, _ laws: WhiteSpaceLaws) throws {
    let products = question.products?.names ?? []
    let dimensions = question.rows.dimensions
    let cells = try laws.cells()
    let columns = try products.indices.map { product in
      try cells[product].figures(
        answer.cells.map { $0[product] }, laws.isReleased(product) ? .released : .derived)
    }
    let basis: Report.Basis = laws.isReleased(nil) ? .released : .derived
    let rows = question.rows.count
    try self.init(
      side: Report.Role(question.side),
      countBasis: CountBasis.unmatched(question.side, question.match),
      rows: dimensions.isEmpty
        ? Report.Axis(dimensions: ["accounts"], groups: [["all"]])
        : Report.Axis(dimensions: dimensions.map(\.name), groups: question.rows.titles),
      products: products,
      cells: (0..<rows).map { row in columns.map { $0[row] } },
      rowTotals: laws.totals(1).figures(answer.rowTotals, basis),
      total: Report.Figure(
        laws.totals(rows).estimate(answer.total), basis: rows == 1 ? basis : .derived))
  }
}

extension CrossSellSection {
  /// The section of an answer, as `laws` let it be known.
  init(_ question: CrossSell, _ answer: CrossSellAnswer, _ laws: CrossSellLaws) throws {
    let basis: Report.Basis = laws.isReleased ? .released : .derived
    let pairs = try laws.pairs()
    let theirs = question.responder.names.count
    func figures(
      _ values: [[Int]], _ law: (CrossSellLaws.Pair) -> NoiseDistribution
    ) throws -> [[Report.Figure]] {
      // One law a count; where there is one count, one law for all pairs.
      let halves = try pairs.map { try law($0).halfWidth(coverage: .standard) }
      return values.enumerated().map { a, row in
        row.enumerated().map { b, value in
          let half = halves[halves.count == 1 ? 0 : a * theirs + b]
          return Report.Figure(
            value: value, lower: value - half, upper: value + half, basis: basis)
        }
      }
    }
    try self.init(
      countBasis: CountBasis.shared(question.match),
      initiatorProducts: question.initiator.names, responderProducts: question.responder.names,
      both: figures(answer.both, \.both),
      initiatorOnly: figures(answer.initiatorOnly, \.initiatorOnly),
      responderOnly: figures(answer.responderOnly, \.responderOnly))
  }
}

extension Report.Role {
  init(_ role: Role) { self = role == .initiator ? .initiator : .responder }
}
