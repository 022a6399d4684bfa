// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL

/// ChaCha20-Poly1305 (RFC 8439 section 2.8): secret bytes sealed under a key, and opened if nothing was changed.
///
/// Secrecy: a nonce must serve one sealing under a key. What is opened is in wiped memory alone.
package enum ChaChaPoly {
  package static let keyByteCount = 32
  package static let nonceByteCount = 12
  package static let tagByteCount = 16

  /// The sealed bytes, then the tag.
  package static func seal(
    _ secret: borrowing SecretBytes, key: borrowing SecretBytes, nonce: [UInt8], context: [UInt8]
  ) throws(CryptographyError) -> [UInt8] {
    let cipher = try start(.seal, key, nonce, context)
    let count = try length(secret.count)
    var sealed = [UInt8](repeating: 0, count: secret.count)
    var written: Int32 = 0
    let status: Int32 =
      count == 0
      ? 1
      : secret.withBytes { input in
        unsafe input.withUnsafeBufferPointer { input in
          unsafe sealed.withUnsafeMutableBufferPointer { output in
            unsafe EVP_CipherUpdate(
              cipher.pointer, output.baseAddress, &written, input.baseAddress, count)
          }
        }
      }
    try CryptographyError.check(status, "EVP_CipherUpdate")
    try finish(cipher)
    var tag = [UInt8](repeating: 0, count: tagByteCount)
    let taken = unsafe tag.withUnsafeMutableBytes {
      unsafe EVP_CIPHER_CTX_ctrl(
        cipher.pointer, EVP_CTRL_AEAD_GET_TAG, Int32(tagByteCount), $0.baseAddress)
    }
    try CryptographyError.check(taken, "EVP_CIPHER_CTX_ctrl")
    return sealed + tag
  }

  /// Nil where `sealed` was not made with this key, nonce and context.
  package static func open(
    _ sealed: [UInt8], key: borrowing SecretBytes, nonce: [UInt8], context: [UInt8]
  ) throws(CryptographyError) -> SecretBytes? {
    guard sealed.count >= tagByteCount else { return nil }
    let cipher = try start(.open, key, nonce, context)
    let count = try length(sealed.count - tagByteCount)
    var written: Int32 = 0
    let opened = try SecretBytes(count: Int(count)) { span throws(CryptographyError) in
      guard count > 0 else { return }
      let status = unsafe span.withUnsafeMutableBufferPointer { output in
        unsafe sealed.withUnsafeBufferPointer { input in
          unsafe EVP_CipherUpdate(
            cipher.pointer, output.baseAddress, &written, input.baseAddress, count)
        }
      }
      try CryptographyError.check(status, "EVP_CipherUpdate")
    }
    var tag = Array(sealed.suffix(tagByteCount))
    let placed = unsafe tag.withUnsafeMutableBytes {
      unsafe EVP_CIPHER_CTX_ctrl(
        cipher.pointer, EVP_CTRL_AEAD_SET_TAG, Int32(tagByteCount), $0.baseAddress)
    }
    try CryptographyError.check(placed, "EVP_CIPHER_CTX_ctrl")
    // The verdict: until it is given the bytes are nobody's.
    do { try finish(cipher) } catch { return nil }
    return opened
  }

  private enum Direction: Int32 { case open = 0, seal = 1 }

  private static func start(
    _ direction: Direction, _ key: borrowing SecretBytes, _ nonce: [UInt8], _ context: [UInt8]
  ) throws(CryptographyError) -> OpenSSLObject {
    for (found, expected) in [(key.count, keyByteCount), (nonce.count, nonceByteCount)]
    where found != expected { throw .length(expected: expected, found: found) }
    let cipher = try OpenSSLObject(
      unsafe EVP_CIPHER_CTX_new(), from: "EVP_CIPHER_CTX_new"
    ) { unsafe EVP_CIPHER_CTX_free($0) }
    let status = key.withBytes { key in
      unsafe key.withUnsafeBufferPointer { key in
        unsafe nonce.withUnsafeBufferPointer { nonce in
          unsafe EVP_CipherInit_ex2(
            cipher.pointer, EVP_chacha20_poly1305(), key.baseAddress, nonce.baseAddress,
            direction.rawValue, nil)
        }
      }
    }
    try CryptographyError.check(status, "EVP_CipherInit_ex2")
    let count = try length(context.count)
    guard count > 0 else { return cipher }
    var written: Int32 = 0
    let bound = unsafe context.withUnsafeBufferPointer {
      unsafe EVP_CipherUpdate(cipher.pointer, nil, &written, $0.baseAddress, count)
    }
    try CryptographyError.check(bound, "EVP_CipherUpdate")
    return cipher
  }

  private static func finish(_ cipher: borrowing OpenSSLObject) throws(CryptographyError) {
    // The last step writes nothing: a stream cipher has no block to fill.
    var rest = InlineArray<16, UInt8>(repeating: 0)
    var span = rest.mutableSpan
    var written: Int32 = 0
    let status = unsafe span.withUnsafeMutableBufferPointer {
      unsafe EVP_CipherFinal_ex(cipher.pointer, $0.baseAddress, &written)
    }
    try CryptographyError.check(status, "EVP_CipherFinal_ex")
  }

  private static func length(_ count: Int) throws(CryptographyError) -> Int32 {
    guard let length = Int32(exactly: count) else {
      throw .length(expected: Int(Int32.max), found: count)
    }
    return length
  }
}
