// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Blinding
import CleanRoom
import Exchange
import Foundation
import Ledger
import Parallel
import Questions
import Release
import Reporting

/// Acme's room with Globex and Globex's room with Acme, each beside its owner's list and ledger in
/// one folder; the mail between them is a path. Acme initiates.
struct RoomPair {
  let folder: URL
  let initiator: Room
  let responder: Room

  /// Each company's folder holds its list, its ledger and its rooms.
  var initiatorList: String { initiator.ledgerFolder + "/customers.csv" }
  var responderList: String { responder.ledgerFolder + "/customers.csv" }

  static let today = Day(number: 20_800)

  static func setting(
    _ tape: NoiseTape = .insecureZero, workers: Int = 1, today: Day = today
  ) -> Room.Setting {
    Room.Setting(
      today: today,
      machinery: Machinery(
        workers: Workers(count: workers), tape: tape, arithmetic: Curve25519Arithmetic()))
  }

  /// What the two agree on; by default so that a run is quick and every figure is displayed.
  struct Draft {
    var epsilon = "5"
    var yearlyCap = "100"
    var by: (dimension: Agreements.Dimension, of: Role)?
    var match = (MatchRule.fallback, MatchKeys.domain)
    /// Nil for the account map alone.
    var questions: [Question]?
    var products = DraftChoices.Products.none
    var minimum = 0
    /// The register whose numbers are the first key.
    var number: NumberType?
    /// A reference table that both hold.
    var table: [UInt8]?
    /// Names of the two rooms' folders, so that one company can have several.
    var rooms = (initiator: "globex", responder: "acme")
    /// The folder of Acme's list, ledger and rooms.
    var initiatorHome = "acme"
    /// Who answers, as Acme's ledger will know it.
    var responder = "globex"
    /// Whether both have compared fingerprints where an organisation has a further identity.
    var knows = Knowledge.newIdentities
    /// The last hand on the draft, before anybody signs.
    var edit: @Sendable (inout Agreements.Terms) -> Void = { _ in }
  }

  enum Knowledge { case newIdentities, oldIdentities }

  /// Two rooms, a card, a draft, both signatures, and a mapping on each side as the tool guesses it.
  static func make(
    in folder: URL, initiator: [UInt8], responder: [UInt8], _ terms: Draft = Draft(),
    _ setting: Room.Setting = setting()
  ) throws -> RoomPair {
    func room(_ company: String, _ name: String, as organisation: String) throws -> Room {
      let home = folder.appending(path: company)
      try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
      return try Room.make(
        at: home.appending(path: name).path, name: organisation.capitalized,
        organisation: organisation, lineage: "customers", setting
      ).room
    }
    let pair = RoomPair(
      folder: folder, initiator: try room(terms.initiatorHome, terms.rooms.initiator, as: "acme"),
      responder: try room("globex", terms.rooms.responder, as: terms.responder))
    try Data(initiator).write(to: URL(filePath: pair.initiatorList))
    try Data(responder).write(to: URL(filePath: pair.responderList))
    let card = try pair.responder.makeCard(accounts: 5000)
    try pair.draft(from: card.path, terms)
    let agreement = try pair.initiator.agreement().terms.agreement
    for (room, other) in [(pair.initiator, Role.responder), (pair.responder, .initiator)] {
      let fingerprint = agreement.party(other).identity.fingerprint
      _ = try room.signAgreement(accepting: terms.knows == .newIdentities ? fingerprint : nil)
    }
    _ = try pair.initiator.checkList(at: pair.initiatorList)
    _ = try pair.responder.checkList(at: pair.responderList)
    return pair
  }

  /// Acme's draft, the same text in both rooms.
  private func draft(from card: String, _ terms: Draft) throws {
    let table = folder.appending(path: "table.csv").path
    if let bytes = terms.table {
      try CleanRoomTests.write(bytes, to: table)
      try CleanRoomTests.write(bytes, to: responder.folder.reference)
    }
    let draft = try initiator.draftAgreement(
      card: card,
      DraftChoices(
        title: nil, purpose: "To try the clean room", accounts: 5000,
        questions: terms.questions, match: .fixed(terms.match.0, terms.match.1),
        epsilon: Epsilon(parsing: terms.epsilon), yearlyCap: Epsilon(parsing: terms.yearlyCap),
        by: terms.by, products: terms.products,
        number: terms.number, reference: terms.table == nil ? nil : table, days: 365,
        minimum: terms.minimum),
      replacing: .keep)
    var edited = draft.agreement.terms
    edited.privacy.smallestList = 1
    terms.edit(&edited)
    let text = Data(AgreementWriter.text(of: edited).utf8)
    for room in [initiator, responder] {
      try text.write(to: URL(filePath: room.folder.agreement))
    }
  }

  /// The same rooms on another machine, or with other noise.
  func opened(_ setting: Room.Setting) throws -> RoomPair {
    RoomPair(
      folder: folder, initiator: try Room(at: initiator.folder.root, setting),
      responder: try Room(at: responder.folder.root, setting))
  }

  /// A copy of everything, keys and ledgers included.
  func copied(to other: URL) throws -> RoomPair {
    try FileManager.default.copyItem(at: folder, to: other)
    func place(_ room: Room) throws -> Room {
      try Room(
        at: other.path + room.folder.root.dropFirst(folder.path.count), room.setting)
    }
    return RoomPair(
      folder: other, initiator: try place(initiator), responder: try place(responder))
  }
}

// MARK: Runs

extension RoomPair {
  struct Run {
    let offer: SentMessage
    let answer: SentMessage
    let initiator: HeldReport
    let responder: HeldReport
  }

  /// Offer, answer, match, report.
  func play() throws -> Run {
    let offer = try initiator.blind(list: initiatorList, offer: nil)
    let answer = try responder.blind(list: responderList, offer: offer.path)
    let (sent, received) = try finish(answer)
    return Run(offer: offer, answer: answer, initiator: sent, responder: received)
  }

  /// Match and report.
  func finish(_ answer: SentMessage) throws -> (HeldReport, HeldReport) {
    let sent = try initiator.match(answer: answer.path)
    guard let message = sent.sent else { throw MissingMessage() }
    return (sent, try responder.report(message: message.path))
  }

  struct MissingMessage: Error {}

  var terms: RunTerms { get throws { try initiator.agreement().terms } }

  /// A side's accounts, as its own room reads them.
  func accounts(of role: Role) throws -> CustomerList {
    let (room, path) =
      role == .initiator ? (initiator, initiatorList) : (responder, responderList)
    return try room.importList(at: path, terms, role: role)
  }

  /// A message as its recipient opens it.
  func opened(_ message: SentMessage) throws -> ReceivedMessage {
    let kind: MessageKind =
      switch message.kind {
      case .offer: .offer
      case .answer: .answer
      case .report: .report
      }
    let recipient = message.kind == .answer ? initiator : responder
    return try ReceivedMessage(
      file: bytes(message.path), kind: kind, openedBy: recipient.identity())
  }
}

/// The bytes of a file.
func bytes(_ path: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(filePath: path)))
}

func write(_ bytes: [UInt8], to path: String) throws {
  try Data(bytes).write(to: URL(filePath: path))
}

func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }
