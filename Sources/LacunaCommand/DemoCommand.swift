// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import ArgumentParser
internal import CleanRoom
internal import Foundation
internal import Ledger
internal import Release
internal import Reporting

/// `lacuna demo`
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "The whole story on sample lists: two rooms, four mails, one report to open.")

  @Argument(help: "A new folder for the demo.", completion: .directory)
  var folder = "lacuna-demo"

  func run() throws {
    guard !RoomFiles.exists(folder) else {
      throw CleanRoomError(
        "demo-exists", .cannotWrite, "\(folder): is here already",
        hint: "name another folder: lacuna demo FOLDER")
    }
    try Demo(folder: folder).run()
  }
}

/// Plays both companies in one process; every step is the verb a person would type.
private struct Demo {
  let folder: String
  let setting = Room.Setting.today()

  private var acmeRoom: String { "\(folder)/acme/globex" }
  private var globexRoom: String { "\(folder)/globex/acme" }
  private var acmeList: String { "\(folder)/acme/customers.csv" }
  private var globexList: String { "\(folder)/globex/customers.csv" }

  func run() throws {
    Console.say(
      "Acme sells software; Globex is its channel partner. Each has a customer list of its own.")
    Console.say(
      "Some companies on the lists are well known, the others and all dealings are invented.")
    try prepare()
    let (acme, globex) = try rooms()
    try agree(acme, globex)
    try exchange(acme, globex)
  }

  private func prepare() throws {
    let pair = try SampleFiles.pair(accounts: 2000, seed: 2027, shared: 40)
    _ = try SampleFiles.write(pair, to: folder, replacing: .keep)
    for (list, company) in [("vendor.csv", "acme"), ("partner.csv", "globex")] {
      try RoomFiles.makeFolder("\(folder)/\(company)", mode: 0o755)
      try move("\(folder)/\(list)", "\(folder)/\(company)/customers.csv")
    }
  }

  private func rooms() throws -> (Room, Room) {
    step(
      "A room on each side", "acme$   lacuna init globex --as Acme",
      "globex$ lacuna init acme --as Globex")
    let (acme, acmeIdentity) = try Room.make(
      at: acmeRoom, name: "Acme", organisation: "acme", lineage: "customers", setting)
    let (globex, globexIdentity) = try Room.make(
      at: globexRoom, name: "Globex", organisation: "globex", lineage: "customers", setting)
    tell("Each has its own keys. Fingerprints, to compare over the telephone:")
    tell("  Acme   \(acmeIdentity.fingerprint)")
    tell("  Globex \(globexIdentity.fingerprint)")
    return (acme, globex)
  }

  private func agree(_ acme: Room, _ globex: Room) throws {
    step("Mail 1: Globex's card", "globex$ lacuna card --accounts 2500")
    let (card, _) = try globex.makeCard(accounts: 2500)
    try mail(card, to: acmeRoom)
    tell("Acme sees Globex's name, public keys, and that its list has at most 2,500 accounts.")

    step(
      "Acme drafts and signs the terms",
      "acme$   lacuna agree new --accounts 2500 --ask account-map white-space cross-sell --yearly-cap 10 \\",
      "          --products Core,Analytics,Automation --their-products Warehouse,Pipelines,Consulting",
      "acme$   lacuna agree sign")
    let terms = try acme.draftAgreement(
      card: nil,
      DraftChoices(
        title: nil, purpose: "Find joint business for 2027", accounts: 2500,
        questions: [
          .accountMap(by: nil), .whiteSpace(of: .initiator, by: ["status", "products"]),
          .whiteSpace(of: .responder, by: ["status", "products"]), .crossSell,
        ], epsilon: try Epsilon(1), yearlyCap: try Epsilon(10), by: nil,
        products: DraftChoices.Products(
          initiator: ["Core", "Analytics", "Automation"],
          responder: ["Warehouse", "Pipelines", "Consulting"], mostAnAccount: nil), days: 365,
        minimum: 10),
      replacing: .keep)
    _ = try acme.signAgreement()
    tell("What may be asked, the price in privacy, and the yearly budget stand in agreement.yaml:")
    tell(
      "who is whose customer, what each serves that the other does not, and who could sell what to")
    tell("whom. How accounts meet follows from the list sizes that both state:")
    tell("  \(terms.matchWords).")
    tell(
      "Acme initiates: so Globex risks more from a dishonest Acme than Acme from a dishonest Globex."
    )
  }

