// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Questions
import Reporting

/// The parts of a page that are computed.
struct QuestionPageParts {
  let texts: [QuestionPage.Part: String]

  init(_ page: QuestionPage) throws {
    let example = try QuestionExample(page)
    texts = [
      .cost: try Self.cost(example.terms),
      .disclosure: Self.disclosure(example.terms),
      .figures: try CountedByHand(example).markdown,
      .report: Self.quoted(example.markdown),
    ]
  }

  /// What it compiles to, what a run of it costs each side, and how far each kind of figure may be off.
  private static func cost(_ terms: RunTerms) throws -> String {
    let plan = try PlanSummary(terms, rate: 1, workers: 1)
    let question = plan.questions[0]
    let tables = plan.tables.count == 1 ? "1 table" : "\(plan.tables.count) tables"
    var lines = [
      "Counted in \(question.counted).",
      "A run of the example takes \(tables), and costs Acme epsilon \(plan.initiator.epsilon) and Globex"
        + " \(plan.responder.epsilon).",
      "",
      "| figure | how many | error, 95 % | useful from |",
      "|---|---:|---:|---:|",
    ]
    lines += question.figures.map {
      "| \($0.name) | \($0.count) | ± \(Words.grouped($0.error)) | \(Words.grouped($0.leastUseful)) |"
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The sentences of the code, which `lacuna agree show` and the report print, too.
  private static func disclosure(_ terms: RunTerms) -> String {
    let parties = (initiator: "Acme", responder: "Globex")
    let sides: [(Agreements.Role, String)] = [
      (.initiator, "Acme, which initiates, learns"), (.responder, "Globex, which answers, learns"),
    ]
    return sides.flatMap { role, words in
      terms.plan.disclosure(to: role, parties: parties).map { "- \(words) \($0)\n" }
    }.joined()
  }

  /// Set off from the page, whose headings it must not join.
  private static func quoted(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? ">\n" : "> \($0)\n" }.joined()
  }
}
