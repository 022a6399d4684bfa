// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Questions
import Release
import Testing

/// B2: what a responder that follows the protocol sees of the initiator's accounts, over all small lists.
@Suite("The responder's view, by brute force")
struct ReportViewTests {
  private static let epsilons = [0.05, 0.3, 1, 2]

  @Test(
    "every neighbour is within epsilon, and delta is nothing",
    arguments: [(1, 1), (2, 1), (1, 2), (2, 2)])
  func family(groups: Int, others: Int) throws {
    let universe = InitiatorViews.Universe(
      accounts: 3, initiatorGroups: groups, responderGroups: others)
    let pair = try StagedPair(shift: 1)
    for list in ReportViews.responderLists(universe) {
      let views = try ReportViews(of: list, universe, pair)
      #expect(!views.neighbours.isEmpty)
      for (less, more) in views.neighbours {
        let (p, q) = (views.answers[less], views.answers[more])
        // The padded sizes are another release, charged apart; their noise is that of the table.
        #expect(distance(p.initiatorSizes, q.initiatorSizes) == 1)
        #expect(p.responderSizes == q.responderSizes)
        for epsilon in Self.epsilons {
          let found = Self.worst(p.map.family, q.map.family, noise: epsilon, bound: epsilon)
          #expect(abs(found) < DrawLaw.tolerance, "\(list): \(views.lists[more]) at \(epsilon)")
          // Nor is there slack: below epsilon something is left.
          let tighter = Self.worst(
            p.map.family, q.map.family, noise: epsilon, bound: 0.9 * epsilon)
          #expect(tighter > 0.001)
        }
      }
    }
  }

  /// An account that has a counterpart leaves S[0,p] as it enters S[g,p]: two counts move for one charge.
  @Test("with S[0,p] noised and released as well, delta is 0.338 at epsilon 1")
  func separateWhiteSpace() throws {
    let universe = InitiatorViews.Universe(accounts: 3, initiatorGroups: 1, responderGroups: 2)
    let views = try ReportViews(of: [0, 1, nil], universe, StagedPair(shift: 1))
    let worst = views.neighbours.map { less, more in
      let (p, q) = (views.answers[less].map, views.answers[more].map)
      return Self.worst(
        p.family + p.responderUnmatched, q.family + q.responderUnmatched, noise: 1, bound: 1)
    }
    #expect(abs((worst.max() ?? 0) - 0.338) < 0.0005)
    #expect(worst.contains { $0 < DrawLaw.tolerance })
  }

  /// The report is the counts plus e and what follows from that and the answer's sizes; so the laws above are its laws.
  @Test("e is added to the family alone, and the rest is derived")
  func noiseIsAdded() throws {
    let pair = try StagedPair(shift: 1)
    let list = try pair.list([0, 2, nil, 1], of: .responder)
    let none = ReportViews.machinery { _ in 0 }
    let staged = try pair.offer(of: pair.list([0, 1, 1, 2], of: .initiator), none)
    let offer = try pair.receive(offer: staged.message)
    let answer = try pair.receive(
      answer: pair.answer(to: offer, from: list, none).message, to: offer)
    let without = try pair.match(answer, staged.runKey, none).maps[0]
    let results = try pair.results(of: answer, staged.runKey, none)
    for seed in 0..<20 {
      let machinery = ReportViews.machinery { Self.noise($0, seed) }
      let outcome = try pair.match(answer, staged.runKey, machinery)
      let found = outcome.maps[0]
      let noise = outcome.noise[0].flatMap { $0.dropLast() } + outcome.noise[0].compactMap(\.last)
      #expect(found.family == zip(without.family, noise).map { $0 + $1 })
      #expect(Set(noise).count > 1)
      for p in found.responderUnmatched.indices {
        let column = found.cells.reduce(0) { $0 + $1[p] }
        #expect(found.responderUnmatched[p] == results[0].responderSizes[p] - column)
      }
    }
  }

  @Test("what is charged for the family is the epsilon of its noise")
  func charge() throws {
    let pair = try StagedPair(
      epsilon: Epsilon(1, over: 3), delta: .standard, sizeEpsilon: Epsilon(1, over: 10))
    let plan = pair.terms.plan
    let laws = try plan.maps.map { try $0.answerLaw() }
    #expect(laws.map(\.epsilon) == [try Epsilon(1, over: 3)])
    #expect(plan.reportCharge == PrivacyCost(laws[0].epsilon))
    #expect(plan.sizeCharge == PrivacyCost(plan.sizeLaw.epsilon))
  }

  private static func worst(_ p: [Int], _ q: [Int], noise: Double, bound: Double) -> Double {
    max(
      ReportLaw.divergence(p, from: q, noise: noise, bound: bound),
      ReportLaw.divergence(q, from: p, noise: noise, bound: bound))
  }

  private static func noise(_ draw: NoiseDraw, _ seed: Int) -> Int {
    guard case .answer(_, let draw, _) = draw else { return 0 }
    var source = SeededBytes(seed: UInt64(1000 * seed + 10 * (draw.g ?? 9) + (draw.p ?? 9)))
    return Int(source.next() % 2001) - 1000
  }
}

/// Absolute changes, added.
func distance(_ one: [Int], _ other: [Int]) -> Int {
  zip(one, other).reduce(0) { $0 + abs($1.0 - $1.1) }
}
