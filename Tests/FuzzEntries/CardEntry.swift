// SPDX-License-Identifier: Apache-2.0

import Agreements

extension FuzzEntry {
  /// A card of the fixture's identity is signed again, so that what only the signature would refuse is decoded, too.
  static let card = FuzzEntry(
    "card", mostBytes: 4200,
    seeds: {
      let fixture = try FuzzFixture.shared.get()
      return try [fixture.agreement.terms.initiator, fixture.agreement.terms.responder].map {
        try Array(Card(party: $0, signedBy: fixture.initiator).text.utf8)
      }
    }
  ) { bytes in
    let read = Result { () throws(AgreementsError) in try Card(text: bytes) }
    if case .success(let card) = read { return try accepted(card, bytes) }
    guard case .failure(.cardSignature) = read else { return .refused }
    // All but the signature holds: 128 digits and a newline at the end.
    let fixture = try FuzzFixture.shared.get()
    let start = bytes.count - 129 - "signature: ".utf8.count
    guard start > 0 else { throw Finding(description: "a card without a signature") }
    let body = Array(bytes[..<start])
    let signature = try fixture.initiator.sign(
      Array("lacuna/1 card signature".utf8) + Agreements.Digest("", body).bytes)
    let signed = body + Array("signature: \(Hex.encode(signature))\n".utf8)
    guard let card = try? Card(text: signed) else { return .refused }
    return try accepted(card, signed)
  }

  private static func accepted(_ card: Card, _ bytes: [UInt8]) throws(Finding) -> Outcome {
    try Finding.require(Array(card.text.utf8) == bytes, "another text is written")
    return .accepted
  }
}
