// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Release

/// The question `cross-sell`: shared accounts by what each side has sold them; for each of my products and each of
/// yours, who has both, and who has one and lacks the other.
package struct CrossSell: CompiledQuestion {
  package let question: Int
  package let epsilon: Epsilon
  package let initiator: ProductSet
  package let responder: ProductSet
  package let method: Method
  package let match: MatchTerms
  package let counts: [CountPlan]

  /// How products are counted; the one that errs least (table.md 7).
  package enum Method: String, Sendable, Equatable, CaseIterable {
    /// One count, subsets of I's products against subsets of R's; each cell is released, pairs are sums of cells.
    case cells
    /// The same count; what is released is the numbers of each pair of products.
    case margins
    /// A count for each pair of products, two groups a side.
    case pairs
  }

  package var family: ReleaseFamily {
    ReleaseFamily(
      sensitivity: match.sensitivity
        * (method == .cells ? 1 : Self.entriesOfOneAccount(initiator, responder)))
  }

  /// The most entries of the three numbers of each pair of products that one shared account is in.
  ///
  /// With a of I's products and b of R's it is in ab entries of both, a (m_R - b) and (m_I - a) b of one: largest at the
  /// most products that count.
  static func entriesOfOneAccount(_ initiator: ProductSet, _ responder: ProductSet) -> Int {
    let (a, b) = (initiator.most, responder.most)
    return a * responder.names.count + initiator.names.count * b - a * b
  }

  /// `cells`: by I's group, then R's. Otherwise three blocks of rows, one a number: both, I only, R only; by I's
  /// product, then R's.
  package var draws: [[AnswerDraw]] {
    switch method {
    case .cells:
      return (0..<counts[0].initiator.count).map { g in
        (0..<counts[0].responder.count).map { AnswerDraw(family: 0, g: g, p: $0) }
      }
    case .margins, .pairs:
      return (1...3).flatMap { family in
        initiator.names.indices.map { a in
          responder.names.indices.map { AnswerDraw(family: family, g: a, p: $0) }
        }
      }
    }
  }

  package func disclosure(to reader: Role, parties: (initiator: String, responder: String))
    -> [String]
  {
    let pairs = initiator.names.count * responder.names.count
    let report =
      "for each of \(pairs) pairs of products, about how many shared accounts have both, and have"
      + " one and lack the other"
    switch reader {
    case .initiator:
      let cells = counts.reduce(0) { $0 + $1.initiator.count * $1.responder.count }
      return [
        report,
        "the \(cells) counts behind them with \(parties.responder)'s noise alone, and about how many"
          + " \(counts[0].answeredWords) \(parties.responder) has in each of its groups of products",
      ]
    case .responder:
      return [
        report,
        "about how many accounts \(parties.initiator) has in each of its groups of products",
      ]
    }
  }
}

/// The figures of cross-sell, unclamped, by I's product, then R's; `CrossSellLaws` says how far each may be off.
package struct CrossSellAnswer: Sendable, Equatable {
  package var both: [[Int]]
  /// I has sold its product, R has not sold its own.
  package var initiatorOnly: [[Int]]
  package var responderOnly: [[Int]]

  package init(both: [[Int]], initiatorOnly: [[Int]], responderOnly: [[Int]]) {
    self.both = both
    self.initiatorOnly = initiatorOnly
    self.responderOnly = responderOnly
  }
}

extension CrossSell {
  package func answer(_ results: [TableResult], noise: [[Int]]) -> CrossSellAnswer {
    let mine = initiator.names.indices
    let theirs = responder.names.indices
    switch method {
    case .cells: return sums(of: plus(counts[0].matched(results), noise))
    case .margins: return noised(sums(of: counts[0].matched(results)), noise)
    case .pairs:
      return noised(
        numbers { a, b in
          let matched = counts[a * theirs.count + b].matched(results)
          return (matched[0][0], matched[0][1], matched[1][0])
        }, noise)
    }
    func sums(of cells: [[Int]]) -> CrossSellAnswer {
      let ones = mine.map { Split(initiator, $0) }
      let others = theirs.map { Split(responder, $0) }
      return numbers { a, b in Self.pair(of: cells, ones[a], others[b]) }
    }
    func numbers(_ pair: (Int, Int) -> (Int, Int, Int)) -> CrossSellAnswer {
      let all = mine.map { a in theirs.map { pair(a, $0) } }
      return CrossSellAnswer(
        both: all.map { $0.map(\.0) }, initiatorOnly: all.map { $0.map(\.1) },
        responderOnly: all.map { $0.map(\.2) })
    }
  }

  private func noised(_ answer: CrossSellAnswer, _ noise: [[Int]]) -> CrossSellAnswer {
    let rows = initiator.names.count
    return CrossSellAnswer(
      both: plus(answer.both, Array(noise[0..<rows])),
      initiatorOnly: plus(answer.initiatorOnly, Array(noise[rows..<2 * rows])),
      responderOnly: plus(answer.responderOnly, Array(noise[2 * rows..<3 * rows])))
  }

  /// Groups of a side that hold one of its products, and those that do not.
  struct Split {
    let with: [Int]
    let without: [Int]

    init(_ set: ProductSet, _ product: Int) {
      let subsets = set.subsets
      with = subsets.indices.filter { subsets[$0].contains(product) }
      without = subsets.indices.filter { !subsets[$0].contains(product) }
    }
  }

  /// How many cells of a count by subsets each number of a pair is the sum of: both, I only, R only. The same for every
  /// pair, since every product of a side is in as many subsets.
  static func cellsOfPair(
    _ initiator: ProductSet, _ responder: ProductSet
  ) -> (both: Int, initiatorOnly: Int, responderOnly: Int) {
    let (one, other) = (Split(initiator, 0), Split(responder, 0))
    return (
      one.with.count * other.with.count, one.with.count * other.without.count,
      one.without.count * other.with.count
    )
  }

  /// In how many pairs of products a cell counts as both, and as one of the two.
  struct CellWeights: Hashable {
    let both: Int
    let one: Int
  }

  /// How many cells of the count by subsets have which weights.
  var cellsByWeights: [CellWeights: Int] {
    let (mine, theirs) = (initiator.names.count, responder.names.count)
    var found: [CellWeights: Int] = [:]
    for a in initiator.subsets.map(\.count) {
      for b in responder.subsets.map(\.count) {
        found[CellWeights(both: a * b, one: a * (theirs - b) + (mine - a) * b), default: 0] += 1
      }
    }
    return found
  }

  private static func pair(
    of cells: [[Int]], _ one: Split, _ other: Split
  ) -> (Int, Int, Int) {
    func sum(_ rows: [Int], _ columns: [Int]) -> Int {
      rows.reduce(0) { sum, g in columns.reduce(sum) { $0 + cells[g][$1] } }
    }
    return (
      sum(one.with, other.with), sum(one.with, other.without), sum(one.without, other.with)
    )
  }

  package func difference(
    _ left: CrossSellAnswer, _ right: CrossSellAnswer
  ) -> CrossSellAnswer {
    CrossSellAnswer(
      both: minus(left.both, right.both),
      initiatorOnly: minus(left.initiatorOnly, right.initiatorOnly),
      responderOnly: minus(left.responderOnly, right.responderOnly))
  }
}
