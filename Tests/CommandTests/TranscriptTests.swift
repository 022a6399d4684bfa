// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The sessions of Transcripts, played again and compared line by line.
@Suite struct TranscriptTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Transcripts")

  @Test(arguments: ["story", "questions", "refusals", "runbook", "demo", "sample", "usage"])
  func `a session goes as written`(name: String) async throws {
    let file = Self.folder.appending(path: "\(name).txt")
    let transcript = try Transcript(String(contentsOf: file, encoding: .utf8))
    #expect(!transcript.steps.isEmpty)
    try await withTemporaryFolder { folder in
      let differences = try await transcript.differences(in: folder)
      #expect(differences.isEmpty, "\(name).txt\n\(differences.joined(separator: "\n"))")
    }
  }

  @Test func `every session is played`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(
      files == [
        "demo.txt", "questions.txt", "refusals.txt", "runbook.txt", "sample.txt", "story.txt",
        "usage.txt",
      ])
  }

  @Test func `a session that goes otherwise is told apart`() async throws {
    let session = """
      $ printf 'run 00ff00ff, 1,234 of it\\n'
      run <run:a>, <n> of it

      $ printf 'one\\n\\nthree\\n'; printf 'lacuna: no (not-so)\\n' >&2; exit 77
      one

      three
      ! lacuna: no (not-so)
      = 77
      """
    let same = try Transcript(session)
    #expect(same.steps.count == 2)
    let folder = FileManager.default.temporaryDirectory
    #expect(try await same.differences(in: folder) == [])
    let changes = [
      ("00ff", "00fg"), ("1,234", "x"), ("of it\\n", "of it"), ("exit 77", "exit 76"),
      ("three\\n'", "three\\nfour\\n'"), ("'one", "'One"), ("lacuna: no (not-so)\\n'", "'"),
      (">&2", ">&1"), ("<n> of it", "<n> of <n>"),
    ]
    for (old, new) in changes {
      let other = try Transcript(session.replacing(old, with: new, maxReplacements: 1))
      #expect(try await other.differences(in: folder) != [], "\(old) to \(new)")
    }
    let twice = try Transcript("$ printf '00000001\\n00000002\\n'\n<run:a>\n<run:a>\n")
    #expect(try await twice.differences(in: folder).count == 1)
  }
}
