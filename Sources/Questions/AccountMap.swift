// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Release

/// The question `account-map`: which of my customers, open opportunities and prospects are whose of yours.
///
/// It compiles to one count, status x status, where one side's groups may be refined by one more dimension. With one
/// match key I releases the matched cells and its own unmatched together; with several the matched cells alone, and
/// the rest is derived (privacy.md 3).
package struct AccountMap: CompiledQuestion {
  package let question: Int
  package let epsilon: Epsilon
  /// The dimension that splits it further.
  package let by: FurtherDimension?
  package let match: MatchTerms
  package let count: CountPlan

  package var counts: [CountPlan] { [count] }
  /// The first, or only, table of the count; the others have its groups.
  package var table: TablePlan { count.first }

  /// Whether I's unmatched are released, as part of the family.
  package var releasesUnmatched: Bool { match.isDomainAlone }
  /// Whether there are figures of who has what the other lacks: not where pairs are counted.
  package var hasUnmatched: Bool { match.rule == .fallback }

  package var family: ReleaseFamily { ReleaseFamily(sensitivity: match.sensitivity) }

  /// (g, p) for each p, and last (g, none) where it is released.
  package var draws: [[AnswerDraw]] {
    (0..<table.initiator.count).map { g in
      let cells = (0..<table.responder.count).map { AnswerDraw(family: 0, g: g, p: $0) }
      return cells + (releasesUnmatched ? [AnswerDraw(family: 0, g: g, p: nil)] : [])
    }
  }

  static func need(
    _ by: FurtherDimension?, epsilon: Epsilon, _ terms: Terms
  ) -> CountPlan.Need {
    func grouping(_ role: Role) -> Grouping {
      guard let by, by.of == role, let further = terms.dimension(by.dimension) else {
        return Grouping([StatusDimension.agreed])
      }
      return Grouping([StatusDimension.agreed, further])
    }
    return CountPlan.Need(
      initiator: grouping(.initiator), responder: grouping(.responder), epsilon: epsilon)
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
        "about how many \(count.answeredWords) \(responder) has in each of its"
          + " \(table.responder.count) groups, matched or not",
      ]
    case .responder:
      let unmatched =
        hasUnmatched
        ? ", and what \(initiator) has unmatched in each of its \(table.initiator.count) groups"
        : ""
      return [
        "the noisy counts of the report: \(cells) pairs of groups\(unmatched)",
        "about how many accounts \(initiator) has in each of its groups",
      ]
    }
  }
}

extension CountPlan {
  /// What the sections of an answer count of R.
  var answeredWords: String {
    switch first.scheme {
    case .fallback, .numberFallback:
      tables.count > 1 ? "domains, names, and both together" : "accounts"
    case .either: "match keys"
    case .names, .domainsAndNames: "names"
    }
  }
}
