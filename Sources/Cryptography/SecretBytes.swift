// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL

/// Bytes that only their owner may read: a key, a seed, a scalar before use.
///
/// Secrecy: on the heap, in one place, of fixed length, wiped when the value dies. Not copyable, so
/// that no second place can arise unseen; hence not printable, not `Codable`, not a dictionary's
/// key: none of those compile. Comparing takes the same time whatever the bytes.
@safe
package struct SecretBytes: ~Copyable {
  package let count: Int
  private let storage: UnsafeMutableBufferPointer<UInt8>

  /// `count` bytes (0 or more), zero at first, which `fill` sets in place.
  package init<Failure: Error>(
    count: Int, filledBy fill: (inout MutableSpan<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    self.count = count
    // One byte at least: libcrypto takes a null pointer for "no key", not for an empty one.
    let whole = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(count, 1))
    unsafe whole.initialize(repeating: 0)
    unsafe storage = whole
    var span = unsafe MutableSpan(_unsafeElements: whole.extracting(..<count))
    try fill(&span)
  }

  /// A copy of `bytes`, which the caller still has to forget.
  package init(copying bytes: Span<UInt8>) {
    self.init(count: bytes.count) { span in
      for index in bytes.indices { span[index] = bytes[index] }
    }
  }

  package init(copying bytes: [UInt8]) {
    self.init(copying: bytes.span)
  }

  /// A secret with public bytes before and after it, as a line of a file.
  package init(_ head: [UInt8], _ secret: borrowing SecretBytes, _ tail: [UInt8]) {
    let middle = head.count + secret.count
    self = secret.withBytes { secret in
      SecretBytes(count: middle + tail.count) { span in
        for index in head.indices { span[index] = head[index] }
        for index in secret.indices { span[head.count + index] = secret[index] }
        for index in tail.indices { span[middle + index] = tail[index] }
      }
    }
  }

  /// Fresh bytes, 2^31 - 1 at most, from libcrypto's generator for private values.
  package static func random(count: Int) throws(CryptographyError) -> SecretBytes {
    guard let drawn = Int32(exactly: count) else {
      throw .length(expected: Int(Int32.max), found: count)
    }
    return try SecretBytes(count: count) { span throws(CryptographyError) in
      let status = unsafe span.withUnsafeMutableBufferPointer { buffer in
        unsafe RAND_priv_bytes(buffer.baseAddress, drawn)
      }
      try CryptographyError.check(status, "RAND_priv_bytes")
    }
  }

  deinit {
    unsafe Self.release(storage) { unsafe $0.deallocate() }
  }

  /// Wipes, then frees. The wipe is libcrypto's, which no optimiser removes.
  package static func release(
    _ storage: UnsafeMutableBufferPointer<UInt8>,
    free: (UnsafeMutableBufferPointer<UInt8>) -> Void
  ) {
    unsafe OPENSSL_cleanse(storage.baseAddress, storage.count)
    unsafe free(storage)
  }

  /// Lends the bytes to `body`, which must not keep a copy longer than it needs.
  package borrowing func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(unsafe UnsafeBufferPointer(storage).span.extracting(first: count))
  }

  /// Whether both hold the same bytes; only the lengths may show in the time taken.
  package static func == (left: borrowing SecretBytes, right: borrowing SecretBytes) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe CRYPTO_memcmp(left.storage.baseAddress, right.storage.baseAddress, left.count)
      == 0
  }
}

// Nothing writes to the storage after `init`, so threads may read it together.
extension SecretBytes: @unchecked Sendable {}
