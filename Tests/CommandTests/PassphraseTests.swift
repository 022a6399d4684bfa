// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Keys under a passphrase: sealed on disk, asked for without echo or read from a descriptor, refused by name.
@Suite struct PassphraseTests {
  private static let passphrase = "zqxcanary one"

  /// Runs a verb with a passphrase on descriptor 3, and a new one on 4.
  private func run(
    _ company: Company, _ verb: String, _ passphrase: String = passphrase, new: String? = nil
  ) async throws -> Outcome {
    let files = company.folder.deletingLastPathComponent()
    try Data("\(passphrase)\n".utf8).write(to: files.appending(path: "pass"))
    try Data("\(new ?? "")\n".utf8).write(to: files.appending(path: "new"))
    let first = verb.hasPrefix("keys protect") && passphrase.isEmpty ? "" : " --passphrase-fd 3"
    let second = new == nil ? "" : " --new-passphrase-fd 4"
    return try await Tool.shell(
      "lacuna \(verb)\(first)\(second) 3<../../pass 4<../../new", in: company.room)
  }

  /// Both at a stage, Acme's keys under the passphrase.
  private func protected(_ folder: URL, at stage: TwoCompanies.Stage) async throws -> TwoCompanies {
    let two = try await TwoCompanies.make(in: folder, at: stage)
    let outcome = try await run(two.acme, "keys protect --json", "", new: Self.passphrase)
    try outcome.requireDone()
    #expect(outcome.out.contains("\"keys\" : \(try keys(two.acme).count)"))
    return two
  }

  /// Every key file of a company by path, as text.
  private func keys(_ company: Company) throws -> [String: String] {
    let files = try Snapshot(of: company.room.appending(path: "Keys"))
    let paths = files.paths.filter { $0.hasSuffix(".key") }
    return Dictionary(
      uniqueKeysWithValues: paths.map {
        ($0, String(decoding: files.bytes($0) ?? Data(), as: UTF8.self))
      })
  }

  private func expectSealed(_ company: Company, atLeast count: Int) throws {
    let keys = try keys(company)
    #expect(keys.count >= count)
    for (path, text) in keys {
      #expect(text.hasPrefix("lacuna sealed 1\n"), "\(path)")
      for plain in ["lacunasecret", "lacunaseed", "lacunarun", "accounts"] {
        #expect(!text.contains(plain), "\(path)")
      }
    }
    let mode =
      try FileManager.default.attributesOfItem(
        atPath: company.room.appending(path: "Keys/lock").path)[.posixPermissions] as? NSNumber
    #expect(mode?.intValue == 0o600)
  }

