// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import Questions
import Release
import Reporting
import TestSupport
import Testing

@Suite("Vectors of messages.md 1: whole runs")
struct MessageContentTests {
  static let vectors = Result {
    try Vectors.load(stage: "message-content", keys: VectorRun.keys)
  }

  @Test("An offer, byte for byte", arguments: try vectors.get(), [1, 2])
  func offer(_ vector: Vector, workers: Int) throws {
    let run = try VectorRun(vector, workers: workers)
    let staged = try run.offer()
    #expect(try staged.message.content == vector.hex("offer"))
    #expect(try staged.message.digest == run.digest("offer-digest"))
    #expect(try staged.message.preamble.run == vector.hex("run-id"))
    #expect(try staged.runKey.key == SecretBytes(copying: vector.hex("offer-key")))
    #expect(try staged.runKey.accounts == run.list(.initiator).tokens.groupSizes)
  }

  @Test("An offer is read, and answered byte for byte", arguments: try vectors.get(), [1, 2])
  func answer(_ vector: Vector, workers: Int) throws {
    let run = try VectorRun(vector, workers: workers)
    let message = try run.received(.offer, vector.hex("offer"))
    #expect(try message.digest == run.digest("offer-digest"))
    try message.check(run.expectation(.offer))
    let terms = try Offer.terms(of: message)
    #expect(terms.agreement == run.terms.agreement.bytes)
    #expect(try terms.signature == run.signature(.initiator))
    let offer = try Offer(message, agreement: run.terms.agreement, limits: run.terms.limits)
    #expect(try UInt64(offer.runCounter) == vector.number("counter"))
    let staged = try run.answer(to: offer, in: message)
    #expect(try staged.message.content == vector.hex("answer"))
    #expect(try staged.message.digest == run.digest("answer-digest"))
    #expect(try staged.runKey.key == SecretBytes(copying: vector.hex("answer-key")))
  }

  @Test("An answer is read, and matched to the same figures", arguments: try vectors.get(), [1, 2])
  func match(_ vector: Vector, workers: Int) throws {
    let run = try VectorRun(vector, workers: workers)
    let offer = try run.offer()
    let message = try run.received(.answer, vector.hex("answer"))
    #expect(try message.digest == run.digest("answer-digest"))
    try message.check(run.expectation(.answer))
    let sent = try Offer(
      run.received(.offer, vector.hex("offer")), agreement: run.terms.agreement,
      limits: run.terms.limits)
    let answer = try Answer(
      message, agreement: run.terms.agreement, limits: run.terms.limits,
      offered: sent.tables.map { $0.map(\.count) })
    let outcome = try MatchStage(run.terms, run.machinery).match(
      answer, in: message, runKey: offer.runKey, identity: run.identity(.initiator),
      seed: run.seed(.initiator))
    #expect(try outcome.noise == [vector.table("e")])
    let map = try #require(outcome.maps.first)
    #expect(outcome.answers.count == 1)
    #expect(try map.cells == vector.table("cells"))
    #expect(try map.initiatorUnmatched == vector.numbers("initiator-unmatched"))
    #expect(try map.responderUnmatched == vector.numbers("responder-unmatched"))
    #expect(try outcome.sizes.initiator == vector.numbers("initiator-sizes").reduce(0, +))
    #expect(try outcome.sizes.responder == vector.numbers("responder-sizes").reduce(0, +))
    #expect(try outcome.check.tables.map(\.met) == [Int(vector.number("met"))])
    #expect(outcome.check.hasPassed)
    // Group by group, the sizes are those of the files.
    let table = try #require(run.terms.plan.tables.first)
    let sizes = TableResult(
      TableCounts(
        matched: try vector.table("matched"),
        initiatorAccounts: try run.list(.initiator).tokens.groupSizes[0],
        offered: answer.tables[0].tags.dropLast().map(\.count),
        answered: answer.tables[0].points.dropLast().map(\.count)), table,
      sizeShift: run.terms.plan.sizeLaw.shift)
    #expect(try sizes.sizes == vector.numbers("initiator-sizes"))
    #expect(try sizes.responderSizes == vector.numbers("responder-sizes"))
    // S = released - e + t.
    let shift = table.shift
    let matched = zip(map.cells, outcome.noise[0]).map { zip($0, $1).map { $0 - $1 + shift } }
    #expect(try matched == vector.table("matched"))
  }

  @Test("A report's content, written and read", arguments: try vectors.get())
  func report(_ vector: Vector) throws {
    let run = try VectorRun(vector)
    let message = try run.received(.report, vector.hex("report-content"))
    #expect(try message.content == vector.hex("report-content"))
    #expect(try message.digest == run.digest("report-digest"))
    try message.check(run.expectation(.report))
    let report = try ReportMessage(message)
    #expect(try report.report == vector.hex("report"))
    #expect(try report.body == Array(vector.hex("report-content").dropFirst(388)))
  }

  @Test("Keys and noise on the way", arguments: try vectors.get())
  func keys(_ vector: Vector) throws {
    let run = try VectorRun(vector)
    let agreement = run.terms.agreement
    #expect(
      try MessageKey.runID(
        seed: run.seed(.initiator), agreement: agreement.digest,
        counter: UInt32(vector.number("counter")))
        == vector.hex("run-id"))
    for role in Role.allCases {
      let digest = try MessageKey.listDigest(
        seed: run.seed(role), of: CanonicalRecords(bytes: vector.hex("\(role)-list")))
      #expect(try digest == vector.hex("\(role)-list-digest"))
      // Both sides' room keys give the tokens of the vector's K_table.
      let identities = Role.allCases.flatMap { agreement.party($0).identity.bytes }
      let key = try TableKey(
        shared: run.identity(role).sharedSecret(with: agreement.party(role.other).identity),
        agreement: agreement.digest.bytes, identities: identities, run: vector.hex("run-id"),
        table: 0)
      var own = try key.tokens()
      var expected = try TableKey(
        insecureSecret: SecretBytes(copying: vector.hex("table-key"))
      ).tokens()
      let name = TokenName.fake(g: 0, p: 0, j: 1)
      #expect(try own.token(of: name).bytes == expected.token(of: name).bytes)
    }
    let table = try HKDF.derive(
      secret: SecretBytes(copying: vector.hex("room-key")), salt: vector.hex("run-id"),
      info: Array("lacuna/1 table".utf8) + [0, 0], count: 32)
    #expect(try table == SecretBytes(copying: vector.hex("table-key")))

    let plan = try #require(run.terms.plan.tables.first)
    let offerKey = SecretBytes(copying: try vector.hex("offer-key"))
    var padding: [Int] = []
    for g in 0..<plan.initiator.count {
      padding.append(
        try Draw.truncated(run.terms.plan.sizeLaw, offerKey, .paddingSize(grouping: 0, group: g)))
    }
    #expect(try padding == vector.numbers("padding"))
    let noise = try TableNoise(
      plan, tape: .derived, key: SecretBytes(copying: vector.hex("answer-key")))
    #expect(try noise.cells == vector.table("n"))
    #expect(try noise.unmatched == vector.numbers("n-none"))
    let law = try #require(run.terms.plan.maps.first).answerLaw()
    let first = try Draw.untruncated(
      law, SecretBytes(copying: vector.hex("report-key")),
      .answerNoise(question: 0, family: 0, g: 0, p: 0))
    #expect(try first == vector.table("e")[0][0])
  }
}
