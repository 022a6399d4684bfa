// SPDX-License-Identifier: Apache-2.0

/// SplitMix64 (Steele, Lea, Flood: *Fast Splittable Pseudorandom Number Generators*, 2014): the
/// generator behind the rehearsal lists.
///
/// Spelled out here, and not `RandomNumberGenerator` with the standard library's `shuffled`, so
/// that one seed gives the same bytes on every platform and under every compiler. It is not secret
/// and not secure; nothing outside `Samples` may use it.
package struct SplitMix64 {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// The stream of one `purpose` and one `index` under a seed. Streams do not depend on the order
  /// they are read in, so that any row can be made alone.
  init(seed: UInt64, purpose: SamplePurpose, index: Int) {
    let base = Self.mix(seed &+ 0x9e37_79b9_7f4a_7c15 &* purpose.rawValue)
    state = Self.mix(base ^ UInt64(truncatingIfNeeded: index))
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mix(state)
  }

  /// A number in `0..<bound`, by the high half of a 128-bit product; 0 where `bound` is not
  /// positive. The bias is below `bound / 2^64`.
  package mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// True in `percent` of a hundred cases.
  mutating func chance(percent: Int) -> Bool { below(100) < percent }

  /// One of `values`, or nil where there are none.
  mutating func pick<Element>(_ values: [Element]) -> Element? {
    values.isEmpty ? nil : values[below(values.count)]
  }

  /// A place in `weights`, each as likely as its weight.
  mutating func place(weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (place, weight) in weights.enumerated() {
      if rest < weight { return place }
      rest -= weight
    }
    return 0
  }

  /// Fisher and Yates, from the back.
  mutating func shuffle<Element>(_ values: inout [Element]) {
    for last in stride(from: values.count - 1, to: 0, by: -1) {
      values.swapAt(last, below(last + 1))
    }
  }

  /// The output function: a bijection on 64-bit words.
  private static func mix(_ word: UInt64) -> UInt64 {
    var mixed = word
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// What a stream of random numbers is for. The raw values are part of the output: never change one.
enum SamplePurpose: UInt64 {
  case companies = 1
  case account = 2
  case vendorRecord = 3
  case partnerRecord = 4
  case vendorRow = 5
  case partnerRow = 6
  case vendorOrder = 7
  case partnerOrder = 8
}
