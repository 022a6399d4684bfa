// SPDX-License-Identifier: Apache-2.0

import Samples
import Testing

@Suite("Same seed, same bytes")
struct DeterminismTests {
  @Test("SplitMix64 gives the published numbers for seed 1234567")
  func generator() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
    #expect(random.next() == 9_817_491_932_198_370_423)
  }

  @Test("Numbers below a bound stay below it and reach every place")
  func bound() {
    var random = SplitMix64(seed: 7)
    let drawn = (0..<1_000).map { _ in random.below(10) }
    #expect(Set(drawn) == Set(0..<10))
    #expect(random.below(0) == 0)
  }

  // The digests pin the format: when one changes, every published rehearsal list changes with it.
  @Test(
    "Digests of known lists",
    arguments: [
      (20, 1, 40, 6_768_179_594_149_244_238, 849_436_094_503_597_448),
      (190, 1, 40, 1_475_537_037_173_198_521, 7_455_951_750_525_805_882),
      (1_000, 7, 25, 2_152_284_247_661_541_429, 9_424_976_482_801_540_215),
    ] as [(Int, UInt64, Int, UInt64, UInt64)])
  func golden(
    accounts: Int, seed: UInt64, sharedPercent: Int, vendor: UInt64, partner: UInt64
  ) throws {
    let pair = try SamplePair.make(accounts: accounts, seed: seed, sharedPercent: sharedPercent)
    #expect(fingerprint(pair.vendor.bytes()) == vendor)
    #expect(fingerprint(pair.partner.bytes()) == partner)
  }

  @Test("Another seed gives other lists")
  func seeds() throws {
    let one = try SamplePair.make(accounts: 50, seed: 1)
    let other = try SamplePair.make(accounts: 50, seed: 2)
    #expect(one.vendor.bytes() != other.vendor.bytes())
    #expect(one.partner.bytes() != other.partner.bytes())
    #expect(one.vendor.bytes() != one.partner.bytes())
  }

  @Test("Chunks are bounded, never empty, and make up the list")
  func chunks() throws {
    let list = try SamplePair.make(accounts: 20_000, seed: 3).vendor
    var chunks: [[UInt8]] = []
    list.write { (chunk: [UInt8]) in chunks.append(chunk) }
    #expect(chunks.count > 10)
    #expect(chunks.allSatisfy { !$0.isEmpty && $0.count < SampleList.chunkSize + 1_024 })
    #expect(Array(chunks.joined()) == list.bytes())
  }

  @Test("An error of the sink ends the writing")
  func sinkFails() throws {
    struct Full: Error, Equatable {}
    let list = try SamplePair.make(accounts: 5_000, seed: 3).partner
    var chunks = 0
    #expect(throws: Full()) {
      try list.write { (_: [UInt8]) throws(Full) in
        chunks += 1
        if chunks == 2 { throw Full() }
      }
    }
    #expect(chunks == 2)
  }

  @Test("Numbers outside the limits are refused")
  func refused() {
    let limit = SamplePair.accountLimit
    for asked in [Int.min, -1, 0, limit + 1, Int.max] {
      #expect(throws: SampleError.accountsOutOfRange(asked: asked, limit: limit)) {
        try SamplePair.make(accounts: asked, seed: 1)
      }
    }
    for asked in [-1, 101] {
      #expect(throws: SampleError.sharedPercentOutOfRange(asked: asked)) {
        try SamplePair.make(accounts: 10, seed: 1, sharedPercent: asked)
      }
    }
  }
}