  private func exchange(_ acme: Room, _ globex: Room) throws {
    step(
      "Mail 2: Acme's offer", "acme$   lacuna check customers.csv",
      "acme$   lacuna blind customers.csv")
    let acmeCheck = try acme.checkList(at: acmeList)
    tell(
      "Acme's list: \(Number.grouped(acmeCheck.summary.accounts)) accounts, \(Number.grouped(acmeCheck.summary.accountsWithDomain)) with a domain, \(Number.grouped(acmeCheck.summary.accountsWithName)) with a name."
    )
    let offer = try acme.blind(list: acmeList, offer: nil)
    try mail(offer.path, to: globexRoom)
    tell(
      "Globex sees the agreement, and points on a curve it cannot read: real accounts, fakes and padding,"
    )
    tell(
      "shuffled. It learns about how many accounts Acme has in each group, and nothing about which."
    )

    step(
      "Mail 3: Globex's answer", "globex$ lacuna agree check", "globex$ lacuna agree sign",
      "globex$ lacuna check customers.csv", "globex$ lacuna blind customers.csv")
    _ = try globex.receiveAgreement()
    _ = try globex.signAgreement()
    _ = try globex.checkList(at: globexList)
    let answer = try globex.blind(list: globexList, offer: nil)
    try mail(answer.path, to: acmeRoom)
    tell(
      "Globex pays epsilon 4 of its own budget, 1 a question, before the file exists. Acme sees counts that already"
    )
    tell("carry Globex's noise: a few fake accounts in every cell, how many it cannot tell.")

    step("Mail 4: the report", "acme$   lacuna match")
    let held = try acme.match(answer: nil)
    if let sent = held.sent { try mail(sent.path, to: globexRoom) }
    tell("Acme adds noise of its own, pays, signs. Globex never sees a count without Acme's noise.")

    step("The same report on both sides", "globex$ lacuna report")
    let received = try globex.report(message: nil)
    let same = held.digest == received.digest
    tell(
      same
        ? "Both hold the same bytes: \(held.digest.hex)" : "The reports differ: this is a defect.")
    Console.say()
    for line in held.report.opening { Console.say(line) }
    Console.say()
    Console.say("Open:  \(held.folder)/report.html")
    Console.say(
      "And what Acme alone may see:  \(acmeRoom)/Annex/run-\(RunName.text(offer.run))/annex.html")
  }

  private func step(_ title: String, _ commands: String...) {
    Console.say()
    Console.say(title)
    for command in commands { Console.say("  \(command)") }
  }

  private func tell(_ line: String) { Console.say("    \(line)") }

  /// The mail: a copy from one side's Outbox into the other's Inbox.
  private func mail(_ path: String, to room: String) throws {
    let name = path.split(separator: "/").last.map(String.init) ?? "file"
    let size = try RoomFiles.required(path, hint: "", limit: 1 << 30)
    try RoomFiles.write(size, to: "\(room)/Inbox/\(name)", visibility: .everyone, existing: .keep)
    tell("mailed: \(name), \(Number.grouped(size.count)) bytes")
  }

  private func move(_ path: String, _ target: String) throws {
    do {
      try FileManager.default.moveItem(atPath: path, toPath: target)
    } catch {
      throw CleanRoomError("cannot-write", .cannotWrite, "\(target): cannot be written")
    }
  }
}
