// SPDX-License-Identifier: Apache-2.0

internal import Accounts
package import Agreements
package import Blinding
package import Cryptography
package import Exchange
internal import Matching
package import Parallel
package import Questions
internal import Release

/// The place of a message in its chain, from the own ledger.
package struct MessagePlace: Sendable {
  package var seedNumber: UInt32
  package var nextCommitment: Agreements.Digest
  package var ownHead: Agreements.Digest
  package var counterpartHead: Agreements.Digest

  package init(
    seedNumber: UInt32, nextCommitment: Agreements.Digest, ownHead: Agreements.Digest,
    counterpartHead: Agreements.Digest
  ) {
    self.seedNumber = seedNumber
    self.nextCommitment = nextCommitment
    self.ownHead = ownHead
    self.counterpartHead = counterpartHead
  }
}

/// The machinery of a stage: threads, noise and the group. Tests put others in place of the last two.
package struct Machinery<Arithmetic: PointArithmetic>: Sendable {
  package var workers: Workers
  package var tape: NoiseTape
  package var arithmetic: Arithmetic

  package init(workers: Workers, tape: NoiseTape, arithmetic: Arithmetic) {
    self.workers = workers
    self.tape = tape
    self.arithmetic = arithmetic
  }
}

extension Machinery where Arithmetic == Curve25519Arithmetic {
  /// What the tool runs with.
  package init(workers: Workers) {
    self.init(workers: workers, tape: .derived, arithmetic: Curve25519Arithmetic())
  }
}

/// A message ready to be paid for and sealed, with what must be kept of it.
package struct StagedMessage: ~Copyable {
  package let message: OutgoingMessage
  package let runKey: RunKey
}

/// I's first stage: the own list to an offer (table.md 3). Pure: same inputs, same content.
package struct OfferStage<Arithmetic: PointArithmetic>: ~Copyable {
  private let terms: RunTerms
  private let machinery: Machinery<Arithmetic>

  package init(_ terms: RunTerms, _ machinery: Machinery<Arithmetic>) {
    self.terms = terms
    self.machinery = machinery
  }

  package consuming func offer(
    of list: consuming OwnTokens, listDigest: [UInt8], identity: borrowing PrivateIdentity,
    signature: AgreementSignature, seed: borrowing Seed, counter: UInt32, place: MessagePlace
  ) throws(StageError) -> StagedMessage {
    let agreement = terms.agreement
    // Gone after their last use, as what else is as long as a list.
    let tokens = consume list
    let accounts = tokens.groupSizes
    do {
      let run = try MessageKey.runID(seed: seed, agreement: agreement.digest, counter: counter)
      let key = try MessageKey.offer(
        seed: seed, run: run, agreement: agreement.digest, listDigest: listDigest)
      let rounded = try RoundedAmounts(tokens, terms.plan, of: .initiator, key: key)
      var tables: [[[Point]]] = []
      for table in terms.plan.tables {
        let side = try TableSide(
          terms.shape(table), tableKey: terms.tableKey(table, run: run, identity: identity),
          messageKey: key, arithmetic: machinery.arithmetic, workers: machinery.workers)
        let padding = try terms.padding(table, tape: machinery.tape, key: key)
        let controls = try ControlAccounts.embedded.get().names(table.scheme, .initiator)
        tables.append(
          try side.offer(tokens.rows(of: table, rounded), padding: padding)
            + [side.offeredControls(controls)])
      }
      let preamble = Preamble(
        kind: .offer, sender: identity.publicIdentity,
        recipient: agreement.terms.responder.identity, agreement: agreement.digest, run: run,
        seedNumber: place.seedNumber, answers: .zero, nextCommitment: place.nextCommitment,
        senderHead: place.ownHead, recipientHead: place.counterpartHead)
      let offer = Offer(
        agreement: agreement.bytes, agreementSignature: signature.signature, runCounter: counter,
        tables: tables)
      return StagedMessage(
        message: try OutgoingMessage(preamble, signedBy: identity) { offer.append(to: &$0) },
        runKey: RunKey(role: .initiator, key: key, accounts: accounts))
    } catch {
      throw StageError(error)
    }
  }
}

