// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Questions
internal import Release
internal import Reporting

/// What a side has besides the shared accounts that its questions are about: its own totals less the figures of the
/// report, without its own noise.
struct OwnBesides {
  let notes: ListNotes
  let terms: RunTerms
  let role: Role

  /// - Parameter answers: of the plan's questions, without the own noise.
  func sections(_ answers: [QuestionAnswer]) throws -> [Annex.Besides] {
    try zip(terms.plan.questions, answers).compactMap { pair in
      guard case (.shared(let question), .shared(let answer)) = pair, question.terms.of == role,
        let groups = question.ownGroups
      else { return nil }
      return try besides(question, answer, groups)
    }
  }

  private func besides(
    _ question: SharedQuestion, _ answer: SharedAnswer, _ groups: [[Set<Int>]]
  ) throws -> Annex.Besides {
    let standing = notes.groups(
      by: question.count.first.grouping(of: role), terms.plan.dimensions(of: role))
    let whole = SharedAnswer(
      counts: groups.map { $0.map { own in standing.count { own.contains($0) } } },
      sums: question.sums.map { sum in
        groups.map { $0.map { total(of: sum.amount, in: $0, standing) } }
      })
    let laws = try SharedLaws(
      question, sizeLaw: terms.plan.sizeLaw,
      knowing: role == .initiator ? .initiators : .responders)
    let section = try SharedSection(question, question.difference(whole, answer), laws)
    let labels = question.besideLabels
    return Annex.Besides(
      section: try SharedSection(
        section.question, of: section.side, countBasis: section.countBasis, rows: labels.rows,
        columns: labels.columns, counts: section.counts, sums: section.sums,
        ratios: section.ratios), isAtLeast: question.countsOwnOften)
  }

  /// What accounts of some groups have, each up to the most, in units of the amount.
  private func total(of amount: SummedAmount, in own: Set<Int>, _ standing: [Int]) -> Int {
    var sum: Int128 = 0
    for (account, group) in standing.enumerated() where own.contains(group) {
      sum += Int128(min(notes.amount(amount.index, of: account), amount.most))
    }
    return amount.units(inSum: sum)
  }
}
