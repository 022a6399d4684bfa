// SPDX-License-Identifier: Apache-2.0

import BigInt
import Foundation
import Release
import Testing

@Suite struct LeastShiftTests {
  @Test(
    "the shifts at 2^-40",
    arguments: zip(["2", "1", "1/2", "1/3", "1/4", "1/10"], [14, 27, 53, 78, 103, 248]))
  func table(text: String, shift: Int) throws {
    let epsilon = try Epsilon(parsing: text)
    #expect(TruncatedDiscreteLaplace.leastShift(epsilon: epsilon, delta: .standard) == shift)
  }

  @Test("is the least shift, in rationals, for a thousand random pairs (P6)")
  func isTheLeast() throws {
    var coins = ByteCoins(SeededBytes(seed: 7))
    for _ in 0..<1_000 {
      let denominator = coins.uniform(below: 1_000) + 1
      let epsilon = try Epsilon(coins.uniform(below: 3 * denominator) + 1, over: denominator)
      let delta = try Delta(exponent: Int(20 + coins.uniform(below: 81)))
      let shift = TruncatedDiscreteLaplace.leastShift(epsilon: epsilon, delta: delta)
      #expect(isEnough(shift, epsilon, delta), "\(epsilon.text) \(delta.text) \(shift)")
      #expect(!isEnough(shift - 1, epsilon, delta), "\(epsilon.text) \(delta.text) \(shift)")
    }
  }

  @Test("for counts moved by two and three, P(0) + ... + P(v - 1) decides")
  func movedBySeveral() throws {
    var coins = ByteCoins(SeededBytes(seed: 9))
    for _ in 0..<200 {
      let denominator = coins.uniform(below: 100) + 1
      let epsilon = try Epsilon(coins.uniform(below: 3 * denominator) + 1, over: denominator)
      let delta = try Delta(exponent: Int(20 + coins.uniform(below: 81)))
      for tokens in 2...3 {
        let shift = TruncatedDiscreteLaplace.leastShift(
          epsilon: epsilon, delta: delta, movedBy: tokens)
        #expect(isEnough(shift, epsilon, delta, tokens), "\(epsilon.text) \(delta.text) \(shift)")
        #expect(!isEnough(shift - 1, epsilon, delta, tokens), "\(epsilon.text) \(delta.text)")
      }
    }
  }

  @Test("the closed form ln(tanh(epsilon/2)/delta)/epsilon would be too small here")
  func closedFormIsNotUsed() throws {
    let epsilon = try Epsilon(1, over: 1_000)
    let delta = try Delta(exponent: 20)
    let closed = Int((log(tanh(0.0005) * pow(2, 20)) / 0.001).rounded(.up))
    #expect(!isEnough(closed, epsilon, delta))
    #expect(TruncatedDiscreteLaplace.leastShift(epsilon: epsilon, delta: delta) > closed)
  }

  @Test("extremes end, and quickly")
  func extremes() throws {
    let hundred = try Delta(exponent: 100)
    let finest = try Epsilon(1, over: 1_000_000).divided(by: 1_000_000)
    #expect(TruncatedDiscreteLaplace.leastShift(epsilon: finest, delta: hundred) > 1 << 40)
    let largest = try Epsilon(1_000_000)
    #expect(TruncatedDiscreteLaplace.leastShift(epsilon: largest, delta: hundred) == 1)

    let fiftieth = try Epsilon(1, over: 50)
    let times = (0..<5).map { _ in
      ContinuousClock().measure {
        _ = TruncatedDiscreteLaplace.leastShift(epsilon: fiftieth, delta: .standard)
      }
    }
    #expect(times.contains { $0 < .milliseconds(20) })
  }

  /// `(1 - alpha) (alpha^t + ... + alpha^(t-v+1)) / (1 + alpha - 2 alpha^(t+1)) <= delta`, each power from its own
  /// series. For a shift below v the outcomes beyond the centre fall again; no delta here admits one.
  private func isEnough(
    _ shift: Int, _ epsilon: Epsilon, _ delta: Delta, _ tokens: Int = 1
  ) -> Bool {
    guard shift >= tokens else { return false }
    let bits = 400
    let one = BigInt(1) << bits
    let alpha = inversePower(epsilon, times: 1, bits: bits)
    let end = (0..<tokens).reduce(BigInt(0)) {
      $0 + inversePower(epsilon, times: shift - $1, bits: bits)
    }
    let next = inversePower(epsilon, times: shift + 1, bits: bits)
    let left = ((one - alpha) * end) << delta.exponent
    let right = (one + alpha - 2 * next) << bits
    // The powers are right to 2^-390; a difference that small would decide nothing.
    #expect((left - right).magnitude > BigUInt(1) << (bits + delta.exponent + 20))
    return left <= right
  }

  /// e^-(epsilon x times) in units of 2^-bits: one over the plain series of e^(epsilon x times).
  private func inversePower(_ epsilon: Epsilon, times: Int, bits: Int) -> BigInt {
    let numerator = BigInt(epsilon.numerator) * BigInt(times)
    let denominator = BigInt(epsilon.denominator)
    var term = BigInt(1) << bits
    var sum = term
    var order = BigInt(1)
    while term > 0 {
      term = term * numerator / (denominator * order)
      sum += term
      order += 1
    }
    return (BigInt(1) << (2 * bits)) / sum
  }
}
