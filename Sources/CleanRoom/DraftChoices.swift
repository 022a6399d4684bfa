// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Release

/// What the drafting side decides; everything else of a draft is a default that can be edited in the YAML.
package struct DraftChoices: Sendable {
  package var title: String?
  package var purpose: String
  /// The most accounts of the own list.
  package var accounts: Int
  package var questions: [Question]
  package var match: MatchChoice
  /// Of each question; nil for the largest usual one of which a run fits under the cap.
  package var epsilon: Epsilon?
  package var yearlyCap: Epsilon
  /// A further dimension with its vocabulary, and whose groups it joins in the account map.
  package var by: (dimension: Dimension, of: Role)?
  package var products: Products
  /// What questions name besides.
  package var dimensions: [Dimension] = []
  package var amounts: [AmountTerms] = []
  /// The register whose numbers accounts meet by first; nil for none.
  package var number: NumberType?
  /// The file of a reference table to agree on; nil for none.
  package var reference: String?
  package var days: Int
  /// Released figures below it are not displayed.
  package var minimum: Int

  package struct Products: Sendable {
    package var initiator: [String]
    package var responder: [String]
    package var mostAnAccount: Int?

    package static let none = Products(initiator: [], responder: [], mostAnAccount: nil)

    package init(initiator: [String], responder: [String], mostAnAccount: Int?) {
      self.initiator = initiator
      self.responder = responder
      self.mostAnAccount = mostAnAccount
    }
  }

  package init(
    title: String?, purpose: String, accounts: Int, questions: [Question]? = nil,
    match: MatchChoice = .automatic, epsilon: Epsilon?, yearlyCap: Epsilon,
    by: (dimension: Dimension, of: Role)?, products: Products = .none,
    number: NumberType? = nil, reference: String? = nil, days: Int, minimum: Int
  ) {
    self.title = title
    self.purpose = purpose
    self.accounts = accounts
    self.questions =
      questions
      ?? [
        .accountMap(by: by.map { FurtherDimension(dimension: $0.dimension.name, of: $0.of) })
      ]
    self.match = match
    self.epsilon = epsilon
    self.yearlyCap = yearlyCap
    self.by = by
    self.products = products
    self.number = number
    self.reference = reference
    self.days = days
    self.minimum = minimum
  }
}

extension DraftChoices {
  /// What a question costs unless the drafter says otherwise: the first of which a run fits under the cap.
  private static let usualEpsilons = ["1", "3/4", "1/2", "1/4", "1/10"]

  /// The draft with its questions, their price and the match rule; and what it compiles to.
  func agreement(_ draft: Terms) throws -> (bytes: [UInt8], terms: RunTerms) {
    let usual = try Self.usualEpsilons.map { try Epsilon(parsing: $0) }
    let prices = epsilon.map { [$0] } ?? usual
    var tooDear: AgreementsError?
    for price in prices {
      do {
        return try agreement(draft, at: price)
      } catch AgreementsError.agreementMalformed("privacy.yearly-cap", let reason) {
        tooDear = .agreementMalformed(path: "privacy.yearly-cap", reason: reason)
      }
    }
    throw tooDear ?? .agreementMalformed(path: "questions", reason: "no question is asked")
  }

  private func agreement(
    _ draft: Terms, at price: Epsilon
  ) throws -> (bytes: [UInt8], terms: RunTerms) {
    var terms = draft
    terms.questions = questions.map { QuestionTerms($0, epsilon: price) }
    let match = try match.resolved(for: terms)
    terms.match.rule = match.rule
    terms.match.keys = match.keys
    let bytes = Array(AgreementWriter.text(of: terms, matchReason: match.reason).utf8)
    return (bytes, try RunTerms(Agreement(bytes: bytes)))
  }
}
