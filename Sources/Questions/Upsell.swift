// SPDX-License-Identifier: Apache-2.0

internal import Agreements

extension SharedDraft {
  /// The question `upsell`: customers of both, by my tier below the highest, and by a band of theirs such as usage.
  static func upsell(_ names: SharedNames) throws(AgreementsError) -> SharedDraft {
    let (tier, band) = (try names.dimension("tier"), try names.dimension("band"))
    return SharedDraft(
      names.shared, own: Grouping(parts: [.among(status: StatusDimension.customer, tier)]),
      other: Grouping(parts: [.among(status: StatusDimension.customer, band)]),
      rows: Array(tier.values.dropFirst()), columns: band.titles
    ) { row, column in [(row + 1, column)] }
  }
}
