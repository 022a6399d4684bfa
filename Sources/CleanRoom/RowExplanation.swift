// SPDX-License-Identifier: Apache-2.0

package import Accounts

/// What one row of the own list becomes, step by step: for its owner's eyes alone.
package struct RowExplanation: Sendable {
  /// A mapped column: its header, and the row's text in it.
  package struct Field: Sendable, Equatable {
    package let field: String
    package let header: String
    package let text: String
  }

  /// A dimension's value: what it stands for, or that it stands for none.
  package struct Value: Sendable, Equatable {
    package let dimension: String
    package let text: String
    package let goesTo: String
  }

  /// A key that the row's account sends under one part of the match rule, or would but for another account that has it, too.
  package struct Sent: Sendable, Equatable {
    package let kind: String
    package let fields: [String]
    package let isAmbiguous: Bool
  }

  /// The line on which the row begins.
  package let line: Int
  package let fields: [Field]
  /// Why the row takes no part; nil where it does.
  package let leftOut: String?
  package let domain: String?
  /// Why there is none; nil where there is.
  package let domainAbsence: String?
  /// The words of the name key, and those of its country, which may be empty.
  package let name: String?
  package let country: String?
  package let nameAbsence: String?
  /// `domain`, `name and country`, `name`, or `row`.
  package let accountKind: String
  package let values: [Value]
  /// Whether its keys are made from its parent's name and website.
  package let isOfParent: Bool
  /// The account that the row belongs to: its rows; nil where the row takes no part.
  package let rowsOfAccount: Int?
  /// Empty before there is an agreement.
  package let sent: [Sent]
}

extension AccountKey.Kind {
  /// As account-keys.md calls it.
  package var title: String {
    switch self {
    case .domain: "domain"
    case .nameAndCountry: "name and country"
    case .name: "name"
    case .row: "row"
    }
  }
}
