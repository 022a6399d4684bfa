// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Questions
import Testing

/// P7: what is counted where accounts meet by more than one key (F8).
@Suite("What is counted")
struct CountBasisTests {
  /// I's one account is R's first by domain, and R's second by name.
  private static let own = [PlainAccount("acme.com", "Acme Inc", "US")]
  private static let other = [
    PlainAccount("acme.com", "Acme GmbH", "DE"), PlainAccount("acme.us", "Acme Inc", "US"),
  ]

  private func map(
    _ rule: MatchRule, _ keys: MatchKeys
  ) throws -> (matched: Int, answer: AccountMapAnswer) {
    let pair = try FamilyCase(question: .accountMap(by: nil), rule: rule, keys: keys).pair()
    let played = try pair.play(
      pair.list(of: Self.own, .initiator), pair.list(of: Self.other, .responder),
      .toy(.insecureZero))
    let answer = played.outcome.maps[0]
    return (answer.cells.joined().reduce(0, +), answer)
  }

  @Test(
    "fallback counts an account of R once",
    arguments: [MatchKeys.domainAndNameCountry, .domainNameCountryAndName])
  func fallback(_ keys: MatchKeys) throws {
    let (matched, answer) = try map(.fallback, keys)
    #expect(matched == 1)
    #expect(answer.responderUnmatched.reduce(0, +) == 1)
    #expect(answer.initiatorUnmatched.reduce(0, +) == 0)
  }

  @Test(
    "union counts pairs, and has nothing unmatched",
    arguments: [MatchKeys.domainAndNameCountry, .domainNameCountryAndName])
  func union(_ keys: MatchKeys) throws {
    let (matched, answer) = try map(.union, keys)
    #expect(matched == 2)
    #expect(answer.responderUnmatched.isEmpty && answer.initiatorUnmatched.isEmpty)
  }

  /// Where both have a domain, the domain decides.
  @Test(
    "either counts the pair that the domain makes",
    arguments: [MatchKeys.domainAndNameCountry, .domainNameCountryAndName])
  func either(_ keys: MatchKeys) throws {
    let (matched, answer) = try map(.either, keys)
    #expect(matched == 1)
    #expect(answer.responderUnmatched.isEmpty && answer.initiatorUnmatched.isEmpty)
  }

  /// What is derived of I's unmatched is then a lower bound, below zero here.
  @Test("one account of I may meet an account of R by each of its keys")
  func severalOfR() throws {
    let pair = try FamilyCase(
      question: .accountMap(by: nil), rule: .fallback, keys: .domainNameCountryAndName
    ).pair()
    let other = [
      PlainAccount("acme.com", "Acme GmbH", "DE"), PlainAccount("", "Acme Inc", "US"),
      PlainAccount("", "Acme Inc", ""),
    ]
    let answer = try pair.play(
      pair.list(of: Self.own, .initiator), pair.list(of: other, .responder), .toy(.insecureZero)
    ).outcome.maps[0]
    #expect(answer.cells.joined().reduce(0, +) == 3)
    #expect(answer.responderUnmatched.reduce(0, +) == 0)
    #expect(answer.initiatorUnmatched.reduce(0, +) == -2)
  }
}
