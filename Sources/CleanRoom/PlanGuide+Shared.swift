// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Questions
internal import Release

extension PlanGuide {
  /// A question about shared accounts of a certain size: what it counts, what it sums, and a ratio of either.
  ///
  /// The entry with the most cells decides, for it errs most. Shared accounts are spread evenly over all pairs of groups,
  /// those in no entry included, and each has half of the most that counts of an amount.
  struct SharedShape: Sendable {
    let name: String
    let shared: SharedTerms
    /// A ratio of two figures alike, and whether of sums.
    var ratio: Ratio?

    enum Ratio { case ofCounts, ofSums }

    init(_ name: String, _ kind: QuestionKind, _ names: [String: String], ratio: Ratio? = nil) {
      self.name = name
      self.ratio = ratio
      shared = SharedTerms(kind, of: .initiator, names)
    }

    static let all = [
      SharedShape("account-value, one amount", .accountValue, ["value": "mine"]),
      SharedShape("upsell, 2 tiers x 3 bands", .upsell, ["tier": "three", "band": "three"]),
      SharedShape("co-sell, 3 x 3 stages", .coSell, ["stage": "three"]),
      SharedShape(
        "co-sell, 3 x 3 stages, both pipelines", .coSell,
        ["stage": "three", "pipeline": "mine", "their-pipeline": "theirs"]),
      SharedShape(
        "deal-conflict, 4 quarters", .dealConflict, ["opened": "four", "registered": "four"]),
      SharedShape(
        "attach-rate", .attachRate, ["product": "product", "with": "product"], ratio: .ofCounts),
      SharedShape("influence, 2 halves", .influence, ["closed": "two", "won": "mine"]),
      SharedShape("with-without", .withWithout, ["outcome": "outcome"], ratio: .ofCounts),
      SharedShape(
        "with-without, size and days", .withWithout,
        ["outcome": "outcome", "size": "mine", "days": "further"]),
      SharedShape(
        "retention", .retention, ["opening": "mine", "closing": "further"], ratio: .ofSums),
      SharedShape(
        "lifetime-value, revenue and tenure", .lifetimeValue,
        ["revenue": "mine", "tenure": "further"]),
      SharedShape(
        "marketplace", .marketplace, ["committed": "mine", "consumed": "further"], ratio: .ofSums),
    ]

    func rows(
      _ accounts: [Int], _ epsilon: Epsilon, _ laws: inout GuideLaws
    ) throws -> [Row] {
      let rules: [(MatchKeys, String)] = [
        (.domain, "domain"), (.domainNameCountryAndName, "fallback"),
      ]
      return try rules.flatMap { keys, words in
        let terms = try RunTerms(
          Agreement(bytes: Array(AgreementWriter.text(of: draft(keys, epsilon)).utf8)))
        guard case .shared(let question) = terms.plan.questions.first else { return [Row]() }
        return try rows(question, terms.plan.sizeLaw, words, accounts, &laws)
      }
    }

    private func rows(
      _ question: SharedQuestion, _ sizeLaw: TruncatedDiscreteLaplace, _ match: String,
      _ accounts: [Int], _ laws: inout GuideLaws
    ) throws -> [Row] {
      let cells = question.grid.entries.joined().map(\.count).max() ?? 1
      let pairs = question.count.initiator.count * question.count.responder.count
      func mean(_ accounts: Int, _ measure: String?) -> Int {
        accounts / 5 * cells / pairs / (measure == nil ? 1 : 2)
      }
      func row(
        _ words: String, _ error: GuideLaws.FigureError, _ figure: Figure, of measure: String?,
        points: ((Int) -> Int?)? = nil
      ) -> Row {
        Row(
          epsilon: question.epsilon.text, question: name + words, match: match,
          error: error.halfWidth, leastUseful: error.leastUseful, measure: measure, figure: figure,
          sizes: accounts.map { accounts in
            let mean = mean(accounts, measure)
            return points.map { Size(accounts: accounts, mean: mean, points: $0(mean)) }
              ?? Size(accounts: accounts, mean: mean, leastUseful: error.leastUseful)
          })
      }
      let counted = try laws.error(of: question, sum: nil, cells: cells, sizeLaw)
      let summed =
        question.sums.isEmpty
        ? nil : try laws.error(of: question, sum: 0, cells: cells, sizeLaw)
      var rows = [row("", counted, .count, of: nil)]
      if let summed { rows.append(row(": a sum", summed, .sum, of: "most")) }
      switch ratio {
      case .ofCounts:
        rows.append(row(": the share", counted, .ratio, of: nil, points: counted.share))
      case .ofSums:
        guard let summed else { break }
        rows.append(row(": the ratio", summed, .ratio, of: "most", points: summed.quotient))
      case nil: break
      }
      return rows
    }

    private func draft(_ keys: MatchKeys, _ epsilon: Epsilon) throws -> Terms {
      func groups(_ name: String, _ values: [String]) -> Dimension {
        Dimension(name: name, values: values, rollUp: .precedence, unlisted: .other)
      }
      func amount(_ name: String, _ side: Role) -> AmountTerms {
        // In whole units of the most that counts of one account.
        AmountTerms(name: name, of: side, measure: .unit("most"), most: 1)
      }
      var terms = try PlanGuide.draft(.shared(shared), .fallback, keys, epsilon)
      terms.dimensions += [
        groups("two", ["one", "two"]), groups("three", ["one", "two", "three"]),
        groups("four", ["one", "two", "three", "four"]), groups("outcome", ["won", "lost"]),
      ]
      (terms.initiatorProducts, terms.responderProducts) = (["product"], ["product"])
      terms.amounts = [
        amount("mine", .initiator), amount("further", .initiator), amount("theirs", .responder),
      ]
      return terms
    }
  }
}

extension PlanGuide.Row {
  /// `± 4`, `± 10 x most`; of a ratio, of each of its parts.
  var errorText: String { "± \(text(error))" + (figure == .ratio ? ", each part" : "") }

  /// `111`, `27 x most`; of a ratio how far it may be off.
  func text(of size: PlanGuide.Size) -> String {
    guard figure == .ratio else { return text(size.mean) }
    return size.points.map { "± \($0) point\($0 == 1 ? "" : "s")" } ?? "no ratio"
  }

  private func text(_ number: Int) -> String {
    measure.map { "\(number) x \($0)" } ?? "\(number)"
  }
}
