// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// Why the counterpart's file is refused; names and order are those of messages.md 3.
///
/// Cases carry positions and numbers that stand in the file or the agreement, never a record and nothing that
/// depends on the own list.
package enum ExchangeError: Error, Equatable, Sendable {
  case notAMessage
  case wrongRecipient
  case sealBroken(chunk: Int)
  case contentMalformed(offset: Int)
  case wrongKind(expected: MessageKind)
  case signatureInvalid
  case senderUnknown
  case agreementUnknown
  case agreementSignature
  case outsideValidity(from: String, until: String)
  case runUnknown
  case seedNumber(expected: UInt32, found: UInt32)
  case transcript
  case unknownHead
  case shape(table: Int, reason: String)
  case notAscending(table: Int, section: Int)
  case pointNotCanonical(table: Int, section: Int)
  case tagsOverlap(table: Int)
  case pointZero(table: Int)
  case pointRepeated(table: Int)
  /// Not the counterpart's doing: a failure of the cryptographic library, or of the caller's sink.
  case cryptography(String)

  /// The refusal of a day outside the dates of `terms`.
  package static func outsideValidity(of terms: Terms) -> ExchangeError {
    .outsideValidity(from: "\(terms.validFrom)", until: "\(terms.validUntil)")
  }

  /// The refusal's name, stable across versions.
  package var name: String {
    switch self {
    case .notAMessage: "not-a-message"
    case .wrongRecipient: "wrong-recipient"
    case .sealBroken: "seal-broken"
    case .contentMalformed: "content-malformed"
    case .wrongKind: "wrong-kind"
    case .signatureInvalid: "signature-invalid"
    case .senderUnknown: "sender-unknown"
    case .agreementUnknown: "agreement-unknown"
    case .agreementSignature: "agreement-signature"
    case .outsideValidity: "outside-validity"
    case .runUnknown: "run-unknown"
    case .seedNumber: "seed-number"
    case .transcript: "transcript"
    case .unknownHead: "unknown-head"
    case .shape: "shape"
    case .notAscending: "not-ascending"
    case .pointNotCanonical: "point-not-canonical"
    case .tagsOverlap: "tags-overlap"
    case .pointZero: "point-zero"
    case .pointRepeated: "point-repeated"
    case .cryptography: "cryptography"
    }
  }

  package var message: String {
    switch self {
    case .notAMessage: "this is not a lacuna message, or it was cut short"
    case .wrongRecipient: "this message is sealed to somebody else"
    case .sealBroken(let chunk):
      "the seal does not open at chunk \(chunk): the file was changed or cut"
    case .contentMalformed(let offset): "the content is malformed at byte \(offset)"
    case .wrongKind(let expected): "this is not \(expected.withArticle)"
    case .signatureInvalid: "the signature does not hold for the sender it names"
    case .senderUnknown: "the sender is not the party that the agreement names"
    case .agreementUnknown: "the message was made under another agreement"
    case .agreementSignature: "the sender's signature of the agreement does not hold"
    case .outsideValidity(let from, let until):
      "the agreement is valid from \(from) until \(until) only"
    case .runUnknown: "the message belongs to no run that is open here"
    case .seedNumber(let expected, let found):
      "the message names seed \(found); seed \(expected) is in force"
    case .transcript: "the message answers another message than the one sent from here"
    case .unknownHead:
      "the sender has seen a state of this ledger that this ledger does not know: it was restored or forked"
    case .shape(let table, let reason): "table \(table): \(reason)"
    case .notAscending(let table, let section):
      "table \(table), section \(section): the records are not strictly ascending"
    case .pointNotCanonical(let table, let section):
      "table \(table), section \(section): a point is not canonical"
    case .tagsOverlap(let table): "table \(table): two sections share a tag"
    case .pointZero(let table): "table \(table): a point of low order"
    case .pointRepeated(let table): "table \(table): two points are equal after blinding"
    case .cryptography(let function): "cryptography failed in \(function)"
    }
  }
}
