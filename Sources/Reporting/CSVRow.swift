// SPDX-License-Identifier: Apache-2.0

/// A figure of report.csv with what it counts.
struct CSVRow: Sendable {
  /// What is counted of one side: accounts of a group, and of those the ones that own a product.
  struct Counted: Sendable {
    var group = CSVRow.all
    var product = CSVRow.all
  }

  static let all = "(all)"
  /// The side has no such account.
  static let none = Counted(group: "(none)", product: "(none)")

  let table: String
  let kind: String
  var initiator = Counted()
  var responder = Counted()
  let countBasis: Report.CountBasis
  let figure: Report.Figure
  /// The count that decides whether the figure is withheld; nil where it is itself one.
  var judge: Report.Figure?
}

extension Report.Section {
  /// A row a figure, in the order of report.json.
  var csvRows: [CSVRow] {
    switch self {
    case .accountMap(let section): section.csvRows
    case .whiteSpace(let section): section.csvRows
    case .crossSell(let section): section.csvRows
    case .shared(let section): section.csvRows
    }
  }
}

extension AccountMapSection {
  fileprivate var csvRows: [CSVRow] {
    rows(of: map, "map") + (breakdown.map { rows(of: $0.table, "breakdown") } ?? [])
  }

  private func rows(of table: Report.CrossTab, _ name: String) -> [CSVRow] {
    func row(
      _ kind: String, _ one: CSVRow.Counted, _ other: CSVRow.Counted, _ figure: Report.Figure,
      _ basis: Report.CountBasis? = nil
    ) -> CSVRow {
      CSVRow(
        table: name, kind: kind, initiator: one, responder: other,
        countBasis: basis ?? countBasis, figure: figure)
    }
    let all = CSVRow.Counted()
    let groups = { (axis: Report.Axis) in
      axis.groups.map { CSVRow.Counted(group: Words.group($0)) }
    }
    let (ones, others) = (groups(table.rows), groups(table.columns))
    var rows: [CSVRow] = []
    for (one, figures) in zip(ones, table.cells) {
      rows += zip(others, figures).map { row("shared", one, $0, $1) }
    }
    rows += zip(ones, table.rowTotals).map { row("shared-total", $0, all, $1) }
    rows += zip(others, table.columnTotals).map { row("shared-total", all, $0, $1) }
    rows.append(row("shared-total", all, all, table.total))
    // What only the initiator has is counted against the responder's accounts.
    let left: Report.CountBasis =
      countBasis == .responderAccounts ? .initiatorAccountsAtLeast : countBasis
    rows += zip(ones, table.rowUnmatched).map { row("unmatched", $0, CSVRow.none, $1, left) }
    rows += zip(others, table.columnUnmatched).map { row("unmatched", CSVRow.none, $0, $1) }
    return rows
  }
}

extension WhiteSpaceSection {
  /// The table's name tells the section apart from others: whose accounts, by what.
  fileprivate var csvRows: [CSVRow] {
    let split = rows.dimensions + (products.isEmpty ? [] : ["product"])
    let name = "\(side.rawValue) by \(Words.group(split))"
    func row(_ kind: String, _ counted: CSVRow.Counted, _ figure: Report.Figure) -> CSVRow {
      CSVRow(
        table: name, kind: kind, initiator: side == .initiator ? counted : CSVRow.none,
        responder: side == .responder ? counted : CSVRow.none, countBasis: countBasis,
        figure: figure)
    }
    let groups = rows.groups.map(Words.group)
    var list: [CSVRow] = []
    for (group, figures) in zip(groups, cells) {
      list += zip(products, figures).map { row("unmatched", .init(group: group, product: $0), $1) }
    }
    list += zip(groups, rowTotals).map { row("unmatched-total", .init(group: $0), $1) }
    return list + [row("unmatched-total", .init(), total)]
  }
}

extension CrossSellSection {
  fileprivate var csvRows: [CSVRow] {
    let tables = [
      ("both", both), ("initiator-only", initiatorOnly), ("responder-only", responderOnly),
    ]
    return tables.flatMap { kind, table in
      zip(initiatorProducts, table).flatMap { one, figures in
        zip(responderProducts, figures).map { other, figure in
          CSVRow(
            table: "products", kind: kind, initiator: .init(product: one),
            responder: .init(product: other), countBasis: countBasis, figure: figure)
        }
      }
    }
  }
}

extension SharedSection {
  /// Counts; sums in whole units of what they are measured in; ratios in thousandths of it, where there are any.
  fileprivate var csvRows: [CSVRow] {
    func row(
      _ table: String, _ kind: String, _ row: Int, _ column: Int?, _ figure: Report.Figure,
      judge: Report.Figure? = nil
    ) -> CSVRow {
      let own = CSVRow.Counted(group: rows[row])
      let other = CSVRow.Counted(group: column.map { columns[$0] } ?? CSVRow.all)
      return CSVRow(
        table: table, kind: kind, initiator: side == .initiator ? own : other,
        responder: side == .initiator ? other : own, countBasis: countBasis, figure: figure,
        judge: judge)
    }
    var list: [CSVRow] = []
    for (index, figures) in counts.enumerated() {
      list += figures.enumerated().map { row("accounts", "shared", index, $0, $1) }
    }
    for sum in sums {
      for (index, figures) in sum.figures.enumerated() {
        list += figures.enumerated().map { column, figure in
          let estimate = figure.estimate
          return row(
            "\(sum.amount) (\(sum.measure))", "sum", index, column,
            Report.Figure(
              value: sum.inMeasure(estimate.value), lower: sum.inMeasure(estimate.lower),
              upper: sum.inMeasure(estimate.upper), basis: figure.basis),
            judge: counts[index][column])
        }
      }
    }
    for ratio in ratios {
      for (index, value) in ratio.values.enumerated() {
        guard let value else { continue }
        let inAll = accounts(inRow: index)
        let measure = ratio.measure.isEmpty ? "" : " (\(ratio.measure))"
        list.append(
          row(
            "\(ratio.name)\(measure)", "thousandths", index, nil,
            Report.Figure(value, basis: .derived),
            judge: Report.Figure(value: inAll, lower: inAll, upper: inAll, basis: .derived)))
      }
    }
    return list
  }
}

extension Words {
  /// A group as one field: its values, as the agreement spells them.
  fileprivate static func group(_ values: [String]) -> String { values.joined(separator: " / ") }
}
