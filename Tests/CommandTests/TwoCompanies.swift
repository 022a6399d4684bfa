// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Two companies on one machine, each with a list, a ledger and a room for the other.
struct TwoCompanies: Sendable {
  /// How far the two have come. Everything is done by the verbs.
  enum Stage: Int, Comparable, CaseIterable, Sendable {
    case rooms, cardMailed, drafted, signed, offered, responderReady, answered, reported, finished

    static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
  }

  let folder: URL
  let acme: Company
  let globex: Company

  /// The companies in `folder`, which may hold a copy of others.
  init(in folder: URL) {
    self.folder = folder
    acme = Company(folder: folder.appending(path: "acme"), room: "globex")
    globex = Company(folder: folder.appending(path: "globex"), room: "acme")
  }

  /// Two companies that have come as far as `stage`. Acme initiates.
  static func make(
    in folder: URL, at stage: Stage, accounts: Int = 120, limit: Int = 300, terms: [String] = []
  ) async throws -> TwoCompanies {
    let two = TwoCompanies(in: folder)
    let (acme, globex) = (two.acme, two.globex)
    let sizes = ["--accounts", "\(limit)"]
    try await Tool.run(["sample", "--accounts", "\(accounts)"], in: folder).requireDone()
    for (company, list) in [(acme, "vendor.csv"), (globex, "partner.csv")] {
      try FileManager.default.createDirectory(
        at: company.folder, withIntermediateDirectories: true)
      try FileManager.default.moveItem(at: folder.appending(path: list), to: company.list)
    }
    try await Tool.run(["init", "globex", "--as", "Acme"], in: acme.folder).requireDone()
    try await Tool.run(["init", "acme", "--as", "Globex"], in: globex.folder).requireDone()
    let steps: [(Stage, () async throws -> Void)] = [
      (
        .cardMailed,
        {
          try await globex.run(["card"] + sizes).requireDone()
          try globex.mail("globex.card", to: acme)
        }
      ),
      (
        .drafted,
        {
          try await acme.run(["agree", "new", "--match", "domain"] + sizes + terms).requireDone()
        }
      ),
      (
        .signed,
        {
          try await acme.run(["agree", "sign"]).requireDone()
          try await acme.run(["check", Company.listFromRoom]).requireDone()
        }
      ),
      (.offered, { try await acme.sendBlinded(to: globex) }),
      (
        .responderReady,
        {
          try await globex.run(["agree", "check"]).requireDone()
          try await globex.run(["agree", "sign"]).requireDone()
          try await globex.run(["check", Company.listFromRoom]).requireDone()
        }
      ),
      (.answered, { try await globex.sendBlinded(to: acme) }),
      (.reported, { try await acme.sendReport(to: globex) }),
      (.finished, { try await globex.run(["report"]).requireDone() }),
    ]
    for (reached, step) in steps where reached <= stage { try await step() }
    return two
  }

  /// A copy of both, with modes and times, in a new folder beside this one.
  func copy(_ name: String) async throws -> TwoCompanies {
    let target = folder.deletingLastPathComponent().appending(path: name)
    try await Tool.shell("cp -a '\(folder.path)' '\(target.path)'", in: folder).requireDone()
    return TwoCompanies(in: target)
  }
}

/// One side: the folder with its list and ledger, and its room.
struct Company: Sendable {
  /// The list as it is named from within the room.
  static let listFromRoom = "../customers.csv"

  let folder: URL
  let room: URL

  init(folder: URL, room: String) {
    self.folder = folder
    self.room = folder.appending(path: room)
  }

  var list: URL { folder.appending(path: "customers.csv") }
  var inbox: URL { room.appending(path: "Inbox") }
  var outbox: URL { room.appending(path: "Outbox") }

  /// Runs the tool in the room.
  func run(_ arguments: [String]) async throws -> Outcome {
    try await Tool.run(arguments, in: room)
  }

  func blind() async throws -> Outcome { try await run(["blind", Company.listFromRoom]) }

  /// The messages of a kind in Outbox, newest run last as far as names tell.
  func sent(_ kind: String) throws -> [URL] {
    try names(in: outbox).filter { $0.contains("-\(kind)-") && !$0.hasPrefix(".") }
      .map { outbox.appending(path: $0) }
  }

  /// Everything that lies in Outbox and is no card, hidden files included.
  func messages() throws -> [String] {
    try names(in: outbox).filter { !$0.hasSuffix(".card") }
  }

  func mail(_ name: String, to other: Company) throws {
    let target = other.inbox.appending(path: name)
    try? FileManager.default.removeItem(at: target)
    try FileManager.default.copyItem(at: outbox.appending(path: name), to: target)
  }

  /// Blinds the list and mails what was made.
  func sendBlinded(to other: Company) async throws {
    let outcome = try await run(["blind", Company.listFromRoom, "--json"])
    try mail(try outcome.sentFile(), to: other)
  }

  /// Matches and mails the report.
  func sendReport(to other: Company) async throws {
    let outcome = try await run(["match", "--json"])
    try mail(try outcome.sentFile(), to: other)
  }

  func ledger() async throws -> LedgerListing {
    let outcome = try await run(["ledger", "--json"])
    try outcome.requireDone()
    return try JSONDecoder().decode(LedgerListing.self, from: Data(outcome.out.utf8))
  }

  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }
}

/// `lacuna ledger --json`.
struct LedgerListing: Decodable {
  struct Entry: Decodable, Equatable {
    let kind: String
    let run: String
    let charge: String
    let reserve: String
    let witness: String
  }

  let entries: [Entry]
  let isWhole: Bool

  func count(_ kind: String) -> Int { entries.count { $0.kind == kind } }
}

extension Outcome {
  /// Fails the test here where the tool did not do what was asked.
  func requireDone(_ location: SourceLocation = #_sourceLocation) throws {
    try #require(status == 0, "signal \(signal ?? 0): \(err)", sourceLocation: location)
  }

  /// The name of the file that a verb made, from its JSON.
  func sentFile() throws -> String {
    try requireDone()
    struct Sent: Decodable { let file: String }
    let sent = try JSONDecoder().decode(Sent.self, from: Data(out.utf8))
    return URL(filePath: sent.file).lastPathComponent
  }
}
