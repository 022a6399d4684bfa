// SPDX-License-Identifier: Apache-2.0

/// A party's Ed25519 signature of an agreement, and the small file that holds it (agreement.md, Signatures).
package struct AgreementSignature: Equatable, Sendable {
  package let signer: PublicIdentity
  /// 64 bytes.
  package let signature: [UInt8]

  package init(
    of agreement: Agreement, role: Role, by identity: borrowing PrivateIdentity
  ) throws(AgreementsError) {
    signer = identity.publicIdentity
    signature = try identity.sign(Self.message(agreement.digest, role, signer))
  }

  /// Takes foreign bytes; the result says nothing until `verify` returns.
  package init(signer: PublicIdentity, signature: [UInt8]) {
    self.signer = signer
    self.signature = signature
  }

  package init(text: [UInt8]) throws(AgreementsError) {
    let lines = String(decoding: text, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard text.count <= 1024, lines.count == 4, lines[3].isEmpty,
      lines[0] == "lacuna agreement signature 1",
      lines[1].hasPrefix("identity: "), lines[2].hasPrefix("signature: "),
      let signature = Hex.decode(String(lines[2].dropFirst(11))), signature.count == 64
    else { throw .signatureMalformed }
    self.init(
      signer: try PublicIdentity(text: String(lines[1].dropFirst(10))), signature: signature)
  }

  package var text: String {
    "lacuna agreement signature 1\nidentity: \(signer)\nsignature: \(Hex.encode(signature))\n"
  }

  /// Returns only if this is `role`'s signature of `agreement`.
  package func verify(_ agreement: Agreement, role: Role) throws(AgreementsError) {
    let party = agreement.party(role)
    guard signer == party.identity,
      signer.verifies(signature: signature, of: Self.message(agreement.digest, role, signer))
    else { throw .agreementSignature(organisation: party.organisation) }
  }

  private static func message(_ digest: Digest, _ role: Role, _ signer: PublicIdentity) -> [UInt8] {
    Array("lacuna/1 agreement signature".utf8) + [role.rawValue] + signer.bytes + digest.bytes
  }
}
