// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Release

/// The question `account-map`: which of my customers, open opportunities and prospects are whose of yours.
///
/// It compiles to one table, status x status, where one side's groups may be refined by one more dimension.
/// I releases the family {matched cells, own unmatched} (privacy.md); everything else is derived.
package struct AccountMap: Sendable {
  /// Its place among the agreement's questions.
  package let question: Int
  package let terms: QuestionTerms
  package let table: TablePlan

  package static let family = ReleaseFamily.matchedAndUnmatched

  static func table(
    number: Int, question: QuestionTerms, terms: Terms
  ) throws(ReleaseError) -> TablePlan {
    func grouping(_ role: Role) -> Grouping {
      guard let by = question.by, by.of == role, let further = terms.dimension(by.dimension) else {
        return Grouping([StatusDimension.agreed])
      }
      return Grouping([StatusDimension.agreed, further])
    }
    return TablePlan(
      number: number, initiator: grouping(.initiator), responder: grouping(.responder),
      noise: try TruncatedDiscreteLaplace(
        epsilon: question.epsilon, delta: terms.privacy.delta))
  }

  /// The law of I's noise e on each released figure.
  package func answerLaw() throws(ReleaseError) -> DiscreteLaplace {
    try Self.family.noise(epsilon: terms.epsilon, matchKeys: MatchTerms.keys.count)
  }

  /// What a side learns, one sentence each, for people.
  package func disclosure(to reader: Role, parties: (initiator: String, responder: String))
    -> [String]
  {
    let cells = table.initiator.count * table.responder.count
    let (initiator, responder) = parties
    switch reader {
    case .initiator:
      return [
        "a noisy count for each of \(cells) pairs of groups: about how many accounts both have",
        "about how many accounts \(responder) has in each of its \(table.responder.count) groups,"
          + " matched or not",
      ]
    case .responder:
      return [
        "the noisy counts of the report: \(cells) pairs of groups, and what \(initiator) has unmatched"
          + " in each of its \(table.initiator.count) groups",
        "about how many accounts \(initiator) has in each of its groups",
      ]
    }
  }
}
