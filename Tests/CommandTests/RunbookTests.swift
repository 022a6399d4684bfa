// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What Protocols/recovery.md shows is what Transcripts/runbook.txt plays, word for word.
@Suite struct RunbookTests {
  private static let here = URL(filePath: #filePath).deletingLastPathComponent()

  @Test func `the page shows the sessions that are played, all of them`() throws {
    let page = try String(
      contentsOf: Self.here.appending(path: "../../Protocols/recovery.md").standardized,
      encoding: .utf8)
    let played = try String(
      contentsOf: Self.here.appending(path: "Transcripts/runbook.txt"), encoding: .utf8)
    let shown = Self.shown(in: page)
    #expect(shown.count > 8)
    #expect(shown.map(\.name) == Self.sessions(of: played).map(\.name))
    for (one, other) in zip(shown, Self.sessions(of: played)) {
      #expect(one.lines == other.lines, "\(one.name)")
    }
  }

  @Test func `a session that is not played as shown is told apart`() {
    let played = "% Session one\n$ a\nb\n\n$ c\n% A remark\n$ d\n% Session two\n$ e\n"
    #expect(Self.sessions(of: played).map(\.lines) == [["$ a", "b", "$ c"], ["$ e"]])
    let page = "x\n<!-- session: one -->\n```console\n$ a\nb\n$ c\n```\n"
    #expect(Self.shown(in: page).map(\.lines) == [["$ a", "b", "$ c"]])
  }

  private struct Session {
    let name: String
    var lines: [String] = []
  }

  private static func shown(in page: String) -> [Session] {
    var sessions: [Session] = []
    var isInside = false
    for line in page.split(separator: "\n").map(String.init) {
      if let mark = line.wholeMatch(of: /<!-- session: (.+) -->/) {
        sessions.append(Session(name: String(mark.1)))
      } else if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, !sessions.isEmpty {
        sessions[sessions.count - 1].lines.append(line)
      }
    }
    return sessions
  }

  /// From a remark `Session NAME` to the next remark.
  private static func sessions(of transcript: String) -> [Session] {
    var sessions: [Session] = []
    var isInside = false
    for line in transcript.split(separator: "\n").map(String.init) {
      if let mark = line.wholeMatch(of: /% Session (.+)/) {
        sessions.append(Session(name: String(mark.1)))
        isInside = true
      } else if line.hasPrefix("% ") {
        isInside = false
      } else if isInside {
        sessions[sessions.count - 1].lines.append(line)
      }
    }
    return sessions
  }
}
