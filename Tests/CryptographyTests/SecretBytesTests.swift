// SPDX-License-Identifier: Apache-2.0

import Cryptography
import TestSupport
import Testing

extension SecretBytes {
  /// The bytes as tests compare them.
  var array: [UInt8] {
    withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }
}

@Suite("Secret bytes")
struct SecretBytesTests {
  @Test("What is wiped is zero before it is freed")
  func wipe() {
    // A value's deinit calls the same function with `deallocate`.
    let storage = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 40)
    unsafe storage.initialize(repeating: 0xaa)
    var seen: [UInt8] = []
    unsafe SecretBytes.release(storage) { freed in
      seen = unsafe Array(freed)
      unsafe freed.deallocate()
    }
    #expect(seen == [UInt8](repeating: 0, count: 40))
  }

  @Test("Equality looks at every byte and at the length")
  func equality() {
    let bytes: [UInt8] = [1, 2, 3]
    func equal(_ other: [UInt8]) -> Bool {
      SecretBytes(copying: bytes) == SecretBytes(copying: other)
    }
    #expect(equal([1, 2, 3]))
    #expect(!equal([0, 2, 3]) && !equal([1, 2, 4]) && !equal([1, 2]) && !equal([1, 2, 3, 0]))
    let empty = SecretBytes(copying: []) == SecretBytes(copying: [])
    #expect(empty)
  }

  @Test("Random bytes have the length asked for and do not repeat")
  func random() throws {
    for count in [0, 1, 32, 100] {
      #expect(try SecretBytes.random(count: count).array.count == count)
    }
    let draws = try (0..<100).map { _ in try SecretBytes.random(count: 16).array }
    #expect(Set(draws).count == 100)
  }

  @Test("A filler that fails leaves no value")
  func failingFill() {
    #expect(throws: CryptographyError.zeroPoint) {
      _ = try SecretBytes(count: 8) { bytes throws(CryptographyError) in
        bytes[0] = 1
        throw .zeroPoint
      }
    }
  }
}
