// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Release

/// The counts that the questions of an agreement need, each made once: questions share what they can.
///
/// Needs with both groupings given come first, in the order of the questions; equal ones are one count or sum, at the largest
/// of their epsilons. A need that leaves I's grouping open then takes the first count with R's grouping, or makes one
/// with a single group of I. So which tables there are is a function of the agreement alone (table.md 7).
struct CountBook {
  private var exact: [CountPlan.Need] = []
  private(set) var counts: [CountPlan] = []
  private(set) var groupings: [Grouping] = []
  /// What each count costs R.
  private(set) var charge = PrivacyCost.zero

  init(_ needs: [CountPlan.Need], _ terms: Terms) throws(ReleaseError) {
    for need in needs where need.initiator != nil { add(need) }
    for need in needs where need.initiator == nil { add(need) }
    for need in exact {
      let parts = need.parts(terms.match)
      let initiator = need.initiator ?? .everyone
      if !groupings.contains(initiator) { groupings.append(initiator) }
      counts.append(
        try CountPlan(
          need, from: counts.reduce(0) { $0 + $1.tables.count },
          grouping: groupings.firstIndex(of: initiator) ?? 0,
          parts: parts, delta: terms.privacy.delta))
      charge += PrivacyCost(need.epsilon)
    }
  }

  private mutating func add(_ need: CountPlan.Need) {
    guard let index = index(of: need) else { return exact.append(need) }
    let known = exact[index]
    exact[index] = CountPlan.Need(
      initiator: known.initiator, responder: known.responder, amount: known.amount,
      epsilon: max(known.epsilon, need.epsilon))
  }

  private func index(of need: CountPlan.Need) -> Int? {
    exact.firstIndex {
      $0.responder == need.responder && $0.amount == need.amount
        && (need.initiator == nil || $0.initiator == need.initiator)
    }
  }

  /// The count that serves a need.
  func count(for need: CountPlan.Need) -> CountPlan? { index(of: need).map { counts[$0] } }
}
