// SPDX-License-Identifier: Apache-2.0

import Agreements
import Cryptography
import Testing
import TestSupport

@Suite("Identities, cards and signatures, tampered with")
struct IdentityAndCardTests {
  @Test("Any character of an identity changed, left out, doubled or put into upper case")
  func identityText() throws {
    let text = Array(try Sample.identity(1).publicIdentity.description)
    #expect(throws: Never.self) { try PublicIdentity(text: String(text)) }
    for index in text.indices {
      for replacement in ["q", "p", "z", "1", "b", "é", "\0", text[index].uppercased(), "", "qq"]
      where replacement != String(text[index]) {
        let changed = String(text[..<index]) + replacement + String(text[(index + 1)...])
        #expect(throws: AgreementsError.self, "character \(index) to \(replacement)") {
          try PublicIdentity(text: changed)
        }
      }
    }
    for text in [String(text) + " ", " " + String(text), String(text).uppercased(), "", "lacuna1"] {
      #expect(throws: AgreementsError.self) { try PublicIdentity(text: text) }
    }
  }

  @Test("Text of the right kind but another length or prefix")
  func identityKind() throws {
    for count in [0, 64, 95, 97, 128] {
      let text = try Bech32m.encode(hrp: "lacuna", bytes: [UInt8](repeating: 7, count: count))
      #expect(throws: AgreementsError.self) { try PublicIdentity(text: text) }
    }
    let other = try Bech32m.encode(hrp: "lacunasecret", bytes: [UInt8](repeating: 7, count: 96))
    #expect(throws: AgreementsError.self) { try PublicIdentity(text: other) }
  }

  @Test("A room key of low order gives no shared secret")
  func lowOrder() throws {
    let identity = try Sample.identity(1)
    let bytes = identity.publicIdentity.bytes
    let other = try PublicIdentity(
      bytes: bytes[0..<32] + [UInt8](repeating: 0, count: 32) + bytes[64...])
    #expect(throws: AgreementsError.self) { _ = try identity.sharedSecret(with: other) }
    #expect(throws: Never.self) { _ = try identity.sharedSecret(with: identity.publicIdentity) }
  }

  @Test("Each byte of a card changed in each bit")
  func cardBits() throws {
    let identity = try Sample.identity(1)
    let text = Array(try Card(party: Sample.party(identity), signedBy: identity).text.utf8)
    #expect(throws: Never.self) { try Card(text: text) }
    for index in text.indices {
      for bit in 0..<8 {
        var changed = text
        changed[index] ^= 1 << bit
        #expect(throws: AgreementsError.self, "byte \(index), bit \(bit)") {
          try Card(text: changed)
        }
      }
    }
  }

  @Test(
    "Each line of a card, written otherwise",
    arguments: [
      (0, "lacuna card 2"), (0, ""), (1, "name: Acme "), (1, "name:  Acme"), (1, "name: "),
      (1, "Name: Acme"),
      (1, "name: \(String(repeating: "x", count: 101))"), (1, "name: a\tb"), (1, "name: a\u{9F}b"),
      (2, "organisation: Acme"), (2, "organisation: -acme"), (2, "organisation: "),
      (2, "organisation: \(String(repeating: "x", count: 41))"), (3, "accounts: 49"),
      (3, "accounts: 02000"),
      (3, "accounts: +2000"), (3, "accounts: 2000 "), (3, "accounts: 100000001"),
      (3, "accounts: 1e3"),
      (3, "accounts: 99999999999999999999"), (4, "identity: lacuna1"), (5, "commitment: 00"),
      (5, "commitment: \(String(repeating: "0A", count: 32))"), (6, "signature: 00"),
      (6, "signature: \(String(repeating: "zz", count: 64))"), (0, "\u{FEFF}lacuna card 1"),
      (0, "lacuna card 1\r"),
    ])
  func cardLines(index: Int, line: String) throws {
    let identity = try Sample.identity(1)
    let text = try Card(party: Sample.party(identity), signedBy: identity).text
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[index] = line
    do {
      _ = try Card(text: Array(lines.joined(separator: "\n").utf8))
      Issue.record("not refused")
    } catch {
      #expect(["card-malformed", "identity-malformed"].contains(error.name))
    }
  }

  @Test("Lines that are missing, doubled, swapped, or more")
  func cardShape() throws {
    let identity = try Sample.identity(1)
    let text = try Card(party: Sample.party(identity), signedBy: identity).text
    let lines = text.split(separator: "\n").map { $0 + "\n" }
    var texts = [text + "\n", text + "x", String(text.dropLast()), "\n" + text, text + text, ""]
    for index in lines.indices {
      texts.append((lines[..<index] + lines[(index + 1)...]).joined())
      texts.append((lines[...index] + lines[index...]).joined())
      if index > 0 {
        texts.append(
          (lines[..<(index - 1)] + [lines[index], lines[index - 1]] + lines[(index + 1)...])
            .joined())
      }
    }
    for text in texts {
      #expect(throws: AgreementsError.self) { try Card(text: Array(text.utf8)) }
    }
  }

  @Test("A well-formed card with other facts, or signed by another, has no signature that holds")
  func cardSignature() throws {
    let identity = try Sample.identity(1)
    let other = try Sample.identity(2)
    let card = try Card(party: Sample.party(identity), signedBy: identity)
    let renamed = card.text.replacing("name: Acme", with: "name: Acne")
    let stolen = try Card(party: Sample.party(identity), signedBy: other)
    for text in [
      renamed, card.text.replacing("accounts: 2000", with: "accounts: 2001"), stolen.text,
    ] {
      #expect(throws: AgreementsError.cardSignature) { try Card(text: Array(text.utf8)) }
    }
  }

  @Test("A signature of the other role, of another agreement, by another, or changed")
  func agreementSignature() throws {
    let initiator = try Sample.identity(1)
    let responder = try Sample.identity(2)
    let agreement = try Sample.agreement()
    let other = try Agreement(bytes: agreement.bytes + [UInt8(ascii: "\n")])
    let good = try AgreementSignature(of: agreement, role: .initiator, by: initiator)
    #expect(throws: Never.self) { try good.verify(agreement, role: .initiator) }
    var bad = [
      try AgreementSignature(of: other, role: .initiator, by: initiator),
      try AgreementSignature(of: agreement, role: .responder, by: initiator),
      try AgreementSignature(of: agreement, role: .initiator, by: responder),
      AgreementSignature(signer: responder.publicIdentity, signature: good.signature),
      AgreementSignature(signer: good.signer, signature: []),
      AgreementSignature(signer: good.signer, signature: good.signature + [0]),
    ]
    for index in good.signature.indices {
      var changed = good.signature
      changed[index] ^= 1
      bad.append(AgreementSignature(signer: good.signer, signature: changed))
    }
    for signature in bad {
      #expect(throws: AgreementsError.agreementSignature(organisation: "acme")) {
        try signature.verify(agreement, role: .initiator)
      }
    }
    #expect(throws: AgreementsError.agreementSignature(organisation: "globex")) {
      try good.verify(agreement, role: .responder)
    }
  }

  @Test("A signature file is three lines")
  func signatureFile() throws {
    let text = try AgreementSignature(
      of: Sample.agreement(), role: .initiator, by: Sample.identity(1)
    ).text
    #expect(throws: Never.self) { try AgreementSignature(text: Array(text.utf8)) }
    for changed in [
      text + "\n", String(text.dropLast()), text.replacing("signature 1", with: "signature 2"),
      text.replacing("identity: ", with: "identity:  "),
      text.replacing("signature: ", with: "signature: 0"),
      String(text.dropFirst()), "",
    ] {
      #expect(throws: AgreementsError.self) { try AgreementSignature(text: Array(changed.utf8)) }
    }
  }
}
