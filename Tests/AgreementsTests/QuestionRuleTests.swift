// SPDX-License-Identifier: Apache-2.0

import Agreements
import Questions
import Release
import Testing

/// Match rules and questions of agreement.md, read, and broken one at a time.
@Suite("Rules of match terms and questions")
struct QuestionRuleTests {
  /// What is replaced in the full text, and where it is refused.
  struct Broken: Sendable, CustomTestStringConvertible {
    let path: String
    let changes: [(String, String)]

    init(_ path: String, _ changes: (String, String)...) {
      (self.path, self.changes) = (path, changes)
    }

    var testDescription: String { "\(path): \(changes.map(\.1).joined(separator: " and "))" }
  }

  static let match: [Broken] = [
    .init("match.rule", ("rule: fallback", "rule: Fallback")),
    .init("match.rule", ("rule: fallback", "rule: [fallback]")),
    .init("match.keys", ("[domain, name-country, name]", "[domain, name, name-country]")),
    .init("match.keys", ("[domain, name-country, name]", "[name-country, domain, name]")),
    .init("match.keys", ("[domain, name-country, name]", "[name-country, name]")),
    .init("match.keys", ("[domain, name-country, name]", "[domain, name]")),
    .init("match.keys", ("[domain, name-country, name]", "[domain, name-country, name, tax-id]")),
    .init("match.keys", ("[domain, name-country, name]", "domain")),
    .init("match", ("\n  names: name/2", "")),
    .init("match.names", ("names: name/2", "names: name/3")),
    .init("match.names", ("[domain, name-country, name]", "[domain]")),
    .init(
      "match.keys", ("rule: fallback", "rule: either"),
      ("[domain, name-country, name]", "[domain]"), ("\n  names: name/2", "")),
    .init(
      "match.keys", ("rule: fallback", "rule: union"),
      ("[domain, name-country, name]", "[domain]"), ("\n  names: name/2", "")),
  ]

  private static let white =
    "{question: white-space, epsilon: 2, of: responder, by: [status, products]}"
  private static let sell = "{question: cross-sell, epsilon: 1/2}"

  private static func white(_ rest: String) -> (String, String) {
    (white, "{question: white-space, epsilon: 2, \(rest)}")
  }

  static let questions: [Broken] = [
    // White space counts accounts, and only under fallback does each count once.
    .init("questions[1]", ("rule: fallback", "rule: either")),
    .init("questions[1]", ("rule: fallback", "rule: union")),
    .init("questions[1]", white("by: [status]")),
    .init("questions[1].of", white("of: acme")),
    .init("questions[1].of", white("of: [responder]")),
    .init("questions[1].by", white("of: responder, by: status")),
    .init("questions[1].by", white("of: responder, by: {dimension: status, of: responder}")),
    .init("questions[1].by", white("of: responder, by: [a, b, c, d, e]")),
    .init("questions[1]", white("of: responder, by: [segment]")),
    .init("questions[1]", white("of: responder, by: [status, status]")),
    .init("questions[1]", white("of: responder, by: [products, products]")),
    .init("questions[1]", white("of: responder, products: true")),
    .init("questions[1]", ("[Migration]", "[]")),
    .init("questions[1]", (white, "{question: account-map, epsilon: 1}")),
    .init("questions[2]", (white, "{question: white-space, epsilon: 2, of: initiator}")),
    .init("questions[3]", ("[Analytics, Shield]", "[]")),
    .init(
      "questions[2]", white("of: responder"), ("[Migration]", "[]"),
      ("{question: white-space, epsilon: 1, of: initiator}", sell)),
    .init("questions[3]", (sell, "{question: cross-sell, epsilon: 1/2, by: [status]}")),
    .init("questions[3]", (sell, "{question: cross-sell, epsilon: 1/2, of: responder}")),
    .init("questions[3]", (sell, "{question: cross-sell}")),
    .init("questions[4]", (sell, "\(sell)\n  - \(sell)")),
    .init("questions[4]", (sell, "\(sell)\n  - {question: cross-sell, epsilon: 1}")),
    .init("questions[0]", ("account-map, epsilon: 1", "account-map, epsilon: 1, of: responder")),
    .init(
      "questions[0].by", ("account-map, epsilon: 1", "account-map, epsilon: 1, by: [industry]")),
    .init(
      "questions[0].by", ("account-map, epsilon: 1", "account-map, epsilon: 1, by: {of: initiator}")
    ),
    .init(
      "questions[0]",
      (
        "account-map, epsilon: 1",
        "account-map, epsilon: 1, by: {dimension: products, of: responder}"
      )),
    .init("questions[1].epsilon", (white, "{question: white-space, epsilon: 21, of: responder}")),
    .init("products.most-an-account", ("most-an-account: 3", "most-an-account: 0")),
    .init("products.most-an-account", ("most-an-account: 3", "most-an-account: 101")),
    .init("products.most-an-account", ("most-an-account: 3", "most-an-account: all")),
    .init("products", ("most-an-account: 3", "least-an-account: 3")),
    .init("dimensions.products", ("  industry:", "  products:")),
  ]

