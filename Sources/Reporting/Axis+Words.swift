// SPDX-License-Identifier: Apache-2.0

extension Report.Axis {
  /// Whether the axis is the one group of a question that does not split.
  var isUnsplit: Bool { dimensions == ["accounts"] && groups == [["all"]] }

  private static let statuses = [
    "customer": (one: "customer", many: "customers"),
    "open opportunity": (one: "open opportunity", many: "open opportunities"),
    "prospect": (one: "prospect", many: "prospects"),
  ]

  /// Which dimension is the status, for groups whose status has a noun.
  private var status: Int? { dimensions.firstIndex(of: "status") }

  /// Whether a group is of customers.
  func areCustomers(_ group: Int) -> Bool {
    status.map { groups[group][$0] == "customer" } ?? false
  }

  /// What accounts of a group are called, `customers` or `accounts`, and how the group is told
  /// apart further: `industry: Software`.
  func words(of group: Int, isOne: Bool) -> (noun: String, further: [String]) {
    guard !isUnsplit else { return (isOne ? "account" : "accounts", []) }
    let noun = status.flatMap { Self.statuses[groups[group][$0]] }
    let further = zip(dimensions, groups[group]).enumerated()
      .filter { noun == nil || $0.offset != status }
      .map { "\($0.element.0): \($0.element.1)" }
    let name = noun ?? (one: "account", many: "accounts")
    return (isOne ? name.one : name.many, further)
  }

  /// A group's label in a table.
  func label(_ group: Int) -> String { isUnsplit ? "All accounts" : Words.label(groups[group]) }
}
