// SPDX-License-Identifier: Apache-2.0

/// An agreed way of grouping accounts, such as status, industry or segment: a closed vocabulary and
/// the rule by which the rows of one account become one value (protocol 1, Protocols/account-keys.md).
package struct Dimension: Sendable, Hashable {
  /// How the values of an account's rows become the account's value.
  package enum RollUp: String, Sendable, Hashable, CaseIterable {
    /// The value that stands first in the vocabulary: customer over open opportunity over prospect.
    case precedence
    /// All values together: products owned.
    case union
    /// `yes` if any row says so. The vocabulary is `yes`, `no`, in this order.
    case any
    /// The furthest stage. The vocabulary names the furthest stage first.
    case furthest
    /// Amounts are added.
    case sum
    /// The most frequent value; among equals the one that stands first; `other` last.
    case majority
  }

  /// What a value outside the vocabulary does to its row.
  package enum Unlisted: String, Sendable, Hashable, CaseIterable {
    /// The row counts in the extra group `other`, whose index is `values.count`.
    case other
    /// The row takes no part. For status: whoever is neither customer nor prospect is not listed.
    case leftOut
  }

  package let name: String
  /// The closed vocabulary. Its order is the order of precedence for `.precedence` and `.furthest`.
  package let values: [String]
  package let rollUp: RollUp
  package let unlisted: Unlisted
  /// Where the values are spans of days, and its column holds dates: of each value its span. Else empty.
  package let windows: [DateWindow]

  package init(
    name: String, values: [String], rollUp: RollUp, unlisted: Unlisted, windows: [DateWindow] = []
  ) {
    self.name = name
    self.values = values
    self.rollUp = rollUp
    self.unlisted = unlisted
    self.windows = windows
  }

  /// The index of the window that a day is in; nil where it is in none.
  package func window(of day: Day) -> Int? { windows.firstIndex { $0.days.contains(day) } }
}
