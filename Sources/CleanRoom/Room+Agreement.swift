// SPDX-License-Identifier: Apache-2.0

internal import Accounts
package import Agreements
internal import Exchange
package import Ledger
internal import Questions
internal import Release

extension Room {
  /// Drafts agreement.yaml from the counterpart's card; the owner becomes the initiator.
  package func draftAgreement(
    card cardPath: String?, _ choices: DraftChoices, replacing: ExistingFile
  ) throws(CleanRoomError) -> RunTerms {
    let (path, text) = try cardFile(cardPath)
    guard replacing == .replace || !RoomFiles.exists(folder.agreement) else {
      throw CleanRoomError(
        "agreement-exists", .cannotWrite, "agreement.yaml is here already",
        hint: "edit it, or start over: lacuna agree new --force")
    }
    if replacing == .replace { try requireNoOpenRun() }
    let reference = try choices.reference.map(referenceTable)
    let card: Card
    do { card = try Card(text: text) } catch { throw CleanRoomError(error, file: path) }
    try requireNotRevoked(card.party)
    try requireFresh(card.party)
    do {
      let own = try newParty(
        accounts: choices.accounts, identity: try identity().publicIdentity)
      let draft = Terms(
        title: choices.title ?? "\(own.name) and \(card.party.name)", purpose: choices.purpose,
        validFrom: setting.today, validUntil: setting.today.adding(days: choices.days - 1),
        initiator: own, responder: card.party,
        match: PublicListDigests.match(number: choices.number, reference: reference?.digest),
        dimensions: [StatusDimension.agreed] + (choices.by.map { [$0.dimension] } ?? [])
          + choices.dimensions,
        initiatorProducts: choices.products.initiator,
        responderProducts: choices.products.responder,
        productsAnAccount: choices.products.mostAnAccount,
        questions: [],
        privacy: PrivacyTerms(
          sizeEpsilon: try Epsilon(1, over: 10), delta: .standard, yearlyCap: choices.yearlyCap,
          minimum: choices.minimum, smallestList: 50), amounts: choices.amounts)
      let (bytes, compiled) = try choices.agreement(draft)
      if let reference { try keep(reference.bytes, replacing: replacing) }
      try RoomFiles.write(bytes, to: folder.agreement, visibility: .everyone, existing: replacing)
      return compiled
    } catch {
      throw CleanRoomError(error)
    }
  }

  /// A table that is to be agreed on, read to its end.
  private func referenceTable(
    at path: String
  ) throws(CleanRoomError) -> (bytes: [UInt8], digest: Agreements.Digest) {
    guard let bytes = try ReferenceFiles.contents(path) else {
      throw CleanRoomError("file-missing", .fileMissing, "\(path): no such file")
    }
    let table = try ReferenceFiles.table(bytes, lists: try keyLists(nil), path: path)
    return (bytes, table.digest)
  }

  /// Puts the table into the room, unless it lies there already.
  private func keep(_ table: [UInt8], replacing: ExistingFile) throws(CleanRoomError) {
    guard try ReferenceFiles.contents(folder.reference) != table else { return }
    try RoomFiles.write(
      table, to: folder.reference, visibility: .everyone, existing: replacing)
  }

  /// Takes the agreement out of the newest offer in the Inbox, and keeps I's signature of it. One that is here
  /// already stays unless `replacing` says otherwise: amended terms come as a new agreement.
  ///
  /// Nothing is agreed by this: the owner reads it, compares the fingerprint, and signs or does not.
  package func receiveAgreement(
    replacing: ExistingFile = .keep
  ) throws(CleanRoomError) -> ReceivedAgreement {
    if replacing == .keep, RoomFiles.exists(folder.agreement) { return .present }
    guard let path = try newest(.offer) else { return .absent }
    if replacing == .replace { try requireNoOpenRun() }
    let identity = try identity()
    do {
      let message = try ReceivedMessage(
        file: try messageFile(path), kind: .offer, openedBy: identity)
      let (bytes, signature) = try Offer.terms(of: message)
      let terms = try RunTerms(Agreement(bytes: bytes))
      guard terms.agreement.digest == message.preamble.agreement else {
        throw ExchangeError.agreementUnknown
      }
      guard terms.agreement.terms.initiator.identity == message.preamble.sender else {
        throw ExchangeError.senderUnknown
      }
      try signature.verify(terms.agreement, role: .initiator)
      try checkOwnParty(terms, role: .responder, identity: identity.publicIdentity)
      try RoomFiles.write(
        bytes, to: folder.agreement, visibility: .everyone, existing: replacing)
      try RoomFiles.write(
        Array(signature.text.utf8),
        to: folder.signature(of: terms.agreement.terms.initiator.organisation),
        visibility: .everyone, existing: .replace)
      return .received(from: path)
    } catch {
      throw CleanRoomError(error, file: path)
    }
  }

  package enum ReceivedAgreement: Sendable, Equatable {
    case present
    case absent
    case received(from: String)
  }

