// SPDX-License-Identifier: Apache-2.0

import Release
import Testing

@Suite struct ByteCoinsTests {
  @Test("one byte: every bound to 256 gives each value equally often, over all bytes")
  func oneByteBounds() {
    for bound in UInt64(2)...256 {
      var counts: [UInt64: Int] = [:]
      for byte in UInt8.min...UInt8.max {
        if let value = firstTry(below: bound, bytes: [byte]) { counts[value, default: 0] += 1 }
      }
      #expect(counts.count == Int(bound))
      #expect(Set(counts.values).count == 1)
      // Masked to the bit length of bound - 1, fewer than half of all bytes are read in vain.
      #expect(counts.values.reduce(0, +) > 128)
    }
  }

  @Test(
    "two bytes: each value equally often, over all pairs",
    arguments: [257, 300, 511, 512, 513, 1_000, 40_000, 65_535, 65_536])
  func twoByteBounds(bound: UInt64) {
    var counts = [Int](repeating: 0, count: Int(bound))
    for pair in UInt16.min...UInt16.max {
      let bytes = [UInt8(pair >> 8), UInt8(pair & 0xFF)]
      if let value = firstTry(below: bound, bytes: bytes) { counts[Int(value)] += 1 }
    }
    #expect(Set(counts).count == 1)
    #expect(counts[0] > 0)
  }

  @Test("reads most significant byte first, masks, redraws, and reads nothing for a bound of one")
  func byteOrder() throws {
    #expect(try draw(below: 1, bytes: []) == Draw(value: 0, consumed: 0))
    #expect(try draw(below: 2, bytes: [0xFF]) == Draw(value: 1, consumed: 1))
    #expect(try draw(below: 256, bytes: [0xAB]) == Draw(value: 0xAB, consumed: 1))
    #expect(try draw(below: 257, bytes: [0xFF, 0x01, 0xFE, 0xFF]) == Draw(value: 255, consumed: 4))
    #expect(try draw(below: 65_536, bytes: [0x12, 0x34]) == Draw(value: 0x1234, consumed: 2))
    #expect(try draw(below: 3, bytes: [0xFF, 0x07, 0x03, 0x02]) == Draw(value: 2, consumed: 4))
    let highest = [UInt8](repeating: 0xFF, count: 8)
    let lower = [0x7F] + highest.dropFirst()
    #expect(
      try draw(below: .max, bytes: highest + lower) == Draw(value: .max >> 1, consumed: 16))
  }

  @Test func aSourceThatFailsStopsTheDraw() throws {
    #expect(throws: RecordedBytes.Exhausted.self) { try draw(below: 257, bytes: [0x00]) }
    var coins = ByteCoins(RecordedBytes([]))
    let noise = DiscreteLaplace(epsilon: try Epsilon(1))
    #expect(throws: RecordedBytes.Exhausted.self) { try noise.draw(from: &coins) }
  }

  private struct Draw: Equatable {
    let value: UInt64
    let consumed: Int
  }

  private func draw(below bound: UInt64, bytes: [UInt8]) throws -> Draw {
    var coins = ByteCoins(RecordedBytes(bytes))
    let value = try coins.uniform(below: bound)
    return Draw(value: value, consumed: coins.source.consumed)
  }

  /// Nil where these bytes are refused and more are read.
  private func firstTry(below bound: UInt64, bytes: [UInt8]) -> UInt64? {
    try? draw(below: bound, bytes: bytes).value
  }
}
