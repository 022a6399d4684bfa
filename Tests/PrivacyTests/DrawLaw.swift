// SPDX-License-Identifier: Apache-2.0

/// Laws of one draw on 0...2t, and what they leave of the promise. Floating point, for tests alone: sums of at most a few
/// thousand terms, compared at 1e-12.
enum DrawLaw {
  static let tolerance = 1e-12

  /// t + x, x discrete Laplace, redrawn until |x| <= t: privacy.md 2.
  static func truncated(_ epsilon: Double, shift: Int) -> [Double] {
    let weights = (0...2 * shift).map { Self.power(epsilon, abs($0 - shift)) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// The mistake: t + x, held at 0 and 2t.
  static func clamped(_ epsilon: Double, shift: Int) -> [Double] {
    let alpha = power(epsilon, 1)
    return (0...2 * shift).map { value in
      let tail = power(epsilon, shift) / (1 + alpha)
      let inner = (1 - alpha) / (1 + alpha) * power(epsilon, abs(value - shift))
      return value == 0 || value == 2 * shift ? tail : inner
    }
  }

  /// Lemma 1 of privacy.md: delta(t).
  static func promised(_ epsilon: Double, shift: Int) -> Double {
    let alpha = power(epsilon, 1)
    return (1 - alpha) * power(epsilon, shift) / (1 + alpha - 2 * power(epsilon, shift + 1))
  }

  /// The least delta with `p(A) <= e^epsilon q(A) + delta` for all A.
  static func divergence<Outcome: Hashable>(
    _ p: [Outcome: Double], from q: [Outcome: Double], _ epsilon: Double
  ) -> Double {
    p.reduce(0) { $0 + max(0, $1.value - (q[$1.key] ?? 0) / power(epsilon, 1)) }
  }

  /// The same where one account moves counts by `tokens` in all: the outcomes at one end.
  static func promised(_ epsilon: Double, shift: Int, tokens: Int) -> Double {
    truncated(epsilon, shift: shift).prefix(tokens).reduce(0, +)
  }

  /// e^epsilon.
  static func growth(_ epsilon: Double) -> Double { 1 / power(epsilon, 1) }

  /// e^(-epsilon n), from a table: the test needs no mathematics library.
  private static func power(_ epsilon: Double, _ n: Int) -> Double {
    (0..<n).reduce(1) { product, _ in product * exponential(-epsilon) }
  }

  /// e^x by its series, halved until it converges fast.
  private static func exponential(_ x: Double) -> Double {
    if abs(x) > 0.5 {
      let half = exponential(x / 2)
      return half * half
    }
    var (sum, term) = (1.0, 1.0)
    for n in 1...20 {
      term *= x / Double(n)
      sum += term
    }
    return sum
  }
}
