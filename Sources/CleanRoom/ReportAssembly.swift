// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import Exchange
internal import Questions
internal import Release
internal import Reporting

/// Builds the report both sides will hold. It states public facts only: no clock, nothing of one side's list.
struct ReportAssembly {
  let terms: RunTerms
  let run: [UInt8]
  let seedNumber: UInt32

  /// What only the messages of the run tell.
  struct Transcript {
    let offer: (digest: Agreements.Digest, signature: [UInt8])
    let answer: (digest: Agreements.Digest, signature: [UInt8])
    /// Of the agreement, by I and by R.
    let signatures: (initiator: [UInt8], responder: [UInt8])
    /// Offers and reports of this agreement until now, this run's included, as I's ledger has them.
    let offersSent: Int
    let reports: Int
  }

  func report(_ outcome: MatchOutcome, _ transcript: Transcript) throws -> Report {
    let plan = terms.plan
    let sections = try plan.sections(outcome.answers)
    return publicPart(
      sizes: try plan.listSizes(outcome.sizes, outcome.answers), sections: sections,
      check: outcome.check,
      spent: (
        plan.sizeCharge.times(transcript.offersSent) + plan.reportCharge.times(transcript.reports),
        plan.answerCharge.times(Int(seedNumber))
      ),
      provenance: Report.Provenance(
        offerDigest: transcript.offer.digest.bytes, answerDigest: transcript.answer.digest.bytes,
        agreementSignatureOfInitiator: transcript.signatures.initiator,
        agreementSignatureOfResponder: transcript.signatures.responder,
        offerSignature: transcript.offer.signature, answerSignature: transcript.answer.signature))
  }

  /// Refuses a report whose words, rules or groups are not those of the agreement and the run.
  ///
  /// Public facts alone decide: figures, and what I says it spent before, are taken as they are (review F4).
  func check(_ report: Report, in file: String) throws {
    let spent = report.privacy.initiator.spentUnderAgreement
    guard let total = try? PrivacyCost(parsing: spent.contains("/") ? spent : spent + "/1"),
      hasTrueSignatures(report.provenance)
    else { throw Self.otherWords(in: file) }
    let expected = publicPart(
      sizes: (report.initiator.listSize, report.responder.listSize), sections: report.sections,
      check: exchangeCheck(like: report.exchangeCheck),
      spent: (total, terms.plan.answerCharge.times(Int(seedNumber))),
      provenance: report.provenance)
    let tellsSize = terms.agreement.terms.match.rule == .fallback
    guard expected == report, total >= terms.plan.charge(of: .initiator),
      report.initiator.listSize != nil, (report.responder.listSize != nil) == tellsSize,
      try ReportShape(report) == ReportShape(expectedUnder: terms)
    else { throw Self.otherWords(in: file) }
  }

  /// What must meet is the agreement's; what met is taken as it is, within what a table can hold.
  private func exchangeCheck(
    like found: Report.ExchangeCheck
  ) -> Report.ExchangeCheck {
    Report.ExchangeCheck(
      tables: terms.plan.tables.map { table in
        let most = table.scheme.responderTokens * ControlAccounts.count
        let met = found.tables.indices.contains(table.number) ? found.tables[table.number].met : 0
        return .init(due: ControlAccounts.due(table.scheme), met: min(max(met, 0), most))
      })
  }

  private static func otherWords(in file: String) -> CleanRoomError {
    CleanRoomError(
      "report-malformed", .counterpartFileRejected,
      "\(file): the report's words, rules, groups or signatures are not those of agreement and run"
    )
  }

  /// Whether the signatures that the report shows are those of the agreement, of the offer and of the answer.
  private func hasTrueSignatures(_ shown: Report.Provenance) -> Bool {
    let agreement = terms.agreement
    let (initiator, responder) = (
      agreement.terms.initiator.identity, agreement.terms.responder.identity
    )
    func signed(_ signature: [UInt8], by role: Role) -> Bool {
      let signer = agreement.party(role).identity
      let signature = AgreementSignature(signer: signer, signature: signature)
      return (try? signature.verify(agreement, role: role)) != nil
    }
    guard let offer = Agreements.Digest(bytes: shown.offerDigest),
      let answer = Agreements.Digest(bytes: shown.answerDigest)
    else { return false }
    return signed(shown.agreementSignatureOfInitiator, by: .initiator)
      && signed(shown.agreementSignatureOfResponder, by: .responder)
      && MessageSignature.holds(
        shown.offerSignature, of: .offer, from: initiator, to: responder, run: run, digest: offer)
      && MessageSignature.holds(
        shown.answerSignature, of: .answer, from: responder, to: initiator, run: run,
        digest: answer)
  }

  private func publicPart(
    sizes: (initiator: Report.Estimate?, responder: Report.Estimate?), sections: [Report.Section],
    check: Report.ExchangeCheck, spent: (initiator: PrivacyCost, responder: PrivacyCost),
    provenance: Report.Provenance
  ) -> Report {
    let agreement = terms.agreement.terms
    return Report(
      terms: Report.Terms(
        title: agreement.title, purpose: agreement.purpose, digest: terms.agreement.digest.bytes,
        validFrom: "\(agreement.validFrom)", validUntil: "\(agreement.validUntil)"),
      initiator: party(agreement.initiator, sizes.initiator),
      responder: party(agreement.responder, sizes.responder),
      run: Report.Run(id: RunName.text(run), number: Int(seedNumber)), sections: sections,
      exchangeCheck: check, privacy: privacy(agreement, spent), provenance: provenance)
  }

  private func party(_ party: Party, _ size: Report.Estimate?) -> Report.Party {
    Report.Party(
      name: party.name, organisation: party.organisation, fingerprint: party.identity.fingerprint,
      listSize: size)
  }

  private func privacy(
    _ agreement: Terms, _ spent: (initiator: PrivacyCost, responder: PrivacyCost)
  ) -> Report.Privacy {
    let match = agreement.match
    return Report.Privacy(
      initiator: account(.initiator, spent.initiator),
      responder: account(.responder, spent.responder),
      delta: "\(agreement.privacy.delta.text) a table", minimum: agreement.privacy.minimum,
      matchRule: match.rule.rawValue, matchKeys: match.keyTexts,
      normaliser: match.normalisers.joined(separator: ", "),
      publicLists: [
        .init(name: "public-suffixes", digest: match.publicSuffixes.bytes),
        .init(name: "free-mail", digest: match.freeMail.bytes),
        .init(name: "shared-hosts", digest: match.sharedHosts.bytes),
      ] + (match.reference.map { [.init(name: "reference", digest: $0.bytes)] } ?? []))
  }

  private func account(_ role: Role, _ inAll: PrivacyCost) -> Report.Privacy.Account {
    let agreement = terms.agreement.terms
    let names = (initiator: agreement.initiator.name, responder: agreement.responder.name)
    let cap = PrivacyCost(agreement.privacy.yearlyCap)
    return Report.Privacy.Account(
      learned: terms.plan.disclosure(to: role, parties: names),
      spentThisRun: terms.plan.charge(of: role).plainText, spentUnderAgreement: inAll.plainText,
      leftUnderAgreement: (cap.subtracting(inAll) ?? .zero).plainText)
  }
}

extension PrivacyCost {
  /// The fraction as a person writes it: `1`, `11/10`.
  package var plainText: String { text.hasSuffix("/1") ? String(text.dropLast(2)) : text }
}
