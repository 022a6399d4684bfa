// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL

/// A SHA-256 value: 32 bytes, public.
package struct Digest: Hashable, Sendable {
  package static let byteCount = 32
  private let words: BigEndianWords<4>

  package init(bytes: Span<UInt8>) throws(CryptographyError) {
    words = try BigEndianWords(bytes)
  }

  package init(bytes: [UInt8]) throws(CryptographyError) {
    try self.init(bytes: bytes.span)
  }

  package var bytes: [UInt8] { words.bytes }
}

/// SHA-256 (FIPS 180-4) of a message in one piece.
package enum SHA256 {
  package static func digest(_ message: Span<UInt8>) throws(CryptographyError) -> Digest {
    var hasher = try SHA256Hasher()
    try hasher.update(message)
    return try hasher.finalize()
  }

  package static func digest(_ message: [UInt8]) throws(CryptographyError) -> Digest {
    try digest(message.span)
  }
}

/// SHA-256 of a message that comes in pieces.
package struct SHA256Hasher: ~Copyable, Sendable {
  private let context: OpenSSLObject

  package init() throws(CryptographyError) {
    let context = try OpenSSLObject(unsafe EVP_MD_CTX_new(), from: "EVP_MD_CTX_new") {
      unsafe EVP_MD_CTX_free($0)
    }
    try Self.start(context)
    self.context = context
  }

  package mutating func update(_ piece: Span<UInt8>) throws(CryptographyError) {
    let status = unsafe piece.withUnsafeBufferPointer { buffer in
      unsafe EVP_DigestUpdate(context.pointer, buffer.baseAddress, buffer.count)
    }
    try CryptographyError.check(status, "EVP_DigestUpdate")
  }

  package mutating func update(_ piece: [UInt8]) throws(CryptographyError) {
    try update(piece.span)
  }

  package consuming func finalize() throws(CryptographyError) -> Digest {
    let output = try output()
    return try Digest(bytes: output.span)
  }

  /// Ready for another message; cheaper than another hasher.
  mutating func restart() throws(CryptographyError) {
    try Self.start(context)
  }

  private static func start(_ context: borrowing OpenSSLObject) throws(CryptographyError) {
    let status = unsafe EVP_DigestInit_ex2(context.pointer, Algorithm.sha256, nil)
    try CryptographyError.check(status, "EVP_DigestInit_ex2")
  }

  /// The value of the message so far, which ends it.
  mutating func output() throws(CryptographyError) -> InlineArray<32, UInt8> {
    var output = InlineArray<32, UInt8>(repeating: 0)
    var span = output.mutableSpan
    let status = unsafe span.withUnsafeMutableBufferPointer { buffer in
      unsafe EVP_DigestFinal_ex(context.pointer, buffer.baseAddress, nil)
    }
    try CryptographyError.check(status, "EVP_DigestFinal_ex")
    return output
  }
}
