// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A session as a person sees it, in a text file:
///
///     % a remark
///     $ lacuna status          a command; `cd FOLDER` holds for those after it
///     room of:  Acme           what it prints, line by line
///     ! lacuna: ...            what it prints to stderr
///     = 77                     its status, where that is not 0
///
/// Parts that differ from run to run stand as `<kind>`; `<kind:name>` must be the same text each time; `<other>` words
/// stand for themselves. A blank line before a command is a separator.
struct Transcript {
  struct Step {
    let line: Int
    let command: String
    var out: [String] = []
    var err: [String] = []
    var status: Int32 = 0
  }

  struct Malformed: Error, CustomStringConvertible { let description: String }

  /// What a placeholder stands for, as a regular expression without groups.
  static let kinds = [
    "hex": "[0-9a-f]+", "run": "[0-9a-f]{8}", "runid": "[0-9a-f]{32}",
    "fingerprint": "[0-9a-f]{4}(?: [0-9a-f]{4}){7}", "identity": "lacuna1[02-9ac-hj-np-z]{100,}",
    "n": "-?[0-9]+(?:,[0-9]{3})*", "space": " +", "day": "[0-9]{4}-[0-9]{2}-[0-9]{2}", "any": ".*",
    "file": "[^ :]+",
  ]

  let steps: [Step]

  init(_ text: String) throws {
    var steps: [Step] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("% ") { continue }
      if line.hasPrefix("$ ") {
        if steps.last?.out.last == "" { steps[steps.count - 1].out.removeLast() }
        steps.append(Step(line: index + 1, command: String(line.dropFirst(2))))
        continue
      }
      guard !steps.isEmpty else {
        if line.isEmpty { continue }
        throw Malformed(description: "line \(index + 1): output before the first command")
      }
      let last = steps.count - 1
      if line.hasPrefix("! ") {
        steps[last].err.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("= ") {
        guard let status = Int32(line.dropFirst(2)) else {
          throw Malformed(description: "line \(index + 1): no status")
        }
        steps[last].status = status
      } else {
        steps[last].out.append(String(line))
      }
    }
    if steps.last?.out.last == "" { steps[steps.count - 1].out.removeLast() }
    self.steps = steps
  }

  /// Runs the session in `folder`; what differs, step by step.
  func differences(in folder: URL) async throws -> [String] {
    var here = folder
    var named: [String: String] = [:]
    var differences: [String] = []
    for step in steps {
      if step.command.hasPrefix("cd ") {
        here = here.appending(path: String(step.command.dropFirst(3))).standardized
        continue
      }
      let outcome = try await Tool.shell(step.command, in: here)
      if outcome.status != step.status || outcome.signal != nil {
        differences.append("line \(step.line): status \(outcome.status), not \(step.status)")
      }
      for (stream, expected, found) in [
        ("stdout", step.out, Self.lines(outcome.out)),
        ("stderr", step.err, Self.lines(outcome.err)),
      ] {
        if expected.count != found.count {
          differences.append(
            "line \(step.line): \(found.count) lines on \(stream), not \(expected.count)")
        }
        for (pattern, text) in zip(expected, found)
        where try !Self.matches(text, pattern, &named) {
          differences.append(
            "line \(step.line), \(stream):\n  expected \(pattern)\n  found    \(text)")
        }
      }
    }
    return differences
  }

  private static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // The last line has an end, or the text would not match.
    if lines.last == "" { lines.removeLast() } else { lines.append("(no end of line)") }
    return lines
  }

  /// Whether `text` is of the pattern's form; binds the pattern's names.
  static func matches(
    _ text: String, _ pattern: String, _ named: inout [String: String]
  ) throws -> Bool {
    var expression = ""
    var names: [String?] = []
    var literal = pattern.startIndex
    for match in pattern.matches(of: /<([a-z]+)(?::([a-z]+))?>/) {
      guard let kind = kinds[String(match.1)] else { continue }
      expression += escaped(pattern[literal..<match.range.lowerBound]) + "(\(kind))"
      names.append(match.2.map { "\(match.1):\($0)" })
      literal = match.range.upperBound
    }
    expression += escaped(pattern[literal...])
    let regex = try NSRegularExpression(pattern: "\\A\(expression)\\z")
    let whole = NSRange(text.startIndex..., in: text)
    guard let found = regex.firstMatch(in: text, range: whole) else { return false }
    for (index, name) in names.enumerated() {
      guard let name, let range = Range(found.range(at: index + 1), in: text) else { continue }
      let value = String(text[range])
      if named[name, default: value] != value { return false }
      named[name] = value
    }
    return true
  }

  private static func escaped(_ text: Substring) -> String {
    NSRegularExpression.escapedPattern(for: String(text))
  }
}
