// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import Blinding
internal import Exchange
internal import Ledger
internal import Parallel
internal import Questions

/// What a verb that sends has done.
public struct SentMessage: Sendable {
  /// Whether the file is new, or the same bytes as before at no cost.
  public enum Outcome: Sendable { case made, sentAgain }

  /// `offer`, `answer` or `report`.
  public let kind: MessageKindName
  public let path: String
  /// The same file in parts, where it is longer than the mail takes; else empty.
  public let parts: [String]
  /// The run id, 16 bytes.
  public let run: [UInt8]
  public let outcome: Outcome
}

/// The kind of a message in the words of the tool.
public enum MessageKindName: String, Sendable { case offer, answer, report }

extension Room {
  /// Makes the blinded file that is due: the initiator's offer, or the responder's answer.
  ///
  /// - Parameters:
  ///   - path: the own list, text with columns; `-` is standard input.
  ///   - offer: the offer to answer; the newest in Inbox if nil.
  public func blind(
    list path: String, offer: String?
  ) throws(CleanRoomError) -> SentMessage {
    let (terms, role, signature) = try signedAgreement()
    let accounts = try importList(at: path, terms, role: role)
    let ledger = try openLedger(for: .writing)
    do {
      // Notes are yours alone: their failure changes neither the verb's outcome nor a word of it (protocol 3).
      defer { try? removeListNotes() }
      let list = try prepare(consume accounts, terms, role, ledger)
      let sent: SentMessage
      switch role {
      case .initiator: sent = try makeOffer(consume list, terms, signature, ledger)
      case .responder:
        sent = try makeAnswer(
          to: try message(.offer, at: offer), consume list, terms, signature, ledger)
      }
      try? keepListNotes(run: sent.run, for: sent.outcome)
      return sent
    } catch {
      throw CleanRoomError(error)
    }
  }

  /// A list without its accounts: what a stage needs of it.
  private struct PreparedList {
    let tokens: OwnTokens
    let digest: [UInt8]
  }

  /// All that is needed of the accounts, so that they are gone before a message is made: what the annex will need waits in a
  /// file, or does not.
  private func prepare(
    _ list: consuming CustomerList, _ terms: RunTerms, _ role: Role, _ ledger: Ledger
  ) throws -> PreparedList {
    let accounts = consume list
    let agreement = terms.agreement
    let history = try ledger.history(with: agreement.party(role.other).organisation)
    let seed = try seed(
      first: agreement.party(role).commitment,
      number: UInt32(history.seedNumber(inForceUnder: agreement.digest.bytes)))
    let sent = terms.plan.sentKeys(of: accounts, role)
    let notes = setting.machinery.workers.begin {
      try? writeListNotes(accounts, ListCoverage(accounts, sent: sent, terms, role: role))
    }
    // Also before an error removes them.
    defer { notes.value() }
    let own = OwnList(accounts, plan: terms.plan, role: role, sent: sent)
    let digest = try MessageKey.listDigest(seed: seed, of: own.canonical)
    return PreparedList(tokens: own.tokens, digest: digest)
  }

  private func makeOffer(
    _ list: consuming PreparedList, _ terms: RunTerms, _ signature: AgreementSignature,
    _ ledger: Ledger
  ) throws -> SentMessage {
    let agreement = terms.agreement
    let counterpart = agreement.terms.responder.organisation
    let history = try ledger.history(with: counterpart)
    if let open = history.openOffer {
      // An open run of another agreement, or one in which we answer, has to end first.
      guard open.agreement == agreement.digest.bytes, open.role == .initiator else {
        throw LedgerError.openRun(run: open.run)
      }
      // The offer was paid for: the same bytes again cost nothing.
      return try sendAgain(.offer, run: open.run, counterpart: counterpart, ledger)
    }
    let place = try place(terms, role: .initiator, ledger, history)
    let stage = OfferStage(terms, setting.machinery)
    let digest = list.digest
    let staged = try stage.offer(
      of: (consume list).tokens, listDigest: digest, identity: try identity(), signature: signature,
      seed: try seed(first: agreement.terms.initiator.commitment, number: place.seedNumber),
      counter: UInt32(history.runCounter(under: agreement.digest.bytes)), place: place)
    var facts = facts(terms, .offerSent, staged.message, counterpart)
    facts.charge = terms.plan.sizeCharge
    facts.reserve = terms.plan.reportCharge
    try OfferRecord(signature: staged.message.signature).write(
      folder, staged.message.preamble.run)
    return try send(staged, [facts], terms, ledger)
  }

  private func makeAnswer(
    to path: String, _ list: consuming PreparedList, _ terms: RunTerms,
    _ signature: AgreementSignature, _ ledger: Ledger
  ) throws -> SentMessage {
    let identity = try identity()
    let agreement = terms.agreement
    let counterpart = agreement.terms.initiator.organisation
    do {
      var message = try ReceivedMessage(file: messageFile(path), kind: .offer, openedBy: identity)
      if let known = try answered(message, counterpart, ledger) { return known }
      let history = try ledger.history(with: counterpart)
      try message.checkSender(
        agreement.terms.initiator.identity, under: agreement, today: setting.today)
      try requireKnown(message, counterpart, ledger)
      try message.checkPlace(
        run: message.preamble.run,
        seedNumber: UInt32(history.seedNumber(inForceUnder: agreement.digest.bytes)),
        answers: .zero)
      var received = facts(terms, .offerReceived, message, counterpart)
      received.counterpartHead = message.preamble.senderHead.bytes
      // The rules of runs, before any work: an open run is refused now.
      var admitted = history
      try admitted.add(received)
      let offer = try Offer(message, agreement: agreement, limits: terms.limits)
      message.releaseContent()
      let place = try place(
        terms, role: .responder, ledger, history, answering: message)
      let stage = AnswerStage(terms, setting.machinery)
      let digest = list.digest
      let staged = try stage.answer(
        to: consume offer, in: message, from: (consume list).tokens, listDigest: digest,
        identity: identity, signature: signature,
        seed: try seed(first: agreement.terms.responder.commitment, number: place.seedNumber),
        place: place)
      var sent = facts(terms, .answerSent, staged.message, counterpart)
      sent.charge = terms.plan.answerCharge
      return try send(staged, [received, sent], terms, ledger)
    } catch {
      throw CleanRoomError(error, file: path)
    }
  }

  /// A repeated offer gets the stored answer; another offer under an answered run id is refused.
  private func answered(
    _ message: ReceivedMessage, _ counterpart: String, _ ledger: Ledger
  ) throws -> SentMessage? {
    let run = message.preamble.run
    let entries = try ledger.entries().filter {
      $0.facts.counterpart == counterpart && $0.facts.run == run
    }
    guard entries.contains(where: { $0.facts.kind == .answerSent }) else { return nil }
    guard
      entries.contains(where: {
        $0.facts.kind == .offerReceived && $0.facts.content == message.digest.bytes
      })
    else { throw LedgerError.alreadyAnswered(run: run) }
    return try sendAgain(.answer, run: run, counterpart: counterpart, ledger)
  }
}
