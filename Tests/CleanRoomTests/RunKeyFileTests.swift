// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Cryptography
import Foundation
import TestSupport
import Testing

/// The key of a run, kept until its report.
@Suite struct RunKeyFileTests {
  private let secret = (0..<32).map { UInt8($0 * 5) }

  private func text(_ role: String = "initiator", _ accounts: String...) throws -> String {
    let key = try keyText(secret, .run)
    return (["lacuna run 1", "role: \(role)", "key: \(key)"] + accounts.map { "accounts: \($0)" })
      .joined(separator: "\n") + "\n"
  }

  @Test(arguments: Role.allCases, [[], [[0, 17, 3]], [[1], [2, 40_000_000]]] as [[[Int]]])
  func `what is written is read`(role: Role, accounts: [[Int]]) throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "run.key").path
      try RunKeyFile.write(
        RunKey(role: role, key: SecretBytes(copying: secret), accounts: accounts), to: path)
      let key = try RunKeyFile.read(path)
      let read = key.key.withBytes { bytes in bytes.indices.map { bytes[$0] } }
      #expect(read == secret)
      #expect(key.role == role)
      #expect(key.accounts == accounts)
    }
  }

  @Test func `a missing key is named`() throws {
    expect("file-missing") { _ = try RunKeyFile.read("/nowhere/run.key") }
  }

  @Test func `another text is refused`() throws {
    let good = try text("initiator", "1 2 3")
    let texts = [
      "", "lacuna run 1\n", good.replacingOccurrences(of: "run 1", with: "run 2"),
      try text("matcher", "1"), try text("initiator", "-1 2"), try text("initiator", "1 x 2"),
      try text("initiator", "1 99999999999999999999"),
      good.replacingOccurrences(of: "lacunarun", with: "lacunaseed"), good + "more: 1\n",
      good + "accounts:1 2\n",
    ]
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "run.key").path
      for text in texts {
        try writePrivately(Array(text.utf8), to: path)
        expect("key-unreadable") { _ = try RunKeyFile.read(path) }
      }
    }
  }

  /// These numbers are added to others: one that no list can have must not come so far as to overflow.
  @Test func `a count that no list can have is refused`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "run.key").path
      try writePrivately(Array(text("initiator", "1 \(Int.max) 2").utf8), to: path)
      expect("key-unreadable") { _ = try RunKeyFile.read(path) }
    }
  }

  @Test func `any bytes are a run key or refused`() throws {
    var generator = SeededGenerator(seed: 72)
    let good = Array(try text("responder", "1 2 3", "4 5").utf8)
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "run.key").path
      for _ in 0..<200 {
        var changed = good
        changed[Int.random(in: good.indices, using: &generator)] = generator.bytes(1)[0]
        for bytes in [changed, generator.bytes(Int.random(in: 0...200, using: &generator))] {
          try writePrivately(bytes, to: path)
          do throws(CleanRoomError) { _ = try RunKeyFile.read(path) } catch {
            #expect(error.code.name == "key-unreadable")
          }
        }
      }
    }
  }
}
