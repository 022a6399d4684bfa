// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Oracle
import Questions
import Reporting
import Testing

/// The true figures of an example, from the plaintext clean room: as a table for its page, and against the report.
struct CountedByHand {
  let header: [String]
  let rows: [[String]]
  /// Sentences below the table, one a ratio.
  var ratios: [String] = []

  var markdown: String {
    let rule = "|---|" + String(repeating: "---:|", count: header.count - 1)
    let lines = [row(header), rule] + rows.map(row)
    let below = ratios.isEmpty ? [] : [""] + ratios.map { "- \($0)" }
    return (lines + below).map { $0 + "\n" }.joined()
  }

  private func row(_ fields: [String]) -> String { "| \(fields.joined(separator: " | ")) |" }

  /// Records an issue where the report's values are others.
  init(_ example: QuestionExample) throws {
    let terms = example.terms.agreement.terms
    let oracle = example.oracle
    switch (example.terms.plan.questions[0], example.section) {
    case (.accountMap(let map), .accountMap(let section)):
      let truth = oracle.counts(
        rows: map.table.initiator.dimensions, columns: map.table.responder.dimensions)
      #expect((section.breakdown?.table ?? section.map).values == truth)
      self.init(truth, map)
    case (.whiteSpace(let question), .whiteSpace(let section)):
      let products = question.products.map { _ in PlaintextProducts(of: question.side, terms) }
      let truth = oracle.whiteSpace(
        of: question.side, by: question.rows.dimensions, products: products)
      #expect(section.values == truth)
      self.init(truth, question)
    case (.crossSell(let question), .crossSell(let section)):
      let truth = oracle.crossSell(
        PlaintextProducts(of: .initiator, terms), PlaintextProducts(of: .responder, terms))
      #expect(section.values == truth)
      self.init(truth, question)
    case (.shared(let question), .shared(let section)):
      let truth = oracle.shared(question.terms, terms)
      Self.expect(section, truth)
      self.init(truth, question, terms)
    default: throw AnotherQuestion()
    }
  }

  private init(_ header: [String], _ rows: [[String]]) {
    self.header = header
    self.rows = rows
  }

  private init(_ truth: PlaintextCounts, _ map: AccountMap) {
    let rows = zip(map.table.initiator.titles, truth.cells).enumerated().map { index, row in
      [row.0.joined(separator: ", ")] + row.1.map(String.init) + ["\(truth.rowUnmatched[index])"]
    }
    self.init(
      ["Acme ↓ Globex →"] + map.table.responder.titles.map { $0.joined(separator: ", ") }
        + ["only Acme"],
      rows + [["only Globex"] + truth.columnUnmatched.map(String.init) + [""]])
  }

  private init(_ truth: PlaintextWhiteSpace, _ question: WhiteSpace) {
    let titles = question.rows.titles.map { $0.isEmpty ? "all" : $0.joined(separator: ", ") }
    self.init(
      ["Globex"] + (question.products?.names ?? []).map { "with \($0)" } + ["all"],
      zip(titles, zip(truth.cells, truth.rowTotals)).map {
        [$0] + $1.0.map(String.init) + ["\($1.1)"]
      })
  }

  private init(_ truth: PlaintextCrossSell, _ question: CrossSell) {
    self.init(
      ["Acme's and Globex's", "both", "Acme's alone", "Globex's alone"],
      question.initiator.names.enumerated().flatMap { a, mine in
        question.responder.names.enumerated().map { b, theirs in
          [
            "\(mine), \(theirs)", "\(truth.both[a][b])", "\(truth.initiatorOnly[a][b])",
            "\(truth.responderOnly[a][b])",
          ]
        }
      })
  }
}

// MARK: Shared accounts

extension CountedByHand {
  /// Counts are true, and so are sums, for the amounts of an example are whole units of what counts of them.
  private static func expect(_ section: SharedSection, _ truth: PlaintextShared) {
    for (row, name) in section.rows.enumerated() {
      for (column, title) in section.columns.enumerated() {
        let place = PlaintextShared.Place(name, title)
        #expect(
          section.counts[row][column].estimate.value == truth.counts[place, default: 0], "\(place)")
        for (index, sum) in section.sums.enumerated() {
          let found = sum.figures[row][column].estimate.value * 100 * sum.most
          #expect(
            found == truth.sums[index][place, default: 0] * SharedSection.parts,
            "\(sum.amount), \(place)")
        }
      }
    }
  }

  private init(_ truth: PlaintextShared, _ question: SharedQuestion, _ terms: Terms) {
    let amounts = question.sums.map(\.amount)
    let places = question.grid.rows.flatMap { row in
      question.grid.columns.map { PlaintextShared.Place(row, $0) }
    }
    header =
      ["entry", "shared accounts"]
      + amounts.map { $0.name == $0.measure ? $0.name : "\($0.name), \($0.measure)" }
    rows = places.map { place in
      ["\(place.row), \(place.column)", "\(truth.counts[place, default: 0])"]
        + truth.sums.map { Words.grouped($0[place, default: 0] / 100) }
    }
    ratios = question.ratios.flatMap { ratio in
      question.grid.rows.map { row in
        Self.sentence(ratio, row, truth, question)
      }
    }
  }

  /// `win rate, all: 3 of 5, 60.0 %`.
  private static func sentence(
    _ ratio: SharedGrid.Ratio, _ row: String, _ truth: PlaintextShared, _ question: SharedQuestion
  ) -> String {
    func value(_ operand: SharedGrid.Operand) -> Int {
      operand.columns.reduce(0) { sum, column in
        let place = PlaintextShared.Place(row, question.grid.columns[column])
        return sum
          + (operand.sum.map { truth.sums[$0][place, default: 0] / 100 }
            ?? truth.counts[place, default: 0])
      }
    }
    let (first, second) = (value(ratio.first), value(ratio.second))
    let whole = ratio.kind == .share ? first + second : second
    let words = "\(ratio.name), \(row): \(Words.grouped(first)) of \(Words.grouped(whole))"
    guard whole > 0 else { return words }
    if ratio.kind == .quotient, ratio.second.sum == nil, let sum = ratio.first.sum {
      return "\(words), \(Words.grouped(first / whole)) \(question.sums[sum].amount.measure)"
    }
    return "\(words), \(1000 * first / whole / 10).\(1000 * first / whole % 10) %"
  }
}
