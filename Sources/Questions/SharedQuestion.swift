// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Release

/// A question about shared accounts: how many there are in each entry of a grid, and sums of amounts over them.
///
/// Which grid and which amounts is what its kind says, one file each. Epsilon is split, one part for the counts and two
/// for each sum, so that both err about as much against what they measure (table.md 7).
package struct SharedQuestion: CompiledQuestion {
  package let question: Int
  package let epsilon: Epsilon
  package let terms: SharedTerms
  package let grid: SharedGrid
  package let ratios: [SharedGrid.Ratio]
  package let match: MatchTerms
  package let count: CountPlan
  package let countEpsilon: Epsilon
  /// One a sum, in the order of the question's keys.
  package let sums: [Sum]

  package struct Sum: Sendable {
    package let amount: SummedAmount
    package let epsilon: Epsilon
    package let count: CountPlan
  }

  package var counts: [CountPlan] { [count] + sums.map(\.count) }

  /// Of the counts: each match is in one entry at most.
  package var family: ReleaseFamily { ReleaseFamily(sensitivity: match.sensitivity) }

  /// Family 0 is the counts, 1 + s the s-th sum: a match moves it by the most units of an account.
  package func release(of number: Int) throws(ReleaseError) -> FamilyRelease {
    guard number > 0 else { return FamilyRelease(family: family, epsilon: countEpsilon) }
    return FamilyRelease(
      family: ReleaseFamily(sensitivity: match.sensitivity * SummedAmount.units),
      epsilon: sums[number - 1].epsilon)
  }

  /// Blocks of rows: the counts, then each sum; in each by row of the grid, then column.
  package var draws: [[AnswerDraw]] {
    (0...sums.count).flatMap { family in
      grid.rows.indices.map { row in
        grid.columns.indices.map { AnswerDraw(family: family, g: row, p: $0) }
      }
    }
  }

  package func answer(_ results: [TableResult], noise: [[Int]]) -> SharedAnswer {
    let height = grid.rows.count
    let numbers = counts.enumerated().map { index, count in
      plus(
        grid.sums(of: count.matched(results)),
        Array(noise[index * height..<(index + 1) * height]))
    }
    return SharedAnswer(counts: numbers[0], sums: Array(numbers.dropFirst()))
  }

  package func difference(_ left: SharedAnswer, _ right: SharedAnswer) -> SharedAnswer {
    SharedAnswer(
      counts: minus(left.counts, right.counts),
      sums: zip(left.sums, right.sums).map { minus($0, $1) })
  }
}

/// The figures of a question about shared accounts, unclamped, by row of its grid, then column.
package struct SharedAnswer: Sendable, Equatable {
  package var counts: [[Int]]
  /// One a sum, in units of its amount.
  package var sums: [[[Int]]]

  package init(counts: [[Int]], sums: [[[Int]]]) {
    self.counts = counts
    self.sums = sums
  }
}

/// The exact laws of the noise on the figures of a question about shared accounts (table.md 6).
package struct SharedLaws: Sendable {
  private let question: SharedQuestion
  private let laws: DrawLaws

  package init(
    _ question: SharedQuestion, sizeLaw: TruncatedDiscreteLaplace,
    knowing known: DrawLaws.Known = .neither
  ) throws(ReleaseError) {
    self.question = question
    laws = try DrawLaws(sizeLaw: sizeLaw, knowing: known)
  }

  /// A number over `entries` entries of `cells` cells in all.
  ///
  /// - Parameter sum: nil for the counts.
  package func figure(
    sum: Int?, entries: Int, cells: Int
  ) throws(ReleaseError) -> NoiseDistribution {
    let family = sum.map { $0 + 1 } ?? 0
    let drawn = try laws.cell(question.counts[family]).convolved(times: cells)
    let answer = try laws.answer(question, family: family).convolved(times: entries)
    return try drawn.convolved(with: answer)
  }
}
