// SPDX-License-Identifier: Apache-2.0

package import Release

/// One draw of I's noise in an answer: which stream of table.md 1 it reads.
package struct AnswerDraw: Hashable, Sendable {
  /// Which numbers of the question these are; see table.md 6.
  package let family: Int
  /// Nil for "no group of that side".
  package let g: Int?
  package let p: Int?
}

/// A question of an agreement, compiled: what it counts, what I adds to the answer, and what the answer is.
///
/// `answer` is linear in the results and in the noise.
package protocol CompiledQuestion: Sendable {
  associatedtype Answer: Sendable, Equatable

  /// Its place among the agreement's questions.
  var question: Int { get }
  var epsilon: Epsilon { get }
  var counts: [CountPlan] { get }
  /// What I releases under noise: all entries together are one family (privacy.md 3); where there are sums, the counts.
  var family: ReleaseFamily { get }
  /// The family, and what it costs, of the numbers that an `AnswerDraw.family` names.
  func release(of number: Int) throws(ReleaseError) -> FamilyRelease
  /// The draws, in rows: `answer` takes the drawn values in the same shape.
  var draws: [[AnswerDraw]] { get }

  func answer(_ results: [TableResult], noise: [[Int]]) -> Answer
  func difference(_ left: Answer, _ right: Answer) -> Answer
}

/// A family and what its release costs I.
package struct FamilyRelease: Sendable {
  package let family: ReleaseFamily
  package let epsilon: Epsilon
}

extension CompiledQuestion {
  package func release(of number: Int) throws(ReleaseError) -> FamilyRelease {
    FamilyRelease(family: family, epsilon: epsilon)
  }

  /// The law of I's noise e on each released entry.
  package func answerLaw(of number: Int = 0) throws(ReleaseError) -> DiscreteLaplace {
    let release = try release(of: number)
    return try release.family.noise(epsilon: release.epsilon)
  }

  /// Noise of zero everywhere.
  package var noNoise: [[Int]] { draws.map { $0.map { _ in 0 } } }

  /// What a side's own noise puts into an answer: for R its tables' noise less the shifts, for I its padding's less
  /// t_s in `sizes`, and e.
  package func without(_ results: [TableResult], noise: [[Int]], _ answer: Answer) -> Answer {
    difference(answer, self.answer(results, noise: noise))
  }
}

/// Sums and differences of answers, figure by figure.
func plus(_ left: [[Int]], _ right: [[Int]]) -> [[Int]] {
  zip(left, right).map { zip($0, $1).map { $0 + $1 } }
}

func minus(_ left: [Int], _ right: [Int]) -> [Int] { zip(left, right).map { $0 - $1 } }

func minus(_ left: [[Int]], _ right: [[Int]]) -> [[Int]] { zip(left, right).map { minus($0, $1) } }
