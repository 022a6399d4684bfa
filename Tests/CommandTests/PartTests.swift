// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A file that is longer than the mail takes goes in parts, and arrives whole or is refused by name.
@Suite struct PartTests {
  private static let size = ["--part-size", "65536"]

  /// Makes what is due in parts and gives the paths of file and parts.
  private func send(_ company: Company, _ verb: [String]) async throws -> Sent {
    let outcome = try await company.run(verb + Self.size + ["--json"])
    try outcome.requireDone()
    return try JSONDecoder().decode(Sent.self, from: Data(outcome.out.utf8))
  }

  private func sha256(_ bytes: Data, _ folder: URL) async throws -> Data {
    let file = folder.appending(path: "to-hash")
    try bytes.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let outcome = try await Tool.shell("sha256sum < to-hash", in: folder)
    return Data(try #require([UInt8](hex: String(outcome.out.prefix(64)))))
  }

  private struct Sent: Decodable {
    let file: String
    let parts: [String]

    func names() -> [String] { parts.map { URL(filePath: $0).lastPathComponent } }
  }

  /// Both sides before the offer, and the offer in parts, none mailed yet.
  private func offered(in folder: URL) async throws -> (TwoCompanies, Sent) {
    let two = try await TwoCompanies.make(in: folder, at: .signed, accounts: 5000, limit: 6000)
    let sent = try await send(two.acme, ["blind", Company.listFromRoom])
    try #require(sent.parts.count >= 3)
    return (two, sent)
  }

  @Test func `a whole exchange goes in parts`() async throws {
    try await withTemporaryFolder { folder in
      let (two, offer) = try await offered(in: folder)
      for name in offer.names() { try two.acme.mail(name, to: two.globex) }
      let status = try await two.globex.run(["status"])
      #expect(status.out.contains("an offer with an agreement is in Inbox"))
      try await two.globex.run(["agree", "check"]).requireDone()
      try await two.globex.run(["agree", "sign"]).requireDone()
      try await two.globex.run(["check", Company.listFromRoom]).requireDone()
      let answer = try await send(two.globex, ["blind", Company.listFromRoom])
      #expect(answer.parts.count >= 2)
      // Any part leads to the others, in any folder.
      let drive = folder.appending(path: "drive")
      try FileManager.default.createDirectory(at: drive, withIntermediateDirectories: true)
      for (index, name) in answer.names().enumerated() {
        try FileManager.default.copyItem(
          at: two.globex.outbox.appending(path: name),
          to: drive.appending(path: "\(answer.parts.count - index).bin"))
      }
      let report = try await send(two.acme, ["match", "--answer", "../../drive/1.bin"])
      #expect(report.parts.isEmpty)
      try two.acme.mail(URL(filePath: report.file).lastPathComponent, to: two.globex)
      try await two.globex.run(["report"]).requireDone()
    }
  }

  @Test func `parts are no longer than asked, and the same each time`() async throws {
    try await withTemporaryFolder { folder in
      let (two, sent) = try await offered(in: folder)
      let before = try Snapshot(of: two.acme.outbox)
      for part in sent.names() {
        let bytes = try #require(before.bytes(part))
        #expect(bytes.count <= 65_536 && bytes.count > 200)
      }
      let again = try await send(two.acme, ["blind", Company.listFromRoom])
      #expect(again.parts == sent.parts)
      let after = try Snapshot(of: two.acme.outbox)
      for path in before.paths { #expect(before.bytes(path) == after.bytes(path), "\(path)") }
      // Another size: the parts of the old one go, the file stays.
      let other = try await two.acme.run(
        ["blind", Company.listFromRoom, "--part-size", "100kB", "--json"])
      try other.requireDone()
      let names = try two.acme.messages()
      let count = try JSONDecoder().decode(Sent.self, from: Data(other.out.utf8)).parts.count
      #expect(names.count == count + 1 && count < sent.parts.count)
      // What fits into one mail is not cut.
      try await two.acme.run(["blind", Company.listFromRoom]).requireDone()
      #expect(try two.acme.messages().count == 1)
    }
  }

  @Test func `parts that lack are named, by status too`() async throws {
    try await withTemporaryFolder { folder in
      let (two, sent) = try await offered(in: folder)
      let names = sent.names()
      for name in names where name != names[1] { try two.acme.mail(name, to: two.globex) }
      let text = "part 2 of \(names.count) of the offer of run "
      let status = try await two.globex.run(["status"])
      #expect(status.out.contains("an offer with an agreement has come in part: \(text)"))
      #expect(status.out.contains("is missing"))
      try await expectNothingWritten(below: folder) {
        for verb in [["agree", "check"], ["agree", "show"]] {
          let refusal = expectRefusal(try await two.globex.run(verb), 66, "part-missing")
          #expect(refusal?.message.contains(text) == true)
        }
      }
      try FileManager.default.removeItem(at: two.globex.inbox.appending(path: names[0]))
      let lacking = try await two.globex.run(["agree", "check"])
      let refusal = expectRefusal(lacking, 66, "part-missing")
      #expect(refusal?.message.contains("parts 1 and 2 of \(names.count)") == true)
      // The whole file, come another way, goes before its parts.
      try two.acme.mail(URL(filePath: sent.file).lastPathComponent, to: two.globex)
      try await two.globex.run(["agree", "check"]).requireDone()
    }
  }

  @Test func `parts of two cuts do not mix`() async throws {
    try await withTemporaryFolder { folder in
      let (two, sent) = try await offered(in: folder)
      for name in sent.names().dropFirst() { try two.acme.mail(name, to: two.globex) }
      try await two.acme.run(["blind", Company.listFromRoom, "--part-size", "66kB"]).requireDone()
      let other = try two.acme.messages().filter { $0.contains(".part-1-of-") }
      try FileManager.default.copyItem(
        at: two.acme.outbox.appending(path: try #require(other.first)),
        to: two.globex.inbox.appending(path: "other.part"))
      let refusal = expectRefusal(
        try await two.globex.run(["agree", "check"]), 66, "part-missing")
      #expect(refusal?.hint?.contains("another version") == true)
    }
  }

  /// What is done to part 2 in the Inbox.
  enum Damage: CaseIterable { case header, piece, cut, longer, emptied, replaced, magic }

  @Test(arguments: Damage.allCases)
  func `a damaged part is named, and a good one beside it helps`(damage: Damage) async throws {
    try await withTemporaryFolder { folder in
      let (two, sent) = try await offered(in: folder)
      let names = sent.names()
      for name in names { try two.acme.mail(name, to: two.globex) }
      let file = two.globex.inbox.appending(path: names[1])
      var bytes = try Data(contentsOf: file)
      switch damage {
      case .header: bytes[100] ^= 1
      case .piece: bytes[40_000] ^= 1
      case .cut: bytes.removeLast()
      case .longer: bytes.append(0)
      case .emptied: bytes = Data()
      case .replaced: bytes = Data("no part at all".utf8)
      case .magic: bytes[3] ^= 1
      }
      try bytes.write(to: file)
      try await expectNothingWritten(below: folder, whenGiven: "\(damage)") {
        let refusal = expectRefusal(
          try await two.globex.run(["agree", "check"]), 76, "part-damaged", whenGiven: "\(damage)")
        #expect(refusal?.message.contains(names[1]) == true)
      }
      try FileManager.default.copyItem(
        at: two.acme.outbox.appending(path: names[1]),
        to: two.globex.inbox.appending(path: "again-" + names[1]))
      try await two.globex.run(["agree", "check"]).requireDone()
    }
  }

  @Test func `a forged part is named, and so is one that does not belong`() async throws {
    try await withTemporaryFolder { folder in
      let (two, sent) = try await offered(in: folder)
      let names = sent.names()
      for name in names { try two.acme.mail(name, to: two.globex) }
      let inbox = two.globex.inbox
      // Another piece under a header whose digests hold: a second part 2 of this cut.
      var bytes = try Data(contentsOf: inbox.appending(path: names[1]))
      bytes[40_000] ^= 1
      bytes.replaceSubrange(136..<168, with: try await sha256(bytes.dropFirst(200), folder))
      bytes.replaceSubrange(168..<200, with: try await sha256(bytes.prefix(168), folder))
      let forged = inbox.appending(path: "forged")
      try bytes.write(to: forged)
      try await expectNothingWritten(below: folder) {
        let refusal = expectRefusal(
          try await two.globex.run(["agree", "check"]), 76, "part-foreign")
        #expect(refusal?.message.contains("forged") == true)
      }
      try FileManager.default.removeItem(at: inbox.appending(path: names[1]))
      try await expectNothingWritten(below: folder) {
        let refusal = expectRefusal(
          try await two.globex.run(["agree", "check"]), 76, "part-foreign")
        #expect(refusal?.message.contains("do not make the file they name") == true)
      }
      // Another room's parts are not looked at.
      let elsewhere = folder.appending(path: "elsewhere")
      try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
      let others = try await TwoCompanies.make(in: elsewhere, at: .rooms)
      for name in names.dropLast() { try two.acme.mail(name, to: others.globex) }
      #expect(try await others.globex.run(["status"]).out.contains("no agreement yet"))
    }
  }

  @Test func `inspect says what a part is`() async throws {
    try await withTemporaryFolder { folder in
      let (two, sent) = try await offered(in: folder)
      let count = sent.parts.count
      let outside = try await Tool.run(
        ["inspect", two.acme.outbox.appending(path: sent.names()[1]).path], in: folder)
      try outside.requireDone()
      #expect(outside.out.hasPrefix("part 2 of \(count) of a sealed offer, "))
      #expect(outside.out.contains("beside it: all \(count) parts"))
      let inside = try await two.acme.run(["inspect", sent.parts[0]])
      #expect(inside.out.contains("for: Globex (globex)"))
      try two.acme.mail(sent.names()[2], to: two.globex)
      let arrived = try await two.globex.run(["inspect", "Inbox/" + sent.names()[2]])
      #expect(arrived.out.contains("for: this room"))
      #expect(
        arrived.out.contains("beside it: parts 1") || arrived.out.contains("beside it: part 1"))
      let file = two.globex.inbox.appending(path: sent.names()[2])
      for position in [30, 300] {
        var bytes = try Data(contentsOf: file)
        bytes[position] ^= 1
        let bad = two.globex.inbox.appending(path: "bad")
        try bytes.write(to: bad)
        for at in [folder, two.globex.room] {
          expectRefusal(try await Tool.run(["inspect", bad.path], in: at), 76, "part-damaged")
        }
      }
    }
  }

  @Test func `a part size that cannot be is wrong usage`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .signed)
      for size in ["0", "-1", "65535", "5GB", "x", "", "5000MB", "1.5MB", "99999999999999999999"] {
        try await expectNothingWritten(below: folder, whenGiven: size) {
          let outcome = try await two.acme.run(
            ["blind", Company.listFromRoom, "--part-size=\(size)"])
          #expect(outcome.status == 64 && outcome.out == "", "\(size): \(outcome)")
        }
      }
    }
  }
}
