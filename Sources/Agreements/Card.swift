// SPDX-License-Identifier: Apache-2.0

/// A party's public facts for the side that drafts the agreement; self-signed text (identity.md 3).
package struct Card: Equatable, Sendable {
  package let party: Party
  package let signature: [UInt8]

  /// Signs a card over `party`.
  package init(
    party: Party, signedBy identity: borrowing PrivateIdentity
  ) throws(AgreementsError) {
    self.party = party
    signature = try identity.sign(Self.signedMessage(Self.body(of: party)))
  }

  /// Reads and verifies a card.
  package init(text: [UInt8]) throws(AgreementsError) {
    guard text.count <= 4096, let string = String(validating: text, as: UTF8.self) else {
      throw .cardMalformed(line: 1, reason: "it is not short UTF-8 text")
    }
    let lines = string.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count == 8, lines[7].isEmpty, lines[0] == "lacuna card 1" else {
      throw .cardMalformed(line: 1, reason: "a card is seven lines, the first 'lacuna card 1'")
    }
    func value(_ line: Int, _ key: String) throws(AgreementsError) -> String {
      // By bytes: a name may begin with a mark that joins the blank before it.
      let (bytes, start) = (Array(lines[line - 1].utf8), Array((key + ": ").utf8))
      guard bytes.starts(with: start) else {
        throw .cardMalformed(line: line, reason: "expected '\(key): '")
      }
      return String(decoding: bytes.dropFirst(start.count), as: UTF8.self)
    }
    guard let accounts = Int(try value(4, "accounts")) else {
      throw .cardMalformed(line: 4, reason: "not a whole number")
    }
    guard let commitment = Digest(hex: try value(6, "commitment")) else {
      throw .cardMalformed(line: 6, reason: "not 64 lower-case hex digits")
    }
    guard let signature = Hex.decode(try value(7, "signature")), signature.count == 64 else {
      throw .cardMalformed(line: 7, reason: "not 128 lower-case hex digits")
    }
    let identity = try value(5, "identity")
    do {
      party = try Party(
        name: try value(2, "name"), organisation: try value(3, "organisation"),
        identity: try PublicIdentity(text: identity), commitment: commitment, accounts: accounts)
    } catch .agreementMalformed(let path, let reason) {
      throw .cardMalformed(line: 2, reason: "\(path): \(reason)")
    } catch .identityMalformed(let reason) {
      throw .cardMalformed(line: 5, reason: reason)
    }
    self.signature = signature
    // Decoding and encoding again must give the same bytes: one card, one text.
    guard self.text.utf8.elementsEqual(string.utf8) else {
      throw .cardMalformed(line: 4, reason: "not in canonical form")
    }
    guard
      party.identity.verifies(
        signature: signature, of: Self.signedMessage(Self.body(of: party)))
    else { throw .cardSignature }
  }

  package var text: String { Self.body(of: party) + "signature: \(Hex.encode(signature))\n" }

  private static func body(of party: Party) -> String {
    """
    lacuna card 1
    name: \(party.name)
    organisation: \(party.organisation)
    accounts: \(party.accounts)
    identity: \(party.identity)
    commitment: \(party.commitment.hex)

    """
  }

  private static func signedMessage(_ body: String) -> [UInt8] {
    Array("lacuna/1 card signature".utf8) + Digest("", Array(body.utf8)).bytes
  }
}
