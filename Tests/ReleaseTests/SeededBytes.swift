// SPDX-License-Identifier: Apache-2.0

import Release

/// Repeatable bytes for tests (SplitMix64). Not a keystream: anyone can predict it.
struct SeededBytes: ByteSource {
  private var state: UInt64
  private var word: UInt64 = 0
  private var bytesLeft = 0

  init(seed: UInt64) {
    state = seed
  }

  mutating func nextByte() -> UInt8 {
    if bytesLeft == 0 {
      state &+= 0x9E37_79B9_7F4A_7C15
      word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      word ^= word >> 31
      bytesLeft = 8
    }
    defer {
      word >>= 8
      bytesLeft -= 1
    }
    return UInt8(truncatingIfNeeded: word)
  }
}

/// The bytes given, and then a failure.
struct RecordedBytes: ByteSource {
  struct Exhausted: Error {}

  let bytes: [UInt8]
  private(set) var consumed = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func nextByte() throws(Exhausted) -> UInt8 {
    guard consumed < bytes.count else { throw Exhausted() }
    defer { consumed += 1 }
    return bytes[consumed]
  }
}
