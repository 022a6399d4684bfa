// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL

/// The bytes that one key stands for: ChaCha20's keystream (RFC 8439 section 2.4) with a nonce of
/// zeros and a counter from 0. Same key, same bytes, wherever and in whatever pieces they are read.
///
/// A stream is 2^38 bytes long and can be read from any offset, so parallel workers give record i its
/// own bytes: `seek(toByte: 32 * i)`.
///
/// Secrecy: a key must serve one stream only. What is buffered is wiped as it is replaced and with the
/// value; arrays handed out are the caller's to forget.
package struct DeterministicStream: ~Copyable, Sendable {
  package static let keyByteCount = 32
  package static let byteCount: UInt64 = 1 << 38

  private static let blockByteCount = 64
  private static let bufferByteCount = 16 * blockByteCount

  private let context: OpenSSLObject
  private var buffer: SecretBytes
  /// Bytes of `buffer` already given out.
  private var used = 0
  /// Where `buffer` ends, counted from the start of the stream.
  private var bufferEnd: UInt64 = 0

  package init(key: borrowing SecretBytes) throws(CryptographyError) {
    guard key.count == Self.keyByteCount else {
      throw .length(expected: Self.keyByteCount, found: key.count)
    }
    let context = try OpenSSLObject(
      unsafe EVP_CIPHER_CTX_new(), from: "EVP_CIPHER_CTX_new"
    ) { unsafe EVP_CIPHER_CTX_free($0) }
    let status = key.withBytes { bytes in
      unsafe bytes.withUnsafeBufferPointer { key in
        unsafe EVP_EncryptInit_ex2(
          context.pointer, Algorithm.chaCha20, key.baseAddress, nil, nil)
      }
    }
    try CryptographyError.check(status, "EVP_EncryptInit_ex2")
    self.context = context
    buffer = SecretBytes(count: 0) { _ in }
  }

  /// The byte that comes next.
  package mutating func nextByte() throws(CryptographyError) -> UInt8 {
    if used == buffer.count { try refill() }
    defer { used += 1 }
    return buffer.withBytes { $0[used] }
  }

  /// The `count` bytes that come next.
  package mutating func fill(_ count: Int) throws(CryptographyError) -> [UInt8] {
    guard count >= 0, UInt64(count) <= Self.byteCount - position else { throw .streamExhausted }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count { bytes.append(try nextByte()) }
    return bytes
  }

  /// The offset of the byte that comes next.
  package var position: UInt64 { bufferEnd - UInt64(buffer.count - used) }

  /// Makes the byte at `offset` the next.
  package mutating func seek(toByte offset: UInt64) throws(CryptographyError) {
    guard offset <= Self.byteCount else { throw .streamExhausted }
    let intoBlock = offset % UInt64(Self.blockByteCount)
    bufferEnd = offset - intoBlock
    buffer = SecretBytes(count: 0) { _ in }
    used = 0
    if intoBlock > 0 {
      try refill()
      used = Int(intoBlock)
    }
  }

  private mutating func refill() throws(CryptographyError) {
    // Beyond this the 32-bit counter of RFC 8439 would wrap.
    guard bufferEnd < Self.byteCount else { throw .streamExhausted }
    let count = min(Self.bufferByteCount, Int(Self.byteCount - bufferEnd))
    buffer = try SecretBytes(count: count) { span throws(CryptographyError) in
      // libcrypto's initialisation vector: the counter, little-endian, then the nonce.
      let counter = bufferEnd / UInt64(Self.blockByteCount)
      let vector = InlineArray<16, UInt8> {
        $0 < 4 ? UInt8(truncatingIfNeeded: counter >> UInt64(8 * $0)) : 0
      }
      let placed = unsafe vector.span.withUnsafeBufferPointer { vector in
        unsafe EVP_EncryptInit_ex2(context.pointer, nil, nil, vector.baseAddress, nil)
      }
      try CryptographyError.check(placed, "EVP_EncryptInit_ex2")
      // The keystream is what zeros encrypt to, in place.
      let status = unsafe span.withUnsafeMutableBufferPointer { buffer in
        var written = Int32(0)
        return unsafe EVP_EncryptUpdate(
          context.pointer, buffer.baseAddress, &written, buffer.baseAddress,
          Int32(clamping: buffer.count))
      }
      try CryptographyError.check(status, "EVP_EncryptUpdate")
    }
    used = 0
    bufferEnd += UInt64(count)
  }
}
