// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Release

/// What an agreement's questions compile to: a few tables, and what each side pays for a run of them.
///
/// A function of the agreement alone, never of a list: the plan is public.
package struct Plan: Sendable {
  package let tables: [TablePlan]
  package let maps: [AccountMap]
  /// The law of M_g, the padding of I's groups; drawn once a group of each distinct grouping.
  package let sizeLaw: TruncatedDiscreteLaplace
  /// What I pays with the offer: once for each distinct grouping of its accounts.
  package let sizeCharge: PrivacyCost
  /// What I pays with the report: the families it releases.
  package let reportCharge: PrivacyCost
  /// What R pays with the answer: its tables.
  package let answerCharge: PrivacyCost

  /// The most cells of a table, so that a hostile agreement cannot ask for a machine's memory.
  package static let cellLimit = 10_000

  package init(_ terms: Terms) throws(AgreementsError) {
    do {
      let sizeLaw = try TruncatedDiscreteLaplace(
        epsilon: terms.privacy.sizeEpsilon, delta: terms.privacy.delta)
      var tables: [TablePlan] = []
      var maps: [AccountMap] = []
      var charge = PrivacyCost.zero
      for (index, question) in terms.questions.enumerated() {
        switch question.kind {
        case .accountMap:
          let table = try AccountMap.table(number: tables.count, question: question, terms: terms)
          maps.append(AccountMap(question: index, terms: question, table: table))
          tables.append(table)
          charge += PrivacyCost(question.epsilon)
        }
      }
      self.tables = tables
      self.maps = maps
      self.sizeLaw = sizeLaw
      sizeCharge = PrivacyCost(terms.privacy.sizeEpsilon)
      reportCharge = charge
      answerCharge = charge
    } catch {
      throw .agreementMalformed(path: "privacy", reason: error.message)
    }
    for table in tables where table.initiator.count * table.responder.count > Self.cellLimit {
      throw .agreementMalformed(
        path: "questions",
        reason: "a table of more than \(Self.cellLimit) cells; use fewer values or drop 'by'")
    }
    let cap = PrivacyCost(terms.privacy.yearlyCap)
    guard charge(of: .initiator) <= cap, charge(of: .responder) <= cap else {
      throw .agreementMalformed(
        path: "privacy.yearly-cap", reason: "one run costs more than the cap; raise it or ask less")
    }
  }

  /// What one run costs a side.
  package func charge(of role: Role) -> PrivacyCost {
    switch role {
    case .initiator: sizeCharge + reportCharge
    case .responder: answerCharge
    }
  }

  /// The dimensions a side's list must have.
  package func dimensions(of role: Role) -> [Dimension] {
    var found: [Dimension] = []
    for table in tables {
      for dimension in table.grouping(of: role).dimensions where !found.contains(dimension) {
        found.append(dimension)
      }
    }
    return found
  }
}

/// One run of the primitive, public to both sides (table.md).
package struct TablePlan: Sendable {
  package let number: Int
  package let initiator: Grouping
  package let responder: Grouping
  /// The law of R's noise in each cell, on 0…2t.
  package let noise: TruncatedDiscreteLaplace

  /// t, half the fake accounts of a cell.
  package var shift: Int { noise.shift }

  package func grouping(of role: Role) -> Grouping {
    role == .initiator ? initiator : responder
  }
}
