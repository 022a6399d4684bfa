// SPDX-License-Identifier: Apache-2.0

internal import Agreements

extension SharedDraft {
  /// The question `account-value`: the cells of the account map, and what their accounts are worth to me and to them.
  static func accountValue(_ names: SharedNames) -> SharedDraft {
    let status = StatusDimension.agreed
    let by = names.optionalDimension("by")
    let segments = by?.titles
    let rows = status.titles.flatMap { status in
      segments?.map { "\(status), \($0)" } ?? [status]
    }
    return SharedDraft(
      names.shared, own: Grouping([status] + (by.map { [$0] } ?? [])), other: Grouping([status]),
      rows: rows, columns: status.titles
    ) { row, column in [(row, column)] }
  }
}
