// SPDX-License-Identifier: Apache-2.0

extension Report {
  /// One side's groups, in the order of the agreement: each a value for each dimension.
  package struct Axis: Equatable, Sendable {
    package let dimensions: [String]
    package let groups: [[String]]

    package init(dimensions: [String], groups: [[String]]) {
      self.dimensions = dimensions
      self.groups = groups
    }
  }

  /// The groups of the initiator (rows) against those of the responder (columns), with their
  /// margins.
  package struct CrossTab: Equatable, Sendable {
    package let rows: Axis
    package let columns: Axis
    /// Accounts in common, by row, then column.
    package let cells: [[Figure]]
    /// Accounts in common, for each row, for each column, and in all.
    package let rowTotals: [Figure]
    package let columnTotals: [Figure]
    package let total: Figure
    /// The initiator's accounts that the responder does not have, for each row; empty where the
    /// match rule offers none.
    package let rowUnmatched: [Figure]
    /// The responder's accounts that the initiator does not have, for each column; empty likewise.
    package let columnUnmatched: [Figure]

    /// - Throws: `shape`, if the figures are not as many as the groups ask for, or a group has not
    ///   one value a dimension.
    package init(
      rows: Axis, columns: Axis, cells: [[Figure]], rowTotals: [Figure], columnTotals: [Figure],
      total: Figure, rowUnmatched: [Figure], columnUnmatched: [Figure]
    ) throws(ReportingError) {
      self.rows = rows
      self.columns = columns
      self.cells = cells
      self.rowTotals = rowTotals
      self.columnTotals = columnTotals
      self.total = total
      self.rowUnmatched = rowUnmatched
      self.columnUnmatched = columnUnmatched
      try check()
    }

    private func check() throws(ReportingError) {
      try rows.check(at: "rows")
      try columns.check(at: "columns")
      let (height, width) = (rows.groups.count, columns.groups.count)
      guard cells.count == height, cells.allSatisfy({ $0.count == width }) else {
        throw .shape(rule: "expected one figure a pair of groups", at: "cells")
      }
      guard rowTotals.count == height, columnTotals.count == width else {
        throw .shape(rule: "expected one total a group", at: "totals")
      }
      guard [0, height].contains(rowUnmatched.count), [0, width].contains(columnUnmatched.count)
      else { throw .shape(rule: "expected one figure a group, or none", at: "unmatched") }
    }
  }
}

extension Report.CrossTab {
  var hasNoUnmatched: Bool { rowUnmatched.isEmpty && columnUnmatched.isEmpty }

  /// Every figure of the table.
  var figures: [Report.Figure] {
    cells.flatMap { $0 } + rowTotals + columnTotals + [total] + rowUnmatched + columnUnmatched
  }

  func json(minimum: Int) -> JSONValue {
    [
      "rows": rows.json, "columns": columns.json, "cells": cells.json(minimum: minimum),
      "rowTotals": rowTotals.json(minimum: minimum),
      "columnTotals": columnTotals.json(minimum: minimum),
      "total": total.json(minimum: minimum), "rowUnmatched": rowUnmatched.json(minimum: minimum),
      "columnUnmatched": columnUnmatched.json(minimum: minimum),
    ]
  }

  init(_ json: JSONValue, at path: String) throws(ReportingError) {
    var fields = try FieldReader(json, at: path)
    let rows = try Report.Axis(fields.value("rows"), at: fields.at("rows"))
    let columns = try Report.Axis(fields.value("columns"), at: fields.at("columns"))
    let cells = try fields.figureTable("cells")
    let rowTotals = try fields.figures("rowTotals")
    let columnTotals = try fields.figures("columnTotals")
    let total = try Report.Figure(fields.value("total"), at: fields.at("total"))
    let rowUnmatched = try fields.figures("rowUnmatched")
    let columnUnmatched = try fields.figures("columnUnmatched")
    try fields.end()
    try self.init(
      rows: rows, columns: columns, cells: cells, rowTotals: rowTotals,
      columnTotals: columnTotals, total: total, rowUnmatched: rowUnmatched,
      columnUnmatched: columnUnmatched)
  }
}

extension Report.Axis {
  /// - Throws: `shape`, if there is no group, or one has not one value a dimension.
  func check(at name: String) throws(ReportingError) {
    let widths = groups.map(\.count)
    guard !widths.isEmpty, widths.allSatisfy({ $0 == dimensions.count && $0 > 0 }) else {
      throw .shape(rule: "each group needs one value a dimension", at: name)
    }
  }

  var json: JSONValue {
    [
      "dimensions": .strings(dimensions), "groups": .array(groups.map { .strings($0) }),
    ]
  }

  init(_ json: JSONValue, at path: String) throws(ReportingError) {
    var fields = try FieldReader(json, at: path)
    dimensions = try fields.strings("dimensions")
    groups = try fields.list("groups") { (group, path) throws(ReportingError) in
      try FieldReader.list(group, at: path, FieldReader.string)
    }
    try fields.end()
  }
}
