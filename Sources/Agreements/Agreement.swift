// SPDX-License-Identifier: Apache-2.0

package import Release

/// The terms both sides sign (agreement.md). Its exact bytes are what is signed and digested.
package struct Agreement: Equatable, Sendable {
  package let bytes: [UInt8]
  package let digest: Digest
  package let terms: Terms

  /// Parses and checks `bytes`; the only way to make an agreement.
  package init(bytes: [UInt8]) throws(AgreementsError) {
    self.bytes = bytes
    digest = Digest("lacuna/1 agreement", bytes)
    terms = try AgreementReader.read(bytes)
  }

  package func party(_ role: Role) -> Party {
    switch role {
    case .initiator: terms.initiator
    case .responder: terms.responder
    }
  }

  /// The role in which this agreement names `identity`; nil if in none.
  package func role(of identity: PublicIdentity) -> Role? {
    if terms.initiator.identity == identity { return .initiator }
    return terms.responder.identity == identity ? .responder : nil
  }
}

/// I matches, R answers.
package enum Role: UInt8, Sendable, CaseIterable, CustomStringConvertible {
  case initiator = 1
  case responder = 2

  package var other: Role { self == .initiator ? .responder : .initiator }
  package var description: String { self == .initiator ? "initiator" : "responder" }
}

/// What an agreement says, parsed.
package struct Terms: Equatable, Sendable {
  package var title: String
  package var purpose: String
  package var validFrom: Day
  package var validUntil: Day
  package var initiator: Party
  package var responder: Party
  package var match: MatchTerms
  package var dimensions: [Dimension]
  package var initiatorProducts: [String]
  package var responderProducts: [String]
  /// The most products that are counted of one account; nil for all.
  package var productsAnAccount: Int?
  package var questions: [QuestionTerms]
  package var privacy: PrivacyTerms
  /// What accounts have of something that is added up; of both sides.
  package var amounts: [AmountTerms]
  package var currencies: CurrencyRates

  package init(
    title: String, purpose: String, validFrom: Day, validUntil: Day, initiator: Party,
    responder: Party, match: MatchTerms, dimensions: [Dimension], initiatorProducts: [String],
    responderProducts: [String], productsAnAccount: Int? = nil, questions: [QuestionTerms],
    privacy: PrivacyTerms, amounts: [AmountTerms] = [], currencies: CurrencyRates = .none
  ) {
    self.title = title
    self.purpose = purpose
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.initiator = initiator
    self.responder = responder
    self.match = match
    self.dimensions = dimensions
    self.initiatorProducts = initiatorProducts
    self.responderProducts = responderProducts
    self.productsAnAccount = productsAnAccount
    self.questions = questions
    self.privacy = privacy
    self.amounts = amounts
    self.currencies = currencies
  }

  package func dimension(_ name: String) -> Dimension? { dimensions.first { $0.name == name } }

  /// The products of a side as a dimension of its list; nil where it has none.
  package func products(of role: Role) -> Dimension? {
    let names = role == .initiator ? initiatorProducts : responderProducts
    return names.isEmpty ? nil : ProductDimension.of(names)
  }

  /// True on every day of validity, the first and the last included.
  package func isValid(on day: Day) -> Bool { (validFrom...validUntil).contains(day) }
}

package struct PrivacyTerms: Equatable, Sendable {
  /// Charge for I's padded sizes, once a grouping.
  package var sizeEpsilon: Epsilon
  /// Of each table and each padded size.
  package var delta: Delta
  /// The most epsilon a side spends on the other in any 365 days.
  package var yearlyCap: Epsilon
  /// A released figure below it is not displayed.
  package var minimum: Int
  /// A side with fewer accounts refuses its own list.
  package var smallestList: Int

  package init(
    sizeEpsilon: Epsilon, delta: Delta, yearlyCap: Epsilon, minimum: Int, smallestList: Int
  ) {
    self.sizeEpsilon = sizeEpsilon
    self.delta = delta
    self.yearlyCap = yearlyCap
    self.minimum = minimum
    self.smallestList = smallestList
  }
}
