// SPDX-License-Identifier: Apache-2.0

internal import Accounts
package import Agreements
package import Blinding
internal import Cryptography
package import Exchange
package import Questions
internal import Release

/// An agreement with its plan: the public side of every run.
package struct RunTerms: Sendable {
  package let agreement: Agreement
  package let plan: Plan

  package init(_ agreement: Agreement) throws(AgreementsError) {
    self.agreement = agreement
    plan = try Plan(agreement.terms)
  }

  package func shape(_ table: TablePlan) -> TableShape {
    TableShape(
      number: table.number, initiatorGroups: table.initiator.count,
      responderGroups: table.responder.count, shift: table.shift,
      initiatorTokens: table.scheme.initiatorTokens,
      responderTokens: table.scheme.responderTokens, controls: ControlAccounts.count)
  }

  package var limits: [TableLimits] {
    plan.tables.map { table in
      TableLimits(
        shape: shape(table), grouping: table.grouping, sizeShift: plan.sizeLaw.shift,
        initiatorAccounts: agreement.terms.initiator.accounts,
        responderAccounts: agreement.terms.responder.accounts)
    }
  }

  /// The key of one table of one run, from the own room key and the other's.
  func tableKey(
    _ table: TablePlan, run: [UInt8], identity: borrowing PrivateIdentity
  ) throws(StageError) -> TableKey {
    let terms = agreement.terms
    let other =
      terms.initiator.identity == identity.publicIdentity ? terms.responder : terms.initiator
    do {
      return try TableKey(
        shared: identity.sharedSecret(with: other.identity), agreement: agreement.digest.bytes,
        identities: terms.initiator.identity.bytes + terms.responder.identity.bytes, run: run,
        table: table.number)
    } catch let error as AgreementsError {
      throw .agreements(error)
    } catch {
      throw .cryptography("table key")
    }
  }
}

/// What can stop a stage: the counterpart's bytes, or a library's failure.
package enum StageError: Error, Equatable, Sendable {
  case exchange(ExchangeError)
  case agreements(AgreementsError)
  case cryptography(String)
}
