// SPDX-License-Identifier: Apache-2.0

internal import Questions
internal import Reporting

extension Plan {
  /// The figures of a report, back as the answers they are of.
  /// - Throws: `report-malformed` where the sections are not those of the plan.
  func answers(of report: Report) throws -> [QuestionAnswer] {
    guard report.sections.count == questions.count else { throw Self.anotherShape }
    return try zip(questions, report.sections).map { question, section in
      let answer: QuestionAnswer
      switch section {
      case .accountMap(let section):
        let table = section.breakdown?.table ?? section.map
        answer = .accountMap(
          AccountMapAnswer(
            cells: table.cells.values, initiatorUnmatched: table.rowUnmatched.values,
            responderUnmatched: table.columnUnmatched.values))
      case .whiteSpace(let section):
        answer = .whiteSpace(
          WhiteSpaceAnswer(
            cells: section.cells.values, rowTotals: section.rowTotals.values,
            total: section.total.estimate.value))
      case .crossSell(let section):
        answer = .crossSell(
          CrossSellAnswer(
            both: section.both.values, initiatorOnly: section.initiatorOnly.values,
            responderOnly: section.responderOnly.values))
      case .shared(let section):
        answer = .shared(
          SharedAnswer(counts: section.counts.values, sums: section.sums.map(\.figures.values)))
      }
      guard question.answers(like: answer) else { throw Self.anotherShape }
      return answer
    }
  }

  private static var anotherShape: CleanRoomError {
    CleanRoomError("report-malformed", .counterpartFileRejected, "another shape")
  }
}

extension PlannedQuestion {
  /// Whether an answer is of this kind and has as many figures as its own.
  fileprivate func answers(like answer: QuestionAnswer) -> Bool {
    switch (self, answer) {
    case (.accountMap(let map), .accountMap(let answer)):
      let (groups, others) = (map.table.initiator.count, map.table.responder.count)
      return answer.cells.count == groups && answer.cells.allSatisfy { $0.count == others }
        && answer.initiatorUnmatched.count == (map.hasUnmatched ? groups : 0)
        && answer.responderUnmatched.count == (map.hasUnmatched ? others : 0)
    case (.whiteSpace(let question), .whiteSpace(let answer)):
      return answer.rowTotals.count == question.rows.count
        && answer.cells.count == question.rows.count
        && answer.cells.allSatisfy { $0.count == question.products?.names.count ?? 0 }
    case (.crossSell(let question), .crossSell(let answer)):
      return [answer.both, answer.initiatorOnly, answer.responderOnly].allSatisfy {
        $0.count == question.initiator.names.count
          && $0.allSatisfy { $0.count == question.responder.names.count }
      }
    case (.shared(let question), .shared(let answer)):
      return answer.sums.count == question.sums.count
        && ([answer.counts] + answer.sums).allSatisfy {
          $0.count == question.grid.rows.count
            && $0.allSatisfy { $0.count == question.grid.columns.count }
        }
    default: return false
    }
  }
}

extension [Report.Figure] {
  fileprivate var values: [Int] { map(\.estimate.value) }
}

extension [[Report.Figure]] {
  fileprivate var values: [[Int]] { map(\.values) }
}
