// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// Where a list has an amount, and how it writes it: an entry under `amounts` in mapping.yaml.
package struct AmountSource: Sendable, Equatable {
  /// In which currency the column is.
  package enum Currency: Sendable, Equatable {
    case fixed(CurrencyCode)
    /// The header of a column that names it, row by row.
    case column(String)
  }

  /// What an amount below zero does.
  package enum Negative: String, Sendable {
    case refused
    case zero
  }

  /// The header of its column.
  package var column: String
  /// Nil where it is not money, or the owner has yet to say.
  package var currency: Currency?
  /// Nil where the column itself shows it.
  package var decimal: DecimalSign?
  package var negative: Negative

  package init(
    column: String, currency: Currency? = nil, decimal: DecimalSign? = nil,
    negative: Negative = .refused
  ) {
    self.column = column
    self.currency = currency
    self.decimal = decimal
    self.negative = negative
  }
}

/// Where a list names the company that a row belongs to: what stands under `parent` in mapping.yaml.
package struct ParentSource: Sendable, Equatable {
  /// Headers of columns.
  package var website: String?
  package var name: String?

  package static let none = ParentSource(website: nil, name: nil)

  package init(website: String?, name: String?) {
    self.website = website
    self.name = name
  }
}

extension Mapping {
  /// The header of every column that is read, by what it is read for, in words: a field, a dimension, `amount NAME`,
  /// `currency of NAME`, `parent website`, `parent name`.
  package var headers: [String: String] {
    var headers = columns
    for (name, source) in amounts {
      headers[Self.amountField(name)] = source.column
      if case .column(let header) = source.currency { headers[Self.currencyField(name)] = header }
    }
    headers[Self.parentWebsite] = parent.website
    headers[Self.parentName] = parent.name
    return headers
  }

  /// What the mapping says of currencies is known to be without a rate before a row is read.
  func requireRates(of side: SideAmounts) throws(AccountsError) {
    for terms in side.amounts {
      guard let agreed = terms.currency, case .fixed(let stated) = amounts[terms.name]?.currency,
        side.currencies.conversion(from: stated, to: agreed) == nil
      else { continue }
      throw .amountRateMissing(amount: terms.name, currency: stated.text)
    }
  }

  static func amountField(_ name: String) -> String { "amount \(name)" }
  static func currencyField(_ name: String) -> String { "currency of \(name)" }
  static let parentWebsite = "parent website"
  static let parentName = "parent name"
}
