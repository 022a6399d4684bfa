// SPDX-License-Identifier: Apache-2.0

extension Report {
  /// What was shared, what it cost, and under which rules: the page a security reviewer reads.
  package struct Privacy: Equatable, Sendable {
    package let initiator: Account
    package let responder: Account
    /// The bound on the probability that the epsilon does not hold, in words or as a power: `2^-40
    /// a table`.
    package let delta: String
    /// The agreed minimum for display.
    package let minimum: Int
    package let matchRule: String
    package let matchKeys: [String]
    package let normaliser: String
    /// Public lists the normaliser read, so that both sides can see that they used the same.
    package let publicLists: [PublicList]

    package init(
      initiator: Account, responder: Account, delta: String, minimum: Int, matchRule: String,
      matchKeys: [String], normaliser: String, publicLists: [PublicList]
    ) {
      self.initiator = initiator
      self.responder = responder
      self.delta = delta
      self.minimum = minimum
      self.matchRule = matchRule
      self.matchKeys = matchKeys
      self.normaliser = normaliser
      self.publicLists = publicLists
    }

    /// One side's account of the run: what it learned of the other's list, and the epsilon of its
    /// own that it spent. Epsilons are exact fractions, `1` or `1/10`.
    package struct Account: Equatable, Sendable {
      package let learned: [String]
      package let spentThisRun: String
      package let spentUnderAgreement: String
      package let leftUnderAgreement: String

      package init(
        learned: [String], spentThisRun: String, spentUnderAgreement: String,
        leftUnderAgreement: String
      ) {
        self.learned = learned
        self.spentThisRun = spentThisRun
        self.spentUnderAgreement = spentUnderAgreement
        self.leftUnderAgreement = leftUnderAgreement
      }
    }

    package struct PublicList: Equatable, Sendable {
      package let name: String
      package let digest: [UInt8]

      package init(name: String, digest: [UInt8]) {
        self.name = name
        self.digest = digest
      }
    }

    package subscript(role: Role) -> Account {
      switch role {
      case .initiator: initiator
      case .responder: responder
      }
    }
  }

  /// The messages a report comes from: their content digests and signatures. The report's own
  /// signature stands beside it, not in it.
  package struct Provenance: Equatable, Sendable {
    package let offerDigest: [UInt8]
    package let answerDigest: [UInt8]
    package let agreementSignatureOfInitiator: [UInt8]
    package let agreementSignatureOfResponder: [UInt8]
    package let offerSignature: [UInt8]
    package let answerSignature: [UInt8]

    package init(
      offerDigest: [UInt8], answerDigest: [UInt8], agreementSignatureOfInitiator: [UInt8],
      agreementSignatureOfResponder: [UInt8], offerSignature: [UInt8], answerSignature: [UInt8]
    ) {
      self.offerDigest = offerDigest
      self.answerDigest = answerDigest
      self.agreementSignatureOfInitiator = agreementSignatureOfInitiator
      self.agreementSignatureOfResponder = agreementSignatureOfResponder
      self.offerSignature = offerSignature
      self.answerSignature = answerSignature
    }
  }
}
