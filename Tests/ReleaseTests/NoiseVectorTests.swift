// SPDX-License-Identifier: Apache-2.0

import Release
import TestSupport
import Testing

@Suite struct NoiseVectorTests {
  @Test("draws are those of an independent program, byte for byte")
  func draws() throws {
    let keys = ["law", "epsilon", "delta", "shift", "stream", "draws", "consumed"]
    let vectors = try Vectors.load(stage: "noise", keys: keys)
    #expect(vectors.count == 14)
    for vector in vectors {
      let draw = try sampler(of: vector)
      let stream = try vector.hex("stream")
      var coins = ByteCoins(RecordedBytes(stream))
      let expected = zip(try numbers(vector["draws"]), try numbers(vector["consumed"]))
      for (value, consumed) in expected {
        #expect(try draw(&coins) == value, "\(vector)")
        #expect(coins.source.consumed == consumed, "\(vector)")
      }
      #expect(coins.source.consumed == stream.count)
      #expect(throws: RecordedBytes.Exhausted.self) { try draw(&coins) }
    }
  }

  private typealias Coins = ByteCoins<RecordedBytes>

  private func sampler(of vector: Vector) throws -> (inout Coins) throws -> Int {
    let epsilon = try Epsilon(parsing: try vector["epsilon"])
    if try vector["law"] == "untruncated" {
      #expect(try vector["shift"] == "" && vector["delta"] == "")
      let noise = DiscreteLaplace(epsilon: epsilon)
      return { try noise.draw(from: &$0) }
    }
    try #require(try vector["law"] == "truncated")
    let shift = Int(try vector.number("shift"))
    if try vector["delta"] != "" {
      let delta = try Delta(parsing: try vector["delta"])
      #expect(TruncatedDiscreteLaplace.leastShift(epsilon: epsilon, delta: delta) == shift)
    }
    let noise = try TruncatedDiscreteLaplace(epsilon: epsilon, shift: shift)
    return { try noise.draw(from: &$0) }
  }

  private func numbers(_ text: String) throws -> [Int] {
    try text.split(separator: " ").map { try #require(Int($0)) }
  }
}
