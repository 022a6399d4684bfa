// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Questions
internal import Release
internal import Reporting

extension SharedSection {
  /// The section of an answer, as `laws` let it be known.
  init(_ question: SharedQuestion, _ answer: SharedAnswer, _ laws: SharedLaws) throws {
    guard let kind = Question(rawValue: question.terms.kind.rawValue) else {
      throw StageError.cryptography("an answer to another question")
    }
    let grid = question.grid
    // Entries of as many cells have one law: it is computed once.
    func figures(_ values: [[Int]], sum: Int?) throws -> [[Report.Figure]] {
      var halves: [Int: Int] = [:]
      return try values.enumerated().map { row, values in
        try values.enumerated().map { column, value in
          let cells = grid.entries[row][column].count
          let half =
            try halves[cells]
            ?? laws.figure(sum: sum, entries: 1, cells: cells).halfWidth(coverage: .standard)
          halves[cells] = half
          return Report.Figure(
            value: value, lower: value - half, upper: value + half, basis: .released)
        }
      }
    }
    let sums = try zip(question.sums, answer.sums).enumerated().map { index, pair in
      let (sum, values) = pair
      return Sum(
        amount: sum.amount.name, owner: Report.Role(sum.amount.owner), measure: sum.amount.measure,
        most: sum.amount.most / 100, figures: try figures(values, sum: index))
    }
    var known: [RatioFigures.Wanted: Int] = [:]
    let ratios = try question.ratios.map { ratio in
      try Ratio(
        name: ratio.name, measure: RatioFigures.measure(of: ratio, question),
        values: grid.rows.indices.map { row in
          try RatioFigures(question, answer, laws).value(of: ratio, row: row, &known)
        })
    }
    try self.init(
      kind, of: Report.Role(question.terms.of), countBasis: CountBasis.shared(question.match),
      rows: grid.rows, columns: grid.columns, counts: figures(answer.counts, sum: nil), sums: sums,
      ratios: ratios)
  }
}
