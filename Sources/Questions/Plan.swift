// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Release

/// What an agreement's questions compile to: a few tables, and what each side pays for a run of them.
///
/// A function of the agreement alone, never of a list: the plan is public.
package struct Plan: Sendable {
  package let tables: [TablePlan]
  /// I's distinct groupings, as its tables number them; each is padded once.
  package let groupings: [Grouping]
  /// In the order of the agreement.
  package let questions: [PlannedQuestion]
  /// The law of M_g, the padding of I's groups; drawn once a group of each distinct grouping.
  package let sizeLaw: TruncatedDiscreteLaplace
  /// What I pays with the offer: once for each distinct grouping of its accounts.
  package let sizeCharge: PrivacyCost
  /// What I pays with the report: the families it releases.
  package let reportCharge: PrivacyCost
  /// What R pays with the answer: its tables.
  package let answerCharge: PrivacyCost
  private let terms: Terms

  /// The most cells of a table, so that a hostile agreement cannot ask for a machine's memory.
  package static let cellLimit = 10_000
  /// The most tables of a run, likewise.
  package static let tableLimit = 200

  package init(_ terms: Terms) throws(AgreementsError) {
    do {
      try self.init(compiling: terms)
    } catch let error as AgreementsError {
      throw error
    } catch let error as ReleaseError {
      throw .agreementMalformed(path: "privacy", reason: error.message)
    } catch {
      throw .agreementMalformed(path: "questions", reason: "cannot be compiled")
    }
    try checkLimits()
  }

  private init(compiling terms: Terms) throws {
    self.terms = terms
    let drafts = try terms.questions.enumerated().map {
      try PlannedQuestion.Draft($1, at: $0, terms)
    }
    let book = try CountBook(drafts.flatMap(\.needs), terms)
    tables = book.counts.flatMap(\.tables)
    groupings = book.groupings
    questions = try zip(drafts, terms.questions).enumerated().map { index, draft in
      try draft.0.question(at: index, draft.1, book, terms)
    }
    sizeLaw = try TruncatedDiscreteLaplace(
      epsilon: terms.privacy.sizeEpsilon, delta: terms.privacy.delta)
    sizeCharge = PrivacyCost(terms.privacy.sizeEpsilon).times(book.groupings.count)
    reportCharge = terms.questions.reduce(.zero) { $0 + PrivacyCost($1.epsilon) }
    answerCharge = book.charge
  }

  private func checkLimits() throws(AgreementsError) {
    for table in tables where table.initiator.count * table.responder.count > Self.cellLimit {
      throw .agreementMalformed(
        path: "questions",
        reason: "a table of more than \(Self.cellLimit) cells; use fewer values or drop 'by'")
    }
    guard tables.count <= Self.tableLimit else {
      throw .agreementMalformed(
        path: "questions", reason: "more than \(Self.tableLimit) tables; name fewer products")
    }
    let cap = PrivacyCost(terms.privacy.yearlyCap)
    let dearest = max(charge(of: .initiator), charge(of: .responder))
    guard dearest <= cap else {
      throw .agreementMalformed(
        path: "privacy.yearly-cap",
        reason: "one run costs epsilon \(dearest.text), more than the cap; raise it or ask less")
    }
  }

  /// The account maps among the questions.
  package var maps: [AccountMap] {
    questions.compactMap { if case .accountMap(let map) = $0 { map } else { nil } }
  }

  /// What a side learns in a run, one sentence each; what several questions tell stands once.
  package func disclosure(
    to reader: Role, parties: (initiator: String, responder: String)
  ) -> [String] {
    var lines: [String] = []
    for line in questions.flatMap({ $0.disclosure(to: reader, parties: parties) })
    where !lines.contains(line) {
      lines.append(line)
    }
    return lines
  }

  /// What one run costs a side.
  package func charge(of role: Role) -> PrivacyCost {
    switch role {
    case .initiator: sizeCharge + reportCharge
    case .responder: answerCharge
    }
  }

  /// The dimensions a side's list must have: status always, so that the same accounts take part in every question;
  /// products last, where a table asks for them.
  package func dimensions(of role: Role) -> [Dimension] {
    var found = [StatusDimension.agreed]
    for table in tables {
      for dimension in table.grouping(of: role).dimensions where !found.contains(dimension) {
        found.append(dimension)
      }
    }
    let asksForProducts = tables.contains { $0.grouping(of: role).needsProducts }
    if asksForProducts, let products = terms.products(of: role) { found.append(products) }
    return found
  }
}
