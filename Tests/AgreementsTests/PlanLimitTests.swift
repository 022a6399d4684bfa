// SPDX-License-Identifier: Apache-2.0

import Agreements
import Questions
import Release
import Testing

/// How products are counted, and what no plan can count (table.md 7).
@Suite("Methods and limits of a plan")
struct PlanLimitTests {
  private func terms(
    _ asked: Question, initiator: Int, responder: Int, most: Int? = nil
  ) throws -> Terms {
    var terms = try Sample.fullTerms()
    terms.questions = [QuestionTerms(asked, epsilon: try Epsilon(1))]
    terms.initiatorProducts = (0..<initiator).map { "a\($0)" }
    terms.responderProducts = (0..<responder).map { "b\($0)" }
    terms.productsAnAccount = most
    return terms
  }

  /// Where the plan is refused; nil where it is one. The text is an agreement in either case.
  private func refusal(_ terms: Terms) throws -> String? {
    let text = AgreementWriter.text(of: terms)
    #expect(try Agreement(bytes: Array(text.utf8)).terms == terms)
    return Sample.refusal(of: text)?.path
  }

  @Test("The method of white space is a function of the agreement", arguments: MatchKeys.allCases)
  func whiteSpaceMethods(keys: MatchKeys) throws {
    for (products, most, method) in [
      (6, 2, .groups), (5, nil, .groups), (6, 3, .margins), (7, 2, .margins), (7, nil, .tables),
      (8, nil, .tables), (1, nil, .groups),
    ] as [(Int, Int?, WhiteSpace.Method)] {
      for role in Role.allCases {
        var terms = try terms(
          .whiteSpace(of: role, by: ["status", "products"]), initiator: products,
          responder: products, most: most)
        terms.match.keys = keys
        guard case .whiteSpace(let question) = try #require(Plan(terms).questions.first) else {
          Issue.record("another question")
          return
        }
        #expect(question.method == method, "\(products) products, at most \(most ?? products)")
        #expect(question.products?.most == most ?? products)
      }
    }
  }

  @Test("The method of cross-sell is a function of the agreement", arguments: MatchRule.allCases)
  func crossSellMethods(rule: MatchRule) throws {
    for (own, other, most, method) in [
      (6, 5, nil, .cells), (6, 5, 2, .cells), (9, 5, 4, .margins), (8, 6, 4, .margins),
      (7, 7, 4, .margins), (8, 5, nil, .pairs), (8, 1, nil, .pairs),
    ] as [(Int, Int, Int?, CrossSell.Method)] {
      for mirrored in [false, true] {
        var terms = try terms(
          .crossSell, initiator: mirrored ? other : own, responder: mirrored ? own : other,
          most: most)
        terms.match.rule = rule
        guard case .crossSell(let question) = try #require(Plan(terms).questions.first) else {
          Issue.record("another question")
          return
        }
        #expect(question.method == method, "\(own) x \(other), at most \(most ?? own)")
      }
    }
  }

  @Test("More groups than a table holds, and more tables than a run")
  func limits() throws {
    // 2^14 subsets by 2^14, and 196 pairs; then 225.
    #expect(try refusal(terms(.crossSell, initiator: 14, responder: 14)) == nil)
    #expect(try refusal(terms(.crossSell, initiator: 15, responder: 15)) == "questions[0]")
    #expect(try refusal(terms(.crossSell, initiator: 15, responder: 15, most: 1)) == nil)
    #expect(
      try refusal(terms(.crossSell, initiator: 100, responder: 100, most: 1)) == "questions[0]")
    // 101 x 99 cells is the most of 10,000.
    #expect(try refusal(terms(.crossSell, initiator: 100, responder: 98, most: 1)) == nil)
    #expect(try refusal(terms(.crossSell, initiator: 98, responder: 100, most: 1)) == nil)

    // Under union three tables a count.
    var union = try terms(.crossSell, initiator: 8, responder: 8)
    union.match.rule = .union
    union.match.keys = .domainNameCountryAndName
    #expect(try refusal(union) == nil)
    union.initiatorProducts = (0..<9).map { "a\($0)" }
    #expect(try refusal(union) == "questions[0]")

    // Each question keeps the limit, all together do not: 196 pairs and 12 + 1 tables.
    var both = try terms(.crossSell, initiator: 14, responder: 14)
    both.questions.append(
      QuestionTerms(
        .whiteSpace(of: .responder, by: ["status", "products"]), epsilon: try Epsilon(1)))
    #expect(try refusal(both) == "questions")
  }

  @Test("White space by more groups than a table holds")
  func whiteSpaceLimits() throws {
    func wide(_ values: [Int], _ names: [String]) throws -> String? {
      var terms = try terms(.whiteSpace(of: .responder, by: names), initiator: 0, responder: 3)
      terms.dimensions =
        [StatusDimension.agreed]
        + values.enumerated().map { index, count in
          Dimension(
            name: "d\(index)", values: (0..<count).map { "v\($0)" }, rollUp: .majority,
            unlisted: .leftOut)
        }
      return try refusal(terms)
    }
    #expect(try wide([100, 100], ["d0", "d1"]) == nil)
    #expect(try wide([100, 101], ["d0", "d1"]) == "questions[0]")
    #expect(try wide([200, 200, 200], ["d0", "d1", "d2", "status"]) == "questions[0]")
    // With products: eight subsets a row, or two groups a product.
    #expect(try wide([100, 12], ["d0", "d1", "products"]) == nil)
    #expect(try wide([100, 50], ["d0", "d1", "products"]) == nil)
    #expect(try wide([100, 51], ["d0", "d1", "products"]) == "questions[0]")
  }

  @Test("The cap on what one run costs adds up all questions")
  func cap() throws {
    var text = try Sample.changed(Sample.fullText(), [("yearly-cap: 40", "yearly-cap: 24/5")])
    // I: three groupings (status, everyone, products) at a tenth, and 1 + 2 + 1 + 1/2.
    let plan = try Plan(Sample.fullTerms())
    #expect(plan.charge(of: .initiator) > plan.charge(of: .responder))
    let charge = plan.charge(of: .initiator)
    #expect(charge == PrivacyCost(try Epsilon(parsing: "24/5")))
    #expect(Sample.refusal(of: text)?.path == nil)
    text = try Sample.changed(Sample.fullText(), [("yearly-cap: 40", "yearly-cap: 479/100")])
    #expect(Sample.refusal(of: text)?.path == "privacy.yearly-cap")
  }
}