  /// Every rule that signing rests on, without signing.
  package func checkAgreement() throws(CleanRoomError) -> (terms: RunTerms, role: Role) {
    let (terms, role) = try agreement()
    try checkOwnParty(terms, role: role, identity: try identity().publicIdentity)
    try requireNotRevoked(terms.agreement.party(role.other))
    if role == .responder { try requireTermsOfNewestOffer(terms) }
    try checkPublicLists(terms)
    _ = try keyLists(terms)
    // The law and the shape of every figure: after the merge nothing may fail.
    do { _ = try terms.plan.sections(terms.plan.emptyAnswers) } catch {
      throw CleanRoomError(error, file: "agreement.yaml")
    }
    guard setting.today <= terms.agreement.terms.validUntil else {
      throw CleanRoomError(ExchangeError.outsideValidity(of: terms.agreement.terms))
    }
    return (terms, role)
  }

  /// Signs agreement.yaml as it stands, and records that in the ledger.
  ///
  /// - Parameter fingerprint: of a further identity of an organisation known by another one, as the user typed it.
  package func signAgreement(
    accepting fingerprint: String? = nil
  ) throws(CleanRoomError) -> (terms: RunTerms, role: Role, path: String) {
    let (terms, role) = try checkAgreement()
    let identity = try identity()
    let party = terms.agreement.party(role)
    let path = folder.signature(of: party.organisation)
    if isSigned(terms, by: role) { return (terms, role, path) }
    do {
      let signature = try AgreementSignature(of: terms.agreement, role: role, by: identity)
      let counterpart = terms.agreement.party(role.other).organisation
      let ledger = try openLedger(for: .writing)
      try pinCounterpart(terms.agreement.party(role.other), accepting: fingerprint)
      try bindSeeds(terms, role: role, ledger)
      try ledger.append(
        [
          EntryFacts(
            counterpart: counterpart, lineage: settings.lineage, kind: .agreementSigned,
            agreement: terms.agreement.digest.bytes, role: RunRole(role),
            content: terms.agreement.digest.bytes, day: setting.today.number)
        ], limits: limits(terms))
      try RoomFiles.write(
        Array(signature.text.utf8), to: path, visibility: .everyone, existing: .replace)
      return (terms, role, path)
    } catch {
      throw CleanRoomError(error)
    }
  }

  /// The responder signs what was offered: an offer in Inbox under other terms is said before anything is signed.
  private func requireTermsOfNewestOffer(_ terms: RunTerms) throws(CleanRoomError) {
    guard let path = try newest(.offer),
      let message = try? ReceivedMessage(
        file: messageFile(path), kind: .offer, openedBy: identity()),
      message.preamble.agreement != terms.agreement.digest
    else { return }
    throw CleanRoomError(
      "other-terms", .refused,
      "\(path): the newest offer is made under other terms than agreement.yaml",
      hint: "read the offer's terms in its place: lacuna agree check --force")
  }

  /// The agreement's words for this room's owner must be the owner's own.
  private func checkOwnParty(
    _ terms: RunTerms, role: Role, identity: PublicIdentity
  ) throws(CleanRoomError) {
    let party = terms.agreement.party(role)
    guard party.identity == identity, party.organisation == settings.organisation else {
      throw CleanRoomError(
        "not-a-party", .refused, "the agreement's \(role) is not this room's owner",
        hint: "was it drafted from this room's card?")
    }
    let seed = try seed(first: party.commitment, number: 1)
    guard seed.commitment(of: identity) == party.commitment else {
      throw CleanRoomError(
        "commitment", .refused, "the agreement's commitment is not to a seed of this room",
        hint: "a card serves one agreement: send a new one")
    }
  }
}

extension RunRole {
  init(_ role: Role) { self = role == .initiator ? .initiator : .responder }
}

/// The digests of the public lists in this program, as agreements name them (account-keys.md).
package enum PublicListDigests {
  package static var match: MatchTerms { match(number: nil, reference: nil) }

  static func match(number: NumberType?, reference: Agreements.Digest?) -> MatchTerms {
    func digest(_ name: PublicLists.Name) -> Agreements.Digest {
      Agreements.Digest("", PublicLists.bytes(of: name))
    }
    return MatchTerms(
      number: number, publicSuffixes: digest(.publicSuffixes), freeMail: digest(.freeMailDomains),
      sharedHosts: digest(.sharedHosts), reference: reference)
  }
}

extension Room {
  /// The smaller of the two lists, as far as it is known: the own, and what the card says of the other.
  package func smallerList(_ card: String?, _ own: Int) throws(CleanRoomError) -> Int {
    let (path, text) = try cardFile(card)
    do { return min(own, try Card(text: text).party.accounts) } catch {
      throw CleanRoomError(error, file: path)
    }
  }

  /// The text of the card at `path`, or of the only one in the Inbox.
  private func cardFile(_ path: String?) throws(CleanRoomError) -> (path: String, text: [UInt8]) {
    let path =
      if let path { path } else {
        try onlyFile(in: folder.inbox, suffix: ".card", what: "card")
      }
    return (
      path, try RoomFiles.required(path, hint: "ask the counterpart for its card: lacuna card")
    )
  }
}
