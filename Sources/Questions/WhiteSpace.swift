// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Release

/// The question `white-space`: which accounts of one side the other does not have, by dimensions and products of the
/// side that has them.
///
/// The other side's groups are not told apart, so a count has one group there, or any grouping that is counted anyway.
/// A released entry is the number of accounts of a group (R's: S[0,p]; I's: N_g less the matched of g).
package struct WhiteSpace: CompiledQuestion {
  package let question: Int
  package let epsilon: Epsilon
  /// Whose accounts are counted.
  package let side: Role
  /// The split by dimensions.
  package let rows: Grouping
  /// That side's products; nil where the question does not split by them.
  package let products: ProductSet?
  package let method: Method
  package let match: MatchTerms
  package let counts: [CountPlan]

  /// How the split by products is counted; the one that errs least (table.md 7).
  package enum Method: String, Sendable, Equatable, CaseIterable {
    /// One count whose groups are the subsets of products; each group is released, products are sums of them.
    case groups
    /// The same count; what is released is each product's accounts, and all of a row.
    case margins
    /// A count for each product, and one for all of a row.
    case tables
  }

  /// Columns of what is released beside rows: products, and last all.
  var columns: Int { (products?.names.count ?? 0) + 1 }

  package var family: ReleaseFamily {
    let entries = method == .groups ? 1 : (products?.most ?? 0) + 1
    return ReleaseFamily(sensitivity: match.sensitivity * entries)
  }

  /// `groups`: one row, the groups of the count. Otherwise for each row of the question its products, and last all.
  package var draws: [[AnswerDraw]] {
    switch method {
    case .groups:
      let groups = 0..<grouping(0).count
      return [
        groups.map { group in
          side == .responder
            ? AnswerDraw(family: 0, g: nil, p: group) : AnswerDraw(family: 0, g: group, p: nil)
        }
      ]
    case .margins, .tables:
      return (0..<rows.count).map { row in
        (0..<columns).map { AnswerDraw(family: 1, g: row, p: $0) }
      }
    }
  }

  /// How a count groups the side that is counted.
  func grouping(_ count: Int) -> Grouping {
    side == .responder ? counts[count].responder : counts[count].initiator
  }

  /// For each product, the subsets that hold it.
  func subsets(with product: Int) -> [Int] {
    guard let products else { return [] }
    return products.subsets.enumerated().filter { $0.element.contains(product) }.map(\.offset)
  }

  package func disclosure(to reader: Role, parties: (initiator: String, responder: String))
    -> [String]
  {
    let (owner, other) =
      side == .initiator
      ? (parties.initiator, parties.responder) : (parties.responder, parties.initiator)
    let groups = rows.count * columns
    let released =
      "about how many accounts of \(owner) \(other) does not have, in \(groups) numbers"
    switch (reader, side) {
    case (.initiator, .responder):
      return [
        released,
        "each group of \(owner) behind them, with its noise alone:"
          + " \(counts.reduce(0) { $0 + $1.responder.count }) counts",
      ]
    case (.responder, .initiator):
      return [released, "about how many accounts \(owner) has in each of its groups"]
    default: return [released]
    }
  }
}
