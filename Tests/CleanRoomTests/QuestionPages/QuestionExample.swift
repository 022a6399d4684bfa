// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Cryptography
import Foundation
import Oracle
import Questions
import Release
import Reporting
import TestSupport

/// The example of a page, played: both lists imported by the tool, a whole run without noise, and its report as it
/// would be at the page's epsilon.
struct QuestionExample {
  /// The page's agreement: for what it costs, and for the intervals.
  let terms: RunTerms
  /// The section of the report, its values without noise.
  let section: Report.Section
  /// The same as Markdown, as it stands in report.md.
  let markdown: String
  /// Both lists, as somebody would count them who may see both.
  let oracle: PlaintextCleanRoom

  init(_ page: QuestionPage) throws {
    let terms = try Self.terms(page.agreement)
    let lists = try page.lists
    let (report, oracle) = try withTemporaryFolder { folder in
      let pair = try RoomPair.make(
        in: folder, initiator: lists.initiator, responder: lists.responder, try Self.draft(terms))
      return (try pair.play().initiator.report, try pair.oracle())
    }
    let answers = try report.sections.map { try $0.answer }
    let sections = try terms.plan.sections(answers)
    guard sections.count == 1 else { throw QuestionPage.Malformed(what: "not one question") }
    section = sections[0]
    markdown = try Self.markdown(of: sections, in: report)
    self.terms = terms
    self.oracle = oracle
  }

  /// What there is in an agreement besides, for one question between Acme and Globex.
  static func terms(_ part: String, _ keys: MatchKeys = .domain) throws -> RunTerms {
    func party(_ name: String, _ byte: UInt8) throws -> Party {
      let identity = try PrivateIdentity(
        root: SecretBytes(copying: Array(repeating: byte, count: 32)))
      return try Party(
        name: name, organisation: name.lowercased(), identity: identity.publicIdentity,
        commitment: .zero, accounts: 5000)
    }
    var match = PublicListDigests.match
    match.keys = keys
    let frame = Terms(
      title: "Acme and Globex", purpose: "An example", validFrom: RoomPair.today,
      validUntil: RoomPair.today, initiator: try party("Acme", 1),
      responder: try party("Globex", 2), match: match, dimensions: [StatusDimension.agreed],
      initiatorProducts: [], responderProducts: [],
      questions: [QuestionTerms(.accountMap(by: nil), epsilon: try Epsilon(1))],
      privacy: PrivacyTerms(
        sizeEpsilon: try Epsilon(1, over: 10), delta: .standard, yearlyCap: try Epsilon(4),
        minimum: 0, smallestList: 1))
    let given = sections(of: part)
    let names = Set(given.map(\.name))
    let kept = sections(of: AgreementWriter.text(of: frame)).filter { !names.contains($0.name) }
    let text = (kept + given).map(\.text).joined()
    return try RunTerms(Agreement(bytes: Array(text.utf8)))
  }

  /// The keys at the top of a text, each with its lines.
  private static func sections(of text: String) -> [(name: String, text: String)] {
    var sections: [(name: String, text: String)] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix(" ") {
        sections[sections.count - 1].text += line + "\n"
      } else {
        sections.append((String(line.prefix { $0 != ":" }), line + "\n"))
      }
    }
    return sections
  }

  /// The same at an epsilon so large that it takes few fake accounts; without noise it makes no difference else.
  private static func draft(_ terms: RunTerms) throws -> RoomPair.Draft {
    let page = terms.agreement.terms
    let large = try Epsilon(20)
    let delta = try Delta(exponent: 20)
    return RoomPair.Draft(edit: { draft in
      draft.dimensions = page.dimensions
      draft.initiatorProducts = page.initiatorProducts
      draft.responderProducts = page.responderProducts
      draft.productsAnAccount = page.productsAnAccount
      draft.amounts = page.amounts
      draft.questions = page.questions.map { QuestionTerms($0.asked, epsilon: large) }
      (draft.privacy.sizeEpsilon, draft.privacy.delta) = (large, delta)
    })
  }

  /// The part of report.md that is the sections.
  private static func markdown(of sections: [Report.Section], in report: Report) throws -> String {
    let other = Report(
      terms: report.terms, initiator: report.initiator, responder: report.responder,
      run: report.run, sections: sections, exchangeCheck: report.exchangeCheck,
      privacy: report.privacy, provenance: report.provenance)
    let text = other.markdown(digest: [], signature: [])
    guard let start = text.range(of: "\n## "),
      let end = text.range(of: "\n\n## What was shared", range: start.upperBound..<text.endIndex)
    else { throw QuestionPage.Malformed(what: "no section in report.md") }
    return String(text[text.index(after: start.lowerBound)..<end.lowerBound])
  }
}

extension Report.Section {
  /// The values of a section as an answer, which has no intervals.
  fileprivate var answer: QuestionAnswer {
    get throws {
      func values(_ figures: [[Report.Figure]]) -> [[Int]] {
        figures.map { $0.map(\.estimate.value) }
      }
      switch self {
      case .accountMap(let section):
        let table = (section.breakdown?.table ?? section.map).values
        return .accountMap(
          AccountMapAnswer(
            cells: table.cells, initiatorUnmatched: table.rowUnmatched,
            responderUnmatched: table.columnUnmatched))
      case .whiteSpace(let section):
        return .whiteSpace(
          WhiteSpaceAnswer(
            cells: section.values.cells, rowTotals: section.values.rowTotals,
            total: section.values.total))
      case .crossSell(let section):
        return .crossSell(
          CrossSellAnswer(
            both: section.values.both, initiatorOnly: section.values.initiatorOnly,
            responderOnly: section.values.responderOnly))
      case .shared(let section):
        return .shared(
          SharedAnswer(
            counts: values(section.counts), sums: section.sums.map { values($0.figures) }))
      }
    }
  }
}
