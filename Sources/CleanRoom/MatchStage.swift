// SPDX-License-Identifier: Apache-2.0

internal import Accounts
package import Agreements
package import Blinding
internal import Cryptography
package import Exchange
internal import Matching
package import Questions
internal import Release
package import Reporting

/// The answers of a run, and I's noise in them: what the report is made of, and I's own annex.
package struct MatchOutcome: Sendable {
  /// In the order of the plan's questions.
  package let answers: [QuestionAnswer]
  /// e by question, in the shape of its draws.
  package let noise: [[[Int]]]
  /// What the files disclose of list sizes.
  package let sizes: ListSizes
  /// The exchange check, by table.
  package let check: Report.ExchangeCheck
}

/// List sizes as the sections of the first count disclose them, noise inside.
package struct ListSizes: Sendable, Equatable {
  /// N_g + M_g - t_s, over all groups.
  package let initiator: Int
  /// R's accounts with a match key; nil where a match rule does not tell tokens from accounts.
  package let responder: Int?
}

/// I's last stage: an answer to released answers (table.md 5 and 6). Pure: same inputs, same answers.
///
/// All refusals happen before the merge and are functions of the counterpart's bytes and public state; after it
/// nothing can fail but the machine (protocol F4, F11).
package struct MatchStage<Arithmetic: PointArithmetic>: ~Copyable {
  private let terms: RunTerms
  private let machinery: Machinery<Arithmetic>

  package init(_ terms: RunTerms, _ machinery: Machinery<Arithmetic>) {
    self.terms = terms
    self.machinery = machinery
  }

  package consuming func match(
    _ answer: Answer, in message: ReceivedMessage, runKey: borrowing RunKey,
    identity: borrowing PrivateIdentity, seed: borrowing Seed
  ) throws(StageError) -> MatchOutcome {
    let agreement = terms.agreement
    do {
      var results: [TableResult] = []
      var check: [Report.ExchangeCheck.Table] = []
      for table in terms.plan.tables {
        let received = answer.tables[table.number]
        let side = try TableSide(
          terms.shape(table),
          tableKey: terms.tableKey(table, run: message.preamble.run, identity: identity),
          messageKey: runKey.key, arithmetic: machinery.arithmetic, workers: machinery.workers)
        let (groups, others) = (table.initiator.count, table.responder.count)
        let offered = Array(received.tags[..<groups])
        let points = Array(received.points[..<others])
        let tags: [[Tag]]
        let controlTags: [Tag]
        do {
          tags = try side.tags(of: points)
          controlTags = try side.controlTags(of: received.points[others])
        } catch {
          throw ExchangeError(error, table: table.number)
        }
        // Control accounts meet control accounts alone: no count of theirs and an account's is ever made.
        let met = Matcher.count(offered: [received.tags[groups]], answered: [controlTags])
        check.append(.init(due: ControlAccounts.due(table.scheme), met: met[0][0]))
        let counts = TableCounts(
          matched: Matcher.count(offered: offered, answered: tags),
          initiatorAccounts: runKey.accounts[table.number],
          offered: offered.map(\.count), answered: points.map(\.count))
        results.append(TableResult(counts, table, sizeShift: terms.plan.sizeLaw.shift))
      }
      let key = try MessageKey.report(
        seed: seed, answer: message.digest, agreement: agreement.digest)
      var answers: [QuestionAnswer] = []
      var noise: [[[Int]]] = []
      for question in terms.plan.questions {
        let drawn = try AnswerNoise(question.compiled, tape: machinery.tape, key: key).values
        answers.append(question.answer(results, noise: drawn))
        noise.append(drawn)
      }
      return MatchOutcome(
        answers: answers, noise: noise, sizes: ListSizes(results, agreement.terms.match),
        check: Report.ExchangeCheck(tables: check))
    } catch {
      throw StageError(error)
    }
  }
}

/// I's noise in the answer to one question, in the shape of its draws.
struct AnswerNoise {
  let values: [[Int]]

  init(
    _ question: some CompiledQuestion, tape: NoiseTape, key: borrowing SecretBytes
  ) throws {
    var values: [[Int]] = []
    for draws in question.draws {
      var row: [Int] = []
      for draw in draws {
        let law = try question.answerLaw(of: draw.family)
        row.append(
          try tape.value(of: .answer(question: question.question, draw, law), key: key))
      }
      values.append(row)
    }
    self.values = values
  }
}

extension ListSizes {
  init(_ results: [TableResult], _ match: MatchTerms) {
    initiator = results.first?.sizes.reduce(0, +) ?? 0
    responder =
      match.rule == .fallback ? results.first?.responderSizes.reduce(0, +) ?? 0 : nil
  }
}

extension MatchOutcome {
  /// The answers to account maps.
  package var maps: [AccountMapAnswer] {
    answers.compactMap { if case .accountMap(let answer) = $0 { answer } else { nil } }
  }
}
