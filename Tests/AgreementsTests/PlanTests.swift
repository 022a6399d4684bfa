// SPDX-License-Identifier: Apache-2.0

import Agreements
import Questions
import Release
import Testing

@Suite("What an agreement's plan refuses")
struct PlanTests {
  /// The sample with one change, and what its plan is refused at; nil where it is a plan.
  private func refusal(_ changes: [(String, String)]) throws -> String? {
    var text = try Sample.text()
    for (old, new) in changes {
      try #require(text.contains(old))
      text = text.replacing(old, with: new, maxReplacements: 1)
    }
    let agreement = try Agreement(bytes: Array(text.utf8))
    switch Result(catching: { () throws(AgreementsError) in try Plan(agreement.terms) }) {
    case .success: return nil
    case .failure(.agreementMalformed(let path, _)): return path
    case .failure(let error): throw error
    }
  }

  @Test("One run must fit under the yearly cap, of each side")
  func yearlyCap() throws {
    // I pays 1/10 + 1, R pays 1.
    #expect(try refusal([("yearly-cap: 4", "yearly-cap: 11/10")]) == nil)
    #expect(try refusal([("yearly-cap: 4", "yearly-cap: 1099/1000")]) == "privacy.yearly-cap")
    #expect(try refusal([("yearly-cap: 4", "yearly-cap: 1/2")]) == "privacy.yearly-cap")
    #expect(
      try refusal([("yearly-cap: 4", "yearly-cap: 1000"), ("epsilon: 1\n", "epsilon: 20\n")]) == nil
    )
  }

  @Test("A table has at most 10,000 cells")
  func cells() throws {
    // 3 x (n + 1) groups of I, 3 of R.
    func values(_ count: Int) -> (String, String) {
      ("[Software, Banking]", "[\((0..<count).map { "v\($0)" }.joined(separator: ", "))]")
    }
    #expect(try refusal([values(200)]) == nil)
    let plan = try Plan(Sample.agreement().terms)
    #expect(plan.tables.map { $0.initiator.count * $0.responder.count } == [27])
    #expect(plan.charge(of: .initiator) == PrivacyCost(try Epsilon(11, over: 10)))
    #expect(plan.charge(of: .responder) == PrivacyCost(try Epsilon(1)))
    // No agreement of this version is so large: at most 200 values and `other`, 3 x 201 x 3 cells.
    #expect(3 * 201 * 3 < Plan.cellLimit)
    var terms = try Sample.agreement().terms
    terms.dimensions = [
      StatusDimension.agreed,
      Dimension(
        name: "industry", values: (0..<1111).map { "v\($0)" }, rollUp: .majority, unlisted: .leftOut
      ),
    ]
    #expect(throws: Never.self) { try Plan(terms) }
    terms.dimensions[1] = Dimension(
      name: "industry", values: (0..<1112).map { "v\($0)" }, rollUp: .majority, unlisted: .leftOut)
    #expect {
      try Plan(terms)
    } throws: { error in
      guard case AgreementsError.agreementMalformed(path: "questions", _) = error else {
        return false
      }
      return true
    }
  }
}
