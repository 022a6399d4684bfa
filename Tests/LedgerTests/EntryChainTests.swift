// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import Release
import Testing

@Suite struct EntryChainTests {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Protocols/vectors/ledger-chain")

  static func vectors() throws -> [[String: String]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try names.filter { $0.hasSuffix(".txt") }.sorted().map { name in
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      var fields: [String: String] = [:]
      for line in text.split(separator: "\n") {
        let halves = line.split(separator: ":", maxSplits: 1)
        fields[String(halves[0])] = halves[1].trimmingCharacters(in: .whitespaces)
      }
      return fields
    }
  }

  static func decode(_ text: String?) throws -> [UInt8] {
    var digits = try #require(text)[...]
    var bytes: [UInt8] = []
    while !digits.isEmpty {
      bytes.append(try #require(UInt8(digits.prefix(2), radix: 16)))
      digits = digits.dropFirst(2)
    }
    return bytes
  }

  static func entryFacts(_ vector: [String: String]) throws -> EntryFacts {
    EntryFacts(
      counterpart: try #require(vector["counterpart"]), lineage: try #require(vector["lineage"]),
      kind: try #require(EntryKind(rawValue: vector["kind"] ?? "")),
      agreement: try decode(vector["agreement"]),
      role: try #require(RunRole(rawValue: vector["role"] ?? "")),
      run: try decode(vector["run"]),
      seedNumber: try #require(UInt64(vector["seed-number"] ?? "")),
      content: try decode(vector["content"]),
      counterpartHead: try decode(vector["counterpart-head"]),
      charge: try PrivacyCost(parsing: vector["charge"] ?? ""),
      reserve: try PrivacyCost(parsing: vector["reserve"] ?? ""),
      day: try #require(Int(vector["day"] ?? "")))
  }

  /// Each vector is recomputed, and recording them all in a ledger gives the same values.
  @Test func vectorsHold() throws {
    let folder = try Folder()
    let ledger = try Ledger.create(in: folder.path)
    let vectors = try EntryChainTests.vectors()
    #expect(vectors.count == 9)
    for vector in vectors {
      let facts = try EntryChainTests.entryFacts(vector)
      let witness = EntryChain.witness(
        of: facts, after: try EntryChainTests.decode(vector["witness-before"]))
      #expect(try witness == EntryChainTests.decode(vector["witness"]))

      let message = try EntryChainTests.decode(vector["message"])
      let caps = try limits("4/1")
      let entry = try #require(
        message.isEmpty
          ? try ledger.append([facts], limits: caps).first
          : try ledger.append([facts], limits: caps) { try $0.write(message) }.first)
      #expect(entry.sequence == Int64(vector["sequence"] ?? ""))
      #expect(try entry.messageDigest == EntryChainTests.decode(vector["message-digest"]))
      #expect(try entry.witness == EntryChainTests.decode(vector["witness"]))
      #expect(try entry.seal == EntryChainTests.decode(vector["seal"]))
      #expect(try ledger.head(of: facts.counterpart) == entry.witness)
    }
    #expect(try ledger.verify() == .whole(entries: 9, messages: 4))
  }

  /// The head that is sent tells nothing but what the counterpart can see.
  @Test func witnessLeavesOutWhatIsPrivate() throws {
    let plain = try facts(.offerSent)
    var hidden = plain
    hidden.counterpart = "Other"
    hidden.lineage = "other"
    hidden.charge = try cost("1/3")
    hidden.reserve = try cost("1/7")
    hidden.day = 1
    hidden.counterpartHead = bytes(9, 32)
    let start = EntryChain.genesis
    #expect(
      EntryChain.witness(of: plain, after: start) == EntryChain.witness(of: hidden, after: start))
  }

  @Test func headsOfOneCounterpartDoNotMoveWithAnother() throws {
    let folder = try Folder()
    let ledger = try Ledger.create(in: folder.path)
    #expect(try ledger.head(of: "Globex") == EntryChain.genesis)
    try ledger.record(facts(.offerSent))
    let head = try ledger.head(of: "Globex")
    #expect(head != EntryChain.genesis)
    try ledger.record(facts(.offerReceived, run: 2, agreement: 2, counterpart: "Initech"))
    #expect(try ledger.head(of: "Globex") == head)
    try ledger.requireKnown(head, of: "Globex")
    try ledger.requireKnown(EntryChain.genesis, of: "Globex")
    #expect(refusal { try ledger.requireKnown(head, of: "Initech") } == "unknown-head")
    #expect(refusal { try ledger.requireKnown(bytes(1, 32), of: "Globex") } == "unknown-head")
  }

  @Test func theirHeadIsKept() throws {
    let folder = try Folder()
    let ledger = try Ledger.create(in: folder.path)
    #expect(try ledger.headLastSeen(from: "Globex") == EntryChain.genesis)
    var offer = try facts(.offerReceived)
    offer.counterpartHead = bytes(5, 32)
    try ledger.record(offer)
    try ledger.record(facts(.answerSent))
    #expect(try ledger.headLastSeen(from: "Globex") == bytes(5, 32))
    #expect(try ledger.headLastSeen(from: "Initech") == EntryChain.genesis)
  }

  /// An old copy of the ledger does not know the head that the counterpart saw since.
  @Test func restoredLedgerHalts() throws {
    let folder = try Folder()
    let ledger = try Ledger.create(in: folder.path)
    try ledger.record(facts(.offerSent))
    let old = try folder.snapshot()
    try ledger.record(facts(.answerReceived))
    let head = try ledger.head(of: "Globex")
    let restored = try Ledger.open(in: old.path, for: .writing)
    #expect(try restored.verify() == .whole(entries: 1, messages: 1))
    #expect(refusal { try restored.requireKnown(head, of: "Globex") } == "unknown-head")
  }
}
