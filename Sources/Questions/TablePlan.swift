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
  /// The law of R's noise in each cell, on 0…2t.
  package let noise: TruncatedDiscreteLaplace

  /// t, half the fake accounts of a cell.
  package var shift: Int { noise.shift }

  package func grouping(of role: Role) -> Grouping {
    role == .initiator ? initiator : responder
  }
}

/// One count of accounts in common, by groups of both sides: a table, or several of which it is the sum or difference
/// (match rule `union`).
package struct CountPlan: Sendable {
  package let tables: [TablePlan]
  /// +1 or -1 for each table.
  package let signs: [Int]

  /// The groupings and the noise are the same in all of them.
  package var first: TablePlan { tables[0] }
  package var initiator: Grouping { first.initiator }
  package var responder: Grouping { first.responder }

  /// Two groupings to count by, and what R may spend on it.
  struct Need: Hashable {
    /// Nil where any grouping of that side will do, since its groups are not told apart.
    let initiator: Grouping?
    let responder: Grouping
    let epsilon: Epsilon
  }

  /// - Precondition: `parts` is not empty: every match rule has a table.
  init(
    _ need: Need, from number: Int, grouping: Int, parts: [(scheme: TokenScheme, sign: Int)],
    delta: Delta
  ) throws(ReleaseError) {
    var tables: [TablePlan] = []
    for (index, part) in parts.enumerated() {
      let tokens = part.scheme.responderTokens
      tables.append(
        TablePlan(
          number: number + index, initiator: need.initiator ?? .everyone,
          responder: need.responder, grouping: grouping, scheme: part.scheme,
          noise: try TruncatedDiscreteLaplace(
            epsilon: need.epsilon.divided(by: parts.count * tokens), delta: delta,
            movedBy: tokens)))
    }
    self.tables = tables
    signs = parts.map(\.sign)
  }
}
