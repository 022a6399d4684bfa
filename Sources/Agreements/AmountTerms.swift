// SPDX-License-Identifier: Apache-2.0

/// An amount of each account of one side's list, such as its revenue or its open pipeline (agreement.md).
package struct AmountTerms: Equatable, Sendable {
  /// What it is counted in.
  package enum Measure: Hashable, Sendable {
    case currency(CurrencyCode)
    /// Not money: days, seats.
    case unit(String)
  }

  package var name: String
  /// Whose list has it.
  package var of: Role
  package var measure: Measure
  /// In whole units: what an account has beyond it is cut off.
  package var most: Int

  package static let mostRange = 1...999_999_999
  /// The most amounts of an agreement, both sides together.
  static let limit = 20

  package init(name: String, of: Role, measure: Measure, most: Int) {
    self.name = name
    self.of = of
    self.measure = measure
    self.most = most
  }

  /// The agreed currency; nil where it is not money.
  package var currency: CurrencyCode? {
    if case .currency(let code) = measure { code } else { nil }
  }

  /// `EUR`, or `days`.
  package var unit: String {
    switch measure {
    case .currency(let code): code.text
    case .unit(let name): name
    }
  }

  /// What an account has, in hundredths, with what is beyond `most` cut off.
  package func clamped(_ hundredths: Int) -> Int { min(hundredths, 100 * most) }
}

/// The amounts that one side's list holds, and what currencies are worth: what reading them takes.
package struct SideAmounts: Equatable, Sendable {
  /// In the order of the agreement.
  package var amounts: [AmountTerms]
  package var currencies: CurrencyRates

  package static let none = SideAmounts(amounts: [], currencies: .none)

  package init(amounts: [AmountTerms], currencies: CurrencyRates) {
    self.amounts = amounts
    self.currencies = currencies
  }
}

extension Terms {
  /// What the list of a side holds beside its groups.
  package func amounts(of role: Role) -> SideAmounts {
    SideAmounts(amounts: amounts.filter { $0.of == role }, currencies: currencies)
  }
}
