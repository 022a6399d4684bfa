// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Cryptography
import Exchange
import Foundation
import Ledger
import Release
import TestSupport

/// A folder of `Protocols/vectors/run`: one complete run, as its files tell it.
struct RunVector: CustomStringConvertible {
  let folder: VectorFolder
  let inputs: Vector
  let steps: Vector
  let terms: RunTerms
  let today: Day

  static let entries: [Role: [String]] = [
    .initiator: ["1-agreementSigned", "2-offerSent", "3-answerReceived", "4-reportSent"],
    .responder: ["1-agreementSigned", "2-offerReceived", "3-answerSent", "4-reportReceived"],
  ]

  static let files =
    [
      "agreement.yaml", "agreement.yaml.acme.sig", "agreement.yaml.globex.sig", "inputs.txt",
      "steps.txt", "initiator.csv", "responder.csv", "initiator-mapping.yaml",
      "responder-mapping.yaml", "offer.txt", "answer.txt", "report-content.txt", "report.json",
      "offer.lacuna", "answer.lacuna", "report.lacuna",
    ] + entries.flatMap { role, names in names.map { "\(role)-ledger/\($0).txt" } }

  private static let inputKeys =
    ["today", "lineage"]
    + Role.allCases.flatMap { ["\($0)-root", "\($0)-seed-1", "\($0)-seed-2"] }
    + ["offer-encapsulation", "answer-encapsulation", "report-encapsulation"]

  private static let stepKeys =
    Role.allCases.flatMap { ["\($0)-commitment-2", "\($0)-list", "\($0)-list-digest"] } + [
      "run-id", "offer-key", "answer-key", "report-key", "offer-digest", "answer-digest",
      "report-content-digest",
    ]

  init(_ folder: VectorFolder) throws {
    self.folder = folder
    inputs = try folder.vector("inputs.txt", keys: Self.inputKeys)
    steps = try folder.vector("steps.txt", keys: Self.stepKeys)
    terms = try RunTerms(Agreement(bytes: folder["agreement.yaml"]))
    guard let day = Day(try inputs["today"]) else {
      throw VectorError(file: folder.name, problem: "today is no day")
    }
    today = day
  }

  static func load() throws -> [RunVector] {
    try Vectors.folders(stage: "run", files: files).map(RunVector.init)
  }

  var description: String { folder.name }

  func secret(_ key: String) throws -> SecretBytes {
    SecretBytes(copying: try inputs.hex(key))
  }

  func seed(_ role: Role, _ number: UInt32) throws -> Seed {
    try Seed(secret: secret("\(role)-seed-\(number)"))
  }

  func identity(_ role: Role) throws -> PrivateIdentity {
    try PrivateIdentity(root: secret("\(role)-root"))
  }

  func signature(_ role: Role) throws -> AgreementSignature {
    try AgreementSignature(
      text: folder["agreement.yaml.\(terms.agreement.party(role).organisation).sig"])
  }

  /// The content of a message, and what its fields are called.
  func listing(_ kind: MessageKind) throws -> ContentListing {
    try ContentListing(folder.text(kind == .report ? "report-content.txt" : "\(kind).txt"))
  }

  /// The sealed file of the vector, opened by its recipient.
  func opened(_ kind: MessageKind) throws -> ReceivedMessage {
    try ReceivedMessage(
      file: folder["\(kind).lacuna"], kind: kind, openedBy: identity(kind.sender.other))
  }

  /// A side's ledger at the end.
  func ledger(_ role: Role) throws -> [RecordedEntry] {
    try (Self.entries[role] ?? []).map { name in
      let entry = try RecordedEntry(
        folder.vector("\(role)-ledger/\(name).txt", keys: RecordedEntry.keys))
      guard name == "\(entry.sequence)-\(entry.facts.kind)" else {
        throw VectorError(file: "\(folder.name)/\(role)-ledger/\(name)", problem: "another entry")
      }
      return entry
    }
  }
}

/// An entry of a ledger with all its columns.
struct RecordedEntry {
  let sequence: Int64
  let facts: EntryFacts
  /// The file whose bytes the ledger keeps; empty where there is none.
  let message: String
  let messageLength: Int64
  let messageDigest: [UInt8]
  let witness: [UInt8]
  let seal: [UInt8]

  static let keys = [
    "sequence", "counterpart", "lineage", "kind", "agreement", "role", "run", "seed-number",
    "content", "counterpart-head", "charge", "reserve", "day", "message", "message-length",
    "message-digest", "witness", "seal",
  ]

  init(_ vector: Vector) throws {
    guard let kind = EntryKind(rawValue: try vector["kind"]),
      let role = RunRole(rawValue: try vector["role"])
    else { throw VectorError(file: vector.name, problem: "kind or role") }
    facts = EntryFacts(
      counterpart: try vector["counterpart"], lineage: try vector["lineage"], kind: kind,
      agreement: try vector.hex("agreement"), role: role, run: try vector.hex("run"),
      seedNumber: try vector.number("seed-number"), content: try vector.hex("content"),
      counterpartHead: try vector.hex("counterpart-head"),
      charge: try PrivacyCost(parsing: vector["charge"]),
      reserve: try PrivacyCost(parsing: vector["reserve"]),
      day: Int(try vector.number("day")))
    sequence = Int64(try vector.number("sequence"))
    message = try vector["message"]
    messageLength = Int64(try vector.number("message-length"))
    messageDigest = try vector.hex("message-digest")
    witness = try vector.hex("witness")
    seal = try vector.hex("seal")
  }
}

// MARK: Rooms

extension RunVector {
  /// Both sides as they stand before the run: identities, seeds, terms, lists and mappings of the vector, signed.
  func rooms(in home: URL) throws -> RoomPair {
    RoomPair(
      folder: home, initiator: try room(.initiator, in: home),
      responder: try room(.responder, in: home))
  }

  private func room(_ role: Role, in home: URL) throws -> Room {
    let party = terms.agreement.party(role)
    let path = home.appending(path: "\(party.organisation)/room").path
    let place = RoomFolder(path)
    try FileManager.default.createDirectory(
      atPath: place.keys, withIntermediateDirectories: true)
    // An identity that is there is kept.
    try KeyFile.write(secret("\(role)-root"), .identity, to: place.identity)
    let room = try Room.make(
      at: path, name: party.name, organisation: party.organisation, lineage: inputs["lineage"],
      RoomPair.setting(.derived, today: today)
    ).room
    for number: UInt32 in [1, 2] {
      try KeyFile.write(
        secret("\(role)-seed-\(number)"), .seed,
        to: place.seed(first: party.commitment.hex, number: number))
    }
    try write(folder["agreement.yaml"], to: place.agreement)
    try write(folder["\(role)-mapping.yaml"], to: place.mapping)
    try write(folder["\(role).csv"], to: room.ledgerFolder + "/customers.csv")
    let signed = try room.signAgreement()
    // Ed25519 may be randomised: the vector's signature stands in the messages.
    try write(folder["agreement.yaml.\(party.organisation).sig"], to: signed.path)
    return room
  }
}
