// SPDX-License-Identifier: Apache-2.0

/// "What was shared, and what was not", before it is HTML or Markdown.
struct Disclosure: Sendable {
  struct Row: Sendable {
    let heading: String
    let initiator: [Phrase]
    let responder: [Phrase]
  }

  struct Fact: Sendable {
    let heading: String
    let values: [String]
  }

  let rows: [Row]
  let notShared: [Phrase]
  let meaning: [Phrase]
  let limits: [Phrase]
  let rules: [Fact]
  let evidence: [Fact]
}

extension Report {
  /// - Parameters: the digest of report.json and the initiator's signature of it, which cannot
  ///   stand inside it.
  func disclosure(digest: [UInt8], signature: [UInt8]) -> Disclosure {
    Disclosure(
      rows: disclosureRows, notShared: notShared, meaning: meaning, limits: limits, rules: rules,
      evidence: evidence(digest: digest, signature: signature))
  }

  private var disclosureRows: [Disclosure.Row] {
    func row(_ heading: String, _ values: (Role) -> [Phrase]) -> Disclosure.Row {
      .init(heading: heading, initiator: values(.initiator), responder: values(.responder))
    }
    func epsilon(_ fraction: KeyPath<Privacy.Account, String>) -> (Role) -> [Phrase] {
      { role in ["epsilon \(Words.epsilon(self.privacy[role][keyPath: fraction]))"] }
    }
    return [
      row("Learned") { role in self.privacy[role].learned.map { "\($0)" } },
      row("Size of its list, as disclosed") { role in
        guard let size = self[role].listSize?.clamped else {
          return ["not told by the match rule"]
        }
        return ["about \(Words.grouped(size.value)) accounts (\(Words.interval(size)))"]
      },
      row("Spent in this run", epsilon(\.spentThisRun)),
      row("Spent under this agreement", epsilon(\.spentUnderAgreement)),
      row("Left under this agreement", epsilon(\.leftUnderAgreement)),
    ]
  }

  private var notShared: [Phrase] {
    [
      """
      No name, no domain and no row of either list is in the files that were exchanged; they carry \
      keyed, blinded points and counts with noise.
      """,
      """
      Which accounts the two sides have in common: between parties that follow the protocol, \
      neither side learns it.
      """,
    ]
  }

  private var meaning: [Phrase] {
    [
      """
      The guarantee is computational differential privacy for each account, in both directions, \
      between parties that follow the protocol. Epsilon says how strong it is: the smaller, the \
      stronger. A side’s epsilon protects the accounts on its own list, and what it spent is never \
      given back.
      """,
      """
      For example: somebody thinks it 10% likely that a certain account is on the list. After \
      epsilon 1 is spent, they can at most come to think it 23% likely; after 2, 45%; after 4, \
      86%. For which group a known account is in, twice the epsilon counts.
      """,
      "This may fail with a probability of no more than delta: \(privacy.delta).",
    ]
  }

  private var limits: [Phrase] {
    [
      """
      A party that departs from the protocol can learn more. A modified program of \
      \(name: initiator.name), which sent the offer, could test which of the accounts it names are \
      on the list of \(name: responder.name), and the files would not show it; only an audit would.
      """,
      """
      Nobody checks that a list is true, and either side could falsify results. Sizes of lists and \
      groups become known to within some accounts.
      """,
      "No outside cryptographer has reviewed the construction yet.",
    ]
  }

  private var rules: [Disclosure.Fact] {
    [
      .init(heading: "Agreement", values: [terms.title, "Purpose: \(terms.purpose)"]),
      .init(heading: "Valid", values: ["\(terms.validFrom) to \(terms.validUntil)"]),
      .init(heading: "Run", values: ["\(run.number) (\(run.id))"]),
      .init(heading: "Agreed minimum", values: [Words.grouped(privacy.minimum)]),
      .init(
        heading: "Match keys",
        values: ["\(privacy.matchKeys.joined(separator: "; ")) (rule: \(privacy.matchRule))"]),
      .init(heading: "Normaliser", values: ["version \(privacy.normaliser)"]),
      .init(
        heading: "Exchange check",
        values: [exchangeCheck.words] + (exchangeCheck.hint.map { [$0] } ?? [])),
    ]
  }

  private func evidence(digest: [UInt8], signature: [UInt8]) -> [Disclosure.Fact] {
    func fact(_ heading: String, _ bytes: [UInt8]) -> Disclosure.Fact {
      .init(heading: heading, values: [hexadecimal(bytes)])
    }
    let (one, other) = (initiator, responder)
    return [
      fact("This report, report.json", digest),
      fact("Signature of this report, \(one.name)", signature),
      fact("Agreement", terms.digest),
      fact("Signature of the agreement, \(one.name)", provenance.agreementSignatureOfInitiator),
      fact("Signature of the agreement, \(other.name)", provenance.agreementSignatureOfResponder),
      fact("Offer", provenance.offerDigest),
      fact("Signature of the offer, \(one.name)", provenance.offerSignature),
      fact("Answer", provenance.answerDigest),
      fact("Signature of the answer, \(other.name)", provenance.answerSignature),
      .init(heading: "Key of \(one.organisation)", values: [one.fingerprint]),
      .init(heading: "Key of \(other.organisation)", values: [other.fingerprint]),
    ] + privacy.publicLists.map { fact("Public list, \($0.name)", $0.digest) }
  }

  /// Why some figures are not shown, and what would lift it; nil where all are.
  var withheldNote: Phrase? {
    sections.withheldNote(minimum: privacy.minimum)
  }
}

extension [Report.Section] {
  func withheldNote(minimum: Int) -> Phrase? {
    let count = withheldCount(minimum: minimum)
    guard count > 0 else { return nil }
    let verb = count == 1 ? "figure is withheld: it is" : "figures are withheld: they are"
    return """
      \(Words.grouped(count)) \(verb) below the agreed minimum of \(Words.grouped(minimum)). A \
      count so small is mostly noise, and would mislead. Coarser groups, a larger epsilon or \
      larger lists would lift it. The noise protects accounts, not the withholding: report.json \
      keeps the noisy numbers.
      """
  }
}
