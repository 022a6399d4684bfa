// SPDX-License-Identifier: Apache-2.0

extension RefusalRow {
  /// Rules of agreement.md, broken one at a time in a draft; `AgreementsTests` breaks every key of it.
  static let agreementRules: [RefusalProof] = [
    rule("lacuna", "agreement/1", "agreement/2"),
    rule("title", "title: .*", "title: ''"),
    rule("title", "title: .*", "title: \(long(201))"),
    rule("purpose", "purpose: .*", "purpose: \"a\\tb\""),
    rule("valid.from", "from: .*", "from: 2026-02-30"),
    rule("valid", "from: .*", "from: 9999-01-01"),
    rule("initiator.name", "name: Acme", "name: \(long(101))"),
    rule("initiator.organisation", "organisation: acme", "organisation: Acme"),
    rule("initiator.commitment", "commitment: ..", "commitment: zz"),
    rule("initiator.identity", "identity: lacuna1", "identity: lacuna1q"),
    rule("initiator.accounts", "accounts: 300", "accounts: 49"),
    rule("initiator.accounts", "accounts: 300", "accounts: 100000001"),
    rule("responder", "organisation: globex", "organisation: acme"),
    rule("match.rule", "rule: fallback", "rule: first"),
    rule("match.keys", "rule: fallback", "rule: union"),
    rule("match.keys", "\\[domain\\]", "[domain, name]"),
    rule("match.normaliser", "domain/2", "domain/3"),
    rule("match.account-key", "account-key/1", "account-key/2"),
    rule("match.free-mail", "free-mail: ..", "free-mail: 5"),
    rule("dimensions", "- customer\n", "- client\n"),
    rule("dimensions", "roll-up: precedence", "roll-up: majority"),
    rule("dimensions.region", "\nproducts:", "  region: {values: []}\n\nproducts:"),
    rule("products.initiator", "initiator: \\[\\]", "initiator: [a, a]"),
    rule("products.most-an-account", "responder: \\[\\]", "responder: []\n  most-an-account: 0"),
    rule("questions[0].question", "question: account-map", "question: forecast"),
    rule("questions[0].epsilon", "epsilon: 1\n", "epsilon: 1/1000\n"),
    rule("questions[0].epsilon", "epsilon: 1\n", "epsilon: 21\n"),
    rule(
      "questions[1]", "epsilon: 1\n", "epsilon: 1\n  - {question: account-map, epsilon: 1}\n"),
    rule(
      "questions[1]", "epsilon: 1\n", "epsilon: 1\n  - {question: cross-sell, epsilon: 1}\n"),
    rule("privacy.size-epsilon", "size-epsilon: 1/10", "size-epsilon: 0"),
    rule("privacy.delta", "delta: 2\\^-40", "delta: 2^-19"),
    rule("privacy.yearly-cap", "yearly-cap: 4", "yearly-cap: 1001"),
    rule("privacy.yearly-cap", "yearly-cap: 4", "yearly-cap: 1"),
    rule("privacy.minimum", "minimum: 10", "minimum: 1001"),
    rule("privacy.smallest-list", "smallest-list: 50", "smallest-list: 0"),
    rule("document", "title: Acme", "title: &a Acme"),
    rule("document", "title: Acme", "title: !!str Acme"),
    rule("document", "smallest-list: 50\n", "smallest-list: 50\n---\nlacuna: agreement/1\n"),
    rule("document", "title: Acme", "title: [Acme"),
    rule("document", "minimum: 10", "minimum: 10\n  minimum: 10"),
    rule("document", "^", "#\(long(262_144))\n"),
    rule("privacy", "  minimum: 10\n", ""),
    rule("privacy", "minimum: 10\n", "minimum: 10\n  surprise: 1\n"),
  ]

  private static func rule(_ path: String, _ old: String, _ new: String) -> RefusalProof {
    .agreement(
      "\(path): \(new.prefix(40).split(separator: "\n").joined(separator: " "))",
      message: "agreement.yaml: the agreement is malformed at \(path): <any>",
      replacing: old, by: new)
  }

  private static func long(_ count: Int) -> String { String(repeating: "x", count: count) }
}
