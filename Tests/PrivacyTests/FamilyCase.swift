// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Questions
import Release
import Testing

/// One question under one match rule: each way in which this version releases anything.
struct FamilyCase: CustomTestStringConvertible, Sendable {
  let question: Question
  let rule: MatchRule
  let keys: MatchKeys
  /// Of the initiator, of the responder; and how many of one account count.
  var products = (0, 0)
  var most: Int?
  /// How products are counted.
  var method = ""

  var testDescription: String {
    let parts = products == (0, 0) ? "" : " \(products.0) x \(products.1) products"
    return
      "\(question) \(rule) \(keys.count)\(parts)\(most.map { ", at most \($0)" } ?? "") \(method)"
  }

  func pair(epsilon: Epsilon? = nil, sizeEpsilon: Epsilon? = nil) throws -> StagedPair {
    var draft = try StagedPair.Draft.quick([(question, epsilon ?? Epsilon(20))])
    if let sizeEpsilon { draft.sizeEpsilon = sizeEpsilon }
    (draft.rule, draft.keys, draft.mostAnAccount) = (rule, keys, most)
    draft.products = (
      (0..<products.0).map { "Product A\($0)" }, (0..<products.1).map { "Product B\($0)" }
    )
    let pair = try StagedPair(draft)
    switch pair.terms.plan.questions[0] {
    case .accountMap, .shared: break
    case .whiteSpace(let question):
      if products != (0, 0) { try #require(question.method.rawValue == method) }
    case .crossSell(let question): try #require(question.method.rawValue == method)
    }
    return pair
  }

  private static let rules: [(MatchRule, MatchKeys)] =
    MatchKeys.allCases.map { (.fallback, $0) }
    + MatchKeys.allCases.dropFirst().flatMap { [(.either, $0), (.union, $0)] }

  static let accountMaps = rules.map {
    FamilyCase(question: .accountMap(by: nil), rule: $0.0, keys: $0.1)
  }

  static let whiteSpaces: [FamilyCase] = Role.allCases.flatMap { side in
    MatchKeys.allCases.flatMap { keys in
      func space(_ by: [String], _ products: Int, _ most: Int?, _ method: String) -> FamilyCase {
        FamilyCase(
          question: .whiteSpace(of: side, by: by), rule: .fallback, keys: keys,
          products: side == .initiator ? (products, 0) : (0, products), most: most, method: method)
      }
      return [
        space([], 0, nil, ""), space(["status"], 0, nil, ""),
        space(["status", "products"], 2, nil, "groups"), space(["products"], 8, 2, "margins"),
        space(["products"], 7, nil, "tables"),
      ]
    }
  }

  static let crossSells: [FamilyCase] = rules.flatMap { rule, keys in
    func sale(_ products: (Int, Int), _ most: Int?, _ method: String) -> FamilyCase {
      FamilyCase(
        question: .crossSell, rule: rule, keys: keys, products: products, most: most,
        method: method)
    }
    return [
      sale((2, 2), nil, "cells"), sale((3, 4), 2, "cells"), sale((1, 7), nil, "pairs"),
      // The smallest for which margins err least.
      sale((5, 9), 4, "margins"),
    ]
  }

  static let attachRates = rules.map {
    FamilyCase(
      question: .shared(
        SharedTerms(
          .attachRate, of: .responder, ["product": "Product B0", "with": "Product A0"])),
      rule: $0.0, keys: $0.1, products: (1, 1))
  }

  /// Whether its one table has thousands of cells.
  var isLarge: Bool { products == (5, 9) }
}
