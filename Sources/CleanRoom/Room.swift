// SPDX-License-Identifier: Apache-2.0

package import Agreements
internal import Accounts
package import Blinding
internal import Cryptography
internal import Exchange
internal import Foundation
package import Ledger
package import Parallel
internal import Release

/// One side's room with one counterpart: a folder, and the verbs that move a run forward in it.
///
/// Everything that leaves does so as a file in `Outbox`; everything that arrives is read from `Inbox`. No verb
/// opens a socket.
public struct Room: Sendable {
  package let folder: RoomFolder
  package let settings: RoomSettings
  package let setting: Setting
  package let ring: KeyRing

  /// What a verb takes from its surroundings: the day, the threads, what the mail takes, where a
  /// passphrase comes from, and in tests a noise tape.
  package struct Setting: Sendable {
    package var today: Day
    package var machinery: Machinery<Curve25519Arithmetic>
    package var partSize = PartSize.standard
    package var passphrase = PassphraseSource.terminal
    /// How many bytes of memory a list's rows take, about, before they are kept in files while the rest is read.
    package var rowMemory = 256 << 20

    package init(today: Day, machinery: Machinery<Curve25519Arithmetic>) {
      self.today = today
      self.machinery = machinery
    }

    /// Today (UTC), all cores, derived noise.
    package static func today(progress: Workers.Progress? = nil) -> Setting {
      let seconds = Date().timeIntervalSince1970
      return Setting(
        today: Day(number: Int((seconds / 86_400).rounded(.down))),
        machinery: Machinery(
          workers: Workers(
            count: ProcessInfo.processInfo.activeProcessorCount, progress: progress)))
    }
  }

  /// Opens the room in the folder `path`, for verbs of today.
  public init(at path: String) throws(CleanRoomError) {
    try self.init(at: path, .today())
  }

  /// Opens the room in the folder `path`.
  ///
  /// - Parameter ring: that the room's keys were made with; a new one, which asks for itself, if nil.
  package init(
    at path: String, _ setting: Setting, _ ring: KeyRing? = nil
  ) throws(CleanRoomError) {
    folder = RoomFolder(path)
    self.setting = setting
    self.ring = ring ?? KeyRing(keys: folder.keys, source: setting.passphrase)
    settings = try RoomSettings(
      yaml: RoomFiles.required(
        folder.settings, hint: "make a room first: lacuna init FOLDER --as NAME"))
  }

  package var ledgerFolder: String {
    if settings.ledger == ".." { return folder.parent }
    return settings.ledger.hasPrefix("/") ? settings.ledger : "\(folder.root)/\(settings.ledger)"
  }

  package func openLedger(for access: Ledger.Access) throws(CleanRoomError) -> Ledger {
    do { return try Ledger.open(in: ledgerFolder, for: access) } catch {
      throw CleanRoomError(error)
    }
  }

  package func identity() throws(CleanRoomError) -> PrivateIdentity {
    guard let root = try KeyFile.read(.identity, from: folder.identity, ring) else {
      throw CleanRoomError(
        "file-missing", .fileMissing, "\(folder.identity): this room has no identity",
        hint: "restore Keys/ from a backup, or make a new room: lacuna init")
    }
    do { return try PrivateIdentity(root: root) } catch {
      throw CleanRoomError(error, file: folder.identity)
    }
  }

  // MARK: Terms

  /// The agreement in this room, whoever has signed it, and the owner's role in it.
  package func agreement() throws(CleanRoomError) -> (terms: RunTerms, role: Role) {
    let bytes = try RoomFiles.required(
      folder.agreement,
      hint:
        "the initiator drafts it: lacuna agree new; the responder finds it in the offer: lacuna agree check"
    )
    do {
      let terms = try RunTerms(Agreement(bytes: bytes))
      guard let role = terms.agreement.role(of: try identity().publicIdentity) else {
        throw CleanRoomError(
          "not-a-party", .refused, "agreement.yaml names another identity than this room's",
          hint: "was it drafted from this room's card?")
      }
      return (terms, role)
    } catch {
      throw CleanRoomError(error, file: "agreement.yaml")
    }
  }

  /// The agreement, signed by its owner here, in force today, and made with the lists this program carries.
  package func signedAgreement() throws(CleanRoomError) -> (
    terms: RunTerms, role: Role, signature: AgreementSignature
  ) {
    let (terms, role) = try agreement()
    try requireNotRevoked(terms.agreement.party(role.other))
    try checkPublicLists(terms)
    guard isSigned(terms, by: role), let signature = try signature(of: role, under: terms) else {
      throw CleanRoomError(
        "not-signed", .refused, "this side has not signed the agreement as it stands",
        hint: "read it (lacuna agree show), then: lacuna agree sign")
    }
    guard terms.agreement.terms.isValid(on: setting.today) else {
      throw CleanRoomError(ExchangeError.outsideValidity(of: terms.agreement.terms))
    }
    return (terms, role, signature)
  }

  /// Refuses terms drafted with other public lists than this program carries: keys would differ unseen.
  package func checkPublicLists(_ terms: RunTerms) throws(CleanRoomError) {
    guard PublicListDigests.match.hasSameLists(as: terms.agreement.terms.match) else {
      throw CleanRoomError(
        "public-lists", .refused,
        "agreement.yaml was drafted with other public lists than this program carries",
        hint: "both sides need the same version of lacuna")
    }
  }

  /// A party's signature of the agreement in this room; nil where there is none.
  package func signature(
    of role: Role, under terms: RunTerms
  ) throws(CleanRoomError) -> AgreementSignature? {
    let path = folder.signature(of: terms.agreement.party(role).organisation)
    guard let text = try RoomFiles.contents(path) else { return nil }
    do {
      let signature = try AgreementSignature(text: text)
      try signature.verify(terms.agreement, role: role)
      return signature
    } catch {
      throw CleanRoomError(error, file: path)
    }
  }

  /// Whether the owner's signature stands under the agreement as it is now; one of older terms does not count.
  package func isSigned(_ terms: RunTerms, by role: Role) -> Bool {
    (try? signature(of: role, under: terms)) ?? nil != nil
  }

  /// Budget limits of this agreement, for the ledger.
  package func limits(_ terms: RunTerms) -> BudgetLimits {
    BudgetLimits(counterpart: PrivacyCost(terms.agreement.terms.privacy.yearlyCap))
  }

  // MARK: Seeds

  /// Seed `number` of the chain that begins with `first`, the owner's commitment in its card or agreement.
  package func seed(
    first: Agreements.Digest, number: UInt32
  ) throws(CleanRoomError) -> Seed {
    let path = folder.seed(first: first.hex, number: number)
    guard let secret = try KeyFile.read(.seed, from: path, ring) else {
      throw CleanRoomError(
        "file-missing", .fileMissing, "\(path): the seed that was committed to is missing",
        hint: "restore Keys/ from a backup; without it this agreement cannot go on")
    }
    do { return try Seed(secret: secret) } catch { throw CleanRoomError(error, file: path) }
  }

  /// The commitment to seed `number`, which is drawn and kept now if it was not before.
  package func commitToSeed(
    first: Agreements.Digest, number: UInt32, owner: PublicIdentity
  ) throws(CleanRoomError) -> Agreements.Digest {
    let path = folder.seed(first: first.hex, number: number)
    if !RoomFiles.exists(path) {
      do { try KeyFile.write(Seed.random().secret, .seed, to: path, ring) } catch {
        throw CleanRoomError(error)
      }
    }
    return try seed(first: first, number: number).commitment(of: owner)
  }
}
