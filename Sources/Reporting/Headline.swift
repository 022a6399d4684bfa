// SPDX-License-Identifier: Apache-2.0

/// A figure of a report that partners can be compared by, as one side sees it.
package struct Headline: Equatable, Sendable {
  /// `in common`; the same words for the same figure, whoever initiated.
  package let name: String
  package let estimate: Report.Estimate

  package init(name: String, estimate: Report.Estimate) {
    self.name = name
    self.estimate = estimate
  }
}

extension Report {
  /// What the report says to `own`: overlap, introductions both ways, white space both ways, and the ratios of questions
  /// that `own` asked. Figures below the minimum are left out.
  package func headlines(for own: Role) -> [Headline] {
    var found: [Headline] = []
    for section in sections {
      for headline in section.headlines(for: own, minimum: privacy.minimum)
      where !found.contains(where: { $0.name == headline.name }) {
        found.append(headline)
      }
    }
    return found
  }
}

extension Report.Section {
  fileprivate func headlines(for own: Report.Role, minimum: Int) -> [Headline] {
    func shown(_ name: String, _ figure: Report.Figure?) -> [Headline] {
      figure?.shown(minimum: minimum).map { [Headline(name: name, estimate: $0)] } ?? []
    }
    switch self {
    case .accountMap(let section):
      let introductions = section.introductions.flatMap { introduction in
        shown(
          introduction.helped == own
            ? "our opportunities, their customers" : "their opportunities, our customers",
          section.map.cells[introduction.row][introduction.column])
      }
      return shown("in common", section.map.total) + introductions
    case .whiteSpace(let section):
      let words = section.side == own ? "ours that they lack" : "theirs that we lack"
      let customers = section.rows.groups.indices.first { section.rows.areCustomers($0) }
      return shown(words, section.total)
        + (section.rows.groups.count > 1 && section.rows.dimensions.count == 1
          ? shown("\(words), customers", customers.map { section.rowTotals[$0] }) : [])
    case .crossSell: return []
    case .shared(let section):
      guard section.side == own, section.rows.count == 1 else { return [] }
      return section.ratios.flatMap { ratio -> [Headline] in
        guard let value = section.shown(ratio, row: 0, minimum: minimum) else { return [] }
        let unit = ratio.measure.isEmpty ? "per mille" : "thousandths of \(ratio.measure)"
        return [Headline(name: "\(ratio.name), \(unit)", estimate: value)]
      }
    }
  }
}

extension Report {
  /// A figure, by a name that it has in every report of one agreement.
  package struct NamedFigure: Equatable, Sendable {
    package let name: [String]
    package let estimate: Estimate
  }

  /// Every figure that the minimum lets be shown, in the order of report.csv.
  package var namedFigures: [NamedFigure] {
    sections.flatMap { section in
      section.csvRows.compactMap { row in
        guard (row.judge ?? row.figure).withheld(minimum: privacy.minimum) == nil else {
          return nil
        }
        return NamedFigure(
          name: [
            section.question, row.table, row.kind, row.initiator.group, row.initiator.product,
            row.responder.group, row.responder.product,
          ], estimate: row.figure.estimate)
      }
    }
  }
}
