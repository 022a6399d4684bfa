// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A message that was changed, cut, misdirected or played again: refused before anything is computed or paid.
@Suite struct BadMessageTests {
  /// A message in the Inbox of the side that is about to use it.
  enum Kind: String, CaseIterable, Sendable {
    case offer, answer, report

    var stage: TwoCompanies.Stage {
      switch self {
      case .offer: .responderReady
      case .answer: .answered
      case .report: .reported
      }
    }

    func receiver(_ two: TwoCompanies) -> Company { self == .answer ? two.acme : two.globex }

    func sender(_ two: TwoCompanies) -> Company { self == .answer ? two.globex : two.acme }

    /// The verb that uses the file at `path`.
    func verb(_ path: String) -> [String] {
      switch self {
      case .offer: ["blind", Company.listFromRoom, "--offer", path]
      case .answer: ["match", "--answer", path]
      case .report: ["report", "--message", path]
      }
    }
  }

  @Test(arguments: Kind.allCases)
  func `a flipped byte anywhere in a message is refused`(kind: Kind) async throws {
    try await withTemporaryFolder { folder in
      let (two, good) = try await message(kind, in: folder)
      let seed = UInt64.random(in: .min ... .max)
      var random = SeededGenerator(seed: seed)
      // Header, encapsulated key, the length at the front, the signature and the seal at the end.
      var positions = Array(stride(from: 0, to: 112, by: 5))
      positions += [63, 64, 95, 96, 103, 104] + (1...6).map { good.count - 15 * $0 }
      positions += [good.count - 1]
      positions += (0..<24).map { _ in Int.random(in: 112..<good.count, using: &random) }
      for position in positions {
        var bytes = good
        bytes[position] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &random)
        try await refused(bytes, kind, two, "byte \(position), seed \(seed)")
      }
      // The file itself was never at fault.
      let file = two.folder.appending(path: "changed.lacuna")
      try good.write(to: file)
      try await kind.receiver(two).run(kind.verb("../../changed.lacuna")).requireDone()
    }
  }

  @Test(arguments: Kind.allCases)
  func `a message that was cut or lengthened is refused`(kind: Kind) async throws {
    try await withTemporaryFolder { folder in
      let (two, good) = try await message(kind, in: folder)
      for count in [0, 1, 63, 64, 96, 112, 4096, good.count / 2, good.count - 4096, good.count - 1]
      {
        try await refused(good.prefix(count), kind, two, "\(count) bytes")
      }
      try await refused(good + Data(count: 1), kind, two, "a byte more")
      try await refused(good + Data(count: 4096), kind, two, "a block more")
      try await refused(good + good, kind, two, "twice")
    }
  }

  @Test func `a message for another room is refused`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .finished)
      // A third company that is on terms with Acme's twin.
      let elsewhere = folder.appending(path: "elsewhere")
      try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
      let others = try await TwoCompanies.make(in: elsewhere, at: .answered)
      for kind in Kind.allCases {
        let file = try #require(kind.sender(two).sent(kind.rawValue).first)
        let receiver = kind.receiver(others)
        try await expectNothingWritten(below: folder, whenGiven: "\(kind)") {
          let outcome = try await receiver.run(kind.verb(file.path))
          expectRefusal(outcome, 76, "wrong-recipient", whenGiven: "\(kind)")
        }
      }
    }
  }

  @Test func `a message of another kind, or the own one, is refused`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .reported)
      let offer = try #require(two.acme.sent("offer").first).path
      let answer = try #require(two.globex.sent("answer").first).path
      let report = try #require(two.acme.sent("report").first).path
      let cases: [(String, Company, [String], [String])] = [
        ("a report as offer", two.globex, Kind.offer.verb(report), ["wrong-kind"]),
        ("an offer as report", two.globex, Kind.report.verb(offer), ["wrong-kind"]),
        ("an offer as answer", two.acme, Kind.answer.verb(offer), ["wrong-kind"]),
        ("the own answer", two.globex, Kind.offer.verb(answer), ["wrong-kind"]),
        ("the list as answer", two.acme, Kind.answer.verb("../customers.csv"), ["not-a-message"]),
        ("a card as report", two.globex, Kind.report.verb("Outbox/globex.card"), ["not-a-message"]),
      ]
      for (what, company, verb, names) in cases {
        try await expectNothingWritten(below: folder, whenGiven: what) {
          let outcome = try await company.run(verb)
          let refusal = expectRefusal(outcome, 76, names[0], whenGiven: what)
          #expect(refusal?.message.contains("/") == true, "\(outcome)")
        }
      }
    }
  }

  @Test func `a damaged offer in Inbox gives no agreement`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .offered)
      let name = try #require(two.acme.sent("offer").first).lastPathComponent
      let file = two.globex.inbox.appending(path: name)
      var bytes = try Data(contentsOf: file)
      bytes[5000] ^= 4
      try bytes.write(to: file)
      try await expectNothingWritten(below: folder) {
        for verb in ["check", "show"] {
          expectRefusal(try await two.globex.run(["agree", verb]), 76, "seal-broken")
        }
        expectRefusal(try await two.globex.run(["agree", "sign"]), 66, "file-missing")
      }
    }
  }

  /// The two sides with a message of `kind` due, and its bytes.
  private func message(
    _ kind: Kind, in folder: URL
  ) async throws -> (TwoCompanies, Data) {
    let two = try await TwoCompanies.make(in: folder, at: kind.stage)
    let file = try #require(kind.sender(two).sent(kind.rawValue).first)
    return (two, try Data(contentsOf: file))
  }

  private func refused(
    _ bytes: Data, _ kind: Kind, _ two: TwoCompanies, _ what: String
  ) async throws {
    let file = two.folder.appending(path: "changed.lacuna")
    try bytes.write(to: file)
    try await expectNothingWritten(below: two.folder, whenGiven: "\(kind), \(what)") {
      let outcome = try await kind.receiver(two).run(kind.verb("../../changed.lacuna"))
      let refusal = expectRefusal(
        outcome, 76, "not-a-message", "wrong-kind", "wrong-recipient", "seal-broken",
        whenGiven: "\(kind), \(what)")
      #expect(refusal?.message.contains("changed.lacuna") == true, "\(outcome)")
    }
  }
}
