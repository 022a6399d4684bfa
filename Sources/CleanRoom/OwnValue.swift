// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Questions
internal import Reporting

/// What white space may be worth to its reader, at what the own customers have on average.
struct OwnValue {
  let notes: ListNotes
  let terms: RunTerms
  let role: Role

  /// For each own amount of money, and each section of what the other side has and the own list lacks.
  func atStake(_ sections: [Report.Section]) -> [Annex.ValueAtStake] {
    let amounts = terms.agreement.terms.amounts.filter { $0.of == role }
    guard !amounts.isEmpty else { return [] }
    let status = notes.groups(
      by: Grouping([StatusDimension.agreed]), terms.plan.dimensions(of: role))
    let customers = status.indices.filter { status[$0] == StatusDimension.customer }
    return sections.flatMap { section -> [Annex.ValueAtStake] in
      guard case .whiteSpace(let section) = section, section.side != Report.Role(role) else {
        return []
      }
      return amounts.enumerated().compactMap { index, amount in
        guard amount.currency != nil else { return nil }
        let had = customers.map { min(notes.amount(index, of: $0), 100 * amount.most) }
          .filter { $0 > 0 }
        guard !had.isEmpty else { return nil }
        let sum = had.reduce(Int128(0)) { $0 + Int128($1) }
        return Annex.ValueAtStake(
          amount: amount.name, measure: amount.unit,
          average: Int(clamping: sum / Int128(100 * had.count)), customers: had.count,
          accounts: section.total.estimate)
      }
    }
  }
}