/// R's stage: an offer and the own list to an answer (table.md 4). Pure: same inputs, same content.
package struct AnswerStage<Arithmetic: PointArithmetic>: ~Copyable {
  private let terms: RunTerms
  private let machinery: Machinery<Arithmetic>

  package init(_ terms: RunTerms, _ machinery: Machinery<Arithmetic>) {
    self.terms = terms
    self.machinery = machinery
  }

  /// `offer` must have passed its checks; what is refused here is refused for the offer's bytes alone.
  package consuming func answer(
    to offer: consuming Offer, in message: ReceivedMessage, from list: consuming OwnTokens,
    listDigest: [UInt8], identity: borrowing PrivateIdentity, signature: AgreementSignature,
    seed: borrowing Seed, place: MessagePlace
  ) throws(StageError) -> StagedMessage {
    let agreement = terms.agreement
    let run = message.preamble.run
    let tokens = consume list
    let accounts = tokens.groupSizes
    do {
      let key = try MessageKey.answer(
        seed: seed, offer: message.digest, agreement: agreement.digest, listDigest: listDigest)
      let rounded = try RoundedAmounts(tokens, terms.plan, of: .responder, key: key)
      var tables: [AnswerTable] = []
      for table in terms.plan.tables {
        let side = try TableSide(
          terms.shape(table), tableKey: terms.tableKey(table, run: run, identity: identity),
          messageKey: key, arithmetic: machinery.arithmetic, workers: machinery.workers)
        let tags: [[Tag]]
        do {
          tags = try side.tags(of: offer.tables[table.number])
        } catch {
          throw ExchangeError(error, table: table.number)
        }
        let noise = try TableNoise(table, tape: machinery.tape, key: key)
        let controls = try ControlAccounts.embedded.get().names(table.scheme, .responder)
        tables.append(
          AnswerTable(
            tags: tags,
            points: try side.answer(
              tokens.rows(of: table, rounded), noise: noise.cells, unmatchedNoise: noise.unmatched)
              + [side.answeredControls(controls)]))
      }
      let preamble = Preamble(
        kind: .answer, sender: identity.publicIdentity,
        recipient: agreement.terms.initiator.identity, agreement: agreement.digest, run: run,
        seedNumber: place.seedNumber, answers: message.digest, nextCommitment: place.nextCommitment,
        senderHead: place.ownHead, recipientHead: place.counterpartHead)
      let answer = Answer(agreementSignature: signature.signature, tables: tables)
      return StagedMessage(
        message: try OutgoingMessage(preamble, signedBy: identity) { answer.append(to: &$0) },
        runKey: RunKey(role: .responder, key: key, accounts: accounts))
    } catch {
      throw StageError(error)
    }
  }
}

/// R's noise in one table: n_gp and n_0p.
package struct TableNoise: Sendable {
  package let cells: [[Int]]
  package let unmatched: [Int]

  package init(
    _ table: TablePlan, tape: NoiseTape, key: borrowing SecretBytes
  ) throws(CryptographyError) {
    var cells: [[Int]] = []
    for g in 0..<table.initiator.count {
      var row: [Int] = []
      for p in 0..<table.responder.count {
        row.append(
          try tape.value(of: .table(table: table.number, g: g, p: p, table.noise), key: key))
      }
      cells.append(row)
    }
    var unmatched: [Int] = []
    for p in 0..<table.responder.count {
      unmatched.append(
        try tape.value(of: .table(table: table.number, g: nil, p: p, table.noise), key: key))
    }
    self.cells = cells
    self.unmatched = unmatched
  }
}

extension StageError {
  init(_ error: any Error) {
    switch error {
    case let error as StageError: self = error
    case let error as ExchangeError: self = .exchange(error)
    case let error as AgreementsError: self = .agreements(error)
    case let error as CryptographyError: self = .cryptography("\(error)")
    case let error as ReleaseError: self = .cryptography(error.message)
    default: self = .cryptography("an unexpected step")
    }
  }
}

extension ExchangeError {
  init(_ error: BlindingError, table: Int) {
    switch error {
    case .pointZero: self = .pointZero(table: table)
    case .pointRepeated: self = .pointRepeated(table: table)
    case .cryptography(let error): self = .cryptography("\(error)")
    }
  }
}
