// SPDX-License-Identifier: Apache-2.0

internal import Agreements

extension SharedDraft {
  /// The question `account-value`: the cells of the account map, and what their accounts are worth to me and to them.
  static func accountValue(_ names: SharedNames) -> SharedDraft {
    let status = StatusDimension.agreed
    let by = names.optionalDimension("by")
    return SharedDraft(
      names.shared, own: Grouping(parts: [.dimension(status)] + by.parts),
      other: Grouping([status]), rows: by.splitting(status.titles), columns: status.titles
    ) { row, column in [(row, column)] }
  }
}
