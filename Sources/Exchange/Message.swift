// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// A message of ours before it is sealed: its content is deterministic, its signature need not be.
package struct OutgoingMessage: Sendable {
  package let preamble: Preamble
  package let content: [UInt8]
  package let digest: Digest
  package let signature: [UInt8]

  /// - Parameter appendBody: appends the body; it is as long as a list, and stands in memory once.
  package init(
    _ preamble: Preamble, signedBy identity: borrowing PrivateIdentity,
    appendBody: (inout [UInt8]) -> Void
  ) throws(ExchangeError) {
    self.preamble = preamble
    var content = preamble.bytes
    appendBody(&content)
    self.content = content
    digest = Digest("lacuna/1 content", content)
    do {
      signature = try identity.sign(
        MessageSignature.signedBytes(
          preamble.kind, from: preamble.sender, to: preamble.recipient, run: preamble.run, digest))
    } catch {
      throw .cryptography("Ed25519 signature")
    }
  }
}

extension OutgoingMessage {
  package init(
    _ preamble: Preamble, body: [UInt8], signedBy identity: borrowing PrivateIdentity
  ) throws(ExchangeError) {
    try self.init(preamble, signedBy: identity) { $0 += body }
  }
}

/// The signature of a message (messages.md 2): over its kind, both parties, the run and the content digest, so that who
/// knows these can verify it without the content.
package enum MessageSignature {
  static func signedBytes(
    _ kind: MessageKind, from sender: PublicIdentity, to recipient: PublicIdentity, run: [UInt8],
    _ digest: Digest
  ) -> [UInt8] {
    Array("lacuna/1 message signature".utf8) + [kind.rawValue] + sender.bytes + recipient.bytes
      + run + digest.bytes
  }

  package static func holds(
    _ signature: [UInt8], of kind: MessageKind, from sender: PublicIdentity,
    to recipient: PublicIdentity, run: [UInt8], digest: Digest
  ) -> Bool {
    sender.verifies(
      signature: signature, of: signedBytes(kind, from: sender, to: recipient, run: run, digest))
  }
}

/// A message of the counterpart: opened, and signed by the sender it names. Nothing else is known of it yet.
package struct ReceivedMessage: Sendable {
  package let preamble: Preamble
  /// Empty once it was let go.
  package private(set) var content: [UInt8]
  package let digest: Digest
  package let signature: [UInt8]

  /// Opens `file` and verifies the signature inside, in the order of messages.md 3.
  package init(
    file: [UInt8], kind: MessageKind, openedBy identity: borrowing PrivateIdentity
  ) throws(ExchangeError) {
    let opened = try SealedFile.open(file, kind: kind, with: identity)
    content = opened.content
    signature = opened.signature
    digest = Digest("lacuna/1 content", content)
    var reader = ByteReader(content[...])
    preamble = try Preamble(&reader, kind: kind)
    guard
      MessageSignature.holds(
        signature, of: preamble.kind, from: preamble.sender, to: preamble.recipient,
        run: preamble.run, digest: digest)
    else { throw .signatureInvalid }
    guard preamble.recipient == identity.publicIdentity else { throw .wrongRecipient }
    guard preamble.run == opened.header.run else { throw .runUnknown }
  }

  /// Reads what stands in `content`, of which no seal and no signature is known: for tests of the readers alone.
  package init(insecureContent content: [UInt8], kind: MessageKind) throws(ExchangeError) {
    self.content = content
    signature = []
    digest = Digest("lacuna/1 content", content)
    var reader = ByteReader(content[...])
    preamble = try Preamble(&reader, kind: kind)
  }

  /// Lets the content go, when all of it was read: it is as long as the counterpart's list.
  package mutating func releaseContent() { content = [] }

  /// A reader that stands at the body.
  var body: ByteReader { ByteReader(content.dropFirst(Preamble.byteCount)) }
}

/// What a message must say of its place in the run, from the agreement and the own ledger.
package struct Expectation: Sendable {
  package var sender: PublicIdentity
  package var agreement: Agreement
  package var today: Day
  /// Nil where any run id is acceptable: an offer.
  package var run: [UInt8]?
  package var seedNumber: UInt32
  package var answers: Digest

  package init(
    sender: PublicIdentity, agreement: Agreement, today: Day, run: [UInt8]?, seedNumber: UInt32,
    answers: Digest
  ) {
    self.sender = sender
    self.agreement = agreement
    self.today = today
    self.run = run
    self.seedNumber = seedNumber
    self.answers = answers
  }
}

extension ReceivedMessage {
  /// Who sent it, under which terms, and when; before the ledger looks at its heads (messages.md 3).
  package func checkSender(
    _ sender: PublicIdentity, under agreement: Agreement, today: Day
  ) throws(ExchangeError) {
    guard preamble.sender == sender else { throw .senderUnknown }
    guard preamble.agreement == agreement.digest else { throw .agreementUnknown }
    guard agreement.terms.isValid(on: today) else { throw .outsideValidity(of: agreement.terms) }
  }

  /// Its place in the run; after the ledger has looked at its heads.
  package func checkPlace(
    run: [UInt8], seedNumber: UInt32, answers: Digest
  ) throws(ExchangeError) {
    guard preamble.run == run else { throw .runUnknown }
    guard preamble.seedNumber == seedNumber else {
      throw .seedNumber(expected: seedNumber, found: preamble.seedNumber)
    }
    guard preamble.answers == answers else { throw .transcript }
  }

  /// Both, where there is no ledger.
  package func check(_ expected: Expectation) throws(ExchangeError) {
    try checkSender(expected.sender, under: expected.agreement, today: expected.today)
    try checkPlace(
      run: expected.run ?? preamble.run, seedNumber: expected.seedNumber, answers: expected.answers)
  }
}
