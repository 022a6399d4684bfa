// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The README's own sessions, played again: what it shows is what the tool prints, digests apart, and what noise may
/// decide: numbers, and which cell is the strongest.
@Suite struct ReadmeTests {
  private static let readme = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../README.md").standardized

  @Test(arguments: ["demo", "story"])
  func `a session of the README goes as written`(name: String) async throws {
    let text = try String(contentsOf: Self.readme, encoding: .utf8)
    let transcript = try Transcript(try Self.session(name, of: text))
    #expect(!transcript.steps.isEmpty)
    try await withTemporaryFolder { folder in
      let differences = try await transcript.differences(in: folder)
      #expect(differences.isEmpty, "README, \(name)\n\(differences.joined(separator: "\n"))")
    }
  }

  @Test func `a session is masked where runs differ, and nowhere else`() throws {
    let text = """
      <!-- transcript: x -->
      ```console
      $ lacuna sample --accounts 2000
      Acme   0ff7 16ea 96c3 1171 1252 1bf7 bcee fa4c
      about 1,109 accounts; run-d24147a8.
      ```
      """
    #expect(
      try Self.session("x", of: text)
        == "$ lacuna sample --accounts 2000\nAcme   <fingerprint>\nabout <n> accounts; run-<hex>.")
    #expect(throws: Missing.self) { try Self.session("y", of: text) }
  }

  private struct Missing: Error {}

  /// The fenced block after a session's mark, with placeholders for what differs from run to run.
  private static func session(_ name: String, of text: String) throws -> String {
    guard let mark = text.range(of: "<!-- transcript: \(name) -->\n```console\n"),
      let end = text[mark.upperBound...].range(of: "\n```")
    else { throw Missing() }
    let lines = text[mark.upperBound..<end.lowerBound].split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line in
      guard !line.hasPrefix("$ ") else { return String(line) }
      return String(line)
        .replacing(/^(The (?:strongest|largest) [a-z -]+).*$/, with: { "\($0.1)<any>" })
        .replacing(/[0-9a-f]{4}( [0-9a-f]{4}){7}/, with: "<fingerprint>")
        .replacing(/[0-9a-f]{8,}/, with: "<hex>")
        .replacing(/[0-9]+(,[0-9]{3})*/, with: "<n>")
    }.joined(separator: "\n")
  }
}
