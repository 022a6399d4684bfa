// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Blinding
internal import Cryptography
package import Exchange
internal import Matching
package import Questions
internal import Release

/// The answers of a run, and I's noise in them: what the report is made of, and I's own annex.
package struct MatchOutcome: Sendable {
  package let answers: [AccountMapAnswer]
  /// e by question, group g, then p and last "none".
  package let noise: [[[Int]]]
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
      var counts: [TableCounts] = []
      for table in terms.plan.tables {
        let received = answer.tables[table.number]
        let side = try TableSide(
          terms.shape(table),
          tableKey: terms.tableKey(table, run: message.preamble.run, identity: identity),
          messageKey: runKey.key, arithmetic: machinery.arithmetic, workers: machinery.workers)
        let tags: [[Tag]]
        do {
          tags = try side.tags(of: received.points)
        } catch {
          throw ExchangeError(error, table: table.number)
        }
        counts.append(
          TableCounts(
            matched: Matcher.count(offered: received.tags, answered: tags),
            initiatorAccounts: runKey.accounts[table.number],
            offered: received.tags.map(\.count), answered: received.points.map(\.count)))
      }
      let key = try MessageKey.report(
        seed: seed, answer: message.digest, agreement: agreement.digest)
      var answers: [AccountMapAnswer] = []
      var noise: [[[Int]]] = []
      for map in terms.plan.maps {
        let drawn = try AnswerNoise(map, tape: machinery.tape, key: key)
        answers.append(
          map.answer(
            counts[map.table.number], sizeShift: terms.plan.sizeLaw.shift,
            answerNoise: drawn.values))
        noise.append(drawn.values)
      }
      return MatchOutcome(answers: answers, noise: noise)
    } catch {
      throw StageError(error)
    }
  }
}

/// I's noise in one account map: e of (g, p) for each p, and last of (g, none).
struct AnswerNoise {
  let values: [[Int]]

  init(_ map: AccountMap, tape: NoiseTape, key: borrowing SecretBytes) throws {
    let law = try map.answerLaw()
    var values: [[Int]] = []
    for g in 0..<map.table.initiator.count {
      var row: [Int] = []
      for p in 0..<map.table.responder.count {
        row.append(try tape.value(of: .answer(question: map.question, g: g, p: p, law), key: key))
      }
      row.append(try tape.value(of: .answer(question: map.question, g: g, p: nil, law), key: key))
      values.append(row)
    }
    self.values = values
  }
}
