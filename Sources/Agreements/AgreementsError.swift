// SPDX-License-Identifier: Apache-2.0

/// Why an identity, a card, an agreement or a signature is refused.
///
/// The names are those of Protocols/identity.md and Protocols/agreement.md. Messages carry key paths and
/// rules, never a secret.
package enum AgreementsError: Error, Equatable, Sendable {
  /// Text that is no identity of the expected kind (identity.md 1).
  case identityMalformed(reason: String)
  /// A card that is not exactly the seven lines of identity.md 3.
  case cardMalformed(line: Int, reason: String)
  case cardSignature
  /// A rule of agreement.md broken at a key path.
  case agreementMalformed(path: String, reason: String)
  /// A signature file that is not the three lines of agreement.md.
  case signatureMalformed
  /// A signature that does not hold for the party named.
  case agreementSignature(organisation: String)
  /// A lock that a passphrase does not open (identity.md 4).
  case passphraseWrong
  /// A failure of libcrypto.
  case cryptography(String)

  /// The refusal's name, stable across versions.
  package var name: String {
    switch self {
    case .identityMalformed: "identity-malformed"
    case .cardMalformed: "card-malformed"
    case .cardSignature: "card-signature"
    case .agreementMalformed: "agreement-malformed"
    case .signatureMalformed: "signature-malformed"
    case .agreementSignature: "agreement-signature"
    case .passphraseWrong: "passphrase-wrong"
    case .cryptography: "cryptography"
    }
  }

  package var message: String {
    switch self {
    case .identityMalformed(let reason): "this is not a lacuna identity: \(reason)"
    case .cardMalformed(let line, let reason): "the card is malformed, line \(line): \(reason)"
    case .cardSignature: "the card's signature does not hold: it was changed on the way"
    case .agreementMalformed(let path, let reason):
      "the agreement is malformed at \(path): \(reason)"
    case .signatureMalformed: "the agreement's signature file is malformed"
    case .agreementSignature(let organisation):
      "the signature of \(organisation) does not hold for this agreement"
    case .passphraseWrong: "this is not the passphrase of these keys, or their lock was changed"
    case .cryptography(let function): "libcrypto failed in \(function)"
    }
  }
}
