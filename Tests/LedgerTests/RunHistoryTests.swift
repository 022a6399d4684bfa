// SPDX-License-Identifier: Apache-2.0

import Ledger
import Release
import Testing

@Suite struct RunHistoryTests {
  private func history(_ entries: EntryFacts...) throws -> RunHistory { try RunHistory(entries) }

  @Test func initiatorStates() throws {
    var runs = RunHistory()
    let agreement = bytes(1, 32)
    #expect(runs.state == .none)
    #expect(!runs.hasSigned(agreement))
    try runs.add(facts(.agreementSigned, role: .initiator))
    #expect(runs.hasSigned(agreement))
    try runs.add(facts(.offerSent))
    #expect(runs.state == .offered(run: bytes(1, 16)))
    #expect(runs.seedNumber(inForceUnder: agreement) == 1)
    #expect(runs.runCounter(under: agreement) == 2)
    try runs.add(facts(.answerReceived))
    #expect(runs.state == .answered(run: bytes(1, 16)))
    #expect(runs.seedNumber(inForceUnder: agreement) == 2)
    #expect(runs.runCounter(under: agreement) == 1)
    try runs.add(facts(.reportSent))
    #expect(runs.state == .reported(run: bytes(1, 16)))
    #expect(runs.openRun == nil)
    #expect(runs.seedNumber(inForceUnder: bytes(2, 32)) == 1)
  }

  @Test func responderStates() throws {
    var runs = try history(facts(.offerReceived))
    #expect(runs.state == .offered(run: bytes(1, 16)))
    try runs.add(facts(.answerSent))
    #expect(runs.state == .answered(run: bytes(1, 16)))
    #expect(refusal { try runs.add(facts(.offerReceived)) } == "already-answered")
    #expect(refusal { try runs.add(facts(.answerSent)) } == "already-answered")
    #expect(refusal { try runs.add(facts(.offerReceived, run: 2, seed: 2)) } == "open-run")
    try runs.add(facts(.reportReceived))
    #expect(runs.state == .reported(run: bytes(1, 16)))
    #expect(refusal { try runs.add(facts(.reportReceived)) } == "already-reported")
    try runs.add(facts(.offerReceived, run: 2, seed: 2))
  }

  /// A run never answered keeps its seed; once answered the next is in force without a report.
  @Test func seedsFollowAnswers() throws {
    let agreement = bytes(1, 32)
    var runs = try history(facts(.offerSent), facts(.abandoned, role: .initiator))
    #expect(runs.state == .abandoned(run: bytes(1, 16)))
    #expect(runs.seedNumber(inForceUnder: agreement) == 1)
    #expect(runs.runCounter(under: agreement) == 2)
    #expect(refusal { try runs.add(facts(.offerSent, run: 2, seed: 2)) } == "seed-number")
    #expect(refusal { try runs.add(facts(.offerSent, run: 1)) } == "run-reused")
    try runs.add(facts(.offerSent, run: 2))
    #expect(runs.runCounter(under: agreement) == 3)
    try runs.add(facts(.answerReceived, run: 2))
    try runs.add(facts(.abandoned, run: 2, role: .initiator))
    #expect(runs.seedNumber(inForceUnder: agreement) == 2)
    #expect(refusal { try runs.add(facts(.reportSent, run: 2)) } == "run-closed")
    #expect(refusal { try runs.add(facts(.answerReceived)) } == "seed-number")
    try runs.add(facts(.offerSent, run: 3, seed: 2))
    // Another agreement has its own seeds, but not an open run of its own.
    #expect(refusal { try runs.add(facts(.offerSent, run: 4, agreement: 2)) } == "open-run")
  }

  @Test func crossedMailsTakeTheStoredAnswer() throws {
    var runs = try history(
      facts(.offerSent), facts(.abandoned, role: .initiator), facts(.offerSent, run: 2))
    try runs.add(facts(.answerReceived))
    #expect(runs.state == .answered(run: bytes(1, 16)))
    #expect(refusal { try runs.add(facts(.answerReceived, run: 2)) } == "seed-number")
    try runs.add(facts(.reportSent))
    #expect(runs.openRun == nil)
  }

  @Test func crossedMailsDoNotDisturbAnotherAgreement() throws {
    var runs = try history(
      facts(.offerSent), facts(.abandoned, role: .initiator),
      facts(.offerSent, run: 2, agreement: 2))
    #expect(refusal { try runs.add(facts(.answerReceived)) } == "open-run")
    #expect(runs.state == .offered(run: bytes(2, 16)))
  }

  @Test func unansweredOfferIsReplacedAtTheResponder() throws {
    var runs = try history(facts(.offerReceived), facts(.offerReceived, run: 2))
    #expect(runs.openRun == bytes(2, 16))
    #expect(refusal { try runs.add(facts(.answerSent)) } == "run-closed")
    try runs.add(facts(.answerSent, run: 2))
  }

  @Test func lateReportIsWelcome() throws {
    var runs = try history(
      facts(.offerReceived), facts(.answerSent), facts(.abandoned),
      facts(.offerReceived, run: 2, seed: 2))
    try runs.add(facts(.reportReceived))
    #expect(runs.state == .offered(run: bytes(2, 16)))
    #expect(refusal { try runs.add(facts(.reportReceived, run: 2, seed: 2)) } == "not-answered")
  }

  @Test func foreignRunsAreRefused() throws {
    var runs = try history(facts(.offerSent))
    #expect(refusal { try runs.add(facts(.answerReceived, run: 2)) } == "unknown-run")
    #expect(refusal { try runs.add(facts(.answerReceived, agreement: 2)) } == "unknown-run")
    #expect(refusal { try runs.add(facts(.answerReceived, seed: 2)) } == "seed-number")
    #expect(refusal { try runs.add(facts(.answerSent)) } == "unknown-run")
    #expect(refusal { try runs.add(facts(.reportSent)) } == "not-answered")
    #expect(refusal { try runs.add(facts(.offerSent, run: 2)) } == "open-run")
    #expect(runs.state == .offered(run: bytes(1, 16)))
  }

  /// Laws over random walks: whatever is admitted, one run is open at most, no run is answered
  /// twice, no seed serves two answers, and a refusal changes nothing.
  @Test func randomWalksKeepTheLaws() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("RunHistory walks: seed \(seed)")
    var state = seed
    func draw(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    for _ in 0..<300 {
      var runs = RunHistory()
      var answered: [[UInt8]] = []
      var answeredSeeds: Set<String> = []
      for _ in 0..<60 {
        let kind = EntryKind.allCases[Int(draw(8))]
        let entry = try facts(
          kind, run: Int(1 + draw(6)), seed: 1 + draw(4), agreement: Int(1 + draw(2)),
          role: kind == .abandoned ? RunRole.allCases[Int(draw(2))] : nil)
        let before = runs.state
        let open = runs.openRun
        guard refusal({ try runs.add(entry) }) == nil else {
          #expect(runs.state == before && runs.openRun == open)
          continue
        }
        if kind == .offerSent { #expect(open == nil) }
        if kind == .answerSent || kind == .answerReceived {
          #expect(!answered.contains(entry.run))
          answered.append(entry.run)
          #expect(answeredSeeds.insert("\(entry.agreement) \(entry.seedNumber)").inserted)
        }
      }
    }
  }
}
