// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import Foundation
import Ledger
import Parallel
import Release
import TestSupport

/// Two companies with a room each, on disk, under one agreement; small noise, so that files are small.
///
/// `folder/acme` and `folder/globex` each hold a room, a ledger and a list, as on two machines.
struct RoomPair {
  let folder: URL
  let today: Day

  static let today = Day(number: 20_500)

  /// What is asked, of which lists; by default an account map by domain of the lists that `write` makes.
  struct Asking {
    var questions: [Question]?
    var match = MatchChoice.fixed(.fallback, .domain)
    var products = DraftChoices.Products.none
    var yearlyCap: Epsilon?
    var lists: (initiator: String, responder: String)?
  }

  /// Rooms, an agreement signed by both, the offer in the responder's Inbox.
  ///
  /// - Parameter dimension: splits the initiator's groups further.
  static func make(
    in folder: URL, by dimension: Agreements.Dimension? = nil, asking: Asking = Asking()
  ) throws -> RoomPair {
    let pair = RoomPair(folder: folder, today: Self.today)
    for company in ["acme", "globex"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: company), withIntermediateDirectories: true)
      try Room.make(
        at: pair.path(company, "room"), name: company.capitalized, organisation: company,
        lineage: "customers", pair.setting())
    }
    if let lists = asking.lists {
      try Array(lists.initiator.utf8).write(to: pair.list("acme"))
      try Array(lists.responder.utf8).write(to: pair.list("globex"))
    } else {
      try pair.write(list: 0..<60, of: "acme")
      try pair.write(list: 20..<80, of: "globex")
    }
    let (card, _) = try pair.room("globex").makeCard(accounts: 100)
    try pair.mail(contents(of: card), as: "globex.card", to: "acme")
    let acme = try pair.room("acme")
    _ = try acme.draftAgreement(
      card: nil,
      DraftChoices(
        title: nil, purpose: "Tests", accounts: 100, questions: asking.questions,
        match: asking.match,
        epsilon: try Epsilon(5),
        yearlyCap: asking.yearlyCap ?? (try Epsilon(100)),
        by: dimension.map { ($0, Role.initiator) }, products: asking.products, days: 365,
        minimum: 5), replacing: .keep)
    // Editing the draft is the drafter's right; less padding and a larger delta make the test quick.
    let draft = String(decoding: try contents(of: acme.folder.agreement), as: UTF8.self)
    try Array(
      draft.replacing("size-epsilon: 1/10", with: "size-epsilon: 5")
        .replacing("delta: 2^-40", with: "delta: 2^-20").utf8
    ).write(to: acme.folder.agreement)
    _ = try acme.signAgreement()
    _ = try acme.checkList(at: pair.list("acme"))
    let offer = try acme.blind(list: pair.list("acme"), offer: nil)
    try pair.mail(contents(of: offer.path), as: "offer.lacuna", to: "globex")
    let globex = try pair.room("globex")
    _ = try globex.receiveAgreement()
    _ = try globex.signAgreement()
    _ = try globex.checkList(at: pair.list("globex"))
    return pair
  }

  /// A copy of one company's machine, as a backup keeps it.
  func clone(_ company: String, as name: String) throws {
    try FileManager.default.copyItem(
      at: folder.appending(path: company), to: folder.appending(path: name))
  }

  func path(_ company: String, _ name: String) -> String {
    folder.appending(path: "\(company)/\(name)").path()
  }

  func list(_ company: String) -> String { path(company, "customers.csv") }

  func setting(
    workers: Int = 1, tape: NoiseTape = .derived, day: Day? = nil
  ) -> Room.Setting {
    Room.Setting(
      today: day ?? today,
      machinery: Machinery(
        workers: Workers(count: workers), tape: tape, arithmetic: Curve25519Arithmetic()))
  }

  func room(_ company: String, _ setting: Room.Setting? = nil) throws -> Room {
    try Room(at: path(company, "room"), setting ?? self.setting())
  }

  func ledger(_ company: String) throws -> Ledger {
    try Ledger.open(in: path(company, ""), for: .reading)
  }

  /// Accounts by number; the status follows from it. `status` overrides it for some.
  func write(
    list accounts: some Sequence<Int>, of company: String, status: [Int: Int] = [:]
  ) throws {
    let rows = accounts.map { account in
      "account-\(account).example,\(StatusDimension.values[status[account] ?? account % 3])\n"
    }
    try Array(("Website,Status\n" + rows.joined()).utf8).write(to: list(company))
  }

  func mail(_ bytes: [UInt8], as name: String, to company: String) throws {
    try bytes.write(to: path(company, "room/Inbox/\(name)"))
  }

  func inbox(_ company: String, _ name: String) -> String { path(company, "room/Inbox/\(name)") }

  /// Every file of a company by its path, with its bytes.
  func files(_ company: String) throws -> [String: [UInt8]] {
    let root = folder.appending(path: company).path()
    let names = try FileManager.default.subpathsOfDirectory(atPath: root)
    var files: [String: [UInt8]] = [:]
    for name in names {
      var isFolder: ObjCBool = false
      let path = "\(root)/\(name)"
      guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = try contents(of: path)
    }
    return files
  }
}

func contents(of path: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(filePath: path)))
}

extension [UInt8] {
  func write(to path: String) throws {
    try Data(self).write(to: URL(filePath: path))
  }
}
