// SPDX-License-Identifier: Apache-2.0

package import Agreements
internal import Release

extension SharedQuestion {
  /// What it needs counted and summed, before questions share.
  struct Compiled {
    let draft: SharedDraft
    let amounts: [SummedAmount]
    /// First the counts, then each sum.
    let needs: [CountPlan.Need]
  }

  static func compile(
    _ shared: SharedTerms, epsilon: Epsilon, _ terms: Terms
  ) throws -> Compiled {
    let draft = try SharedDraft(shared, terms)
    let (initiator, responder) =
      shared.of == .initiator ? (draft.own, draft.other) : (draft.other, draft.own)
    var amounts: [SummedAmount] = []
    for key in shared.sums {
      guard let name = shared[key.key], let amount = SummedAmount(named: name, terms) else {
        throw SharedNames(shared, terms).missing(key.key)
      }
      amounts.append(amount)
    }
    let whole = 1 + 2 * amounts.count
    var needs = [
      CountPlan.Need(
        initiator: initiator, responder: responder, epsilon: try epsilon.share(1, of: whole))
    ]
    for amount in amounts {
      needs.append(
        CountPlan.Need(
          initiator: initiator, responder: responder, amount: amount,
          epsilon: try epsilon.share(2, of: whole)))
    }
    return Compiled(draft: draft, amounts: amounts, needs: needs)
  }

  /// - Parameter counts: those of the needs, in their order.
  init(
    _ compiled: Compiled, question: Int, epsilon: Epsilon, match: MatchTerms, counts: [CountPlan]
  ) {
    self.init(
      question: question, epsilon: epsilon, terms: compiled.draft.shared,
      grid: compiled.draft.grid, ratios: compiled.draft.ratios, match: match, count: counts[0],
      countEpsilon: compiled.needs[0].epsilon,
      sums: zip(compiled.amounts, zip(compiled.needs, counts).dropFirst()).map {
        Sum(amount: $0, epsilon: $1.0.epsilon, count: $1.1)
      })
  }
}

extension SharedQuestion {
  package func disclosure(to reader: Role, parties: (initiator: String, responder: String))
    -> [String]
  {
    let entries = grid.rows.count * grid.columns.count
    let names = { (role: Role) in role == .initiator ? parties.initiator : parties.responder }
    let summed = sums.map { "\($0.amount.name) of \(names($0.amount.owner))" }
    let report =
      "\(terms.kind.rawValue): about how many shared accounts are in each of \(entries) entries"
      + (summed.isEmpty ? "" : ", and the sum of \(summed.joined(separator: ", ")) over them")
    switch reader {
    case .initiator:
      // Two sums of one amount share their tables.
      let tables = Set(counts.flatMap(\.tables).map(\.number)).count
      let cells = tables * count.initiator.count * count.responder.count
      return [
        report,
        "the \(cells) counts behind them with \(parties.responder)'s noise alone, and about how many"
          + " \(count.answeredWords) \(parties.responder) has in each of its"
          + " \(count.responder.count) groups",
      ]
    case .responder:
      return [
        report,
        "about how many accounts \(parties.initiator) has in each of its \(count.initiator.count)"
          + " groups",
      ]
    }
  }
}
