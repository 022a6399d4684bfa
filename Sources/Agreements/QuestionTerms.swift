// SPDX-License-Identifier: Apache-2.0

package import Release

/// One question and its price.
package struct QuestionTerms: Equatable, Sendable {
  package var asked: Question
  /// Bounds R's tables and I's families each.
  package var epsilon: Epsilon

  package init(_ asked: Question, epsilon: Epsilon) {
    self.asked = asked
    self.epsilon = epsilon
  }
}

/// What is asked, with what it is split by.
package enum Question: Hashable, Sendable {
  /// Status against status, and one more dimension of one side.
  case accountMap(by: FurtherDimension?)
  /// Accounts of one side that the other does not have, by dimensions of that side; `products` among them splits by
  /// product owned.
  case whiteSpace(of: Role, by: [String])
  /// Shared accounts by what each side has sold them.
  case crossSell
  /// Shared accounts otherwise: counts, and sums of amounts over them.
  case shared(SharedTerms)

  /// Whether both ask for the same: an agreement would pay twice for one answer.
  package func isAlike(_ other: Question) -> Bool {
    switch (self, other) {
    case (.whiteSpace(let side, let names), .whiteSpace(let otherSide, let otherNames)):
      side == otherSide && Set(names) == Set(otherNames)
    case (.shared(let terms), .shared(let others)): terms == others
    default: kind == other.kind
    }
  }

  package var kind: QuestionKind {
    switch self {
    case .accountMap: .accountMap
    case .whiteSpace: .whiteSpace
    case .crossSell: .crossSell
    case .shared(let terms): terms.kind
    }
  }
}

/// The catalogue, by the names that stand in the agreement.
package enum QuestionKind: String, Sendable, CaseIterable {
  case accountMap = "account-map"
  case whiteSpace = "white-space"
  case crossSell = "cross-sell"
  case accountValue = "account-value"
  case upsell
  case coSell = "co-sell"
  case dealConflict = "deal-conflict"
  case attachRate = "attach-rate"
  case influence
  case withWithout = "with-without"
  case retention
  case lifetimeValue = "lifetime-value"
  case marketplace
}

/// One more dimension that joins the groups of one side.
package struct FurtherDimension: Hashable, Sendable {
  package var dimension: String
  package var of: Role

  package init(dimension: String, of: Role) {
    self.dimension = dimension
    self.of = of
  }
}
