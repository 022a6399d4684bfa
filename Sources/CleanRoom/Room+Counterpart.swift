// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Ledger

extension Room {
  /// Remembers which identities an organisation has signed with; a new one is refused until its fingerprint is typed.
  ///
  /// The ledger keeps a counterpart's budget by its organisation, so a stranger who takes that name would spend it.
  func pinCounterpart(_ party: Party, accepting fingerprint: String?) throws(CleanRoomError) {
    var known = try KnownIdentities(of: party.organisation, in: ledgerFolder)
    if known.current.contains(party.identity.description) { return }
    guard known.isEmpty || fingerprint == party.identity.fingerprint else {
      throw CleanRoomError(
        "identity-changed", .refused,
        "\(party.organisation) has signed with another identity before; this one is new",
        hint: "telephone them; if it is theirs: lacuna agree sign --accept \"FINGERPRINT\"")
    }
    known.current.append(party.identity.description)
    try known.write()
  }

  /// Refuses a party whose identity was revoked here: whoever has its key may not be that party.
  func requireNotRevoked(_ party: Party) throws(CleanRoomError) {
    let known = try KnownIdentities(of: party.organisation, in: ledgerFolder)
    guard !known.revoked.contains(party.identity.description) else {
      throw CleanRoomError(
        "identity-revoked", .refused,
        "this identity of \(party.organisation) was revoked here: nothing is taken from it or sent to it",
        hint: "ask for a card of the new identity; then: lacuna agree new --force")
    }
  }

  /// Refuses an identity for good, in all rooms beside the ledger.
  ///
  /// - Parameter fingerprint: of an identity that a counterpart has signed with, or of the one in this room's terms.
  /// - Returns: the organisation whose identity it is.
  package func revoke(_ fingerprint: String) throws(CleanRoomError) -> String {
    let ledger = try openLedger(for: .writing)
    defer { withExtendedLifetime(ledger) {} }
    if RoomFiles.exists(folder.agreement) {
      let (terms, role) = try agreement()
      let party = terms.agreement.party(role.other)
      var known = try KnownIdentities(of: party.organisation, in: ledgerFolder)
      if known.revoke(fingerprint, or: party.identity.description) {
        try known.write()
        return known.organisation
      }
    }
    for var known in try KnownIdentities.all(in: ledgerFolder) where known.revoke(fingerprint) {
      try known.write()
      return known.organisation
    }
    throw CleanRoomError(
      "identity-unknown", .refused, "no counterpart here has an identity of that fingerprint",
      hint: "lacuna agree show prints the fingerprint of the one in the terms")
  }

  /// Binds both first seeds to one agreement: a card serves one (identity.md 3).
  ///
  /// Terms that were signed here but never used in a message may still be amended.
  func bindSeeds(_ terms: RunTerms, role: Role, _ ledger: Ledger) throws(CleanRoomError) {
    let own = ownBinding(terms.agreement.party(role))
    let theirs = cardBinding(terms.agreement.party(role.other))
    let agreement = terms.agreement.digest
    try requireUnused(own, by: .us, except: agreement, ledger)
    try requireUnused(theirs, by: .them, except: agreement, ledger)
    try RoomFiles.makeFolder(KnownIdentities.folder(ledgerFolder), mode: 0o700)
    for path in [own, theirs] {
      try RoomFiles.writeHex(agreement.bytes, to: path)
    }
  }

  /// Refuses a card that another agreement was signed and used with.
  func requireFresh(_ card: Party) throws(CleanRoomError) {
    try requireUnused(cardBinding(card), by: .them, except: nil, openLedger(for: .reading))
  }

  private func ownBinding(_ party: Party) -> String {
    "\(folder.seeds)/\(party.commitment.hex.prefix(16)).agreement"
  }

  private func cardBinding(_ party: Party) -> String {
    "\(KnownIdentities.folder(ledgerFolder))/\(party.organisation).\(party.commitment.hex.prefix(16)).agreement"
  }

  /// Whose seed a binding is of: it is used once its owner has sent a message.
  private enum SeedOwner { case us, them }

  private func requireUnused(
    _ path: String, by owner: SeedOwner, except agreement: Agreements.Digest?, _ ledger: Ledger
  ) throws(CleanRoomError) {
    let bound = try RoomFiles.hex(path).flatMap { Agreements.Digest(bytes: $0) }
    guard let bound, bound != agreement else { return }
    do {
      let used = try ledger.entries().contains {
        let isReceived = [.offerReceived, .answerReceived].contains($0.facts.kind)
        return $0.facts.agreement == bound.bytes
          && (owner == .us ? $0.facts.kind.isSent : isReceived)
      }
      guard !used else {
        throw CleanRoomError(
          "commitment-used", .refused, "a card behind this agreement serves another one already",
          hint: "a card serves one agreement: ask for a new one, or send one (lacuna card)")
      }
    } catch {
      throw CleanRoomError(error)
    }
  }

  /// Refuses to replace the terms of a run that is open: they are needed to finish or to abandon it.
  func requireNoOpenRun() throws(CleanRoomError) {
    guard RoomFiles.exists(folder.agreement), let (terms, role) = try? agreement() else { return }
    let ledger = try openLedger(for: .reading)
    do {
      let open = try ledger.history(with: terms.agreement.party(role.other).organisation).openOffer
      if let open, open.agreement == terms.agreement.digest.bytes {
        throw LedgerError.openRun(run: open.run)
      }
    } catch {
      throw CleanRoomError(error)
    }
  }
}
