// SPDX-License-Identifier: Apache-2.0

import Agreements
import Questions
import Release
import Testing

/// Questions about shared accounts: what the agreement says of them, and what they compile to (table.md 6a and 7a).
@Suite("Questions about shared accounts")
struct SharedQuestionTests {
  private func planned(_ shared: SharedTerms, epsilon: String = "1") throws -> SharedQuestion {
    let terms = try SharedSample.read(SharedSample.terms([shared], epsilon: epsilon))
    let plan = try Plan(terms)
    guard case .shared(let question) = try #require(plan.questions.first) else {
      throw AnotherKind()
    }
    return question
  }

  private struct AnotherKind: Error {}

  @Test("what is written is read, whatever is asked")
  func roundTrip() throws {
    for asked in SharedSample.asked.map({ [$0] }) {
      let terms = try SharedSample.terms(asked)
      #expect(try SharedSample.read(terms).questions == terms.questions)
    }
    let all = try SharedSample.terms(
      SharedSample.asked.filter { $0.sums.isEmpty }, epsilon: "1/2")
    #expect(try SharedSample.read(all).questions == all.questions)
  }

  @Test("an optional key may be left out, a required one not")
  func keys() throws {
    for asked in SharedSample.asked {
      for key in try #require(asked.kind.sharedKeys) where asked[key.key] != nil {
        var less = asked
        less.names[key.key] = nil
        let text = AgreementWriter.text(of: try SharedSample.terms([less]))
        if key.isRequired {
          #expect(Sample.refusal(of: text)?.path == "questions[0]", "\(asked.kind) \(key.key)")
        } else {
          #expect(Sample.refusal(of: text) == nil, "\(asked.kind) \(key.key)")
        }
      }
    }
  }

  @Test("a name that the agreement does not know is refused, and so is one of the other side")
  func unknownNames() throws {
    for asked in SharedSample.asked {
      for key in try #require(asked.kind.sharedKeys) where asked[key.key] != nil {
        for name in ["nothing", "status"] + (key.key == "by" ? ["pipeline"] : ["Migrations"]) {
          var other = asked
          other.names[key.key] = name
          let refusal = try Sample.refusal(
            of: AgreementWriter.text(of: SharedSample.terms([other])))
          #expect(refusal?.path == "questions[0]", "\(asked.kind) \(key.key): \(name)")
        }
      }
      // Products and amounts have an owner.
      guard asked.sums.count > 0 || asked["product"] != nil else { continue }
      let turned = SharedTerms(asked.kind, of: asked.of.other, asked.names)
      let text = AgreementWriter.text(of: try SharedSample.terms([turned]))
      #expect(Sample.refusal(of: text)?.path == "questions[0]", "\(asked.kind)")
    }
  }

  @Test("sums need the rule fallback, and no question stands twice")
  func rules() throws {
    for asked in SharedSample.asked {
      var terms = try SharedSample.terms([asked], epsilon: "1/2")
      terms.match.rule = .either
      let refused = Sample.refusal(of: AgreementWriter.text(of: terms)) != nil
      #expect(refused == !asked.sums.isEmpty, "\(asked.kind)")
      let twice = try SharedSample.terms([asked, asked], epsilon: "1/4")
      #expect(Sample.refusal(of: AgreementWriter.text(of: twice))?.path == "questions[1]")
    }
  }

  @Test("dimensions that must fit each other do, or are refused")
  func fitting() throws {
    let broken: [SharedTerms] = [
      SharedTerms(.dealConflict, of: .initiator, ["opened": "period", "registered": "line"]),
      SharedTerms(.influence, of: .responder, ["closed": "period", "won": "won", "since": "line"]),
      SharedTerms(.withWithout, of: .initiator, ["outcome": "usage"]),
      SharedTerms(.upsell, of: .initiator, ["tier": "sourced", "band": "usage"]),
    ]
    for asked in broken {
      let text = AgreementWriter.text(of: try SharedSample.terms([asked]))
      #expect(Sample.refusal(of: text)?.path == "questions[0]", "\(asked.kind)")
    }
  }

  @Test("no cell stands in two entries, and each is a cell of the count")
  func disjoint() throws {
    for asked in SharedSample.asked {
      let question = try planned(asked)
      let cells = question.grid.entries.flatMap { $0.flatMap { $0 } }
      #expect(Set(cells).count == cells.count, "\(asked.kind)")
      #expect(!cells.isEmpty)
      for cell in cells {
        #expect((0..<question.count.initiator.count).contains(cell.g))
        #expect((0..<question.count.responder.count).contains(cell.p))
      }
      #expect(question.grid.entries.count == question.grid.rows.count)
      #expect(question.grid.entries.allSatisfy { $0.count == question.grid.columns.count })
    }
  }

  @Test("epsilon is split, one part for the count and two for each sum, and never exceeded")
  func split() throws {
    for asked in SharedSample.asked {
      let question = try planned(asked)
      let parts = 1 + 2 * question.sums.count
      #expect(question.countEpsilon == (try Epsilon(1, over: UInt64(parts))))
      for sum in question.sums {
        #expect(sum.epsilon == (try Epsilon(2, over: UInt64(parts))))
        let tables = sum.count.tables.map(\.noise.epsilon)
        let spent = tables.reduce(PrivacyCost.zero) { $0 + PrivacyCost($1) }
        #expect(spent <= PrivacyCost(sum.epsilon))
        #expect(spent > PrivacyCost(try sum.epsilon.share(99, of: 100)))
        #expect(sum.count.weights == [1, 2, 4, 8, 16, 32])
        #expect(try question.release(of: 1).family.sensitivity == 63 * question.match.sensitivity)
      }
      // Families together cost what the question costs.
      let families = try (0...question.sums.count).map { try question.release(of: $0).epsilon }
      #expect(
        families.reduce(PrivacyCost.zero) { $0 + PrivacyCost($1) } == PrivacyCost(question.epsilon))
    }
  }

  @Test("questions with one grid and amount share their tables")
  func sharing() throws {
    let one = SharedTerms(
      .retention, of: .initiator, ["opening": "opening", "closing": "pipeline"])
    let other = SharedTerms(
      .marketplace, of: .initiator, ["committed": "opening", "consumed": "pipeline"])
    let alone = try Plan(SharedSample.read(SharedSample.terms([one])))
    let both = try Plan(SharedSample.read(SharedSample.terms([one, other])))
    #expect(alone.tables.count == 13 && both.tables.count == 13)
    #expect(both.answerCharge == alone.answerCharge)
    #expect(both.reportCharge == alone.reportCharge + alone.reportCharge)
    #expect(both.groupings.count == 1)
  }

  @Test("who came first is told by the order of the periods")
  func conflicts() throws {
    let question = try planned(
      SharedTerms(.dealConflict, of: .initiator, ["opened": "period", "registered": "registered"]))
    #expect(question.grid.rows == ["all"])
    // Periods 0, 1, 2; group 3 of the own side has no open opportunity in any, or is no opportunity (4).
    let own = question.grid.entries[0].map { $0.map { [$0.g, $0.p] } }
    #expect(own[0] == [[0, 1], [0, 2], [1, 2]])
    #expect(own[1] == [[0, 0], [1, 1], [2, 2]])
    #expect(own[2] == [[1, 0], [2, 0], [2, 1]])
    #expect(question.count.initiator.count == 5 && question.count.responder.count == 4)
  }

  @Test("an account counts as influenced from the period in which it became theirs")
  func influence() throws {
    let question = try planned(
      SharedTerms(
        .influence, of: .responder,
        ["closed": "period", "won": "won", "sourced": "sourced", "since": "registered"]))
    // I's groups: status x sourced (2) x since (4); R's: period (4).
    func group(_ status: Int, _ source: Int, _ since: Int) -> Int {
      (status * 2 + source) * 4 + since
    }
    let first = question.grid.entries[0]
    #expect(first[0].contains(.init(g: group(2, 0, 3), p: 0)))
    #expect(first[1].contains(.init(g: group(0, 1, 0), p: 0)))
    #expect(first[2].contains(.init(g: group(0, 1, 1), p: 0)))
    #expect(first[2].contains(.init(g: group(2, 1, 0), p: 0)))
    let third = question.grid.entries[2]
    #expect(third[1].contains(.init(g: group(1, 1, 2), p: 2)))
    #expect(third[2].contains(.init(g: group(1, 1, 3), p: 2)))
  }
}
