// SPDX-License-Identifier: Apache-2.0

internal import Cryptography
internal import Crypto

/// A party's public keys: Ed25519 for signatures, X25519 for the room, X25519 for sealing (identity.md 1).
package struct PublicIdentity: Hashable, Sendable, CustomStringConvertible {
  /// 96 bytes: signing key, room key, sealing key.
  package let bytes: [UInt8]

  static let prefix = "lacuna"

  package init(bytes: some Collection<UInt8>) throws(AgreementsError) {
    guard bytes.count == 96 else {
      throw .identityMalformed(reason: "it has \(bytes.count) bytes, not 96")
    }
    self.bytes = Array(bytes)
    do {
      description = try Bech32m.encode(hrp: Self.prefix, bytes: self.bytes)
    } catch {
      throw .identityMalformed(reason: "it has no text form")
    }
  }

  /// Reads the Bech32m text, `lacuna1…`.
  package init(text: String) throws(AgreementsError) {
    let decoded: [UInt8]
    do {
      decoded = try Bech32m.decode(hrp: Self.prefix, text)
    } catch {
      throw .identityMalformed(reason: "its checksum or prefix is wrong; was it cut or retyped?")
    }
    try self.init(bytes: decoded)
  }

  /// The Bech32m text, `lacuna1…`.
  package let description: String

  /// Eight groups of four hex digits that two people compare over another channel.
  package var fingerprint: String {
    let hex = Array(Digest("lacuna/1 fingerprint", bytes).hex.prefix(32))
    return stride(from: 0, to: 32, by: 4).map { String(hex[$0..<$0 + 4]) }.joined(separator: " ")
  }

  var signingKey: ArraySlice<UInt8> { bytes[0..<32] }
  package var roomKey: ArraySlice<UInt8> { bytes[32..<64] }
  package var sealingKey: ArraySlice<UInt8> { bytes[64..<96] }

  /// True if `signature` is this identity's Ed25519 signature over `message`.
  package func verifies(signature: [UInt8], of message: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: signingKey) else {
      return false
    }
    return key.isValidSignature(signature, for: message)
  }
}
