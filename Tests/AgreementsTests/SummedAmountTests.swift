// SPDX-License-Identifier: Apache-2.0

import Agreements
import Questions
import Release
import Testing

/// P7: sums of six bits, their error and their rounding.
@Suite("Sums")
struct SummedAmountTests {
  private static let amount = SummedAmount(
    name: "pipeline", owner: .initiator, index: 0, most: 25_000_000, measure: "EUR")

  private func sum(epsilon: String, keys: MatchKeys) throws -> (
    question: SharedQuestion, plan: Plan
  ) {
    var terms = try SharedSample.terms(
      [SharedTerms(.withWithout, of: .initiator, ["outcome": "outcome", "size": "pipeline"])],
      epsilon: epsilon)
    terms.match.keys = keys
    let plan = try Plan(SharedSample.read(terms))
    guard case .shared(let question) = try #require(plan.questions.first) else { throw Missing() }
    return (question, plan)
  }

  private struct Missing: Error {}

  @Test("the shares are proportional to 4^(j/3), and at most all of epsilon")
  func shares() {
    #expect(SummedAmount.shares == [39, 62, 98, 156, 248, 394])
    #expect(SummedAmount.shares.reduce(0, +) <= 1000)
    #expect(SummedAmount.shares.count == SummedAmount.bits && SummedAmount.units == 63)
  }

  @Test("at epsilon 1 the responder's part errs by 2.89 times the most, the published sum by 3.2")
  func error() throws {
    // Three halves go to one sum: epsilon 1 for it alone.
    let (question, plan) = try sum(epsilon: "3/2", keys: .domain)
    #expect(question.sums[0].epsilon == (try Epsilon(1)))
    #expect(question.sums[0].count.tables.map(\.shift) == [610, 392, 253, 162, 104, 67])
    func most(_ known: DrawLaws.Known) throws -> Double {
      let law = try SharedLaws(question, sizeLaw: plan.sizeLaw, knowing: known)
        .figure(sum: 0, entries: 1, cells: 1)
      return Double(law.standardDeviationInHundredths) / 6300
    }
    #expect(abs(try most(.initiators) / 2.89 - 1) < 0.03)
    #expect(abs(try most(.responders) / 1.41 - 1) < 0.03)
    #expect(abs(try most(.neither) / 3.2 - 1) < 0.03)
  }

  @Test("rounding is right on average, to the last hundredth")
  func unbiased() throws {
    // Each of these and the chance of one unit more, together the amount exactly: (whole + rest/most) most/63.
    for hundredths in [0, 1, 396_825, 396_826, 12_345_678, 24_999_999, 25_000_000] {
      let (whole, rest) = Self.amount.units(of: hundredths)
      #expect(whole * Self.amount.most + rest == 63 * hundredths)
      #expect((0...63).contains(whole) && rest < Self.amount.most)
      #expect(whole < 63 || rest == 0)
    }
    #expect(Self.amount.units(of: 99_000_000) == (63, 0))
    #expect(Self.amount.units(of: -1) == (0, 0))
    #expect(Self.amount.units(of: .max) == (63, 0))
  }

  @Test("with three keys and a small epsilon its law can still be computed")
  func wide() throws {
    let (question, plan) = try sum(epsilon: "1/4", keys: .domainNameCountryAndName)
    let law = try SharedLaws(question, sizeLaw: plan.sizeLaw)
      .figure(sum: 0, entries: 1, cells: 1)
    #expect(law.width > 1 << 15)
    #expect(try law.halfWidth(coverage: .ofHalf) > law.halfWidth(coverage: .standard))
  }
}
