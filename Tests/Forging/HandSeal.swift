// SPDX-License-Identifier: Apache-2.0

package import Agreements
import Crypto
package import Exchange
import Foundation

/// Seals what an honest sender never would: messages.md 2, once more, with every part open to change.
package struct HandSeal {
  package var kind: UInt8
  package var run: [UInt8]
  package var recipient: PublicIdentity
  /// What is in the chunks: length, content, zero bytes, signature.
  package var plaintext: [UInt8]
  /// The `u8` that the last chunk is bound to.
  package var lastFlag: UInt8 = 1

  package init(_ message: OutgoingMessage) {
    kind = message.preamble.kind.rawValue
    run = message.preamble.run
    recipient = message.preamble.recipient
    plaintext = Self.plaintext(message.content, message.signature)
  }

  /// With the fewest zero bytes.
  package static func plaintext(_ content: [UInt8], _ signature: [UInt8]) -> [UInt8] {
    var padding = 0
    while fileCount(8 + content.count + padding + signature.count) % 4096 != 0 { padding += 1 }
    return bigEndian(UInt64(content.count)) + content + [UInt8](repeating: 0, count: padding)
      + signature
  }

  package static func fileCount(_ plaintextCount: Int) -> Int {
    96 + plaintextCount + 16 * ((plaintextCount + 65_535) / 65_536)
  }

  package static func bigEndian(_ value: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> UInt64(56 - 8 * $0)) }
  }

  package func file() throws -> [UInt8] {
    let header =
      Array("lacuna/1".utf8) + [kind] + [UInt8](repeating: 0, count: 7) + run
      + Array(SHA256.hash(data: Array("lacuna/1 recipient".utf8) + recipient.bytes))
    var sender = try HPKE.Sender(
      recipientKey: Curve25519.KeyAgreement.PublicKey(rawRepresentation: recipient.sealingKey),
      ciphersuite: .Curve25519_SHA256_ChachaPoly, info: Data(Array("lacuna/1 seal".utf8) + header))
    var file = header + Array(sender.encapsulatedKey)
    let chunks = stride(from: 0, to: plaintext.count, by: 65_536).map {
      plaintext[$0..<min(plaintext.count, $0 + 65_536)]
    }
    for (index, chunk) in chunks.enumerated() {
      let context = Self.bigEndian(UInt64(index)) + [index == chunks.count - 1 ? lastFlag : 0]
      file += try sender.seal(chunk, authenticating: context)
    }
    return file
  }

  /// Content under the signature of `signer`, for the sender, recipient and run named in `preamble`.
  package static func signature(
    _ content: [UInt8], _ preamble: Preamble, by signer: borrowing PrivateIdentity
  ) throws -> [UInt8] {
    let digest = Array(SHA256.hash(data: Array("lacuna/1 content".utf8) + content))
    return try signer.sign(
      Array("lacuna/1 message signature".utf8) + [preamble.kind.rawValue] + preamble.sender.bytes
        + preamble.recipient.bytes + preamble.run + digest)
  }
}
