// SPDX-License-Identifier: Apache-2.0

/// The answer to `account-map`: where one side's accounts stand with the other, by status.
///
/// `map` is always status against status. Where the question asks for one more dimension of one
/// side, `breakdown` has the same counts split by it, and `map` is their sum with intervals of its
/// own.
package struct AccountMapSection: Equatable, Sendable {
  static let question = "account-map"

  package let countBasis: Report.CountBasis
  package let initiatorStatuses: Statuses
  package let responderStatuses: Statuses
  package let map: Report.CrossTab
  package let breakdown: Breakdown?

  /// - Throws: `shape`, if a status lies outside the map, the breakdown's groups are not status
  ///   and one value, the count basis is not one of shared accounts, or pairs come with figures of
  ///   the unmatched.
  package init(
    countBasis: Report.CountBasis, initiatorStatuses: Statuses, responderStatuses: Statuses,
    map: Report.CrossTab, breakdown: Breakdown?
  ) throws(ReportingError) {
    self.countBasis = countBasis
    self.initiatorStatuses = initiatorStatuses
    self.responderStatuses = responderStatuses
    self.map = map
    self.breakdown = breakdown
    try countBasis.check(among: Report.CountBasis.ofShared)
    for (statuses, axis) in [(initiatorStatuses, map.rows), (responderStatuses, map.columns)] {
      guard axis.groups.indices.contains(statuses.customer),
        axis.groups.indices.contains(statuses.openOpportunity),
        statuses.customer != statuses.openOpportunity
      else { throw .shape(rule: "a status is not a group of the map", at: "statuses") }
    }
    guard countBasis != .pairs || (map.hasNoUnmatched && breakdown?.table.hasNoUnmatched ?? true)
    else { throw .shape(rule: "pairs do not tell who is unmatched", at: "map") }
    guard map.rows.dimensions.count == 1, map.columns.dimensions.count == 1 else {
      throw .shape(rule: "the map is status against status", at: "map")
    }
    guard breakdown?.hasOneMoreDimension ?? true else {
      throw .shape(rule: "groups of the split side are status and one value", at: "breakdown")
    }
  }

  /// Which groups of a side's status dimension are its customers and its open opportunities, as
  /// indices into the map.
  package struct Statuses: Equatable, Sendable {
    package let customer: Int
    package let openOpportunity: Int

    package init(customer: Int, openOpportunity: Int) {
      self.customer = customer
      self.openOpportunity = openOpportunity
    }
  }

  /// The map split by one more dimension of one side, whose groups are `[status, value]`.
  package struct Breakdown: Equatable, Sendable {
    package let side: Report.Role
    package let table: Report.CrossTab

    package init(side: Report.Role, table: Report.CrossTab) {
      self.side = side
      self.table = table
    }
  }
}

extension AccountMapSection.Breakdown {
  fileprivate var hasOneMoreDimension: Bool {
    let (rows, columns) = (table.rows.dimensions.count, table.columns.dimensions.count)
    return side == .initiator ? (rows, columns) == (2, 1) : (rows, columns) == (1, 2)
  }
}

extension AccountMapSection {
  /// Every figure of the section.
  var figures: [Report.Figure] { map.figures + (breakdown?.table.figures ?? []) }

  func json(minimum: Int) -> JSONValue {
    [
      "question": .string(Self.question), "countBasis": .string(countBasis.rawValue),
      "initiatorStatuses": initiatorStatuses.json, "responderStatuses": responderStatuses.json,
      "map": map.json(minimum: minimum),
      "breakdown": breakdown.map {
        ["side": .string($0.side.rawValue), "table": $0.table.json(minimum: minimum)]
      } ?? .null,
    ]
  }

  /// Reads the fields after `question`.
  init(_ fields: inout FieldReader) throws(ReportingError) {
    let countBasis = try fields.word("countBasis", of: Report.CountBasis.self)
    let initiator = try Statuses(fields.object("initiatorStatuses"))
    let responder = try Statuses(fields.object("responderStatuses"))
    let map = try Report.CrossTab(fields.value("map"), at: fields.at("map"))
    let breakdown = try Breakdown.read(fields.value("breakdown"), at: fields.at("breakdown"))
    try self.init(
      countBasis: countBasis, initiatorStatuses: initiator, responderStatuses: responder,
      map: map, breakdown: breakdown)
  }
}

extension AccountMapSection.Statuses {
  fileprivate var json: JSONValue {
    ["customer": .integer(customer), "openOpportunity": .integer(openOpportunity)]
  }

  fileprivate init(_ fields: consuming FieldReader) throws(ReportingError) {
    customer = try fields.integer("customer")
    openOpportunity = try fields.integer("openOpportunity")
    try fields.end()
  }
}

extension AccountMapSection.Breakdown {
  fileprivate static func read(
    _ json: JSONValue, at path: String
  ) throws(ReportingError) -> Self? {
    if json == .null { return nil }
    var fields = try FieldReader(json, at: path)
    let side = try fields.word("side", of: Report.Role.self)
    let breakdown = Self(
      side: side, table: try Report.CrossTab(fields.value("table"), at: fields.at("table")))
    try fields.end()
    return breakdown
  }
}
