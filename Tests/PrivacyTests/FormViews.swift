// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import Matching
import Parallel
import Questions
import Release

/// What an initiator sees of one table, of every small list of the responder under every tape of noise.
struct FormViews {
  /// Counts, and the lengths of the table's sections.
  struct View: Hashable {
    let counts: [Int]
    let tags: [Int]
    let points: [Int]
  }

  /// The responder's, by places in the crowd.
  let lists: [[Int]]
  /// n_gp of each cell, then n_0p; the last varies fastest.
  let tapes: [[Int]]
  /// By list, then by tape.
  let views: [[View]]

  var neighbours: [(Int, Int)] { Crowd.neighbours(lists) }

  /// What tells two lists apart, if each draw is k with probability `law[k]`: outcomes that speak alike are one.
  func outcomes(_ one: Int, _ other: Int, _ law: [Double]) -> Outcomes {
    Outcomes(distribution(one, law), distribution(other, law))
  }

  private func distribution(_ list: Int, _ law: [Double]) -> [View: Double] {
    var distribution: [View: Double] = [:]
    for (view, tape) in zip(views[list], tapes) {
      distribution[view, default: 0] += tape.reduce(1) { $0 * law[$1] }
    }
    return distribution
  }

  /// Pairs of probabilities, one an outcome.
  struct Outcomes {
    private var pairs: [(p: Double, q: Double)]

    init(_ p: [View: Double], _ q: [View: Double]) {
      let all = Set(p.keys).union(q.keys).map { (p: p[$0] ?? 0, q: q[$0] ?? 0) }
      var sums: [Double: (p: Double, q: Double)] = [:]
      for pair in all {
        // Ratios are powers of e^epsilon; rounding keeps equal ones together.
        let ratio = pair.q == 0 ? .infinity : (pair.p / pair.q * 1e9).rounded()
        let sum = sums[ratio] ?? (0, 0)
        sums[ratio] = (sum.p + pair.p, sum.q + pair.q)
      }
      pairs = Array(sums.values)
    }

    /// Of independent tables together.
    func joined(with other: Outcomes) -> Outcomes {
      var joined = self
      joined.pairs = pairs.flatMap { one in
        other.pairs.map { (p: one.p * $0.p, q: one.q * $0.q) }
      }
      return joined
    }

    /// The least delta with `p(A) <= e^epsilon q(A) + delta` for all A.
    func divergence(_ epsilon: Double) -> Double {
      let factor = DrawLaw.growth(epsilon)
      return pairs.reduce(0) { $0 + max(0, $1.p - factor * $1.q) }
    }
  }
}

extension FormViews {
  /// The first groups of a table, by blinding, tags and counting alone, with any shift: quick enough for every tape.
  ///
  /// - Parameters:
  ///   - rows: I's, then R's by list; only `groups` x `others` of them have accounts.
  init(
    _ table: TablePlan, shift: Int, groups: Int, others: Int, own: TableRows, lists: [[Int]],
    rows: [TableRows]
  ) throws {
    func side(_ key: UInt8) throws -> TableSide<ToyArithmetic> {
      func secret(_ byte: UInt8) -> SecretBytes {
        SecretBytes(copying: [UInt8](repeating: byte, count: 32))
      }
      return try TableSide(
        TableShape(
          number: table.number, initiatorGroups: groups, responderGroups: others, shift: shift,
          initiatorTokens: table.scheme.initiatorTokens,
          responderTokens: table.scheme.responderTokens),
        tableKey: TableKey(insecureSecret: secret(9)), messageKey: secret(key),
        arithmetic: ToyArithmetic(), workers: Workers(count: 1))
    }
    let tapes = Self.tapes((groups + 1) * others, shift)
    let initiator = try side(1)
    let responder = try side(2)
    let tags = try responder.tags(
      of: initiator.offer(own, padding: Array(repeating: 1, count: groups)))
    self.lists = lists
    self.tapes = tapes
    var views: [[View]] = []
    for row in rows {
      views.append(
        try tapes.map { tape in
          let noise = (0...groups).map { Array(tape[$0 * others..<($0 + 1) * others]) }
          let points = try responder.answer(
            row, noise: Array(noise[..<groups]), unmatchedNoise: noise[groups])
          let cells = Matcher.count(offered: tags, answered: try initiator.tags(of: points))
          let unmatched = points.indices.map { p in
            points[p].count - cells.reduce(0) { $0 + $1[p] }
          }
          return View(
            counts: (cells.flatMap { $0 } + unmatched).map { $0 - shift },
            tags: tags.map(\.count), points: points.map(\.count))
        })
    }
    self.views = views
  }

  static func tapes(_ draws: Int, _ shift: Int) -> [[Int]] {
    (0..<draws).reduce([[]]) { tapes, _ in
      tapes.flatMap { tape in (0...2 * shift).map { tape + [$0] } }
    }
  }

  /// All tables of a run by the whole path, from list file to checked answer; and the lengths of the contents and sealed
  /// files by the counts of all tables. The tape goes to the first cell and the first unmatched count of each table.
  static func stages(
    _ pair: StagedPair, own: [PlainAccount], lists: [[Int]], accounts: [[PlainAccount]]
  ) throws -> (tables: [FormViews], lengths: [[Int]: Set<[Int]>]) {
    let tables = pair.terms.plan.tables
    let tapes = Self.tapes(2, tables[0].shift)
    let own = try pair.list(of: own, .initiator)
    var views = tables.map { _ in [[View]]() }
    var lengths: [[Int]: Set<[Int]>] = [:]
    for list in accounts {
      let other = try pair.list(of: list, .responder)
      var row = tables.map { _ in [View]() }
      for tape in tapes {
        let played = try pair.play(own, other, .toy(noise(tape)))
        for (number, result) in played.results.enumerated() {
          let table = played.answer.body.tables[number]
          row[number].append(
            View(
              counts: result.responderCounts, tags: table.tags.map(\.count),
              points: table.points.map(\.count)))
        }
        lengths[played.results.flatMap(\.responderCounts), default: []].insert(
          [played.answer.message.content.count, played.answer.file.count])
      }
      for number in row.indices { views[number].append(row[number]) }
    }
    return (views.map { FormViews(lists: lists, tapes: tapes, views: $0) }, lengths)
  }

  private static func noise(_ tape: [Int]) -> NoiseTape {
    NoiseTape(insecureRecorded: { draw in
      switch draw {
      case .padding(_, _, let law): law.shift
      case .answer: 0
      case .table(_, let g, let p, let law):
        p > 0 || g ?? 0 > 0 ? law.shift : tape[g == nil ? 1 : 0]
      }
    })
  }
}
