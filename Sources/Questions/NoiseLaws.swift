// SPDX-License-Identifier: Apache-2.0

package import Release

/// The exact laws of the noise on every kind of figure of an account map (table.md 6).
///
/// A reader of the report knows neither side's noise. Each side knows its own, and so has sharper intervals:
/// `knowing` takes that part out.
package struct NoiseLaws: Sendable {
  private let table: NoiseDistribution
  private let answer: NoiseDistribution
  private let size: NoiseDistribution

  /// Whose noise the reader knows.
  package enum Known: Sendable { case neither, initiators, responders }

  package init(
    _ map: AccountMap, sizeLaw: TruncatedDiscreteLaplace, knowing known: Known = .neither
  ) throws(ReleaseError) {
    table =
      known == .responders
      ? .zero
      : try .truncatedDiscreteLaplace(map.table.noise)
    answer =
      known == .initiators ? .zero : try .discreteLaplace(map.answerLaw())
    size = known == .initiators ? .zero : try .truncatedDiscreteLaplace(sizeLaw)
  }

  /// A sum of `count` released cells.
  package func cells(_ count: Int) throws(ReleaseError) -> NoiseDistribution {
    try table.convolved(with: answer).convolved(times: count)
  }

  /// I's unmatched of a group against `others` groups of R.
  package func initiatorUnmatched(across others: Int) throws(ReleaseError) -> NoiseDistribution {
    try table.convolved(times: others).convolved(with: answer)
  }

  /// R's unmatched of a group, derived: the n_gp cancel.
  package func responderUnmatched(across groups: Int) throws(ReleaseError) -> NoiseDistribution {
    try answer.convolved(times: groups).convolved(with: table)
  }

  /// I's whole list, as the sum of its cells and its unmatched: R's noise cancels.
  package func initiatorTotal(groups: Int, across others: Int) throws(ReleaseError)
    -> NoiseDistribution
  {
    try answer.convolved(times: groups * (others + 1))
  }

  package func initiatorSize() throws(ReleaseError) -> NoiseDistribution { size }

  package func responderSize(across groups: Int) throws(ReleaseError) -> NoiseDistribution {
    try table.convolved(times: groups + 1)
  }
}
