// SPDX-License-Identifier: Apache-2.0

import Agreements
import Questions
import Release
import TestSupport
import Testing

/// From an agreement to its tables, as another program reads table.md 7.
@Suite("Vectors of table.md 7: plans")
struct PlanVectorTests {
  static let plans = Result {
    try Vectors.load(
      stage: "plan",
      keys: ["agreement", "methods", "tables", "offer-charge", "report-charge", "answer-charge"])
  }

  @Test("methods, tables and charges", arguments: try plans.get())
  func plan(_ vector: Vector) throws {
    let plan = try Plan(Agreement(bytes: vector.hex("agreement")).terms)
    #expect(try plan.questions.map(Self.method).joined(separator: " ") == vector["methods"])
    let tables = plan.tables.map { table in
      "\(Self.name(table.scheme)) \(table.initiator.count) x \(table.responder.count),"
        + " grouping \(table.grouping), epsilon \(table.noise.epsilon.text), t \(table.shift)"
    }
    #expect(try tables.joined(separator: "; ") == vector["tables"])
    #expect(plan.tables.map(\.number) == Array(plan.tables.indices))
    #expect(try Self.text(plan.sizeCharge) == vector["offer-charge"])
    #expect(try Self.text(plan.reportCharge) == vector["report-charge"])
    #expect(try Self.text(plan.answerCharge) == vector["answer-charge"])
  }

  private static func method(_ question: PlannedQuestion) -> String {
    switch question {
    case .accountMap, .shared: "-"
    case .whiteSpace(let question): question.method.rawValue
    case .crossSell(let question): question.method.rawValue
    }
  }

  private static func name(_ scheme: TokenScheme) -> String {
    switch scheme {
    case .fallback(let keys): "fallback(\(keys))"
    case .numberFallback(let keys): "number-fallback(\(keys))"
    case .either(let names): "either(\(names))"
    case .names(let count): "names(\(count))"
    case .domainsAndNames(let count): "domains-and-names(\(count))"
    }
  }

  private static func text(_ cost: PrivacyCost) -> String {
    cost.text.hasSuffix("/1") ? String(cost.text.dropLast(2)) : cost.text
  }
}
