// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import Matching
import Parallel
import Questions
import Release

extension StagedPair {
  /// The counts of each table with their noise, as the initiator has them from an answer before it adds any of its own.
  func results<Arithmetic>(
    of answer: Received<Answer>, _ runKey: borrowing RunKey, _ machinery: Machinery<Arithmetic>
  ) throws -> [TableResult] {
    let parties = terms.agreement.terms
    var results: [TableResult] = []
    for table in terms.plan.tables {
      let received = answer.body.tables[table.number]
      let key = try TableKey(
        shared: initiator.sharedSecret(with: parties.responder.identity),
        agreement: terms.agreement.digest.bytes,
        identities: parties.initiator.identity.bytes + parties.responder.identity.bytes,
        run: answer.message.preamble.run, table: table.number)
      let side = try TableSide(
        terms.shape(table), tableKey: key, messageKey: runKey.key,
        arithmetic: machinery.arithmetic, workers: machinery.workers)
      let (offered, answered) = (received.tags.dropLast(), received.points.dropLast())
      let counts = TableCounts(
        matched: Matcher.count(
          offered: Array(offered), answered: try side.tags(of: Array(answered))),
        initiatorAccounts: runKey.accounts[table.number],
        offered: offered.map(\.count), answered: answered.map(\.count))
      results.append(TableResult(counts, table, sizeShift: terms.plan.sizeLaw.shift))
    }
    return results
  }

  /// All that two lists give under a machinery, through the sealed files.
  func play<Arithmetic>(
    _ own: OwnList, _ other: OwnList, _ machinery: Machinery<Arithmetic>, run counter: UInt32 = 1
  ) throws -> Played {
    let staged = try offer(of: own, machinery, run: counter)
    let offer = try receive(offer: staged.message)
    let answering = try answer(to: offer, from: other, machinery)
    let answer = try receive(answer: answering.message, to: offer)
    let noise = try terms.plan.tables.map {
      try TableNoise($0, tape: machinery.tape, key: answering.runKey.key)
    }
    return Played(
      outcome: try match(answer, staged.runKey, machinery),
      results: try results(of: answer, staged.runKey, machinery), tableNoise: noise, offer: offer,
      answer: answer)
  }

  /// A run, and what each side knows of it.
  struct Played {
    let outcome: MatchOutcome
    /// By table, before the initiator's noise.
    let results: [TableResult]
    /// By table, the responder's own.
    let tableNoise: [TableNoise]
    let offer: Received<Offer>
    let answer: Received<Answer>
  }
}

extension Machinery where Arithmetic == ToyArithmetic {
  static func toy(_ tape: NoiseTape) -> Machinery {
    Machinery(workers: Workers(count: 1), tape: tape, arithmetic: ToyArithmetic())
  }
}
