// SPDX-License-Identifier: Apache-2.0

package import Release

/// The caps that an entry must keep, from the agreement in force and the own policy.
package struct BudgetLimits: Equatable, Sendable {
  /// For one lineage and one counterpart, over all agreements, in any 365 days.
  package let counterpart: PrivacyCost
  /// For one lineage over all counterparts; nil where the company set none.
  package let allCounterparts: PrivacyCost?

  package init(counterpart: PrivacyCost, allCounterparts: PrivacyCost? = nil) {
    self.counterpart = counterpart
    self.allCounterparts = allCounterparts
  }
}

/// What was spent: a pure function of the entries of a ledger.
///
/// Basic composition: epsilons add up (protocol-wide rule; Protocols/ledger.md, "Budget"). Counted
/// are all charges of the window of 365 days that ends today, all later ones (a clock set back
/// hides nothing), and the reserves of open runs whatever their day. Nothing is ever given back
/// but a reserve.
package struct Spending: Sendable {
  private var entries: [EntryFacts]
  private var runs: [String: RunHistory] = [:]

  /// - Throws: the rule that the first inadmissible entry breaks.
  package init(_ entries: [EntryFacts] = []) throws(LedgerError) {
    self.entries = []
    for facts in entries { try add(facts) }
  }

  package mutating func add(_ facts: EntryFacts) throws(LedgerError) {
    try runs[facts.counterpart, default: RunHistory()].add(facts)
    entries.append(facts)
  }

  package func history(with counterpart: String) -> RunHistory {
    runs[counterpart] ?? RunHistory()
  }

  package func spent(lineage: String, counterpart: String, today: Int) -> PrivacyCost {
    var total = charges(today: today) { $0.lineage == lineage && $0.counterpart == counterpart }
    if let offer = runs[counterpart]?.openOffer, offer.lineage == lineage {
      total += offer.reserve
    }
    return total
  }

  package func spentOnAll(lineage: String, today: Int) -> PrivacyCost {
    var total = charges(today: today) { $0.lineage == lineage }
    for offer in runs.values.compactMap(\.openOffer) where offer.lineage == lineage {
      total += offer.reserve
    }
    return total
  }

  private func charges(today: Int, where counts: (EntryFacts) -> Bool) -> PrivacyCost {
    let charges = entries.filter(counts).map { Charge(cost: $0.charge, day: $0.day) }
    return Budget(cap: .zero, charges: charges).spent(on: today)
  }

  /// Refuses entries that raise what is spent above a cap. An entry that raises nothing, such as
  /// a report within its reserve, is never refused for want of budget.
  func check(_ after: Spending, of facts: EntryFacts, today: Int, limits: BudgetLimits)
    throws(LedgerError)
  {
    let lineage = facts.lineage
    try BudgetRefusal.check(
      .counterpart, lineage, cap: limits.counterpart,
      before: spent(lineage: lineage, counterpart: facts.counterpart, today: today),
      after: after.spent(lineage: lineage, counterpart: facts.counterpart, today: today))
    guard let cap = limits.allCounterparts else { return }
    try BudgetRefusal.check(
      .allCounterparts, lineage, cap: cap,
      before: spentOnAll(lineage: lineage, today: today),
      after: after.spentOnAll(lineage: lineage, today: today))
  }
}

extension BudgetRefusal {
  fileprivate static func check(
    _ scope: Scope, _ lineage: String, cap: PrivacyCost, before: PrivacyCost, after: PrivacyCost
  ) throws(LedgerError) {
    guard after > cap, let raised = after.subtracting(before), raised > .zero else { return }
    throw .overBudget(
      BudgetRefusal(scope: scope, lineage: lineage, spent: before, charge: raised, cap: cap))
  }
}
