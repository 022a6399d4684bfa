// SPDX-License-Identifier: Apache-2.0

package import Release

/// The exact laws of the noise on the figures of white space (table.md 6).
package struct WhiteSpaceLaws: Sendable {
  private let question: WhiteSpace
  private let laws: DrawLaws

  package init(
    _ question: WhiteSpace, sizeLaw: TruncatedDiscreteLaplace,
    knowing known: DrawLaws.Known = .neither
  ) throws(ReleaseError) {
    self.question = question
    laws = try DrawLaws(sizeLaw: sizeLaw, knowing: known)
  }

  /// Accounts of a row that have a product, for each product.
  package func cells() throws(ReleaseError) -> [NoiseDistribution] {
    // Every product is in as many subsets, and most counts have one noise: the law is computed once for each.
    let groups = question.method == .tables ? 1 : question.subsets(with: 0).count
    var known: [TruncatedDiscreteLaplace: NoiseDistribution] = [:]
    var cells: [NoiseDistribution] = []
    for product in (question.products?.names ?? []).indices {
      let count = question.method == .tables ? product : 0
      let noise = question.counts[count].first.noise
      if known[noise] == nil {
        known[noise] = try sum(groups: groups, count: count, releases: 1)
      }
      if let cell = known[noise] { cells.append(cell) }
    }
    return cells
  }

  /// All accounts of `rows` rows.
  package func totals(_ rows: Int) throws(ReleaseError) -> NoiseDistribution {
    let last = question.method == .tables ? question.counts.count - 1 : 0
    let width = question.grouping(last).count / question.rows.count
    return try sum(groups: rows * width, count: last, releases: rows)
  }

  /// A figure over `groups` groups of a count: each has one draw of R. Where groups are released each has one e, too,
  /// else there is one for each released number.
  private func sum(
    groups: Int, count: Int, releases: Int
  ) throws(ReleaseError) -> NoiseDistribution {
    let table = try laws.draw(question.counts[count]).convolved(times: groups)
    let answer = try laws.answer(question)
      .convolved(times: question.method == .groups ? groups : releases)
    return try table.convolved(with: answer)
  }

  /// Whether a figure is one released number, and not a sum.
  package func isReleased(_ product: Int?) -> Bool {
    question.method != .groups || (product == nil && question.products == nil)
  }
}

/// The exact laws of the noise on the figures of cross-sell (table.md 6).
package struct CrossSellLaws: Sendable {
  private let question: CrossSell
  private let laws: DrawLaws

  package init(
    _ question: CrossSell, sizeLaw: TruncatedDiscreteLaplace,
    knowing known: DrawLaws.Known = .neither
  ) throws(ReleaseError) {
    self.question = question
    laws = try DrawLaws(sizeLaw: sizeLaw, knowing: known)
  }

  /// The three numbers of a pair of products: both, I only, R only.
  package typealias Pair = (
    both: NoiseDistribution, initiatorOnly: NoiseDistribution, responderOnly: NoiseDistribution
  )

  /// One a count: every product of a side is in as many subsets, so the pairs of a count are alike.
  package func pairs() throws(ReleaseError) -> [Pair] {
    // A pair's own count has one cell a number; subsets there may be too many to list.
    let cells =
      question.method == .pairs
      ? (both: 1, initiatorOnly: 1, responderOnly: 1)
      : CrossSell.cellsOfPair(question.initiator, question.responder)
    // Counts of one noise have one law, and most have: it is computed once.
    var known: [[TruncatedDiscreteLaplace]: Pair] = [:]
    var pairs: [Pair] = []
    for count in question.counts {
      let noise = count.tables.map(\.noise)
      let pair =
        if let pair = known[noise] { pair } else {
          (
            both: try sum(cells.both, count), initiatorOnly: try sum(cells.initiatorOnly, count),
            responderOnly: try sum(cells.responderOnly, count)
          )
        }
      known[noise] = pair
      pairs.append(pair)
    }
    return pairs
  }

  private func sum(_ cells: Int, _ count: CountPlan) throws(ReleaseError) -> NoiseDistribution {
    let cell = try laws.cell(count)
    let answer = try laws.answer(question)
    switch question.method {
    case .cells: return try cell.convolved(with: answer).convolved(times: cells)
    case .margins: return try cell.convolved(times: cells).convolved(with: answer)
    case .pairs: return try cell.convolved(with: answer)
    }
  }

  /// Sums over all pairs of products: of those that have both, and of those that have one of the two. A cell counts in
  /// as many pairs as its subsets make.
  package func overAllPairs() throws(ReleaseError) -> (
    both: NoiseDistribution, one: NoiseDistribution
  ) {
    let pairs = question.initiator.names.count * question.responder.names.count
    guard question.method != .pairs else {
      var (both, one) = (NoiseDistribution.zero, NoiseDistribution.zero)
      for law in try self.pairs() {
        both = try both.convolved(with: law.both)
        one = try one.convolved(with: law.initiatorOnly).convolved(with: law.responderOnly)
      }
      return (both, one)
    }
    let answer = try laws.answer(question)
    let isCells = question.method == .cells
    var cell = try laws.cell(question.counts[0])
    if isCells { cell = try cell.convolved(with: answer) }
    var (both, one) = (NoiseDistribution.zero, NoiseDistribution.zero)
    for (weights, count) in question.cellsByWeights {
      both = try both.convolved(with: cell.counted(weights.both, times: count))
      one = try one.convolved(with: cell.counted(weights.one, times: count))
    }
    guard !isCells else { return (both, one) }
    return (
      try both.convolved(with: answer.convolved(times: pairs)),
      try one.convolved(with: answer.convolved(times: 2 * pairs))
    )
  }

  package var isReleased: Bool { question.method != .cells }
}

extension NoiseDistribution {
  /// The noise of a sum of `count` figures that count `weight` times each.
  fileprivate func counted(_ weight: Int, times count: Int) throws(ReleaseError)
    -> NoiseDistribution
  {
    weight == 0 ? .zero : try scaled(by: weight).convolved(times: count)
  }
}
