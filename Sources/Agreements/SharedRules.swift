// SPDX-License-Identifier: Apache-2.0

/// The rules of agreement.md that concern a question about shared accounts and the rest of the agreement.
enum SharedRules {
  static func check(
    _ shared: SharedTerms, under terms: Terms, at entry: StrictYAML
  ) throws(YAMLRefusal) {
    for key in shared.kind.sharedKeys ?? [] {
      if let name = shared[key.key] { try check(key, name, shared, terms, entry) }
    }
    guard shared.sums.isEmpty || terms.match.rule == .fallback else {
      throw entry.refusal(
        "amounts need the match rule fallback: only there each account counts once")
    }
    switch shared.kind {
    case .dealConflict:
      try checkEqual("opened", "registered", shared, terms, entry)
    case .influence where shared["since"] != nil:
      try checkEqual("closed", "since", shared, terms, entry)
    case .withWithout:
      guard values("outcome", shared, terms) == ["won", "lost"] else {
        throw entry.refusal("'outcome' must name a dimension with the values won, lost")
      }
    case .upsell:
      guard values("tier", shared, terms).count > 1 else {
        throw entry.refusal("'tier' must name a dimension of two values or more, the highest first")
      }
    default: break
    }
  }

  private static func check(
    _ key: SharedKey, _ name: String, _ shared: SharedTerms, _ terms: Terms, _ entry: StrictYAML
  ) throws(YAMLRefusal) {
    switch key.names {
    case .dimension:
      guard name != StatusDimension.name, terms.dimension(name) != nil else {
        throw entry.refusal(
          "'\(key.key)' must name a dimension of the agreement other than status")
      }
    case .product(let owner):
      let side = owner.role(of: shared.of)
      guard terms.products(of: side)?.values.contains(name) == true else {
        throw entry.refusal("'\(key.key)' must name a product of the \(side)")
      }
    case .amount(let owner):
      let side = owner.role(of: shared.of)
      guard terms.amounts.contains(where: { $0.name == name && $0.of == side }) else {
        throw entry.refusal("'\(key.key)' must name an amount of the \(side)")
      }
    }
  }

  /// Periods can be compared only where both have the same ones.
  private static func checkEqual(
    _ one: String, _ other: String, _ shared: SharedTerms, _ terms: Terms, _ entry: StrictYAML
  ) throws(YAMLRefusal) {
    guard values(one, shared, terms) == values(other, shared, terms) else {
      throw entry.refusal("'\(one)' and '\(other)' must name dimensions with the same values")
    }
  }

  private static func values(_ key: String, _ shared: SharedTerms, _ terms: Terms) -> [String] {
    shared[key].flatMap(terms.dimension)?.values ?? []
  }
}
