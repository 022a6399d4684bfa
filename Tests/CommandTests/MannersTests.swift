// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Results on stdout, all else on stderr; JSON that parses; help for every verb; no colours.
@Suite struct MannersTests {
  static let verbs = [
    ["demo"], ["init"], ["card"], ["agree"], ["agree", "new"], ["agree", "show"],
    ["agree", "check"], ["agree", "sign"], ["check"], ["explain"], ["plan"], ["blind"], ["match"],
    ["report"],
    ["status"], ["inspect"], ["ledger"], ["abandon"], ["sample"], ["keys"], ["keys", "protect"],
    ["keys", "unprotect"],
  ]

  @Test(arguments: verbs) func `every verb has help`(verb: [String]) async throws {
    let temporary = FileManager.default.temporaryDirectory
    let outcome = try await Tool.run(verb + ["--help"], in: temporary)
    try outcome.requireDone()
    #expect(outcome.err == "")
    #expect(outcome.out.hasPrefix("OVERVIEW: "))
    #expect(outcome.out.contains("USAGE: lacuna \(verb.joined(separator: " "))"))
    #expect(try await Tool.run(["help"] + verb, in: temporary).out == outcome.out)
  }

  @Test(arguments: [
    ["nothing"], ["init"], ["init", "room"], ["card"], ["card", "--accounts", "many"],
    ["blind"], ["check"], ["explain"], ["explain", "x", "list"], ["explain", "0", "list"],
    ["inspect"], ["agree", "new"], ["agree", "new", "--accounts"],
    ["status", "further"], ["sample", "--accounts", "x"], ["sample", "--seed", "-1"],
    ["init", "room", "--as", ""], ["init", "room", "--as", "Acme", "--organisation", "A B"],
    ["init", "room", "--as", "Acme", "--lineage", "../x"], ["--colour"],
  ]) func `wrong usage ends with 64, and writes nothing`(arguments: [String]) async throws {
    try await withTemporaryFolder { folder in
      try await expectNothingWritten(below: folder) {
        let outcome = try await Tool.run(arguments, in: folder)
        #expect(outcome.status == 64, "\(outcome)")
        #expect(outcome.out == "" && outcome.err != "")
      }
    }
  }

  @Test func `a number that cannot be is wrong usage`() async throws {
    try await withTemporaryFolder { folder in
      let acme = try await TwoCompanies.make(in: folder, at: .cardMailed).acme
      let new = ["agree", "new", "--accounts"]
      for arguments in [
        new + ["49"], new + ["0"], new + ["300", "--epsilon", "x"], new + ["300", "--days", "0"],
        new + ["300", "--epsilon", "1/0"], new + ["300", "--days", "99999999999"],
        new + ["300", "--ask", "attach-rate"], new + ["300", "--ask", ","], new + ["300", "--ask"],
        new + ["300", "--match", "name"], new + ["300", "--most-products", "0"],
        new + ["300", "--most-products", "101"], new + ["300", "--by", "colour"],
        new + ["300", "--by", "industry", "--of", "nobody"],
        ["card", "--accounts", "10"], ["card", "--accounts", "99999999999"],
      ] {
        try await expectNothingWritten(below: folder, whenGiven: "\(arguments)") {
          let outcome = try await acme.run(arguments)
          #expect(outcome.status == 64, "\(arguments): \(outcome)")
          #expect(outcome.out == "")
        }
      }
    }
  }

