// SPDX-License-Identifier: Apache-2.0

/// Eight bytes in one word, the first in its lowest bits.
enum ByteWord {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Eight bytes; there must be as many from this place on.
  @inline(__always)
  static func load(_ bytes: Span<UInt8>, at place: Int) -> UInt64 {
    unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
  }

  /// The high bit of each byte that is zero. What stands above the first of them may be wrong.
  static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }
}
