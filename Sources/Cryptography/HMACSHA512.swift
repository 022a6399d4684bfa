// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL

/// A key of HMAC-SHA-512 (RFC 2104), made ready once: a short message then costs two blocks of
/// SHA-512, not four.
///
/// A computation changes the key's working state, so a value serves one task at a time: give each
/// parallel worker a `duplicate()`.
///
/// Secrecy: libcrypto holds the key and wipes it with the value.
package struct HMACSHA512Key: ~Copyable, Sendable {
  private let context: OpenSSLObject

  /// A key of any length; ours have 32 bytes.
  package init(_ key: borrowing SecretBytes) throws(CryptographyError) {
    let context = try OpenSSLObject(
      unsafe EVP_MAC_CTX_new(Algorithm.hmac), from: "EVP_MAC_CTX_new"
    ) { unsafe EVP_MAC_CTX_free($0) }
    var name = Array("SHA512".utf8CString)
    let status = unsafe OSSL_MAC_PARAM_DIGEST.withCString { parameter in
      unsafe name.withUnsafeMutableBufferPointer { name in
        let parameters = unsafe [
          OSSL_PARAM_construct_utf8_string(parameter, name.baseAddress, 0),
          OSSL_PARAM_construct_end(),
        ]
        return key.withBytes { key in
          unsafe key.withUnsafeBufferPointer { key in
            unsafe EVP_MAC_init(context.pointer, key.baseAddress, key.count, parameters)
          }
        }
      }
    }
    try CryptographyError.check(status, "EVP_MAC_init")
    self.context = context
  }

  private init(context: consuming OpenSSLObject) {
    self.context = context
  }

  /// The same key for another task.
  package borrowing func duplicate() throws(CryptographyError) -> HMACSHA512Key {
    HMACSHA512Key(
      context: try OpenSSLObject(
        unsafe EVP_MAC_CTX_dup(context.pointer), from: "EVP_MAC_CTX_dup"
      ) { unsafe EVP_MAC_CTX_free($0) })
  }

  /// The 64-byte code of a message, and of what follows it.
  package mutating func code(
    for message: Span<UInt8>, _ rest: Span<UInt8> = Span()
  ) throws(CryptographyError) -> Token {
    try start()
    try update(message)
    if !rest.isEmpty { try update(rest) }
    return try finish()
  }

  /// The 64-byte code of a message that comes in parts.
  ///
  /// - Parameter parts: gives them one after another to the function that it gets.
  package mutating func code(
    _ parts: (_ update: (Span<UInt8>) throws(CryptographyError) -> Void) throws(CryptographyError)
      -> Void
  ) throws(CryptographyError) -> Token {
    try start()
    let context = unsafe context.pointer
    try parts { part throws(CryptographyError) in try unsafe Self.update(context, part) }
    return try finish()
  }

  /// Returns to the state just after keying.
  private borrowing func start() throws(CryptographyError) {
    try CryptographyError.check(unsafe EVP_MAC_init(context.pointer, nil, 0, nil), "EVP_MAC_init")
  }

  private borrowing func update(_ bytes: Span<UInt8>) throws(CryptographyError) {
    try unsafe Self.update(context.pointer, bytes)
  }

  private static func update(
    _ context: OpaquePointer, _ bytes: Span<UInt8>
  ) throws(CryptographyError) {
    let status = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe EVP_MAC_update(context, buffer.baseAddress, buffer.count)
    }
    try CryptographyError.check(status, "EVP_MAC_update")
  }

  private borrowing func finish() throws(CryptographyError) -> Token {
    try Token { output throws(CryptographyError) in
      let status = unsafe output.withUnsafeMutableBufferPointer { buffer in
        unsafe EVP_MAC_final(context.pointer, buffer.baseAddress, nil, buffer.count)
      }
      try CryptographyError.check(status, "EVP_MAC_final")
    }
  }

  package mutating func code(for message: [UInt8]) throws(CryptographyError) -> Token {
    try code(for: message.span)
  }
}
