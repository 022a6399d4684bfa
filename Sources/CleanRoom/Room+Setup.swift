// SPDX-License-Identifier: Apache-2.0

package import Agreements
internal import Cryptography
internal import Ledger

extension Room {
  /// Makes a room in the new folder `path` and an identity in it; returns the identity's text and fingerprint.
  ///
  /// - Parameters:
  ///   - name: the owner's name, as reports speak of it.
  ///   - organisation: the short name under which counterparts keep the owner's budget.
  ///   - lineage: the list whose budget is spent here.
  public static func create(
    at path: String, name: String, organisation: String, lineage: String = "customers"
  ) throws(CleanRoomError) -> (identity: String, fingerprint: String) {
    let identity = try make(
      at: path, name: name, organisation: organisation, lineage: lineage, .today()
    ).identity
    return (identity.description, identity.fingerprint)
  }

  /// Makes a room and an identity in it; never overwrites.
  ///
  /// The ledger lies beside the room, in the folder that holds it, and is made if none is there: the budget belongs
  /// to the list, so rooms that draw on one list share one ledger.
  ///
  /// - Parameter passphrase: where the passphrase comes from that the keys shall have; nil for none.
  @discardableResult
  package static func make(
    at path: String, name: String, organisation: String, lineage: String, _ setting: Setting,
    passphrase: PassphraseSource? = nil
  ) throws(CleanRoomError) -> (room: Room, identity: PublicIdentity) {
    do {
      try Party.checkOwner(name: name, organisation: organisation)
      try Party.checkSlug(lineage, "lineage")
    } catch {
      throw CleanRoomError(usage: error)
    }
    let folder = RoomFolder(path)
    guard !RoomFiles.exists(folder.settings) else {
      throw CleanRoomError(
        "room-exists", .cannotWrite,
        "\(path): there is a room here already; it is never overwritten")
    }
    let ring = KeyRing(keys: folder.keys, source: passphrase ?? setting.passphrase)
    // Asked for before anything is made. A lock that is there is of a beginning that was broken off.
    var chosen: SecretBytes?
    if let passphrase, !ring.isLocked { chosen = try passphrase.readNew(for: ring.path) }
    // room.yaml comes last: until it is there, the same command again completes what was begun.
    try makeLedger(besideRoom: folder)
    for each in [folder.root, folder.inbox, folder.outbox, folder.reports] {
      try RoomFiles.makeFolder(each, mode: 0o755)
    }
    for each in [folder.keys, folder.seeds, folder.runs, folder.annex] {
      try RoomFiles.makeFolder(each, mode: 0o700)
    }
    try RoomFiles.write(
      Array("*\n".utf8), to: folder.keys + "/.gitignore", visibility: .owner, existing: .replace)
    if let chosen { try ring.setPassphrase(chosen) }
    if !RoomFiles.exists(folder.identity) {
      do {
        try KeyFile.write(
          PrivateIdentity.random().exportRoot(), .identity, to: folder.identity, ring)
      } catch {
        throw CleanRoomError(error)
      }
    }
    let settings = RoomSettings(
      name: name, organisation: organisation, lineage: lineage, ledger: "..")
    try RoomFiles.write(
      Array(settings.yaml.utf8), to: folder.settings, visibility: .everyone, existing: .keep)
    let room = try Room(at: path, setting, ring)
    // A beginning without a passphrase that was broken off has left a plain identity.
    if passphrase != nil { _ = try room.sealKeys() }
    return (room, try room.identity().publicIdentity)
  }

  /// Makes the ledger that the rooms of a folder share, if none is there.
  ///
  /// A new ledger under old rooms would give their list a second budget (protocol F5): that is refused.
  private static func makeLedger(besideRoom folder: RoomFolder) throws(CleanRoomError) {
    let path = "\(folder.parent)/\(Ledger.fileName)"
    guard !RoomFiles.exists(path) else { return }
    let hasRooms = RoomFiles.names(in: folder.parent).contains {
      RoomFiles.exists("\(folder.parent)/\($0)/room.yaml")
    }
    guard !hasRooms else {
      throw CleanRoomError(
        "ledger-missing", .fileMissing, "\(path): rooms are here, but not their ledger",
        hint: "restore it from a backup; see 'Recovery' in Protocols/ledger.md")
    }
    try RoomFiles.makeFolder(folder.parent, mode: 0o755)
    do { _ = try Ledger.create(in: folder.parent) } catch { throw CleanRoomError(error) }
  }

  /// Writes the card for the side that drafts: public facts and a commitment to the first seed.
  ///
  /// A card serves one agreement, so each draws a seed of its own.
  package func makeCard(accounts: Int) throws(CleanRoomError) -> (path: String, card: Card) {
    let identity = try identity()
    do {
      let party = try newParty(accounts: accounts, identity: identity.publicIdentity)
      let card = try Card(party: party, signedBy: identity)
      let path = "\(folder.outbox)/\(settings.organisation).card"
      try RoomFiles.write(
        Array(card.text.utf8), to: path, visibility: .everyone, existing: .replace)
      return (path, card)
    } catch {
      throw CleanRoomError(error)
    }
  }

  /// The owner as a party to a new agreement, with a fresh first seed, kept in Keys.
  func newParty(
    accounts: Int, identity: PublicIdentity
  ) throws -> Party {
    let seed = try Seed.random()
    let party: Party
    do throws(AgreementsError) {
      party = try Party(
        name: settings.name, organisation: settings.organisation, identity: identity,
        commitment: seed.commitment(of: identity), accounts: accounts)
    } catch {
      throw CleanRoomError(usage: error)
    }
    try KeyFile.write(
      seed.secret, .seed, to: folder.seed(first: party.commitment.hex, number: 1), ring)
    return party
  }
}

extension CleanRoomError {
  /// A rule of agreement.md broken by an argument of a verb.
  fileprivate init(usage error: AgreementsError) {
    guard case .agreementMalformed(let path, let reason) = error else {
      self.init("usage", .usage, error.message)
      return
    }
    self.init(
      "usage", .usage, "\(path): \(reason)",
      hint: path == "organisation" ? "choose one: --organisation NAME" : nil)
  }
}
