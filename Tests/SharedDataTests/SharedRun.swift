// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Blinding
import CleanRoom
import Cryptography
import Foundation
import Ledger
import Oracle
import Parallel
import Release
import Reporting
import TestSupport

/// A whole run over a pair of shared lists, verb by verb on both sides, as two people would type it.
///
/// Identities and seeds are planted, so that a run with noise has the same noise every time.
struct SharedRun {
  typealias Company = SharedPlay.Company

  let terms: RunTerms
  let report: Report
  let truth: PlaintextCleanRoom

  init(_ play: SharedPlay, tape: NoiseTape) throws {
    self = try withTemporaryFolder { folder in
      try SharedRun(play, in: folder, tape)
    }
  }

  private init(_ play: SharedPlay, in folder: URL, _ tape: NoiseTape) throws {
    let setting = Room.Setting(
      today: Day(number: 20_800),
      machinery: Machinery(
        workers: Workers(count: 2), tape: tape, arithmetic: Curve25519Arithmetic()))
    let initiator = try Self.room(of: play.initiator, root: 1, in: folder, setting)
    let responder = try Self.room(of: play.initiator.other, root: 2, in: folder, setting)
    func path(_ company: Company) throws -> String {
      try SharedData.file("\(play.data)/\(company).csv").path
    }
    let list = try path(play.initiator)
    let otherList = try path(play.initiator.other)

    // Mail 1 and the draft.
    let card = try responder.makeCard(accounts: play.mostAccounts)
    var choices = try DraftChoices(
      title: nil, purpose: "To try the clean room", accounts: play.mostAccounts,
      questions: play.questions, match: .fixed(play.rule, play.keys),
      epsilon: Epsilon(parsing: play.epsilon), yearlyCap: Epsilon(1000),
      by: (dimension: Self.industries(play.data), of: .initiator), products: play.products,
      days: 365, minimum: 5)
    (choices.dimensions, choices.amounts) = (play.dimensions, play.amounts)
    let draft = try initiator.draftAgreement(card: card.path, choices, replacing: .keep)
    var terms = draft.agreement.terms
    terms.privacy.sizeEpsilon = try Epsilon(parsing: play.sizeEpsilon)
    terms.initiator = try Self.plant(
      terms.initiator, seeds: [play.seed, play.seed + 1], in: initiator)
    terms.responder = try Self.plant(
      terms.responder, seeds: [play.seed + 10, play.seed + 11], in: responder)
    try Data(AgreementWriter.text(of: terms).utf8)
      .write(to: URL(filePath: initiator.folder.agreement))
    _ = try initiator.signAgreement()

    // Mail 2: the offer, with the agreement in it.
    let check = try initiator.checkList(at: list)
    let offer = try initiator.blind(list: list, offer: nil)
    let mailed = responder.folder.inbox + "/offer.lacuna"
    try FileManager.default.copyItem(atPath: offer.path, toPath: mailed)

    // Mail 3: the answer.
    _ = try responder.receiveAgreement()
    _ = try responder.signAgreement()
    let otherCheck = try responder.checkList(at: otherList)
    let answer = try responder.blind(list: otherList, offer: nil)

    // Mail 4: the report.
    let held = try initiator.match(answer: answer.path)
    let received = try responder.report(message: held.sent?.path)
    guard received.digest == held.digest else { throw ReportsDiffer() }

    self.terms = try initiator.agreement().terms
    report = received.report
    truth = PlaintextCleanRoom(
      initiator: try Self.read(list, check, self.terms.agreement.terms.amounts(of: .initiator)),
      responder: try Self.read(
        otherList, otherCheck, self.terms.agreement.terms.amounts(of: .responder)),
      rule: play.rule, keys: play.keys)
  }

  struct ReportsDiffer: Error {}

  private static func room(
    of company: Company, root: UInt8, in folder: URL, _ setting: Room.Setting
  ) throws -> Room {
    let home = folder.appending(path: "\(company)/room")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    let (room, _) = try Room.make(
      at: home.path, name: company.rawValue.capitalized, organisation: company.rawValue,
      lineage: "customers", setting)
    try FileManager.default.removeItem(atPath: room.folder.identity)
    try KeyFile.write(planted(root), .identity, to: room.folder.identity)
    return room
  }

  private static func planted(_ byte: UInt8) -> SecretBytes {
    SecretBytes(copying: [UInt8](repeating: byte, count: 32))
  }

  /// The party with a commitment to a planted first seed; its seeds, in order, lie in its room.
  private static func plant(_ party: Party, seeds: [UInt8], in room: Room) throws -> Party {
    let commitment = try Seed(secret: planted(seeds[0])).commitment(of: party.identity)
    for (index, seed) in seeds.enumerated() {
      try KeyFile.write(
        planted(seed), .seed,
        to: room.folder.seed(first: commitment.hex, number: UInt32(index + 1)))
    }
    return try Party(
      name: party.name, organisation: party.organisation, identity: party.identity,
      commitment: commitment, accounts: party.accounts)
  }

  /// The list as its owner's mapping reads it.
  private static func read(
    _ path: String, _ check: ListCheck, _ amounts: SideAmounts
  ) throws -> CustomerList {
    try CustomerList.read(
      SharedData.bytes(URL(filePath: path)), mapping: check.mapping,
      dimensions: check.dimensions, amounts: amounts, lists: PublicLists())
  }

  /// The fifteen most frequent industries of the vendor's list.
  private static func industries(_ data: String) throws -> Agreements.Dimension {
    let columns = try ListSurvey.columns(of: SharedData.bytes("\(data)/vendor.csv"))
    let counts = columns.first { $0.header == "Industry" }?.values ?? [:]
    let names = counts.filter { $0.key.lowercased() != "other" }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    return Dimension(
      name: "industry", values: Array(names.prefix(15)), rollUp: .majority, unlisted: .other)
  }
}
