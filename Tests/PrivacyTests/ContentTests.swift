// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CleanRoom
import Exchange
import Parallel
import Questions
import Release
import Reporting
import Testing
import TestSupport

/// Same inputs, same content, whatever the threads; and what must not move the noise of a report does not (F13, A8).
@Suite("Content is a function of its inputs")
struct ContentTests {
  private static func machinery(_ workers: Int) -> Machinery<Curve25519Arithmetic> {
    Machinery(workers: Workers(count: workers))
  }

  /// 1500 accounts a side, 500 in common: several batches of work.
  private static func rows(_ accounts: Range<Int>) -> [String] {
    accounts.map { "account-\($0).example,\(StatusDimension.values[$0 % 3])\n" }
  }

  private struct Contents: Equatable {
    let offer: [UInt8]
    let answer: [UInt8]
    let answers: [[Int]]
    let noise: [[[Int]]]
  }

  private static func run(_ pair: StagedPair, workers: Int, reversed: Bool) throws -> Contents {
    func list(_ accounts: Range<Int>, _ role: Role) throws -> OwnList {
      let rows = Self.rows(accounts)
      let text = "Website,Status\n" + (reversed ? rows.reversed() : rows).joined()
      return try pair.list(csv: text, of: role)
    }
    let staged = try pair.offer(of: list(0..<1500, .initiator), machinery(workers))
    let offer = try pair.receive(offer: staged.message)
    let answering = try pair.answer(
      to: offer, from: list(1000..<2500, .responder), machinery(workers))
    let answer = try pair.receive(answer: answering.message, to: offer)
    let outcome = try pair.match(answer, staged.runKey, machinery(workers))
    return Contents(
      offer: offer.message.content, answer: answer.message.content,
      answers: outcome.maps.flatMap { $0.cells }, noise: outcome.noise)
  }

  @Test("offer, answer and noise are the same for one thread and two, twice, in any order of rows")
  func determinism() throws {
    let pair = try StagedPair(
      epsilon: Epsilon(2), delta: .standard, sizeEpsilon: Epsilon(1, over: 2))
    let first = try Self.run(pair, workers: 1, reversed: false)
    for (workers, reversed) in [(1, false), (1, true), (2, false), (2, true)] {
      #expect(try Self.run(pair, workers: workers, reversed: reversed) == first)
    }
    // The seals differ, as they must: the content is what is compared.
    #expect(first.noise.joined().joined().contains { $0 != 0 })
  }

  @Test("the report's noise is fixed once the offer has left")
  func reportNoise() throws {
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(in: folder)
      let sent = try pair.room("globex").blind(list: pair.list("globex"), offer: nil)
      try pair.mail(contents(of: sent.path), as: "answer.lacuna", to: "acme")
      let settings = [
        pair.setting(), pair.setting(workers: 2),
        pair.setting(day: pair.today.adding(days: 100)), pair.setting(), pair.setting(),
      ]
      for number in settings.indices { try pair.clone("acme", as: "acme-\(number)") }
      try pair.write(list: 0..<97, of: "acme-3")
      try pair.write(list: (0..<60).reversed(), of: "acme-4")
      var contentsSeen: Set<[UInt8]> = []
      var reports: Set<[UInt8]> = []
      for (number, setting) in settings.enumerated() {
        let acme = try pair.room("acme-\(number)", setting)
        _ = try acme.checkList(at: pair.list("acme-\(number)"))
        let held = try acme.match(answer: nil)
        reports.insert(held.report.canonicalBytes())
        let message = try ReceivedMessage(
          file: contents(of: #require(held.sent).path), kind: .report,
          openedBy: pair.room("globex").identity())
        contentsSeen.insert(message.content)
      }
      #expect(reports.count == 1)
      #expect(contentsSeen.count == 1)
    }
  }

  /// The control: what may move the noise does. Another answer, by one account of the responder, gives another report.
  @Test("another answer draws other noise")
  func otherAnswer() throws {
    let pair = try StagedPair(
      epsilon: Epsilon(1, over: 2), delta: Delta(exponent: 20), sizeEpsilon: Epsilon(20))
    func noise(_ responder: [Int?]) throws -> [[[Int]]] {
      let staged = try pair.offer(of: pair.list([0, 1], of: .initiator), Self.machinery(1))
      let offer = try pair.receive(offer: staged.message)
      let answering = try pair.answer(
        to: offer, from: pair.list(responder, of: .responder), Self.machinery(1))
      let answer = try pair.receive(answer: answering.message, to: offer)
      return try pair.match(answer, staged.runKey, Self.machinery(1)).noise
    }
    #expect(try noise([0, 1]) == noise([0, 1]))
    #expect(try noise([0, 1]) != noise([0, 1, 1]))
  }
}
