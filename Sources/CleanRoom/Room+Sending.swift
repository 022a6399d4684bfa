// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Exchange
internal import Ledger

extension Room {
  /// Where the next message of `role` stands in its chain: seed number, next commitment, both heads.
  func place(
    _ terms: RunTerms, role: Role, _ ledger: Ledger, _ history: RunHistory,
    answering message: ReceivedMessage? = nil
  ) throws -> MessagePlace {
    let agreement = terms.agreement
    let own = agreement.party(role)
    let counterpart = agreement.party(role.other).organisation
    let number = UInt32(history.seedNumber(inForceUnder: agreement.digest.bytes))
    return MessagePlace(
      seedNumber: number,
      nextCommitment: try commitToSeed(
        first: own.commitment, number: number + 1, owner: own.identity),
      ownHead: try Self.head(ledger.head(of: counterpart)),
      counterpartHead: try message?.preamble.senderHead
        ?? Self.head(ledger.headLastSeen(from: counterpart)))
  }

  /// An entry about a message of ours.
  func facts(
    _ terms: RunTerms, _ kind: EntryKind, _ message: OutgoingMessage, _ counterpart: String
  ) -> EntryFacts {
    facts(terms, kind, message.preamble, message.digest, counterpart)
  }

  /// An entry about a message of theirs.
  func facts(
    _ terms: RunTerms, _ kind: EntryKind, _ message: ReceivedMessage, _ counterpart: String
  ) -> EntryFacts {
    facts(terms, kind, message.preamble, message.digest, counterpart)
  }

  private func facts(
    _ terms: RunTerms, _ kind: EntryKind, _ preamble: Preamble, _ digest: Agreements.Digest,
    _ counterpart: String
  ) -> EntryFacts {
    EntryFacts(
      counterpart: counterpart, lineage: settings.lineage, kind: kind,
      agreement: terms.agreement.digest.bytes,
      role: [.offerSent, .answerReceived, .reportSent].contains(kind) ? .initiator : .responder,
      run: preamble.run, seedNumber: UInt64(preamble.seedNumber), content: digest.bytes,
      day: setting.today.number)
  }

  /// Keeps the run key, then debits and stores the sealed bytes in one transaction, then publishes the file.
  func send(
    _ staged: borrowing StagedMessage, _ facts: [EntryFacts], _ terms: RunTerms, _ ledger: Ledger
  ) throws -> SentMessage {
    try RunKeyFile.write(staged.runKey, to: folder.run(staged.message.preamble.run), ring)
    return try send(staged.message, facts, terms, ledger)
  }

  func send(
    _ message: OutgoingMessage, _ facts: [EntryFacts], _ terms: RunTerms, _ ledger: Ledger
  ) throws -> SentMessage {
    try ledger.append(facts, limits: limits(terms)) { writer in
      try SealedFile.seal(message) { try writer.write($0) }
    }
    let kind = message.preamble.kind
    guard let counterpart = facts.first?.counterpart else { throw LedgerError.messageMissing }
    return try publish(
      kind, run: message.preamble.run, counterpart: counterpart, ledger, outcome: .made)
  }

  /// Publishes the stored bytes of a message that was paid for before.
  func sendAgain(
    _ kind: MessageKind, run: [UInt8], counterpart: String, _ ledger: Ledger
  ) throws -> SentMessage {
    try publish(kind, run: run, counterpart: counterpart, ledger, outcome: .sentAgain)
  }

  private func publish(
    _ kind: MessageKind, run: [UInt8], counterpart: String, _ ledger: Ledger,
    outcome: SentMessage.Outcome
  ) throws -> SentMessage {
    guard
      let stored = try ledger.storedMessage(
        run: run, kind: kind.sentEntry, counterpart: counterpart)
    else { throw LedgerError.messageMissing }
    let path = "\(folder.outbox)/\(settings.organisation)-\(kind)-\(RunName.text(run)).lacuna"
    try ledger.publish(stored, to: path)
    return SentMessage(
      kind: kind.name, path: path, parts: try publishParts(of: stored, at: path, ledger), run: run,
      outcome: outcome)
  }

  /// Halts where the sender has seen a state of our ledger that our ledger does not know (F23).
  func requireKnown(
    _ message: ReceivedMessage, _ counterpart: String, _ ledger: Ledger
  ) throws {
    try ledger.requireKnown(message.preamble.recipientHead.bytes, of: counterpart)
  }

  static func head(_ bytes: [UInt8]) throws -> Agreements.Digest {
    guard let digest = Agreements.Digest(bytes: bytes) else {
      throw LedgerError.malformed(.content)
    }
    return digest
  }
}

extension MessageKind {
  var name: MessageKindName {
    switch self {
    case .offer: .offer
    case .answer: .answer
    case .report: .report
    }
  }

  var sentEntry: EntryKind {
    switch self {
    case .offer: .offerSent
    case .answer: .answerSent
    case .report: .reportSent
    }
  }
}
