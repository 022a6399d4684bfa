// SPDX-License-Identifier: Apache-2.0

import Release

/// Repeatable bytes and choices for tests (SplitMix64). Anyone can predict them.
struct SeededBytes: ByteSource, RandomNumberGenerator {
  private var state: UInt64
  private var word: UInt64 = 0
  private var bytesLeft = 0

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func nextByte() -> UInt8 {
    if bytesLeft == 0 {
      word = next()
      bytesLeft = 8
    }
    defer {
      word >>= 8
      bytesLeft -= 1
    }
    return UInt8(truncatingIfNeeded: word)
  }
}
