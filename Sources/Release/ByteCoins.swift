// SPDX-License-Identifier: Apache-2.0

/// Exact choices from bytes, in the one way that privacy.md, "Sampling", fixes byte for byte.
///
/// `uniform(below: d)` reads as many bytes as d-1 needs, most significant first, keeps the low bits
/// up to the bit length of d-1, and reads again while the number is d or more. For d = 1 it reads
/// nothing.
package struct ByteCoins<Source: ByteSource & ~Copyable>: ~Copyable {
  package private(set) var source: Source

  package init(_ source: consuming Source) {
    self.source = source
  }
}

extension ByteCoins: Copyable where Source: Copyable {}

extension ByteCoins: CoinSource where Source: ~Copyable {
  package typealias Failure = Source.Failure

  package mutating func uniform(below bound: UInt64) throws(Source.Failure) -> UInt64 {
    precondition(bound > 0, "a choice needs something to choose from")
    let bitLength = UInt64.bitWidth - (bound - 1).leadingZeroBitCount
    let byteCount = (bitLength + 7) / 8
    let mask: UInt64 = bitLength == 0 ? 0 : UInt64.max >> UInt64(UInt64.bitWidth - bitLength)
    while true {
      var number: UInt64 = 0
      for _ in 0..<byteCount { number = number << 8 | UInt64(try source.nextByte()) }
      number &= mask
      if number < bound { return number }
    }
  }
}
