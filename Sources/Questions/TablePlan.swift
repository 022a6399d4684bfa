// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Release

/// One run of the primitive, public to both sides (table.md).
package struct TablePlan: Sendable {
  package let number: Int
  package let initiator: Grouping
  package let responder: Grouping
  /// The number of the initiator's grouping: tables of one grouping share its padding.
  package let grouping: Int
  /// Which tokens the accounts send.
  package let scheme: TokenScheme
  /// Which bit of an amount it counts; nil where it counts accounts.
  package let bit: TableBit?
  /// The law of R's noise in each cell, on 0…2t.
  package let noise: TruncatedDiscreteLaplace

  /// t, half the fake accounts of a cell.
  package var shift: Int { noise.shift }

  package func grouping(of role: Role) -> Grouping {
    role == .initiator ? initiator : responder
  }
}

/// One bit of an amount of one side (table.md 6a). An account whose amount has it sends its tokens, any other as many
/// random points: so all accounts stand in every table of a sum, and none tells how much there is in all.
package struct TableBit: Hashable, Sendable {
  package let amount: SummedAmount
  /// 0 to `SummedAmount.bits` - 1; it counts 2^bit.
  package let bit: Int
}

/// One number of each pair of groups: accounts in common, or an amount over them. It is a sum of tables, each with its
/// weight.
package struct CountPlan: Sendable {
  package let tables: [TablePlan]
  /// What each table counts for: 1 or, under the match rule `union`, -1; 2^bit in a sum.
  package let weights: [Int]

  /// The groupings are the same in all of them; so is the noise, but in a sum.
  package var first: TablePlan { tables[0] }
  package var initiator: Grouping { first.initiator }
  package var responder: Grouping { first.responder }

  /// Two groupings to count by, and what R may spend on it.
  struct Need: Hashable {
    /// Nil where any grouping of that side will do, since its groups are not told apart.
    let initiator: Grouping?
    let responder: Grouping
    /// What is summed; nil for a count of accounts.
    var amount: SummedAmount? = nil
    let epsilon: Epsilon
  }

  /// One table of a count: its share of epsilon is `share` of `whole`.
  struct Part {
    let scheme: TokenScheme
    let weight: Int
    var bit: TableBit? = nil
    let share: Int
    let whole: Int
  }

  /// - Precondition: `parts` is not empty: every match rule has a table.
  init(
    _ need: Need, from number: Int, grouping: Int, parts: [Part], delta: Delta
  ) throws(ReleaseError) {
    var tables: [TablePlan] = []
    for (index, part) in parts.enumerated() {
      let tokens = part.scheme.responderTokens
      tables.append(
        TablePlan(
          number: number + index, initiator: need.initiator ?? .everyone,
          responder: need.responder, grouping: grouping, scheme: part.scheme, bit: part.bit,
          noise: try TruncatedDiscreteLaplace(
            epsilon: need.epsilon.share(part.share, of: part.whole * tokens), delta: delta,
            movedBy: tokens)))
    }
    self.tables = tables
    weights = parts.map(\.weight)
  }
}

extension CountPlan.Need {
  /// The tables that it takes under a match rule.
  func parts(_ match: MatchTerms) -> [CountPlan.Part] {
    let schemes = match.parts
    guard let amount else {
      return schemes.map {
        CountPlan.Part(scheme: $0.scheme, weight: $0.sign, share: 1, whole: schemes.count)
      }
    }
    // Sums are asked under `fallback` alone, which has one scheme.
    return SummedAmount.shares.enumerated().map { bit, share in
      CountPlan.Part(
        scheme: schemes[0].scheme, weight: 1 << bit, bit: TableBit(amount: amount, bit: bit),
        share: share, whole: 1000)
    }
  }
}
