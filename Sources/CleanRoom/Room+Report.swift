// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Exchange
internal import Ledger
internal import Reporting

extension Room {
  /// Takes the report in the Inbox (responder), or renders the last one again (both).
  public func report(message path: String?) throws(CleanRoomError) -> HeldReport {
    let (terms, role) = try agreement()
    var arrived = path
    if role == .responder, arrived == nil { arrived = try newest(.report) }
    if role == .responder, let path = arrived {
      let ledger = try openLedger(for: .writing)
      do {
        return try receive(path, terms, ledger)
      } catch {
        throw CleanRoomError(error, file: path)
      }
    }
    let ledger = try openLedger(for: .reading)
    do {
      let counterpart = terms.agreement.party(role.other).organisation
      let last = try ledger.entries().map(\.facts).last {
        $0.counterpart == counterpart && ($0.kind == .reportSent || $0.kind == .reportReceived)
      }
      guard let last else {
        throw CleanRoomError(
          "file-missing", .fileMissing, "no report has come yet",
          hint: "lacuna status shows what is due")
      }
      return try showStored(last.run, terms, nil)
    } catch {
      throw CleanRoomError(error)
    }
  }

  /// Checks public facts only: no verdict here may depend on our list or our noise (F4).
  private func receive(
    _ path: String, _ terms: RunTerms, _ ledger: Ledger
  ) throws -> HeldReport {
    let agreement = terms.agreement
    let counterpart = agreement.terms.initiator.organisation
    let message = try ReceivedMessage(
      file: messageFile(path), kind: .report, openedBy: try identity())
    try message.checkSender(
      agreement.terms.initiator.identity, under: agreement, today: setting.today)
    try requireKnown(message, counterpart, ledger)
    let run = message.preamble.run
    let entries = try ledger.entries().map(\.facts).filter {
      $0.counterpart == counterpart && $0.run == run
    }
    if let known = entries.first(where: { $0.kind == .reportReceived }) {
      guard known.content == message.digest.bytes else {
        throw LedgerError.alreadyReported(run: run)
      }
      try StoredReport(report: ReportMessage(message).report, signature: message.signature).write(
        folder, run)
      return try showStored(run, terms, nil)
    }
    try requireNotRevoked(agreement.terms.initiator)
    guard let answer = entries.first(where: { $0.kind == .answerSent }),
      let answerDigest = Agreements.Digest(bytes: answer.content),
      let offer = entries.first(where: { $0.kind == .offerReceived })
    else { throw ExchangeError.runUnknown }
    try message.checkPlace(
      run: run, seedNumber: UInt32(offer.seedNumber), answers: answerDigest)
    let bytes = try ReportMessage(message).report
    let report = try Report.read(bytes)
    guard report.terms.digest == agreement.digest.bytes, report.run.id == RunName.text(run),
      report.provenance.answerDigest == answer.content,
      report.provenance.offerDigest == offer.content
    else { throw ExchangeError.transcript }
    try ReportAssembly(
      terms: terms, run: run, seedNumber: UInt32(offer.seedNumber)
    ).check(report, in: path)
    try StoredReport(report: bytes, signature: message.signature).write(folder, run)
    var received = facts(terms, .reportReceived, message, counterpart)
    received.counterpartHead = message.preamble.senderHead.bytes
    try ledger.append([received], limits: limits(terms))
    return try showStored(run, terms, nil)
  }

  /// Writes the pages of a report that is held, and the annex; both can be made again at any time.
  func showStored(
    _ run: [UInt8], _ terms: RunTerms, _ sent: SentMessage?
  ) throws -> HeldReport {
    guard let stored = try StoredReport.read(folder, run) else {
      throw CleanRoomError(
        "file-missing", .fileMissing, "the report of run \(RunName.short(run)) is not in this room",
        hint: "put the report's file into Inbox again: lacuna report")
    }
    let report = try Report.read(stored.report)
    let digest = Agreements.Digest("", stored.report)
    let target = "\(folder.reports)/run-\(RunName.text(run))"
    try RoomFiles.makeFolder(target, mode: 0o755)
    func write(_ name: String, _ bytes: [UInt8]) throws {
      try RoomFiles.write(
        bytes, to: target + "/" + name, visibility: .everyone, existing: .replace)
    }
    try write("report.json", stored.report)
    try write("report.csv", Array(report.csv().utf8))
    try write(
      "report.md", Array(report.markdown(digest: digest.bytes, signature: stored.signature).utf8))
    try write(
      "report.html", Array(report.html(digest: digest.bytes, signature: stored.signature).utf8))
    // The annex is drawn under the terms of its report; a report of earlier terms keeps the one it has.
    guard report.terms.digest == terms.agreement.digest.bytes else {
      return HeldReport(report: report, digest: digest, folder: target, sent: sent)
    }
    // Yours alone: its failure changes neither the verb's outcome nor a word of it (protocol 3).
    try? writeAnnex(of: report, run: run, terms)
    return HeldReport(report: report, digest: digest, folder: target, sent: sent)
  }
}
