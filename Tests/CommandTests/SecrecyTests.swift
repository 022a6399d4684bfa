// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What leaves holds nothing of the lists, the keys or the machine.
@Suite struct SecrecyTests {
  @Test func `no file that leaves, and no report, names an account, a key or this machine`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .finished, accounts: 300, limit: 400)
      var secrets = Self.machine(folder)
      for company in [two.acme, two.globex] {
        secrets += try Self.accounts(company) + Self.keys(company)
      }
      #expect(secrets.count > 800)
      // The search finds what is there.
      let list = try Data(contentsOf: two.acme.list)
      #expect(try Self.accounts(two.acme).allSatisfy { list.range(of: Data($0.utf8)) != nil })

      for company in [two.acme, two.globex] {
        for folder in ["Outbox", "Reports"] {
          let files = try Snapshot(of: company.room.appending(path: folder))
          #expect(files.paths.count >= 2)
          for path in files.paths {
            let bytes = try #require(files.bytes(path))
            for secret in secrets where bytes.range(of: Data(secret.utf8)) != nil {
              Issue.record("\(folder)/\(path) holds \(secret)")
            }
          }
        }
        // The agreement and its signatures travel inside the messages.
        for name in try FileManager.default.contentsOfDirectory(atPath: company.room.path)
        where name.hasPrefix("agreement.yaml") {
          let text = try String(
            contentsOf: company.room.appending(path: name), encoding: .utf8)
          for secret in secrets where text.contains(secret) {
            Issue.record("\(name) holds \(secret)")
          }
        }
      }
    }
  }

  @Test func `what is yours alone is open to nobody else`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .finished)
      for company in [two.acme, two.globex] {
        for name in ["Annex", "Keys", "Keys/seeds", "Keys/runs"] {
          let path = company.room.appending(path: name).path
          #expect(try Self.mode(path) == 0o700, "\(name)")
          for file in try FileManager.default.subpathsOfDirectory(atPath: path) {
            #expect(try Self.mode(path + "/" + file) & 0o077 == 0, "\(name)/\(file)")
          }
        }
        #expect(try Self.mode(company.folder.appending(path: "ledger.sqlite").path) == 0o600)
      }
    }
  }

  @Test func `an annex that cannot be written changes nothing that is said`() async throws {
    try await withTemporaryFolder { folder in
      let start = folder.appending(path: "start")
      try FileManager.default.createDirectory(at: start, withIntermediateDirectories: true)
      let two = try await TwoCompanies.make(in: start, at: .answered)
      let other = try await two.copy("other")
      let annex = other.acme.room.appending(path: "Annex")
      try FileManager.default.removeItem(at: annex)
      try Data().write(to: annex)
      let whole = try await two.acme.run(["match"])
      let without = try await other.acme.run(["match"])
      try whole.requireDone()
      #expect(without.status == 0 && without.out == whole.out && without.err == whole.err)
    }
  }

  @Test func `no output of a verb shows a key or a path that was not typed`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .finished)
      let file = try #require(two.acme.sent("offer").first).lastPathComponent
      for company in [two.acme, two.globex] {
        let secrets = try Self.machine(folder) + Self.keys(company)
        for verb in [
          ["status"], ["plan"], ["ledger"], ["report"], ["agree", "show"], ["match"], ["abandon"],
          ["inspect", "agreement.yaml"], ["inspect", "../../acme/globex/Outbox/\(file)"],
          ["inspect", "Keys/identity.key"], ["blind", "Keys/identity.key"],
          ["agree", "new", "--accounts", "90", "--force", "--card", "Keys/identity.key"],
        ] {
          for form in [[], ["--json"]] {
            let outcome = try await company.run(verb + form)
            for secret in secrets where (outcome.out + outcome.err).contains(secret) {
              Issue.record("\(verb + form) shows \(secret)")
            }
          }
        }
      }
    }
  }

  /// Names and domains of a list, long enough not to occur by chance.
  private static func accounts(_ company: Company) throws -> [String] {
    let text = try String(contentsOf: company.list, encoding: .utf8)
    var found: [String] = []
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(whereSeparator: { $0 == "," || $0 == ";" }).map(String.init)
      let named = fields.filter { $0.contains(".") || fields.firstIndex(of: $0) == 1 }
      found += named.filter { $0.count >= 8 && !$0.contains("\"") }
    }
    return found
  }

  /// Every secret line of Keys.
  private static func keys(_ company: Company) throws -> [String] {
    let files = try Snapshot(of: company.room.appending(path: "Keys"))
    return files.paths.filter { $0.hasSuffix(".key") }.flatMap { path in
      String(decoding: files.bytes(path) ?? Data(), as: UTF8.self).split(separator: "\n")
        .filter { $0.contains("lacunas") || $0.contains("lacunarun") }
        .map { String($0.split(separator: " ").last ?? $0) }
    }
  }

  /// Where the rooms lie, and what this machine is called.
  private static func machine(_ folder: URL) -> [String] {
    let named = try? String(contentsOfFile: "/proc/sys/kernel/hostname", encoding: .utf8)
    let host = named?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    return [folder.path] + (host.count > 3 ? [host] : [])
  }

  private static func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? NSNumber).intValue
  }
}
