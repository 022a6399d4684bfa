// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// How one party's export maps onto the agreement: which column holds which field, and which of its
/// values is which agreed value. The file is `mapping.yaml`; it never leaves its owner.
package struct Mapping: Sendable, Equatable {
  /// The fields that every list may have beside the agreed dimensions.
  package enum Field: String, Sendable, CaseIterable {
    case name, website, country

    /// What match keys are made of first: a list has one of them.
    static let keys = [Field.name, .website]
  }

  /// The group of values outside an agreed vocabulary, as mapping.yaml may name it.
  package static let other = "other"

  /// Field or dimension name to the header of its column.
  package var columns: [String: String]
  /// Dimension name to the list's values and the agreed values they stand for. A value that equals
  /// an agreed one but for case and punctuation needs no entry.
  package var values: [String: [String: String]]
  /// Amount name to its column.
  package var amounts: [String: AmountSource]
  /// Name of a dimension of windows to the order of its dates, where its column does not show it.
  package var dates: [String: DateOrder]
  package var parent: ParentSource

  package init(
    columns: [String: String], values: [String: [String: String]],
    amounts: [String: AmountSource] = [:], dates: [String: DateOrder] = [:],
    parent: ParentSource = .none
  ) {
    self.columns = columns
    self.values = values
    self.amounts = amounts
    self.dates = dates
    self.parent = parent
  }
}