  @Test func `a run goes on under a passphrase, and new keys are sealed, too`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await protected(folder, at: .signed)
      try expectSealed(two.acme, atLeast: 2)
      try await run(two.acme, "blind ../customers.csv").requireDone()
      // The identity, two seeds and the run key.
      try expectSealed(two.acme, atLeast: 4)
      let offer = try #require(two.acme.sent("offer").first).lastPathComponent
      try two.acme.mail(offer, to: two.globex)
      try await two.globex.run(["agree", "check"]).requireDone()
      try await two.globex.run(["agree", "sign"]).requireDone()
      try await two.globex.run(["check", Company.listFromRoom]).requireDone()
      try await two.globex.sendBlinded(to: two.acme)
      try await run(two.acme, "match").requireDone()
      #expect(FileManager.default.fileExists(atPath: two.acme.room.appending(path: "Annex").path))
      // Taken off, the keys are what they were, and nothing asks.
      try await run(two.acme, "keys unprotect").requireDone()
      #expect(
        try keys(two.acme).values.allSatisfy { $0.contains("lacuna") && !$0.contains("sealed") })
      try await two.acme.run(["match"]).requireDone()
      expectRefusal(try await run(two.acme, "keys unprotect"), 77, "not-protected")
    }
  }

  @Test func `a wrong passphrase, or none, is refused by every verb that needs a key`() async throws
  {
    try await withTemporaryFolder { folder in
      let two = try await protected(folder, at: .answered)
      let verbs = [
        "status", "plan", "match", "report", "abandon", "agree show", "agree check", "agree sign",
        "card --accounts 100", "blind ../customers.csv", "inspect Outbox/acme-offer-*.lacuna",
        "keys unprotect",
      ]
      for verb in verbs {
        let before = try Snapshot(of: two.acme.folder)
        let wrong = try await run(two.acme, verb, "zqxcanary two")
        expectRefusal(wrong, 77, "passphrase-wrong", whenGiven: verb)
        #expect(!wrong.err.contains("zqxcanary"))
        expectRefusal(try await run(two.acme, verb, ""), 77, "passphrase-missing", whenGiven: verb)
        let none = try await Tool.shell("lacuna \(verb)", in: two.acme.room)
        expectRefusal(none, 77, "passphrase-missing", whenGiven: verb)
        let shut = try await Tool.shell("lacuna \(verb) --passphrase-fd 9", in: two.acme.room)
        expectRefusal(shut, 77, "passphrase-missing", whenGiven: verb)
        #expect(try before.changes(in: two.acme.folder) == [], "\(verb)")
      }
      // What needs no key needs no passphrase.
      try await two.acme.run(["ledger"]).requireDone()
    }
  }

  @Test func `a passphrase is changed by who knows it`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await protected(folder, at: .signed)
      let sealed = try keys(two.acme)
      let wrong = try await run(two.acme, "keys protect", "not this one", new: "another one")
      expectRefusal(wrong, 77, "passphrase-wrong")
      try await run(two.acme, "keys protect", new: "another one").requireDone()
      #expect(try Set(keys(two.acme).keys) == Set(sealed.keys))
      expectRefusal(try await run(two.acme, "status"), 77, "passphrase-wrong")
      try await run(two.acme, "status", "another one").requireDone()
    }
  }

  @Test func `protecting that was broken off goes on`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .signed)
      let plain = try keys(two.acme)
      try await run(two.acme, "keys protect", "", new: Self.passphrase).requireDone()
      // As if the tool had ended after the first of the files.
      for (path, text) in plain where path != "identity.key" {
        let file = two.acme.room.appending(path: "Keys/\(path)")
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
      }
      try await run(two.acme, "status").requireDone()
      try await run(two.acme, "keys protect", new: Self.passphrase).requireDone()
      try expectSealed(two.acme, atLeast: 2)
    }
  }

  @Test func `init makes sealed keys, and a bad passphrase makes nothing`() async throws {
    try await withTemporaryFolder { folder in
      func make(_ passphrase: String) async throws -> Outcome {
        try Data(passphrase.utf8).write(to: folder.appending(path: "pass"))
        return try await Tool.shell(
          "lacuna init new --as Acme --passphrase-fd 3 3<pass", in: folder)
      }
      for passphrase in ["", "\n", "1234567\n", String(repeating: "x", count: 1025) + "\n"] {
        let outcome = try await make(passphrase)
        let expected: (Int32, String) =
          (2...8).contains(passphrase.count) ? (64, "usage") : (77, "passphrase-missing")
        expectRefusal(outcome, expected.0, expected.1, whenGiven: "\(passphrase.count)")
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "new").path))
      }
      let none = try await Tool.run(["init", "new", "--as", "Acme", "--passphrase"], in: folder)
      expectRefusal(none, 77, "passphrase-missing")
      try await make("1234567\u{e9}").requireDone()
      try expectSealed(Company(folder: folder, room: "new"), atLeast: 1)
      for number in ["1", "2", "-1", "x", "4096"] {
        let outcome = try await Tool.run(
          ["status", "--room", "new", "--passphrase-fd=\(number)"], in: folder)
        #expect(outcome.status == 64 && outcome.out == "", "\(number)")
      }
    }
  }

  /// What is done to the lock or to a sealed key.
  enum Damage: CaseIterable {
    case lockGone, lockChanged, lockCut, lockOpen, keyChanged, keyCut

    var refusal: (status: Int32, names: [String]) {
      switch self {
      case .lockGone: (66, ["file-missing"])
      case .lockChanged: (77, ["passphrase-wrong"])
      case .lockOpen: (77, ["key-permissions"])
      case .lockCut, .keyChanged, .keyCut: (77, ["key-unreadable"])
      }
    }

    func apply(to keys: URL) throws {
      let isLock = [.lockGone, .lockChanged, .lockCut, .lockOpen].contains(self)
      let file = keys.appending(path: isLock ? "lock" : "identity.key")
      var bytes = try Data(contentsOf: file)
      switch self {
      case .lockGone: return try FileManager.default.removeItem(at: file)
      // A digit of the sealed bytes, which are the last line.
      case .lockChanged, .keyChanged:
        bytes[bytes.count - 3] = bytes[bytes.count - 3] == UInt8(ascii: "0") ? 49 : 48
      case .lockCut, .keyCut: bytes.removeLast(40)
      case .lockOpen: break
      }
      try bytes.write(to: file)
      try FileManager.default.setAttributes(
        [.posixPermissions: self == .lockOpen ? 0o644 : 0o600], ofItemAtPath: file.path)
    }
  }

  @Test(arguments: Damage.allCases)
  func `a spoilt lock or sealed key is refused`(damage: Damage) async throws {
    try await withTemporaryFolder { folder in
      let two = try await protected(folder, at: .rooms)
      try damage.apply(to: two.acme.room.appending(path: "Keys"))
      let outcome = try await run(two.acme, "card --accounts 100")
      #expect(outcome.status == damage.refusal.status, "\(outcome)")
      let refusal = try #require(Refusal(errorStream: outcome.err))
      #expect(damage.refusal.names.contains(refusal.name), "\(outcome)")
      let card = two.acme.outbox.appending(path: "acme.card").path
      #expect(!FileManager.default.fileExists(atPath: card))
    }
  }
}
