// SPDX-License-Identifier: Apache-2.0

package import Release

/// The exact laws of the noise on every kind of figure of an account map (table.md 6).
package struct AccountMapLaws: Sendable {
  private let map: AccountMap
  private let cell: NoiseDistribution
  private let draw: NoiseDistribution
  private let answer: NoiseDistribution
  private let size: NoiseDistribution

  package init(
    _ map: AccountMap, sizeLaw: TruncatedDiscreteLaplace,
    knowing known: DrawLaws.Known = .neither
  ) throws(ReleaseError) {
    let laws = try DrawLaws(sizeLaw: sizeLaw, knowing: known)
    self.map = map
    answer = try laws.answer(map)
    draw = try laws.draw(map.count)
    cell = try laws.cell(map.count)
    size = laws.padding
  }

  /// A sum of `count` released cells.
  package func cells(_ count: Int) throws(ReleaseError) -> NoiseDistribution {
    try cell.convolved(with: answer).convolved(times: count)
  }

  /// I's unmatched of a group against `others` groups of R: released, or derived from the padded size.
  package func initiatorUnmatched(across others: Int) throws(ReleaseError) -> NoiseDistribution {
    map.releasesUnmatched
      ? try cell.convolved(times: others).convolved(with: answer)
      : try cells(others).convolved(with: size)
  }

  /// R's unmatched of a group, derived: the n_gp cancel.
  package func responderUnmatched(across groups: Int) throws(ReleaseError) -> NoiseDistribution {
    try answer.convolved(times: groups).convolved(with: draw)
  }

  /// I's whole list: the sum of its released cells and unmatched, where R's noise cancels; else the sum of its sizes.
  package func initiatorTotal(groups: Int, across others: Int) throws(ReleaseError)
    -> NoiseDistribution
  {
    map.releasesUnmatched
      ? try answer.convolved(times: groups * (others + 1)) : try size.convolved(times: groups)
  }

  package func responderSize(across groups: Int) throws(ReleaseError) -> NoiseDistribution {
    try draw.convolved(times: groups + 1)
  }
}
