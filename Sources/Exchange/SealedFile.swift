// SPDX-License-Identifier: Apache-2.0

package import Agreements
internal import Crypto
internal import Cryptography
internal import struct FoundationEssentials.Data

/// The outer form of a message: a plain header, then HPKE chunks (messages.md 2).
package enum SealedFile {
  /// What anyone can read of a file: its kind, its run, whom it is for.
  package struct Header: Hashable, Sendable {
    package let kind: MessageKind
    package let run: [UInt8]
    package let recipient: Agreements.Digest

    /// Nil unless `file` begins with a header and can hold a chunk.
    package init?(file: some RandomAccessCollection<UInt8>) {
      let bytes = Array(file.prefix(SealedFile.openByteCount))
      guard bytes.count == SealedFile.openByteCount, bytes.starts(with: magic),
        let kind = MessageKind(rawValue: bytes[8]), bytes[9..<16].allSatisfy({ $0 == 0 }),
        let recipient = Agreements.Digest(bytes: bytes[32..<64])
      else { return nil }
      self.kind = kind
      run = Array(bytes[16..<32])
      self.recipient = recipient
    }

    init(kind: MessageKind, run: [UInt8], recipient: PublicIdentity) {
      self.kind = kind
      self.run = run
      self.recipient = SealedFile.recipientDigest(recipient)
    }

    package var bytes: [UInt8] {
      magic + [kind.rawValue] + [UInt8](repeating: 0, count: 7) + run + recipient.bytes
    }
  }

  private static let magic = Array("lacuna/1".utf8)
  private static let openByteCount = 64
  private static let keyByteCount = 32
  private static let chunkByteCount = 65_536
  private static let tagByteCount = 16
  private static let blockByteCount = 4096
  private static let signatureByteCount = 64
  private static let lengthByteCount = 8
  private static var suite: HPKE.Ciphersuite { .Curve25519_SHA256_ChachaPoly }

  package static func recipientDigest(_ identity: PublicIdentity) -> Agreements.Digest {
    Agreements.Digest("lacuna/1 recipient", identity.bytes)
  }

  /// Seals `message` and hands the file on, piece by piece.
  package static func seal(
    _ message: OutgoingMessage, emit: ([UInt8]) throws -> Void
  ) throws {
    let recipient = message.preamble.recipient
    let header = Header(
      kind: message.preamble.kind, run: message.preamble.run, recipient: recipient)
    let key = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: recipient.sealingKey)
    var sender = try HPKE.Sender(recipientKey: key, ciphersuite: suite, info: Data(info(header)))
    try emit(header.bytes + Array(sender.encapsulatedKey))

    let pieces = pieces(message.content, message.signature)
    let count = pieces.reduce(0) { $0 + $1.count }
    let last = (count - 1) / chunkByteCount
    for chunk in 0...last {
      let plaintext = bytes(of: pieces, from: chunk * chunkByteCount, atMost: chunkByteCount)
      try emit(Array(try sender.seal(plaintext, authenticating: context(chunk, last: last))))
    }
  }

  /// The plaintext.
  package static func pack(_ content: [UInt8], _ signature: [UInt8]) -> [UInt8] {
    Array(pieces(content, signature).joined())
  }

  /// What the plaintext consists of: length, content, the fewest zero bytes, signature.
  private static func pieces(
    _ content: [UInt8], _ signature: [UInt8]
  ) -> [ArraySlice<UInt8>] {
    var length: [UInt8] = []
    length.append(u64: content.count)
    let zeros =
      plaintextCount(of: content.count) - length.count - content.count - signature.count
    return [
      length[...], content[...], ArraySlice(repeating: 0, count: zeros), signature[...],
    ]
  }

  /// Bytes of what the pieces make together: the whole is as long as a list, and is made chunk by chunk.
  private static func bytes(
    of pieces: [ArraySlice<UInt8>], from start: Int, atMost count: Int
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var offset = start
    for piece in pieces {
      bytes += piece.dropFirst(max(0, offset)).prefix(count - bytes.count)
      offset -= piece.count
    }
    return bytes
  }

  private static func plaintextCount(of content: Int) -> Int {
    paddedCount(lengthByteCount + content + signatureByteCount)
  }

  /// The fewest plaintext bytes, at least `count`, that make the file a multiple of 4096 bytes.
  static func paddedCount(_ count: Int) -> Int {
    func fileByteCount(_ count: Int) -> Int {
      let chunks = (count + chunkByteCount - 1) / chunkByteCount
      return openByteCount + keyByteCount + count + chunks * tagByteCount
    }
    var padded = count
    // One by one: a step that rounds up at once can pass the first fit where it crosses into a chunk more.
    while fileByteCount(padded) % blockByteCount != 0 { padded += 1 }
    return padded
  }

  struct Opened {
    let header: Header
    let content: [UInt8]
    let signature: [UInt8]
  }

  static func open(
    _ file: [UInt8], kind: MessageKind, with identity: borrowing PrivateIdentity
  ) throws(ExchangeError) -> Opened {
    guard let header = Header(file: file) else { throw .notAMessage }
    let start = openByteCount + keyByteCount
    let sealed = chunkByteCount + tagByteCount
    guard file.count > start + tagByteCount, file.count % blockByteCount == 0 else {
      throw .notAMessage
    }
    guard header.kind == kind else { throw .wrongKind(expected: kind) }
    guard header.recipient == recipientDigest(identity.publicIdentity) else {
      throw .wrongRecipient
    }
    var recipient = try receiver(header, key: file[openByteCount..<start], identity)
    let last = (file.count - start - 1) / sealed
    var plaintext: [UInt8] = []
    plaintext.reserveCapacity(file.count - start)
    for chunk in 0...last {
      let range = start + chunk * sealed..<min(file.count, start + (chunk + 1) * sealed)
      guard
        let opened = try? recipient.open(
          file[range], authenticating: context(chunk, last: last)), !opened.isEmpty
      else { throw .sealBroken(chunk: chunk) }
      plaintext += opened
    }
    let (content, signature) = try unpack(consume plaintext)
    return Opened(header: header, content: content, signature: signature)
  }

  /// What `pack` put together. The content takes the place of the plaintext, which is as long.
  package static func unpack(
    _ plaintext: consuming [UInt8]
  ) throws(ExchangeError) -> (content: [UInt8], signature: [UInt8]) {
    let (count, signature) = try lengthAndSignature(of: plaintext)
    plaintext.removeLast(plaintext.count - lengthByteCount - count)
    plaintext.removeFirst(lengthByteCount)
    return (plaintext, signature)
  }

  private static func lengthAndSignature(
    of plaintext: [UInt8]
  ) throws(ExchangeError) -> (length: Int, signature: [UInt8]) {
    var reader = ByteReader(plaintext[...])
    let count = try reader.count64(ofRecords: 1)
    _ = try reader.take(count)
    guard reader.remaining >= signatureByteCount else { throw reader.malformed }
    let padding = try reader.take(reader.remaining - signatureByteCount)
    // The only padding is the least one: one content, one length.
    guard padding.allSatisfy({ $0 == 0 }), plaintext.count == plaintextCount(of: count) else {
      throw reader.malformed
    }
    return (count, Array(try reader.take(signatureByteCount)))
  }

  private static func receiver(
    _ header: Header, key: ArraySlice<UInt8>, _ identity: borrowing PrivateIdentity
  ) throws(ExchangeError) -> HPKE.Recipient {
    do {
      let secret = try identity.sealingKey()
      let privateKey = try secret.withBytes { bytes in
        try unsafe bytes.withUnsafeBytes {
          unsafe try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: $0)
        }
      }
      return try HPKE.Recipient(
        privateKey: privateKey, ciphersuite: suite, info: Data(info(header)),
        encapsulatedKey: Data(key))
    } catch {
      throw .sealBroken(chunk: 0)
    }
  }

  private static func info(_ header: Header) -> [UInt8] {
    Array("lacuna/1 seal".utf8) + header.bytes
  }

  private static func context(_ chunk: Int, last: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(u64: chunk)
    return bytes + [chunk == last ? 1 : 0]
  }
}
