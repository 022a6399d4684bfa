// SPDX-License-Identifier: Apache-2.0

internal import Agreements

extension SharedDraft {
  static let customersOfBoth = "customers of both"

  /// Customers of both, by a dimension of mine or all together: one column.
  static func sharedCustomers(
    _ names: SharedNames, ratios: [SharedGrid.Ratio?]
  ) -> SharedDraft {
    let by = names.optionalDimension("by")
    return SharedDraft(
      names.shared, own: Grouping(parts: [.among(status: StatusDimension.customer, by)]),
      other: Grouping(parts: [.among(status: StatusDimension.customer, nil)]),
      rows: by?.titles ?? ["all"], columns: [customersOfBoth],
      ratios: ratios.compactMap { $0 }
    ) { row, _ in [(row, 0)] }
  }
}
