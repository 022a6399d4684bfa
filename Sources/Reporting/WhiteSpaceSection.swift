// SPDX-License-Identifier: Apache-2.0

/// The answer to `white-space`: the accounts of one side that the other lacks, by group, and by
/// the products they own.
///
/// A report may hold several of these: one for each side and split that was asked for.
package struct WhiteSpaceSection: Equatable, Sendable {
  static let question = "white-space"

  /// Whose accounts are counted: those that the other side lacks.
  package let side: Report.Role
  package let countBasis: Report.CountBasis
  /// How the question splits them; one group `all` of the dimension `accounts` where it does not.
  package let rows: Report.Axis
  /// The side's products; empty where the question does not split by product.
  package let products: [String]
  /// Accounts of the row that own the product, by row, then product. An account that owns several
  /// stands in several columns, one that owns none in none.
  package let cells: [[Report.Figure]]
  /// All accounts of each row.
  package let rowTotals: [Report.Figure]
  package let total: Report.Figure

  /// - Throws: `shape`, if there is no group, a group has not one value a dimension, the figures
  ///   are not as many as groups and products ask for, or the count basis is not of that side.
  package init(
    side: Report.Role, countBasis: Report.CountBasis, rows: Report.Axis, products: [String],
    cells: [[Report.Figure]], rowTotals: [Report.Figure], total: Report.Figure
  ) throws(ReportingError) {
    self.side = side
    self.countBasis = countBasis
    self.rows = rows
    self.products = products
    self.cells = cells
    self.rowTotals = rowTotals
    self.total = total
    try countBasis.check(among: Report.CountBasis.ofUnmatched(side))
    try rows.check(at: "rows")
    try cells.check(rows.groups.count, by: products.count, at: "cells")
    guard rowTotals.count == rows.groups.count else {
      throw .shape(rule: "expected one total a group", at: "rowTotals")
    }
  }
}

extension WhiteSpaceSection {
  /// Every figure of the section.
  var figures: [Report.Figure] { cells.flatMap { $0 } + rowTotals + [total] }

  func json(minimum: Int) -> JSONValue {
    [
      "question": .string(Self.question), "side": .string(side.rawValue),
      "countBasis": .string(countBasis.rawValue), "rows": rows.json,
      "products": .strings(products), "cells": cells.json(minimum: minimum),
      "rowTotals": rowTotals.json(minimum: minimum), "total": total.json(minimum: minimum),
    ]
  }

  /// Reads the fields after `question`.
  init(_ fields: inout FieldReader) throws(ReportingError) {
    let side = try fields.word("side", of: Report.Role.self)
    let countBasis = try fields.word("countBasis", of: Report.CountBasis.self)
    let rows = try Report.Axis(fields.value("rows"), at: fields.at("rows"))
    let products = try fields.strings("products")
    let cells = try fields.figureTable("cells")
    let rowTotals = try fields.figures("rowTotals")
    let total = try Report.Figure(fields.value("total"), at: fields.at("total"))
    try self.init(
      side: side, countBasis: countBasis, rows: rows, products: products, cells: cells,
      rowTotals: rowTotals, total: total)
  }
}
