// SPDX-License-Identifier: Apache-2.0

internal import Agreements

extension SharedDraft {
  static let withPartner = "with the partner"

  /// The question `with-without`: how my opportunities on shared accounts ended, and how large and how long they were.
  /// The other half, without the partner, is in the annex.
  static func withWithout(_ names: SharedNames) throws(AgreementsError) -> SharedDraft {
    let outcome = try names.dimension("outcome")
    let winRate = SharedGrid.Ratio(
      name: "win rate", kind: .share, first: .init(sum: nil, columns: [0]),
      second: .init(sum: nil, columns: [1]))
    return SharedDraft(
      names.shared, own: Grouping([outcome]), other: .everyone, rows: [withPartner],
      columns: outcome.values,
      ratios: [
        winRate, names.quotient("deal size, won", "size", over: nil),
        names.quotient("days to close, won", "days", over: nil),
      ].compactMap { $0 }
    ) { _, column in [(column, 0)] }
  }
}
