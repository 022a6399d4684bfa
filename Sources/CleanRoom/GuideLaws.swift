// SPDX-License-Identifier: Apache-2.0

internal import Questions
internal import Release

/// The laws of the figures that a guide shows, each computed once: that of a sum takes a good part of a second.
struct GuideLaws {
  /// How far a figure may be off, in accounts or in the most that counts of one account.
  struct FigureError {
    let halfWidth: Int
    let leastUseful: Int
    /// Half the width of an interval of coverage 975/1000, in `parts`; ratios are made of these (privacy.md 6).
    let ofHalf: Int
    /// How many units the figure is measured in.
    let parts: Int
  }

  private struct Draws: Hashable {
    let noises: [TruncatedDiscreteLaplace]
    let weights: [Int]
    let cells: Int
  }

  private struct Key: Hashable {
    let draws: Draws
    let answer: Epsilon
    let parts: Int
  }

  private var drawn: [Draws: NoiseDistribution] = [:]
  private var errors: [Key: FigureError] = [:]

  /// Of an entry of `cells` cells.
  ///
  /// - Parameter sum: nil for the counts.
  mutating func error(
    of question: SharedQuestion, sum: Int?, cells: Int, _ sizeLaw: TruncatedDiscreteLaplace
  ) throws -> FigureError {
    let count = question.counts[sum.map { $0 + 1 } ?? 0]
    let draws = Draws(noises: count.tables.map(\.noise), weights: count.weights, cells: cells)
    let answer = try question.answerLaw(of: sum.map { $0 + 1 } ?? 0)
    let parts = sum == nil ? 1 : SummedAmount.units
    let key = Key(draws: draws, answer: answer.epsilon, parts: parts)
    if let error = errors[key] { return error }
    // R's draws do not depend on the keys by which accounts meet; I's noise does.
    let table =
      try drawn[draws]
      ?? SharedLaws(question, sizeLaw: sizeLaw, knowing: .initiators)
      .figure(sum: sum, entries: 1, cells: cells)
    drawn[draws] = table
    let law = try table.convolved(with: .discreteLaplace(answer))
    let error = FigureError(
      halfWidth: Self.whole(try law.halfWidth(coverage: .standard), parts),
      leastUseful: Self.whole((4 * law.standardDeviationInHundredths + 99) / 100, parts),
      ofHalf: try law.halfWidth(coverage: .ofHalf), parts: parts)
    errors[key] = error
    return error
  }

  /// Whole parts, rounded up.
  private static func whole(_ units: Int, _ parts: Int) -> Int { (units + parts - 1) / parts }
}

extension GuideLaws.FigureError {
  /// How far the share of one of two figures of this mean reaches, in points of a hundred, rounded up; nil where there is
  /// none.
  func share(of mean: Int) -> Int? {
    let value = mean * parts
    guard value > ofHalf else { return nil }
    // (value +- ofHalf) of 2 x value: as much as the one is more, the other is less.
    return Self.points(ofHalf, of: 2 * value)
  }

  /// The same of one divided by the other.
  func quotient(of mean: Int) -> Int? {
    let value = mean * parts
    guard value > ofHalf else { return nil }
    // The upper end, (value + ofHalf) / (value - ofHalf), is further off than the lower one.
    return Self.points(2 * ofHalf, of: value - ofHalf)
  }

  private static func points(_ part: Int, of whole: Int) -> Int { (100 * part + whole - 1) / whole }
}
