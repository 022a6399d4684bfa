// SPDX-License-Identifier: Apache-2.0

internal import Agreements

extension SharedDraft {
  /// The question `co-sell`: open opportunities of both, my stage against theirs, with the pipeline of each.
  static func coSell(_ names: SharedNames) throws(AgreementsError) -> SharedDraft {
    let stage = try names.dimension("stage")
    let open = Grouping.Part.among(status: StatusDimension.openOpportunity, stage)
    let by = names.optionalDimension("by")
    return SharedDraft(
      names.shared, own: Grouping(parts: [open] + by.parts), other: Grouping(parts: [open]),
      rows: by.splitting(stage.titles), columns: stage.titles
    ) { row, column in [(row, column)] }
  }
}
