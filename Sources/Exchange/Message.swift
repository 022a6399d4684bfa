// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// A message of ours before it is sealed: its content is deterministic, its signature need not be.
package struct OutgoingMessage: Sendable {
  package let preamble: Preamble
  package let content: [UInt8]
  package let digest: Digest
  package let signature: [UInt8]

  package init(
    _ preamble: Preamble, body: [UInt8], signedBy identity: borrowing PrivateIdentity
  ) throws(ExchangeError) {
    self.preamble = preamble
    content = preamble.bytes + body
    digest = Digest("lacuna/1 content", content)
    do {
      signature = try identity.sign(Self.signedBytes(preamble, digest))
    } catch {
      throw .cryptography("Ed25519 signature")
    }
  }

  static func signedBytes(_ preamble: Preamble, _ digest: Digest) -> [UInt8] {
    Array("lacuna/1 message signature".utf8) + [preamble.kind.rawValue] + preamble.sender.bytes
      + preamble.recipient.bytes + preamble.run + digest.bytes
  }
}

/// A message of the counterpart: opened, and signed by the sender it names. Nothing else is known of it yet.
package struct ReceivedMessage: Sendable {
  package let preamble: Preamble
  package let content: [UInt8]
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
      preamble.sender.verifies(
        signature: signature, of: OutgoingMessage.signedBytes(preamble, digest))
    else { throw .signatureInvalid }
    guard preamble.recipient == identity.publicIdentity else { throw .wrongRecipient }
    guard preamble.run == opened.header.run else { throw .runUnknown }
  }

  /// A reader that stands at the body.
  var body: ByteReader { ByteReader(content[Preamble.byteCount...]) }
}

/// What a message must say, from the agreement and the own ledger.
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
  /// The checks that concern the preamble, in the order of messages.md 3; heads are the ledger's to check.
  package func check(_ expected: Expectation) throws(ExchangeError) {
    guard preamble.sender == expected.sender else { throw .senderUnknown }
    guard preamble.agreement == expected.agreement.digest else { throw .agreementUnknown }
    let terms = expected.agreement.terms
    guard terms.isValid(on: expected.today) else {
      throw .outsideValidity(from: "\(terms.validFrom)", until: "\(terms.validUntil)")
    }
    if let run = expected.run, preamble.run != run { throw .runUnknown }
    guard preamble.seedNumber == expected.seedNumber else {
      throw .seedNumber(expected: expected.seedNumber, found: preamble.seedNumber)
    }
    guard preamble.answers == expected.answers else { throw .transcript }
  }
}
