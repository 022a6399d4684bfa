// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Questions
internal import Release

extension PlanSummary.Question {
  init(_ planned: PlannedQuestion, _ terms: RunTerms) throws {
    let compiled = planned.compiled
    question = planned.kind.rawValue
    epsilon = compiled.epsilon.text
    tables = compiled.counts.flatMap(\.tables).map(\.number)
    counted = planned.countedWords
    figures = try planned.figures(terms)
  }
}

extension PlannedQuestion {
  var kind: QuestionKind {
    switch self {
    case .accountMap: .accountMap
    case .whiteSpace: .whiteSpace
    case .crossSell: .crossSell
    case .shared(let question): question.terms.kind
    }
  }

  /// How it is counted, in words.
  var countedWords: String {
    switch self {
    case .accountMap(let map): Self.words(map.count)
    case .whiteSpace(let question):
      switch question.method {
      case .groups where question.products == nil: Self.words(question.counts[0])
      case .groups: Self.words(question.counts[0]) + ", by sets of products; products are sums"
      case .margins: Self.words(question.counts[0]) + ", by sets of products; products are noised"
      case .tables: "\(question.counts.count) tables, one a product and one for all"
      }
    case .crossSell(let question):
      switch question.method {
      case .cells: Self.words(question.counts[0]) + ", by sets of products; pairs are sums"
      case .margins: Self.words(question.counts[0]) + ", by sets of products; pairs are noised"
      case .pairs: "\(question.counts.count) counts, one a pair of products"
      }
    case .shared(let question):
      Self.words(question.count)
        + (question.sums.isEmpty
          ? ""
          : ", and \(SummedAmount.bits) more for "
            + (question.sums.count == 1 ? "its sum" : "each of \(question.sums.count) sums"))
    }
  }

  private static func words(_ count: CountPlan) -> String {
    let tables = count.tables.count == 1 ? "one table" : "\(count.tables.count) tables"
    return "\(tables), \(count.initiator.count) x \(count.responder.count) groups"
  }

  /// The kinds of figure in its section of a report, with their errors.
  func figures(_ terms: RunTerms) throws -> [PlanSummary.Figure] {
    try figures(terms.agreement.terms, sizeLaw: terms.plan.sizeLaw)
  }

  func figures(
    _ agreement: Terms, sizeLaw: TruncatedDiscreteLaplace
  ) throws -> [PlanSummary.Figure] {
    let (own, other) = (agreement.initiator.accounts, agreement.responder.accounts)
    let shared = min(own, other) / 5
    func figure(
      _ name: String, _ count: Int, _ law: NoiseDistribution, mean: Int?
    ) throws -> PlanSummary.Figure {
      PlanSummary.Figure(
        name: name, count: count, error: try law.halfWidth(coverage: .standard),
        deviation: (law.standardDeviationInHundredths + 99) / 100, mean: mean,
        leastUseful: (4 * law.standardDeviationInHundredths + 99) / 100)
    }
    switch self {
    case .accountMap(let map):
      let laws = try AccountMapLaws(map, sizeLaw: sizeLaw)
      let (g, p) = (map.table.initiator.count, map.table.responder.count)
      let counts = [
        try figure("a cell", g * p, laws.cells(1), mean: shared / (g * p)),
        try figure("the total in common", 1, laws.cells(g * p), mean: shared),
      ]
      guard map.hasUnmatched else { return counts }
      return counts + [
        try figure(
          "the initiator's unmatched, a group", g, laws.initiatorUnmatched(across: p),
          mean: (own - shared) / g),
        try figure(
          "the responder's unmatched, a group", p, laws.responderUnmatched(across: g),
          mean: (other - shared) / p),
      ]
    case .whiteSpace(let question):
      let laws = try WhiteSpaceLaws(question, sizeLaw: sizeLaw)
      let lacking = (question.side == .initiator ? own : other) - shared
      let rows = question.rows.count
      var figures: [PlanSummary.Figure] = []
      if let products = question.products, let cell = try laws.cells().first {
        figures.append(
          try figure("a product in a group", rows * products.names.count, cell, mean: nil))
      }
      figures.append(try figure("a group", rows, laws.totals(1), mean: lacking / rows))
      if rows > 1 {
        figures.append(try figure("the total", 1, laws.totals(rows), mean: lacking))
      }
      return figures
    case .crossSell(let question):
      let pairs = question.initiator.names.count * question.responder.names.count
      let laws = try CrossSellLaws(question, sizeLaw: sizeLaw).pairs()
      return try laws.first.map { law in
        [
          try figure("both of a pair of products", pairs, law.both, mean: nil),
          try figure(
            "the initiator's without the responder's", pairs, law.initiatorOnly, mean: nil),
          try figure(
            "the responder's without the initiator's", pairs, law.responderOnly, mean: nil),
        ]
      } ?? []
    case .shared(let question):
      let laws = try SharedLaws(question, sizeLaw: sizeLaw)
      let entries = question.grid.entries.joined()
      // The entry of the most cells errs most.
      let cells = entries.map(\.count).max() ?? 1
      // As if shared accounts were spread evenly over all pairs of groups, and had half of the most each.
      let count = question.count
      let pairs = count.initiator.count * count.responder.count
      let figures = try question.sums.indices.map { index -> PlanSummary.Figure in
        let law = try laws.figure(sum: index, entries: 1, cells: cells)
        let amount = question.sums[index].amount
        let deviation = law.standardDeviationInHundredths
        return PlanSummary.Figure(
          name: "the sum of \(amount.name) of an entry, in \(amount.measure)", count: entries.count,
          error: amount.inMeasure(try law.halfWidth(coverage: .standard)),
          deviation: amount.inMeasure((deviation + 99) / 100),
          mean: amount.inMeasure(shared * cells * SummedAmount.units / (2 * pairs)),
          leastUseful: amount.inMeasure((4 * deviation + 99) / 100))
      }
      let counted = try figure(
        "an entry", entries.count, laws.figure(sum: nil, entries: 1, cells: cells),
        mean: shared * cells / pairs)
      return [counted] + figures
    }
  }
}
