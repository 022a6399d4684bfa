// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What a refusal is: `lacuna: MESSAGE (NAME)` on the error stream, and at most one hint.
struct Refusal: CustomStringConvertible {
  let name: String
  let message: String
  let hint: String?

  /// Nil unless the stream has that form and holds nothing else.
  init?(errorStream: String) {
    guard errorStream.hasSuffix("\n") else { return nil }
    var lines = errorStream.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    guard let first = lines.popFirst(),
      let match = first.wholeMatch(of: /lacuna: (?<message>.+) \((?<name>[a-z0-9-]+)\)/),
      !match.message.hasPrefix("hint:")
    else { return nil }
    name = String(match.name)
    message = String(match.message)
    if let second = lines.popFirst() {
      guard let hint = second.wholeMatch(of: /lacuna: hint: (?<text>.+)/) else { return nil }
      self.hint = String(hint.text)
    } else {
      hint = nil
    }
    guard lines.isEmpty else { return nil }
  }

  var description: String { "\(name): \(message)" }
}

/// Expects one clear refusal: its status, one of its names, no result, no secret of the machine.
@discardableResult
func expectRefusal(
  _ outcome: Outcome, _ status: Int32, _ names: String..., whenGiven what: String = "",
  location: SourceLocation = #_sourceLocation
) -> Refusal? {
  let comment = Comment(rawValue: "\(what): \(outcome)")
  #expect(outcome.status == status, comment, sourceLocation: location)
  #expect(outcome.out == "", comment, sourceLocation: location)
  guard let refusal = Refusal(errorStream: outcome.err) else {
    Issue.record("not one refusal: \(what): \(outcome)", sourceLocation: location)
    return nil
  }
  #expect(names.contains(refusal.name), comment, sourceLocation: location)
  return refusal
}

/// Expects that nothing below `folder` is written while `body` runs.
///
/// `exempt` names files that may come to be: what is drawn ahead of a message, in Keys, costs nothing.
func expectNothingWritten(
  below folder: URL, exempt: String? = nil, whenGiven what: String = "",
  location: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async throws {
  let before = try Snapshot(of: folder)
  try await body()
  let changes = try before.changes(in: folder).filter { path in
    !(exempt.map { path.contains($0) } ?? false)
  }
  #expect(changes == [], "\(what)", sourceLocation: location)
}
