// SPDX-License-Identifier: Apache-2.0

internal import Accounts
package import Agreements
internal import Exchange
internal import Ledger
internal import Questions
internal import Release
package import Reporting

/// What `match` and `report` leave behind on a side.
public struct HeldReport: Sendable {
  package let report: Report
  package let digest: Agreements.Digest
  /// The folder with report.html, .json, .csv and .md.
  public let folder: String
  /// The message for the counterpart; nil on the responder's side.
  public let sent: SentMessage?

  /// The exact bytes of report.json, the same on both sides.
  public var json: [UInt8] { report.canonicalBytes() }
  /// SHA-256 of those bytes, in hex.
  public var jsonDigest: String { digest.hex }
  /// Whether the control accounts met as they must, in words.
  public var exchangeCheck: String { report.exchangeCheck.words }
  /// What it may mean that they did not; nil where they did.
  public var exchangeCheckHint: String? { report.exchangeCheck.hint }
}

extension Room {
  /// Initiator: matches the answer in the Inbox, releases the report, and makes the copy for the responder.
  public func match(answer path: String?) throws(CleanRoomError) -> HeldReport {
    let (terms, role, ownSignature) = try signedAgreement()
    guard role == .initiator else {
      throw CleanRoomError(
        "wrong-role", .refused, "this side is the responder: the initiator matches",
        hint: "when the report has arrived: lacuna report")
    }
    let path = try message(.answer, at: path)
    let ledger = try openLedger(for: .writing)
    do {
      return try match(path, terms, ownSignature, ledger)
    } catch {
      throw CleanRoomError(error, file: path)
    }
  }

  private func match(
    _ path: String, _ terms: RunTerms, _ ownSignature: AgreementSignature, _ ledger: Ledger
  ) throws -> HeldReport {
    let identity = try identity()
    let agreement = terms.agreement
    let counterpart = agreement.terms.responder.organisation
    let message = try ReceivedMessage(file: messageFile(path), kind: .answer, openedBy: identity)
    try message.checkSender(
      agreement.terms.responder.identity, under: agreement, today: setting.today)
    try requireKnown(message, counterpart, ledger)
    let run = message.preamble.run
    let entries = try ledger.entries().map(\.facts).filter {
      $0.counterpart == counterpart && $0.agreement == agreement.digest.bytes
    }
    if entries.contains(where: { $0.run == run && $0.kind == .reportSent }) {
      return try showStored(
        run, terms, try sendAgain(.report, run: run, counterpart: counterpart, ledger))
    }
    guard let offerEntry = entries.first(where: { $0.run == run && $0.kind == .offerSent }),
      let offerDigest = Agreements.Digest(bytes: offerEntry.content)
    else { throw ExchangeError.runUnknown }
    let history = try ledger.history(with: counterpart)
    let seedNumber = UInt32(history.seedNumber(inForceUnder: agreement.digest.bytes))
    try message.checkPlace(run: run, seedNumber: seedNumber, answers: offerDigest)
    var received = facts(terms, .answerReceived, message, counterpart)
    received.counterpartHead = message.preamble.senderHead.bytes
    var admitted = history
    try admitted.add(received)

    // After the merge nothing may fail: what could is read and tried before.
    let stored = try OfferRecord.read(folder, run)
    let ownHead = try Self.head(ledger.head(of: counterpart))
    try requireBudget(received, terms, ledger)
    let runKey = try RunKeyFile.read(folder.run(run), ring)
    let answer = try Answer(
      message, agreement: agreement, limits: terms.limits,
      offered: try offeredSizes(runKey, terms))
    let seed = try seed(first: agreement.terms.initiator.commitment, number: seedNumber)
    let stage = MatchStage(terms, setting.machinery)
    let outcome = try stage.match(
      answer, in: message, runKey: runKey, identity: identity, seed: seed)

    let assembly = ReportAssembly(terms: terms, run: run, seedNumber: seedNumber)
    let report = try assembly.report(
      outcome,
      ReportAssembly.Transcript(
        offer: (offerDigest, stored.signature), answer: (message.digest, message.signature),
        signatures: (ownSignature.signature, answer.agreementSignature),
        offersSent: entries.count { $0.kind == .offerSent },
        reports: 1 + entries.count { $0.kind == .reportSent }))
    let bytes = report.canonicalBytes()
    let preamble = Preamble(
      kind: .report, sender: identity.publicIdentity,
      recipient: agreement.terms.responder.identity, agreement: agreement.digest, run: run,
      seedNumber: seedNumber, answers: message.digest, nextCommitment: .zero,
      senderHead: ownHead,
      recipientHead: message.preamble.senderHead)
    let outgoing = try OutgoingMessage(
      preamble, body: ReportMessage(report: bytes).body, signedBy: identity)
    try StoredReport(report: bytes, signature: outgoing.signature).write(folder, run)
    var sent = facts(terms, .reportSent, outgoing, counterpart)
    sent.charge = terms.plan.reportCharge
    let copy = try send(outgoing, [received, sent], terms, ledger)
    return try showStored(run, terms, copy)
  }

  /// Tries the two entries of this step against the budget. A run that was abandoned and then answered after all has
  /// lost its reserve, and its report must be paid for anew.
  private func requireBudget(
    _ received: EntryFacts, _ terms: RunTerms, _ ledger: Ledger
  ) throws {
    var sent = received
    sent.kind = .reportSent
    sent.counterpartHead = []
    sent.charge = terms.plan.reportCharge
    func spent(_ spending: Spending) -> PrivacyCost {
      spending.spent(
        lineage: settings.lineage, counterpart: received.counterpart, today: setting.today.number)
    }
    var spending = try ledger.spending()
    let before = spent(spending)
    for entry in [received, sent] { try spending.add(entry) }
    let after = spent(spending)
    guard after <= before || after <= limits(terms).counterpart else {
      throw CleanRoomError(
        "over-budget", .refused,
        "the report of this run would bring the epsilon spent to \(after.plainText), above the cap",
        hint: "lacuna ledger shows on what it was spent")
    }
  }

  /// |X_g| of our own offer, by table: known from the run key alone.
  private func offeredSizes(
    _ runKey: borrowing RunKey, _ terms: RunTerms
  ) throws -> [[Int]] {
    var sizes: [[Int]] = []
    for table in terms.plan.tables {
      let padding = try terms.padding(table, tape: setting.machinery.tape, key: runKey.key)
      guard runKey.accounts.indices.contains(table.number),
        runKey.accounts[table.number].count >= padding.count
      else { throw KeyFile.unreadable(folder.runs) }
      let fakes = 2 * table.shift * table.responder.count
      let tokens = table.scheme.initiatorTokens
      sizes.append(
        zip(runKey.accounts[table.number], padding).map { tokens * ($0 + $1) + fakes }
          + [tokens * ControlAccounts.count])
    }
    return sizes
  }
}
