// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Cryptography
import Exchange
import Forging
import Foundation

/// A message as a modified counterpart sends it: another preamble or body, under a good signature and a good seal
/// unless one of them is what is changed.
struct Forgery {
  let kind: MessageKind
  let two: TwoCompanies
  var preamble: Preamble
  /// What follows the preamble.
  var body: [UInt8]
  /// The content's first 16 bytes; the kind's own if nil.
  var label: [UInt8]?
  var signer = Signer.sender
  /// Changes of the parts that the seal encloses, and of what stands in front of it.
  var sealing: @Sendable (inout HandSeal) -> Void = { _ in }
  /// The honest message, opened.
  let message: ReceivedMessage

  /// The newcomer names itself as the sender, the stranger names who it is not.
  enum Signer { case sender, stranger, newcomer }

  /// The honest message that lies in the Inbox of the side whose turn it is.
  init(_ kind: MessageKind, of two: TwoCompanies) throws {
    self.kind = kind
    self.two = two
    let receiver = Self.receiver(kind, two)
    guard let path = try receiver.inboxMessage("\(kind)") else { throw Missing(kind: kind) }
    message = try ReceivedMessage(
      file: Array(Data(contentsOf: path)), kind: kind,
      openedBy: Room(at: receiver.room.path).identity())
    preamble = message.preamble
    body = Array(message.content[388...])
  }

  struct Missing: Error { let kind: MessageKind }

  static func receiver(_ kind: MessageKind, _ two: TwoCompanies) -> Company {
    kind == .answer ? two.acme : two.globex
  }

  static func verb(_ kind: MessageKind, _ path: String) -> [String] {
    switch kind {
    case .offer: ["blind", Company.listFromRoom, "--offer", path]
    case .answer: ["match", "--answer", path]
    case .report: ["report", "--message", path]
    }
  }

  private var sender: Company { kind == .answer ? two.globex : two.acme }

  func file() throws -> [UInt8] {
    switch signer {
    case .sender: return try file(signedBy: Room(at: sender.room.path).identity())
    case .stranger: return try file(signedBy: PrivateIdentity.random())
    case .newcomer:
      let identity = try PrivateIdentity.random()
      var newcomer = self
      newcomer.preamble.sender = identity.publicIdentity
      return try newcomer.file(signedBy: identity)
    }
  }

  private func file(signedBy identity: borrowing PrivateIdentity) throws -> [UInt8] {
    let honest = try OutgoingMessage(preamble, body: body, signedBy: identity)
    var seal = HandSeal(honest)
    if let label {
      let content = label + honest.content[16...]
      seal.plaintext = HandSeal.plaintext(
        content, try HandSeal.signature(content, preamble, by: identity))
    }
    sealing(&seal)
    return try seal.file()
  }

  // MARK: Bodies

  /// Another offer, read as the responder reads it.
  mutating func offer(_ change: (inout [[[Point]]]) throws -> Void) throws {
    let terms = try Room(at: two.acme.room.path).agreement().terms
    let offer = try Offer(message, agreement: terms.agreement, limits: terms.limits)
    var tables = offer.tables
    try change(&tables)
    body =
      Offer(
        agreement: offer.agreement, agreementSignature: offer.agreementSignature,
        runCounter: offer.runCounter, tables: tables
      ).body
  }

  /// Another answer, read as the initiator reads it.
  mutating func answer(_ change: (inout [[Tag]], inout [[Point]]) throws -> Void) throws {
    let terms = try Room(at: two.acme.room.path).agreement().terms
    // |T_g| as the answer itself has it: it is an honest one.
    let sizes = (0..<4).map { group in
      body[(70 + 8 * group)..<(78 + 8 * group)].reduce(0) { $0 << 8 | Int($1) }
    }
    let answer = try Answer(
      message, agreement: terms.agreement, limits: terms.limits, offered: [sizes])
    var (tags, points) = (answer.tables[0].tags, answer.tables[0].points)
    try change(&tags, &points)
    body =
      Answer(
        agreementSignature: answer.agreementSignature,
        tables: [AnswerTable(tags: tags, points: points)]
      ).body
  }

  /// Another report.json.
  mutating func report(_ change: (String) throws -> String) throws {
    let text = try change(String(decoding: ReportMessage(message).report, as: UTF8.self))
    body = ReportMessage(report: Array(text.utf8)).body
  }

  /// Where the records of an offer's table begin in the body.
  var offerSizesStart: Int {
    4 + body[0..<4].reduce(0) { $0 << 8 | Int($1) } + 64 + 4 + 2 + 2
  }
}

extension RefusalProof {
  static let forgedFile = "forged.lacuna"

  /// A message whose parts were changed by its own sender, which signs and seals it again.
  static func forged(
    _ kind: MessageKind, _ what: String, at stage: TwoCompanies.Stage? = nil,
    message: String? = nil, status: Int32? = nil, verb: [String]? = nil,
    _ change: @escaping @Sendable (inout Forgery) throws -> Void
  ) -> RefusalProof {
    RefusalProof(
      "\(kind): \(what)", at: stage ?? due(kind), message: message, status: status
    ) { two in
      var forgery = try Forgery(kind, of: two)
      try change(&forgery)
      let receiver = Forgery.receiver(kind, two)
      let file = Data(try forgery.file())
      if let verb {
        // What a verb takes out of the Inbox by itself.
        try file.write(to: receiver.inboxMessage("\(kind)") ?? two.folder)
        return .verb(receiver, verb)
      }
      try file.write(to: two.folder.appending(path: forgedFile))
      return .verb(receiver, Forgery.verb(kind, "../../\(forgedFile)"))
    }
  }

  /// A message that was changed on its way.
  static func changed(
    _ kind: MessageKind, _ what: String, message: String? = nil,
    _ change: @escaping @Sendable (inout [UInt8]) throws -> Void
  ) -> RefusalProof {
    RefusalProof("\(kind): \(what)", at: due(kind), message: message) { two in
      let receiver = Forgery.receiver(kind, two)
      guard let path = try receiver.inboxMessage("\(kind)") else {
        throw Forgery.Missing(kind: kind)
      }
      var bytes = Array(try Data(contentsOf: path))
      try change(&bytes)
      try Data(bytes).write(to: two.folder.appending(path: forgedFile))
      return .verb(receiver, Forgery.verb(kind, "../../\(forgedFile)"))
    }
  }

  /// The stage at which a message of a kind is due on its reader's side.
  private static func due(_ kind: MessageKind) -> TwoCompanies.Stage {
    switch kind {
    case .offer: .responderReady
    case .answer: .answered
    case .report: .reported
    }
  }
}
