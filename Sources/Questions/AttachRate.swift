// SPDX-License-Identifier: Apache-2.0

internal import Agreements

extension SharedDraft {
  /// The question `attach-rate`: of the shared accounts that have a product of mine, the share that has one of theirs.
  static func attachRate(_ names: SharedNames) throws(AgreementsError) -> SharedDraft {
    let (mine, theirs) = (
      try names.ownership("product", of: .own), try names.ownership("with", of: .other)
    )
    let by = names.optionalDimension("by")
    return SharedDraft(
      names.shared, own: Grouping(parts: [mine.part] + by.parts),
      other: Grouping(parts: [theirs.part]), rows: by?.titles ?? [mine.name],
      columns: ["with \(theirs.name)", "without"],
      ratios: [
        SharedGrid.Ratio(
          name: "attach rate", kind: .share, first: .init(sum: nil, columns: [0]),
          second: .init(sum: nil, columns: [1]))
      ]
    ) { row, column in [(row, column)] }
  }
}
