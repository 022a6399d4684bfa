// SPDX-License-Identifier: Apache-2.0

package import Agreements
internal import Release

/// A question of a plan: one case, and a few files, a question of the catalogue.
package enum PlannedQuestion: Sendable {
  case accountMap(AccountMap)
  case whiteSpace(WhiteSpace)
  case crossSell(CrossSell)
  case shared(SharedQuestion)

  package var compiled: any CompiledQuestion {
    switch self {
    case .accountMap(let question): question
    case .whiteSpace(let question): question
    case .crossSell(let question): question
    case .shared(let question): question
    }
  }

  /// What a side learns, one sentence each, for people.
  package func disclosure(
    to reader: Role, parties: (initiator: String, responder: String)
  ) -> [String] {
    switch self {
    case .accountMap(let question): question.disclosure(to: reader, parties: parties)
    case .whiteSpace(let question): question.disclosure(to: reader, parties: parties)
    case .crossSell(let question): question.disclosure(to: reader, parties: parties)
    case .shared(let question): question.disclosure(to: reader, parties: parties)
    }
  }

  package func answer(_ results: [TableResult], noise: [[Int]]) -> QuestionAnswer {
    switch self {
    case .accountMap(let question): .accountMap(question.answer(results, noise: noise))
    case .whiteSpace(let question): .whiteSpace(question.answer(results, noise: noise))
    case .crossSell(let question): .crossSell(question.answer(results, noise: noise))
    case .shared(let question): .shared(question.answer(results, noise: noise))
    }
  }

  /// The answer without a reader's own noise; an answer to another question stays as it is.
  ///
  /// - Parameters:
  ///   - results: the reader's own noise in each table, less the shifts.
  ///   - noise: its own e, in the shape of `draws`.
  package func without(
    _ results: [TableResult], noise: [[Int]], _ answer: QuestionAnswer
  ) -> QuestionAnswer {
    switch (self, answer) {
    case (.accountMap(let question), .accountMap(let answer)):
      .accountMap(question.without(results, noise: noise, answer))
    case (.whiteSpace(let question), .whiteSpace(let answer)):
      .whiteSpace(question.without(results, noise: noise, answer))
    case (.crossSell(let question), .crossSell(let answer)):
      .crossSell(question.without(results, noise: noise, answer))
    case (.shared(let question), .shared(let answer)):
      .shared(question.without(results, noise: noise, answer))
    default: answer
    }
  }
}

/// The answer to a question of a plan.
package enum QuestionAnswer: Sendable, Equatable {
  case accountMap(AccountMapAnswer)
  case whiteSpace(WhiteSpaceAnswer)
  case crossSell(CrossSellAnswer)
  case shared(SharedAnswer)
}

extension PlannedQuestion {
  /// A question before its counts are made: what it needs counted.
  enum Draft {
    case accountMap(FurtherDimension?, CountPlan.Need)
    case whiteSpace(WhiteSpace.Compiled)
    case crossSell(CrossSell.Compiled)
    case shared(SharedQuestion.Compiled)

    init(_ question: QuestionTerms, at index: Int, _ terms: Terms) throws {
      switch question.asked {
      case .accountMap(let by):
        self = .accountMap(by, AccountMap.need(by, epsilon: question.epsilon, terms))
      case .whiteSpace(let side, let names):
        guard
          let compiled = try WhiteSpace.compile(
            of: side, by: names, epsilon: question.epsilon, terms)
        else { throw Self.tooLarge(index) }
        self = .whiteSpace(compiled)
      case .crossSell:
        guard let compiled = try CrossSell.compile(question.epsilon, terms) else {
          throw Self.tooLarge(index)
        }
        self = .crossSell(compiled)
      case .shared(let shared):
        self = .shared(try SharedQuestion.compile(shared, epsilon: question.epsilon, terms))
      }
    }

    private static func tooLarge(_ index: Int) -> AgreementsError {
      .agreementMalformed(
        path: "questions[\(index)]",
        reason: "more groups or products than any plan can count: at most \(Plan.cellLimit) cells"
          + " a table and \(Plan.tableLimit) tables")
    }

    var needs: [CountPlan.Need] {
      switch self {
      case .accountMap(_, let need): [need]
      case .whiteSpace(let compiled): compiled.needs
      case .crossSell(let compiled): compiled.needs
      case .shared(let compiled): compiled.needs
      }
    }

    func question(
      at index: Int, _ question: QuestionTerms, _ book: CountBook, _ terms: Terms
    ) throws -> PlannedQuestion {
      let counts = needs.compactMap { book.count(for: $0) }
      guard let first = counts.first, counts.count == needs.count else {
        throw Self.tooLarge(index)
      }
      switch self {
      case .accountMap(let by, _):
        return .accountMap(
          AccountMap(
            question: index, epsilon: question.epsilon, by: by, match: terms.match, count: first))
      case .whiteSpace(let compiled):
        return .whiteSpace(
          WhiteSpace(
            question: index, epsilon: question.epsilon, side: compiled.side, rows: compiled.rows,
            products: compiled.products, method: compiled.method, match: terms.match,
            counts: counts))
      case .crossSell(let compiled):
        return .crossSell(
          CrossSell(
            question: index, epsilon: question.epsilon, initiator: compiled.initiator,
            responder: compiled.responder, method: compiled.method, match: terms.match,
            counts: counts))
      case .shared(let compiled):
        return .shared(
          SharedQuestion(
            compiled, question: index, epsilon: question.epsilon, match: terms.match,
            counts: counts))
      }
    }
  }
}
