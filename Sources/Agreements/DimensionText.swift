// SPDX-License-Identifier: Apache-2.0

/// The words of agreement.md for roll-up rules and for values outside a vocabulary.
enum DimensionText {
  /// The rules of this version.
  static func rollUp(_ text: String) -> Dimension.RollUp? {
    switch text {
    case "precedence": .precedence
    case "majority": .majority
    default: nil
    }
  }

  static func text(_ rollUp: Dimension.RollUp) -> String { rollUp.rawValue }

  static func unlisted(_ text: String) -> Dimension.Unlisted? {
    switch text {
    case "other": .other
    case "left-out": .leftOut
    default: nil
    }
  }

  static func text(_ unlisted: Dimension.Unlisted) -> String {
    switch unlisted {
    case .other: "other"
    case .leftOut: "left-out"
    }
  }
}

/// The dimension every agreement has.
package enum StatusDimension {
  package static let name = "status"
  package static let values = ["customer", "open-opportunity", "prospect"]
  /// The same, as reports write them.
  package static let titles = ["customer", "open opportunity", "prospect"]
  /// A row of another status (a former customer, a competitor) is no part of an account map.
  package static let agreed = Dimension(
    name: name, values: values, rollUp: .precedence, unlisted: .leftOut)
}

/// The products of a side, as a dimension that takes several values of one account. It stands under `products` in an
/// agreement, never under `dimensions`.
package enum ProductDimension {
  package static let name = "products"

  package static func of(_ names: [String]) -> Dimension {
    Dimension(name: name, values: names, rollUp: .union, unlisted: .other)
  }
}
