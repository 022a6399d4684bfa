// SPDX-License-Identifier: Apache-2.0

internal import Agreements
package import Questions
internal import Release
package import Reporting

extension Plan {
  /// The sections of a report: an interval for every figure, as sharp as `known` allows.
  package func sections(
    _ answers: [QuestionAnswer], knowing known: DrawLaws.Known = .neither
  ) throws -> [Report.Section] {
    try zip(questions, answers).map { question, answer in
      switch (question, answer) {
      case (.accountMap(let map), .accountMap(let answer)):
        .accountMap(
          try AccountMapFigures(map, sizeLaw: sizeLaw, knowing: known).section(answer))
      case (.whiteSpace(let question), .whiteSpace(let answer)):
        .whiteSpace(
          try WhiteSpaceSection(
            question, answer, WhiteSpaceLaws(question, sizeLaw: sizeLaw, knowing: known)))
      case (.crossSell(let question), .crossSell(let answer)):
        .crossSell(
          try CrossSellSection(
            question, answer, CrossSellLaws(question, sizeLaw: sizeLaw, knowing: known)))
      case (.shared(let question), .shared(let answer)):
        .shared(
          try SharedSection(
            question, answer, SharedLaws(question, sizeLaw: sizeLaw, knowing: known)))
      default: throw StageError.cryptography("an answer to another question")
      }
    }
  }

  /// Answers over lists without accounts and without noise: to try out what will be made of any.
  var emptyAnswers: [QuestionAnswer] {
    let results = tables.map { TableResult(emptyOf: $0) }
    return questions.map { $0.answer(results, noise: $0.compiled.noNoise) }
  }

  /// The laws of the disclosed list sizes: I's, and R's (nil where it is not told).
  func listSizes(_ sizes: ListSizes, _ answers: [QuestionAnswer]) throws -> (
    initiator: Report.Estimate, responder: Report.Estimate?
  ) {
    guard let table = tables.first else {
      throw StageError.cryptography("a plan without tables")
    }
    let laws = try DrawLaws(sizeLaw: sizeLaw, knowing: .neither)
    var own = try laws.padding.convolved(times: table.initiator.count).estimate(sizes.initiator)
    // What is released of I's whole list is sharper than its padded sizes.
    for case (.accountMap(let map), .accountMap(let answer)) in zip(questions, answers)
    where map.releasesUnmatched {
      let law = try AccountMapLaws(map, sizeLaw: sizeLaw).initiatorTotal(
        groups: map.table.initiator.count, across: map.table.responder.count)
      own = try law.estimate(
        answer.cells.joined().reduce(0, +) + answer.initiatorUnmatched.reduce(0, +))
    }
    let other = try NoiseDistribution.truncatedDiscreteLaplace(table.noise)
      .convolved(times: (table.initiator.count + 1) * table.responder.count)
    return (own, try sizes.responder.map { try other.estimate($0) })
  }
}