  @Test func `what a program reads is JSON, and a refusal too`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .signed)
      let (acme, globex) = (two.acme, two.globex)
      try await expectJSON(acme, ["check", Company.listFromRoom], ["rows", "accounts", "columns"])
      try await expectJSON(acme, ["plan"], ["tables", "initiator", "responder", "yearlyCap"])
      try await expectJSON(
        acme, ["blind", Company.listFromRoom], ["kind", "run", "file", "outcome"])
      try await expectJSON(acme, ["status"], ["state", "next", "spent", "cap"])
      try await expectJSON(acme, ["ledger"], ["entries", "spent", "isWhole", "verdict"])
      try await expectJSON(
        acme, ["inspect", "agreement.yaml"], ["kind", "bytes", "sha256", "facts"])
      try acme.mail(try #require(acme.sent("offer").first).lastPathComponent, to: globex)
      try await globex.run(["agree", "show"]).requireDone()
      try await globex.run(["agree", "sign", "--quiet"]).requireDone()
      try await globex.run(["check", Company.listFromRoom, "--quiet"]).requireDone()
      try await globex.sendBlinded(to: acme)
      try await expectJSON(acme, ["match"], ["report", "digest", "exchangeCheck", "file"])
      try await expectJSON(acme, ["report"], ["report", "digest", "exchangeCheck", "file"])

      for (verb, name, status) in [
        (["abandon"], "no-open-run", Int32(77)), (["blind", "../none.csv"], "file-missing", 66),
        (["inspect", "../customers.csv"], "not-a-message", 76),
      ] {
        let outcome = try await acme.run(verb + ["--json"])
        #expect(outcome.status == status)
        let fields = try Self.object(outcome.out)
        #expect(fields["refused"] as? String == name)
        #expect(Refusal(errorStream: outcome.err)?.name == name)
        #expect(Refusal(errorStream: outcome.err)?.message == fields["message"] as? String)
      }
    }
  }

  @Test func `notes go to stderr, and quiet drops them`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .offered)
      let mapping = two.acme.room.appending(path: "mapping.yaml")
      try FileManager.default.removeItem(at: mapping)
      let loud = try await two.acme.run(["check", Company.listFromRoom])
      #expect(loud.err.contains("lacuna: wrote mapping.yaml"))
      #expect(loud.err.split(separator: "\n").allSatisfy { $0.hasPrefix("lacuna: ") })
      #expect(!loud.out.contains("lacuna:"))
      try FileManager.default.removeItem(at: mapping)
      let quiet = try await two.acme.run(["check", Company.listFromRoom, "--quiet"])
      #expect(quiet.out == loud.out && quiet.err == "")
      let again = try await two.acme.run(["blind", Company.listFromRoom, "--quiet"])
      #expect(again.status == 0 && again.err == "")
      // A refusal is not a note.
      #expect(try await two.acme.run(["match", "--quiet"]).err != "")
      try await two.globex.run(["agree", "check", "--quiet"]).requireDone()
    }
  }

  @Test func `no output has a control code, even where colours are asked for`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .finished)
      for verb in [
        "status", "plan", "ledger", "report", "agree show", "match", "abandon", "--help",
      ] {
        let outcome = try await Tool.shell(
          "TERM=xterm-256color CLICOLOR_FORCE=1 FORCE_COLOR=1 lacuna \(verb)", in: two.acme.room)
        let codes = (outcome.out + outcome.err).unicodeScalars.filter {
          $0.value < 0x20 && $0 != "\n" || $0.value == 0x7f
        }
        #expect(codes.isEmpty, "\(verb)")
      }
    }
  }

  @Test func `nothing is overwritten that is there`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .drafted)
      try await expectNothingWritten(below: folder) {
        let room = try await Tool.run(["init", "globex", "--as", "Acme"], in: two.acme.folder)
        expectRefusal(room, 73, "room-exists")
        let draft = try await two.acme.run(["agree", "new", "--accounts", "300"])
        expectRefusal(draft, 73, "agreement-exists")
        expectRefusal(try await Tool.run(["demo", "acme"], in: folder), 73, "demo-exists")
      }
      try await Tool.run(["sample", "--accounts", "60"], in: folder).requireDone()
      try await expectNothingWritten(below: folder) {
        let lists = try await Tool.run(["sample", "--accounts", "70"], in: folder)
        expectRefusal(lists, 73, "different-file")
      }
      try await Tool.run(["sample", "--accounts", "70", "--force"], in: folder).requireDone()
    }
  }

  private func expectJSON(
    _ company: Company, _ verb: [String], _ keys: [String],
    location: SourceLocation = #_sourceLocation
  ) async throws {
    let outcome = try await company.run(verb + ["--json"])
    try outcome.requireDone(location)
    let object = try Self.object(outcome.out)
    for key in keys {
      #expect(object[key] != nil, "\(verb): \(key)", sourceLocation: location)
    }
  }

  private static func object(_ text: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [String: Any])
  }
}
