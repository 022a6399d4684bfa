// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL

/// An object that libcrypto allocated and this value alone owns; freed with it.
///
/// libcrypto's free functions wipe the key material that an object holds.
@safe
struct OpenSSLObject: ~Copyable {
  let pointer: OpaquePointer
  private let free: @Sendable (OpaquePointer?) -> Void

  /// - Parameter function: the function that made `pointer`, named if it made none.
  @safe init(
    _ pointer: OpaquePointer?, from function: String,
    free: @escaping @Sendable (OpaquePointer?) -> Void
  ) throws(CryptographyError) {
    guard let pointer = unsafe pointer else { throw .failed(function) }
    unsafe self.pointer = pointer
    unsafe self.free = unsafe free
  }

  deinit {
    unsafe free(pointer)
  }
}

// libcrypto keeps no state of a thread in an object, and an owner changes one only when it is itself
// held exclusively (`mutating`), so an object may move between threads with its owner.
extension OpenSSLObject: @unchecked Sendable {}

extension CryptographyError {
  /// The error for `function`, with libcrypto's own queue of errors emptied.
  static func failed(_ function: String) -> CryptographyError {
    ERR_clear_error()
    return .openSSL(function: function)
  }

  /// Throws unless libcrypto's `status` is its 1 for success.
  static func check(_ status: Int32, _ function: String) throws(CryptographyError) {
    guard status == 1 else { throw failed(function) }
  }
}

/// The algorithms, each looked up once a process: a lookup costs more than hashing a short message.
/// They are immutable, shared by all threads, and never freed.
enum Algorithm {
  nonisolated(unsafe) static let sha256 = unsafe EVP_MD_fetch(nil, "SHA256", nil)
  nonisolated(unsafe) static let chaCha20 = unsafe EVP_CIPHER_fetch(nil, "ChaCha20", nil)
  nonisolated(unsafe) static let hmac = unsafe EVP_MAC_fetch(nil, "HMAC", nil)
}
