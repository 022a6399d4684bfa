// SPDX-License-Identifier: Apache-2.0

/// A question about shared accounts, by the names that its keys give.
package struct SharedTerms: Hashable, Sendable {
  package var kind: QuestionKind
  /// The side whose accounts, amounts or products the keys without *their* mean.
  package var of: Role
  /// What each key names: a dimension, a product or an amount of the agreement.
  package var names: [String: String]

  package init(_ kind: QuestionKind, of: Role, _ names: [String: String]) {
    self.kind = kind
    self.of = of
    self.names = names
  }

  package subscript(key: String) -> String? { names[key] }

  /// The keys that name amounts and are there, in the order of the catalogue: one sum each.
  package var sums: [SharedKey] {
    (kind.sharedKeys ?? []).filter {
      if case .amount = $0.names { names[$0.key] != nil } else { false }
    }
  }
}

/// A key of a question about shared accounts.
package struct SharedKey: Hashable, Sendable {
  package enum Named: Hashable, Sendable {
    /// A dimension of the agreement other than `status`, which these sides' lists must have.
    case dimension([Owner])
    case product(Owner)
    case amount(Owner)
  }

  /// The side that `of` names, or the other.
  package enum Owner: Hashable, Sendable {
    case own, other

    package func role(of role: Role) -> Role { self == .own ? role : role.other }
  }

  package let key: String
  package let names: Named
  package let isRequired: Bool

  init(_ key: String, _ names: Named, optional: Bool = false) {
    self.key = key
    self.names = names
    isRequired = !optional
  }
}

extension QuestionKind {
  /// The keys beside `question`, `of` and `epsilon`; nil where the question is none about shared accounts alone.
  package var sharedKeys: [SharedKey]? {
    let by = SharedKey("by", .dimension([.own]), optional: true)
    switch self {
    case .accountMap, .whiteSpace, .crossSell: return nil
    case .accountValue:
      return [
        SharedKey("value", .amount(.own)),
        SharedKey("their-value", .amount(.other), optional: true), by,
      ]
    case .upsell:
      return [SharedKey("tier", .dimension([.own])), SharedKey("band", .dimension([.other]))]
    case .coSell:
      return [
        SharedKey("stage", .dimension([.own, .other])), by,
        SharedKey("pipeline", .amount(.own), optional: true),
        SharedKey("their-pipeline", .amount(.other), optional: true),
      ]
    case .dealConflict:
      return [
        SharedKey("opened", .dimension([.own])), SharedKey("registered", .dimension([.other])),
        SharedKey("family", .dimension([.own, .other]), optional: true), by,
      ]
    case .attachRate:
      return [SharedKey("product", .product(.own)), SharedKey("with", .product(.other)), by]
    case .influence:
      return [
        SharedKey("closed", .dimension([.own])), SharedKey("won", .amount(.own)),
        SharedKey("sourced", .dimension([.other]), optional: true),
        SharedKey("since", .dimension([.other]), optional: true),
      ]
    case .withWithout:
      return [
        SharedKey("outcome", .dimension([.own])),
        SharedKey("size", .amount(.own), optional: true),
        SharedKey("days", .amount(.own), optional: true),
      ]
    case .retention:
      return [SharedKey("opening", .amount(.own)), SharedKey("closing", .amount(.own)), by]
    case .lifetimeValue:
      return [
        SharedKey("revenue", .amount(.own)), SharedKey("tenure", .amount(.own), optional: true),
        SharedKey("cost", .amount(.own), optional: true), by,
      ]
    case .marketplace:
      return [SharedKey("committed", .amount(.own)), SharedKey("consumed", .amount(.own)), by]
    }
  }
}
