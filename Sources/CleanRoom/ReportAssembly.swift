// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Exchange
internal import Ledger
internal import Questions
internal import Release
internal import Reporting

/// Builds the report both sides will hold. It states public facts only: no clock, nothing of one side's list.
struct ReportAssembly {
  let terms: RunTerms
  let run: [UInt8]
  let seedNumber: UInt32
  let offer: (digest: Agreements.Digest, signature: [UInt8])
  let answer: ReceivedMessage
  let signatures: (initiator: [UInt8], responder: [UInt8])
  /// Offers and reports of this agreement until now, this run's included.
  let offersSent: Int
  let reports: Int

  func report(_ outcome: MatchOutcome) throws -> Report {
    let agreement = terms.agreement.terms
    var sections: [Report.Section] = []
    for (map, answer) in zip(terms.plan.maps, outcome.answers) {
      let figures = try AccountMapFigures(map, sizeLaw: terms.plan.sizeLaw)
      sections.append(try figures.section(answer))
    }
    return Report(
      terms: Report.Terms(
        title: agreement.title, purpose: agreement.purpose, digest: terms.agreement.digest.bytes,
        validFrom: "\(agreement.validFrom)", validUntil: "\(agreement.validUntil)"),
      initiator: try party(.initiator, outcome), responder: try party(.responder, outcome),
      run: Report.Run(id: RunName.text(run), number: Int(seedNumber)), sections: sections,
      privacy: privacy(agreement),
      provenance: Report.Provenance(
        offerDigest: offer.digest.bytes, answerDigest: answer.digest.bytes,
        agreementSignatureOfInitiator: signatures.initiator,
        agreementSignatureOfResponder: signatures.responder, offerSignature: offer.signature,
        answerSignature: answer.signature))
  }

  private func party(_ role: Role, _ outcome: MatchOutcome) throws -> Report.Party {
    let party = terms.agreement.party(role)
    var size = Report.Estimate(value: 0, lower: 0, upper: 0)
    if let map = terms.plan.maps.first, let answer = outcome.answers.first {
      size = try AccountMapFigures(map, sizeLaw: terms.plan.sizeLaw).listSize(role, answer)
    }
    return Report.Party(
      name: party.name, organisation: party.organisation, fingerprint: party.identity.fingerprint,
      listSize: size)
  }

  private func privacy(_ agreement: Terms) -> Report.Privacy {
    let plan = terms.plan
    let names = (initiator: agreement.initiator.name, responder: agreement.responder.name)
    let match = agreement.match
    return Report.Privacy(
      initiator: account(
        .initiator, names, thisRun: plan.charge(of: .initiator),
        inAll: plan.sizeCharge.times(offersSent) + plan.reportCharge.times(reports)),
      responder: account(
        .responder, names, thisRun: plan.answerCharge,
        inAll: plan.answerCharge.times(Int(seedNumber))),
      delta: "\(agreement.privacy.delta.text) a table", minimum: agreement.privacy.minimum,
      matchRule: MatchTerms.rule, matchKeys: MatchTerms.keys, normaliser: MatchTerms.normaliser,
      publicLists: [
        .init(name: "public-suffixes", digest: match.publicSuffixes.bytes),
        .init(name: "free-mail", digest: match.freeMail.bytes),
        .init(name: "shared-hosts", digest: match.sharedHosts.bytes),
      ])
  }

  private func account(
    _ role: Role, _ names: (initiator: String, responder: String), thisRun: PrivacyCost,
    inAll: PrivacyCost
  ) -> Report.Privacy.Account {
    let cap = PrivacyCost(terms.agreement.terms.privacy.yearlyCap)
    return Report.Privacy.Account(
      learned: terms.plan.maps.flatMap { $0.disclosure(to: role, parties: names) },
      spentThisRun: thisRun.plainText, spentUnderAgreement: inAll.plainText,
      leftUnderAgreement: (cap.subtracting(inAll) ?? .zero).plainText)
  }
}

extension PrivacyCost {
  /// The fraction as a person writes it: `1`, `11/10`.
  package var plainText: String { text.hasSuffix("/1") ? String(text.dropLast(2)) : text }
}
