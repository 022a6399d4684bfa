// SPDX-License-Identifier: Apache-2.0

internal import Questions
internal import Reporting

/// The groups of a report's tables, without the figures: they follow from the agreement, so a report that has others
/// is refused before anything is drawn from it.
struct ReportShape: Equatable {
  private enum Section: Equatable {
    case accountMap([Table], statuses: [AccountMapSection.Statuses], basis: Report.CountBasis)
    case whiteSpace(Report.Role, Report.CountBasis, Report.Axis, products: [String])
    case crossSell(Report.CountBasis, [String], [String])
    case shared(
      SharedSection.Question, Report.Role, Report.CountBasis, rows: [String], columns: [String],
      sums: [SharedSum], ratios: [[String]])
  }

  private struct SharedSum: Equatable {
    let amount: String
    let owner: Report.Role
    let measure: String
    let most: Int
  }

  private struct Table: Equatable {
    let rows: Report.Axis
    let columns: Report.Axis
    /// How many unmatched figures each side has.
    let unmatched: [Int]
  }

  private let sections: [Section]

  init(_ report: Report) { self.init(sections: report.sections) }

  init(expectedUnder terms: RunTerms) throws {
    self.init(sections: try terms.plan.sections(terms.plan.emptyAnswers, knowing: .both))
  }

  private init(sections: [Report.Section]) {
    self.sections = sections.map { section in
      switch section {
      case .accountMap(let section):
        let shown = [section.map] + (section.breakdown.map { [$0.table] } ?? [])
        return .accountMap(
          shown.map {
            Table(
              rows: $0.rows, columns: $0.columns,
              unmatched: [$0.rowUnmatched.count, $0.columnUnmatched.count])
          }, statuses: [section.initiatorStatuses, section.responderStatuses],
          basis: section.countBasis)
      case .whiteSpace(let section):
        return .whiteSpace(
          section.side, section.countBasis, section.rows, products: section.products)
      case .crossSell(let section):
        return .crossSell(
          section.countBasis, section.initiatorProducts, section.responderProducts)
      case .shared(let section):
        return .shared(
          section.question, section.side, section.countBasis, rows: section.rows,
          columns: section.columns,
          sums: section.sums.map {
            SharedSum(amount: $0.amount, owner: $0.owner, measure: $0.measure, most: $0.most)
          }, ratios: section.ratios.map { [$0.name, $0.measure] })
      }
    }
  }
}
