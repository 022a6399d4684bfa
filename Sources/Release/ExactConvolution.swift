// SPDX-License-Identifier: Apache-2.0

/// Products of two sequences of probabilities, every sum of products exact.
///
/// Two number-theoretic transforms, modulo two primes whose product is above 2^125, and the Chinese remainder theorem:
/// the sums, at most 2^124, come out as they are. No floating point. Time n log n, where adding up each sum takes n^2.
package enum ExactConvolution {
  /// The sums of `left[i] * right[j]` with i + j = k, for each k. Each sequence adds up to at most 2^62.
  package static func sums(_ left: [UInt64], _ right: [UInt64]) -> [UInt128] {
    let count = left.count + right.count - 1
    var size = 1
    while size < count { size *= 2 }
    let small = Self.small.product(left, right, size: size)
    let large = Self.large.product(left, right, size: size)
    return (0..<count).map { index in
      // The sum is small + step * p, where p is the smaller prime and step * p = large - small modulo the larger.
      let step = Self.large.times(
        Self.large.minus(large[index], small[index]), Self.inverseOfSmall)
      return UInt128(small[index]) + UInt128(step) * UInt128(Self.small.prime)
    }
  }

  /// 29 * 2^57 + 1 and 2^64 - 2^32 + 1; 3 and 7 generate their multiplicative groups.
  private static let small = PrimeField(prime: 29 << 57 + 1, generator: 3)
  private static let large = PrimeField(prime: 0xFFFF_FFFF_0000_0001, generator: 7)
  private static let inverseOfSmall = large.power(small.prime, large.prime - 2)
}

/// Arithmetic modulo a prime below 2^64, and the transform in it.
private struct PrimeField: Sendable {
  let prime: UInt64
  let generator: UInt64

  func times(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    // Both factors are below the prime, so the quotient fits.
    return prime.dividingFullWidth((high, low)).remainder
  }

  func plus(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow || sum >= prime ? sum &- prime : sum
  }

  func minus(_ left: UInt64, _ right: UInt64) -> UInt64 {
    left >= right ? left - right : left &- right &+ prime
  }

  func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var (result, square, rest): (UInt64, UInt64, UInt64) = (1, base % prime, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = times(result, square) }
      square = times(square, square)
      rest >>= 1
    }
    return result
  }

  /// The cyclic product of two sequences of at most `size` numbers; `size` is a power of two.
  func product(_ left: [UInt64], _ right: [UInt64], size: Int) -> [UInt64] {
    let root = power(generator, (prime - 1) / UInt64(size))
    var values = padded(left, size)
    transform(&values, root)
    var others = padded(right, size)
    transform(&others, root)
    for index in values.indices { values[index] = times(values[index], others[index]) }
    transform(&values, power(root, prime - 2))
    let scale = power(UInt64(size), prime - 2)
    return values.map { times($0, scale) }
  }

  private func padded(_ values: [UInt64], _ size: Int) -> [UInt64] {
    values.map { $0 % prime } + Array(repeating: 0, count: size - values.count)
  }

  /// In place, iterative, after a reversal of the bits of the indices; `root` has the order `values.count`.
  private func transform(_ values: inout [UInt64], _ root: UInt64) {
    let size = values.count
    var reversed = 0
    for index in 1..<max(1, size) {
      var bit = size >> 1
      while reversed & bit != 0 {
        reversed ^= bit
        bit >>= 1
      }
      reversed |= bit
      if index < reversed { values.swapAt(index, reversed) }
    }
    var length = 2
    while length <= size {
      let half = length / 2
      let step = power(root, UInt64(size / length))
      var factors: [UInt64] = [1]
      for _ in 1..<max(1, half) { factors.append(times(factors[factors.count - 1], step)) }
      for start in stride(from: 0, to: size, by: length) {
        for offset in 0..<half {
          let upper = values[start + offset]
          let lower = times(values[start + offset + half], factors[offset])
          values[start + offset] = plus(upper, lower)
          values[start + offset + half] = minus(upper, lower)
        }
      }
      length *= 2
    }
  }
}
