// SPDX-License-Identifier: Apache-2.0

/// What both sides hold at the end of a run: released figures, and what it took to release them.
///
/// The report speaks of both parties by name and belongs to both: the same bytes on either side. It
/// therefore holds nothing that only one side knows, no clock time, and nothing about how it is
/// drawn. Format: Protocols/report.md.
package struct Report: Equatable, Sendable {
  package static let format = "lacuna-report/1"

  package let terms: Terms
  package let initiator: Party
  package let responder: Party
  package let run: Run
  package let sections: [Section]
  package let exchangeCheck: ExchangeCheck
  package let privacy: Privacy
  package let provenance: Provenance

  package init(
    terms: Terms, initiator: Party, responder: Party, run: Run, sections: [Section],
    exchangeCheck: ExchangeCheck, privacy: Privacy, provenance: Provenance
  ) {
    self.terms = terms
    self.initiator = initiator
    self.responder = responder
    self.run = run
    self.sections = sections
    self.exchangeCheck = exchangeCheck
    self.privacy = privacy
    self.provenance = provenance
  }

  /// The part of a report that answers one question: one case, and one file, a question.
  package enum Section: Equatable, Sendable {
    case accountMap(AccountMapSection)
    case whiteSpace(WhiteSpaceSection)
    case crossSell(CrossSellSection)
    case shared(SharedSection)
  }
}

extension Report {
  /// The two roles of a run.
  package enum Role: String, CaseIterable, Equatable, Sendable {
    case initiator, responder
  }

  /// The agreement a report rests on. Dates are as the agreement writes them.
  package struct Terms: Equatable, Sendable {
    package let title: String
    package let purpose: String
    package let digest: [UInt8]
    package let validFrom: String
    package let validUntil: String

    package init(
      title: String, purpose: String, digest: [UInt8], validFrom: String, validUntil: String
    ) {
      self.title = title
      self.purpose = purpose
      self.digest = digest
      self.validFrom = validFrom
      self.validUntil = validUntil
    }
  }

  /// One side: the name used in sentences, the legal organisation, the key's fingerprint, and the
  /// size of its list as the padded sizes disclose it; nil where the match rule does not tell it.
  package struct Party: Equatable, Sendable {
    package let name: String
    package let organisation: String
    package let fingerprint: String
    package let listSize: Estimate?

    package init(name: String, organisation: String, fingerprint: String, listSize: Estimate?) {
      self.name = name
      self.organisation = organisation
      self.fingerprint = fingerprint
      self.listSize = listSize
    }
  }

  /// Which run of the agreement this is.
  package struct Run: Equatable, Sendable {
    package let id: String
    package let number: Int

    package init(id: String, number: Int) {
      self.id = id
      self.number = number
    }
  }

  package subscript(role: Role) -> Party {
    switch role {
    case .initiator: initiator
    case .responder: responder
    }
  }
}