  @Test("A broken rule is refused, at its path", arguments: match + questions)
  func refused(_ rule: Broken) throws {
    let text = try Sample.changed(Sample.fullText(), rule.changes)
    let refusal = try #require(Sample.refusal(of: text), "not refused at \(rule.path)")
    #expect(refusal.path == rule.path, "\(refusal.reason)")
    #expect(!refusal.reason.isEmpty)
  }

  @Test("The text they are broken in is valid, and says what it says")
  func control() throws {
    let terms = try Sample.fullTerms()
    #expect(terms.match.rule == .fallback && terms.match.keys == .domainNameCountryAndName)
    #expect(terms.initiatorProducts == ["Analytics", "Shield"])
    #expect(terms.responderProducts == ["Migration"])
    #expect(terms.productsAnAccount == 3)
    #expect(
      terms.questions.map(\.asked) == [
        .accountMap(by: nil), .whiteSpace(of: .responder, by: ["status", "products"]),
        .whiteSpace(of: .initiator, by: []), .crossSell,
      ])
    #expect(terms.questions.map(\.epsilon.text) == ["1", "2", "1", "1/2"])
    #expect(try Sample.refusal(of: Sample.fullText()) == nil)
  }

  @Test("What is close to a broken rule and keeps it")
  func kept() throws {
    func expectKept(_ changes: [(String, String)]) throws {
      let text = try Sample.changed(Sample.fullText(), changes)
      #expect(Sample.refusal(of: text)?.reason == nil)
    }
    // Two keys; no cap; white space of one side by two splits; no white space under other rules.
    try expectKept([("[domain, name-country, name]", "[domain, name-country]")])
    try expectKept([("\n  most-an-account: 3", "")])
    try expectKept([("most-an-account: 3", "most-an-account: 100")])
    try expectKept([("of: initiator}", "of: responder, by: [status]}")])
    try expectKept([Self.white("of: responder, by: []")])
    try expectKept([Self.white("of: responder, by: [industry, products, status]")])
    for rule in ["either", "union"] {
      for keys in ["[domain, name-country, name]", "[domain, name-country]"] {
        try expectKept([
          ("rule: fallback", "rule: \(rule)"), ("[domain, name-country, name]", keys),
          ("  - \(Self.white)\n", ""),
          ("  - {question: white-space, epsilon: 1, of: initiator}\n", ""),
        ])
      }
    }
  }

  @Test("Every pair of rule and keys is written and read back, its reason as a comment")
  func matchRoundTrip() throws {
    var terms = try Sample.fullTerms()
    terms.questions.removeAll { $0.asked.kind == .whiteSpace }
    for rule in MatchRule.allCases {
      for keys in MatchKeys.allCases where rule == .fallback || keys > .domain {
        (terms.match.rule, terms.match.keys) = (rule, keys)
        let text = AgreementWriter.text(of: terms, matchReason: "chosen: for a reason")
        #expect(text.contains("\n# chosen: for a reason\nmatch:\n"))
        #expect(try Agreement(bytes: Array(text.utf8)).terms == terms)
      }
    }
  }
}
