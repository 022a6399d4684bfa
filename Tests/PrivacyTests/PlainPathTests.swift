// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Questions
import Testing

/// What the tests of sensitivity rest on: counting on sets of names is what the sealed files give, and a released answer
/// is a function of its noised entries and of what both sides know anyway.
@Suite("Counts on sets, and what an answer is made of")
struct PlainPathTests {
  private static let cases =
    (FamilyCase.accountMaps + FamilyCase.whiteSpaces + FamilyCase.crossSells
    + FamilyCase.attachRates)
    .filter { !$0.isLarge }

  @Test("the files give the counts of the sets", arguments: cases.filter { $0.method != "tables" })
  func files(_ test: FamilyCase) throws {
    let pair = try test.pair()
    var source = SeededBytes(seed: 20_260_110)
    for _ in 0..<4 {
      let (own, other) = try Self.lists(pair, &source)
      let played = try pair.play(own, other, .toy(.insecureZero))
      let counted = pair.terms.plan.counts(own, other)
      for (found, expected) in zip(played.results, counted) {
        #expect(found.matched == expected.matched)
        #expect(found.unmatched == expected.unmatched)
        #expect(found.accounts == expected.accounts)
        #expect(found.sizes == expected.sizes)
      }
      let question = pair.terms.plan.questions[0]
      #expect(
        played.outcome.answers[0] == question.answer(counted, noise: question.compiled.noNoise))
    }
  }

  @Test("an answer is made of noised entries, and of sizes that the files show", arguments: cases)
  func noised(_ test: FamilyCase) throws {
    let pair = try test.pair()
    let (plan, question) = (pair.terms.plan, pair.terms.plan.questions[0])
    var source = SeededBytes(seed: 20_260_111)
    let empty = plan.tables.map { TableResult(emptyOf: $0) }
    for _ in 0..<4 {
      let (own, other) = try Self.lists(pair, &source)
      let results = plan.counts(own, other)
      let entries = question.released(results)
      let noise = entries.map { _ in Int.random(in: -99...99, using: &source) }
      let answer = question.answer(results, noise: question.shaped(noise))
      let released = question.answer(
        empty, noise: question.shaped(zip(entries, noise).map { $0 + $1 }))
      guard case .accountMap(let map) = question, case .accountMap(let answer) = answer,
        case .accountMap(let released) = released
      else {
        #expect(answer == released)
        continue
      }
      #expect(answer.cells == released.cells)
      guard map.hasUnmatched else {
        #expect(answer.initiatorUnmatched.isEmpty && answer.responderUnmatched.isEmpty)
        continue
      }
      let result = results[map.table.number]
      #expect(
        answer.initiatorUnmatched
          == (map.releasesUnmatched
            ? released.initiatorUnmatched
            : zip(result.sizes, answer.cells).map { $0 - $1.reduce(0, +) }))
      #expect(
        answer.responderUnmatched
          == result.responderSizes.enumerated().map { p, size in
            answer.cells.reduce(size) { $0 - $1[p] }
          })
    }
  }

  private static func lists(
    _ pair: StagedPair, _ source: inout SeededBytes
  ) throws -> (OwnList, OwnList) {
    let terms = pair.terms.agreement.terms
    let own = Crowd.rows(&source, atMost: 8, products: terms.initiatorProducts.count)
    let other = Crowd.rows(&source, atMost: 8, products: terms.responderProducts.count)
    return (try pair.list(of: own, .initiator), try pair.list(of: other, .responder))
  }
}
