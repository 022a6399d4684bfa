// SPDX-License-Identifier: Apache-2.0

import Agreements
import Exchange
import Forging
import TestSupport
import Testing

/// A2, from the inside: messages with the right seal and signature that say the wrong thing.
@Suite("Messages that say the wrong thing of themselves")
struct PreambleTests {
  /// The message with another preamble, signed by `signer`, sealed for the one who reads it.
  private func refusal(
    _ kind: MessageKind, signedBy signer: UInt8? = nil, _ change: (inout Preamble) -> Void
  ) throws -> String? {
    let fixture = try Fixture.shared.get()
    var preamble = fixture.message(kind).preamble
    change(&preamble)
    let message = try OutgoingMessage(
      preamble, body: fixture.body(kind), signedBy: Fixture.identity(signer ?? kind.sender.rawValue)
    )
    var seal = HandSeal(message)
    seal.recipient = fixture.agreement.party(kind.sender.other).identity
    return fixture.refusal(try seal.file(), as: kind)
  }

  @Test("One field at a time", arguments: MessageKind.allCases)
  func fields(kind: MessageKind) throws {
    let stranger = try Fixture.identity(9).publicIdentity
    let own = try Fixture.shared.get().agreement.party(kind.sender).identity
    #expect(try refusal(kind) { _ in } == nil)
    #expect(try refusal(kind) { $0.recipient = stranger } == "wrong-recipient")
    #expect(try refusal(kind, signedBy: 9) { $0.sender = stranger } == "sender-unknown")
    #expect(try refusal(kind) { $0.sender = stranger } == "signature-invalid")
    #expect(try refusal(kind, signedBy: 9) { _ in } == "signature-invalid")
    #expect(try refusal(kind) { $0.agreement = Fixture.head } == "agreement-unknown")
    #expect(try refusal(kind) { $0.seedNumber = 0 } == "seed-number")
    #expect(try refusal(kind) { $0.seedNumber = .max } == "seed-number")
    #expect(try refusal(kind) { $0.answers = Fixture.head } == "transcript")
    // Turned round: the recipient as the sender of what only the other role sends.
    let other = kind.sender.other.rawValue
    let reader = try Fixture.shared.get().agreement.party(kind.sender.other).identity
    #expect(
      try refusal(kind, signedBy: other) { ($0.sender, $0.recipient) = (reader, reader) }
        == "sender-unknown")
    #expect(try refusal(kind) { $0.recipient = own } == "wrong-recipient")
  }

  @Test("An offer reflected to its sender")
  func reflected() throws {
    let fixture = try Fixture.shared.get()
    let initiator = try Fixture.identity(.initiator)
    var seal = HandSeal(fixture.offer)
    seal.recipient = initiator.publicIdentity
    let file = try seal.file()
    #expect(throws: ExchangeError.wrongRecipient) {
      try ReceivedMessage(file: file, kind: .offer, openedBy: initiator)
    }
    // Signed by R instead, as if R were the initiator: I knows no such sender.
    let responder = try Fixture.identity(.responder)
    var preamble = fixture.offer.preamble
    (preamble.sender, preamble.recipient) = (responder.publicIdentity, initiator.publicIdentity)
    let message = try OutgoingMessage(preamble, body: fixture.body(.offer), signedBy: responder)
    let received = try ReceivedMessage(
      file: Fixture.file(message), kind: .offer, openedBy: initiator)
    #expect(throws: ExchangeError.senderUnknown) { try received.check(fixture.expectation(.offer)) }
  }

  @Test(
    "A label that is not the header's kind, and a run that is not the header's",
    arguments: MessageKind.allCases)
  func header(kind: MessageKind) throws {
    let fixture = try Fixture.shared.get()
    let message = fixture.message(kind)
    for other in MessageKind.allCases where other != kind {
      var content = message.content
      content.replaceSubrange(0..<16, with: fixture.message(other).content.prefix(16))
      var seal = HandSeal(message)
      let signature = try HandSeal.signature(
        content, message.preamble, by: Fixture.identity(kind.sender))
      seal.plaintext = HandSeal.plaintext(content, signature)
      #expect(fixture.refusal(try seal.file(), as: kind) == "wrong-kind")
    }
    var seal = HandSeal(message)
    seal.run[3] ^= 1
    #expect(fixture.refusal(try seal.file(), as: kind) == "run-unknown")
  }

  @Test("Another run than the one that is open")
  func run() throws {
    let fixture = try Fixture.shared.get()
    for kind in [MessageKind.answer, .report] {
      let reader = try Fixture.identity(kind.sender.other)
      let message = try ReceivedMessage(
        file: Fixture.file(fixture.message(kind)), kind: kind, openedBy: reader)
      var expected = fixture.expectation(kind)
      try message.check(expected)
      expected.run = [UInt8](repeating: 0x53, count: 16)
      #expect(throws: ExchangeError.runUnknown) { try message.check(expected) }
    }
  }

  @Test("Days before, on and after the agreement's", arguments: MessageKind.allCases)
  func validity(kind: MessageKind) throws {
    let fixture = try Fixture.shared.get()
    let terms = fixture.agreement.terms
    let reader = try Fixture.identity(kind.sender.other)
    let message = try ReceivedMessage(
      file: Fixture.file(fixture.message(kind)), kind: kind, openedBy: reader)
    func refusal(on day: Day) -> String? {
      var expected = fixture.expectation(kind)
      expected.today = day
      do throws(ExchangeError) {
        try message.check(expected)
        return nil
      } catch { return error.name }
    }
    #expect(refusal(on: terms.validFrom.adding(days: -1)) == "outside-validity")
    #expect(refusal(on: terms.validFrom) == nil)
    #expect(refusal(on: terms.validUntil) == nil)
    #expect(refusal(on: terms.validUntil.adding(days: 1)) == "outside-validity")
  }

  @Test("All wrong at once is refused in the order of messages.md 3, each repair showing the next")
  func order() throws {
    let fixture = try Fixture.shared.get()
    let reader = try Fixture.identity(.initiator)
    let message = try ReceivedMessage(
      file: Fixture.file(fixture.answer), kind: .answer, openedBy: reader)
    let honest = fixture.expectation(.answer)
    let otherBytes = fixture.agreement.bytes + [UInt8(ascii: "\n")]
    var expected = Exchange.Expectation(
      sender: try Fixture.identity(9).publicIdentity, agreement: try Agreement(bytes: otherBytes),
      today: honest.today.adding(days: -1), run: [], seedNumber: 2, answers: .zero)
    var names: [String] = []
    let repairs: [(inout Exchange.Expectation) -> Void] = [
      { $0.sender = honest.sender }, { $0.agreement = honest.agreement },
      { $0.today = honest.today },
      { $0.run = honest.run }, { $0.seedNumber = 1 }, { $0.answers = honest.answers },
    ]
    for repair in repairs {
      do throws(ExchangeError) { try message.check(expected) } catch { names.append(error.name) }
      repair(&expected)
    }
    #expect(
      names == [
        "sender-unknown", "agreement-unknown", "outside-validity", "run-unknown", "seed-number",
        "transcript",
      ])
    #expect(throws: Never.self) { try message.check(expected) }
  }

  @Test("Each bit of a signature")
  func signatures() throws {
    let fixture = try Fixture.shared.get()
    let message = fixture.report
    let reader = try Fixture.identity(.responder)
    for bit in 0..<512 {
      var seal = HandSeal(message)
      let place = seal.plaintext.count - 64 + bit / 8
      seal.plaintext[place] ^= 1 << UInt8(bit % 8)
      let file = try seal.file()
      #expect(throws: ExchangeError.signatureInvalid) {
        try ReceivedMessage(file: file, kind: .report, openedBy: reader)
      }
    }
  }
}
