// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Ledger

extension Room {
  /// Remembers which identities an organisation has signed with; a new one is refused until its fingerprint is typed.
  ///
  /// The ledger keeps a counterpart's budget by its organisation, so a stranger who takes that name would spend it.
  func pinCounterpart(_ party: Party, accepting fingerprint: String?) throws(CleanRoomError) {
    let path = "\(ledgerFolder)/Counterparts/\(party.organisation)"
    let known = String(decoding: try RoomFiles.contents(path) ?? [], as: UTF8.self)
      .split(separator: "\n").map(String.init)
    if known.contains(party.identity.description) { return }
    guard known.isEmpty || fingerprint == party.identity.fingerprint else {
      throw CleanRoomError(
        "identity-changed", .refused,
        "\(party.organisation) has signed with another identity before; this one is new",
        hint: "telephone them; if it is theirs: lacuna agree sign --accept \"FINGERPRINT\"")
    }
    try RoomFiles.makeFolder("\(ledgerFolder)/Counterparts", mode: 0o700)
    let text = (known + [party.identity.description]).joined(separator: "\n") + "\n"
    try RoomFiles.write(Array(text.utf8), to: path, visibility: .owner, existing: .replace)
  }

  /// Binds the owner's first seed to one agreement: a card serves one (identity.md 3).
  ///
  /// Terms that were signed here but never used in a message may still be amended.
  func bindSeed(
    _ commitment: Agreements.Digest, to agreement: Agreements.Digest, _ ledger: Ledger
  ) throws(CleanRoomError) {
    let path = "\(folder.seeds)/\(commitment.hex.prefix(16)).agreement"
    let bound = (try RoomFiles.contents(path)).flatMap {
      Agreements.Digest(
        hex: String(decoding: $0.filter { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
    if bound == agreement { return }
    do {
      let used = try ledger.entries().contains {
        $0.facts.kind.isSent && $0.facts.agreement == bound?.bytes
      }
      guard bound == nil || !used else {
        throw CleanRoomError(
          "commitment-used", .refused, "the seed behind this agreement serves another one already",
          hint: "a card serves one agreement: send a new one (lacuna card), or draft anew")
      }
    } catch {
      throw CleanRoomError(error)
    }
    try RoomFiles.write(
      Array((agreement.hex + "\n").utf8), to: path, visibility: .owner, existing: .replace)
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
