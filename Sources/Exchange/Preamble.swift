// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// The first 388 bytes of every content: who, under what, in which run, in answer to what (messages.md 1).
package struct Preamble: Equatable, Sendable {
  package var kind: MessageKind
  package var sender: PublicIdentity
  package var recipient: PublicIdentity
  package var agreement: Digest
  /// 16 bytes.
  package var run: [UInt8]
  package var seedNumber: UInt32
  /// Content digest of the message it answers; zero in an offer.
  package var answers: Digest
  /// Commitment to the sender's next seed; zero in a report.
  package var nextCommitment: Digest
  /// Head of the sender's chain for the recipient, before this message.
  package var senderHead: Digest
  /// The last head of the recipient's chain that the sender saw; zero if none.
  package var recipientHead: Digest

  package static let byteCount = 388
  package static let runByteCount = 16

  package init(
    kind: MessageKind, sender: PublicIdentity, recipient: PublicIdentity, agreement: Digest,
    run: [UInt8], seedNumber: UInt32, answers: Digest, nextCommitment: Digest, senderHead: Digest,
    recipientHead: Digest
  ) {
    self.kind = kind
    self.sender = sender
    self.recipient = recipient
    self.agreement = agreement
    self.run = run
    self.seedNumber = seedNumber
    self.answers = answers
    self.nextCommitment = nextCommitment
    self.senderHead = senderHead
    self.recipientHead = recipientHead
  }

  package var bytes: [UInt8] {
    var bytes = kind.label + sender.bytes + recipient.bytes + agreement.bytes + run
    bytes.append(u32: seedNumber)
    return bytes + answers.bytes + nextCommitment.bytes + senderHead.bytes + recipientHead.bytes
  }

  init(_ reader: inout ByteReader, kind: MessageKind) throws(ExchangeError) {
    guard try Array(reader.take(16)) == kind.label else { throw .wrongKind(expected: kind) }
    self.kind = kind
    sender = try Self.identity(&reader)
    recipient = try Self.identity(&reader)
    agreement = try Self.digest(&reader)
    run = Array(try reader.take(Self.runByteCount))
    seedNumber = try reader.u32()
    answers = try Self.digest(&reader)
    nextCommitment = try Self.digest(&reader)
    senderHead = try Self.digest(&reader)
    recipientHead = try Self.digest(&reader)
  }

  private static func identity(_ reader: inout ByteReader) throws(ExchangeError) -> PublicIdentity {
    let bytes = try reader.take(96)
    guard let identity = try? PublicIdentity(bytes: bytes) else { throw reader.malformed }
    return identity
  }

  private static func digest(_ reader: inout ByteReader) throws(ExchangeError) -> Digest {
    guard let digest = Digest(bytes: try reader.take(32)) else { throw reader.malformed }
    return digest
  }
}
