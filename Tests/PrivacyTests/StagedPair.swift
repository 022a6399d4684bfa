// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import Questions
import Release

/// Two INSECURE parties with fixed keys and seeds, who run the stages in memory: from list to sealed bytes, and from
/// sealed bytes to what the reader parses.
final class StagedPair: Sendable {
  let terms: RunTerms
  let initiator: PrivateIdentity
  let responder: PrivateIdentity
  let initiatorSeed: Seed
  let responderSeed: Seed
  private let signatures: (initiator: AgreementSignature, responder: AgreementSignature)
  private let lists: PublicLists
  /// Read once: it takes longer than a small run.
  private static let publicLists = Result { try PublicLists() }

  /// What is agreed beside the parties.
  struct Draft {
    var questions: [QuestionTerms]
    var rule = MatchRule.fallback
    var keys = MatchKeys.domain
    var products: (initiator: [String], responder: [String]) = ([], [])
    var mostAnAccount: Int?
    var dimensions: [Agreements.Dimension] = []
    var amounts: [AmountTerms] = []
    var delta = Delta.standard
    var sizeEpsilon: Epsilon
    var yearlyCap: Epsilon

    init(_ questions: [(Question, Epsilon)]) throws {
      self.questions = questions.map { QuestionTerms($0.0, epsilon: $0.1) }
      sizeEpsilon = try Epsilon(1, over: 10)
      yearlyCap = try Epsilon(1000)
    }

    /// Small noise: at delta 2^-20 a size-epsilon of 20 makes the padding's shift 1.
    static func quick(_ questions: [(Question, Epsilon)]) throws -> Draft {
      var draft = try Draft(questions)
      draft.delta = try Delta(exponent: 20)
      draft.sizeEpsilon = try Epsilon(20)
      return draft
    }
  }

  init(_ draft: Draft) throws {
    func secret(_ byte: UInt8) -> SecretBytes {
      SecretBytes(copying: [UInt8](repeating: byte, count: 32))
    }
    let initiator = try PrivateIdentity(root: secret(1))
    let responder = try PrivateIdentity(root: secret(2))
    let first = try Seed(secret: secret(3))
    let second = try Seed(secret: secret(4))
    var match = PublicListDigests.match
    (match.rule, match.keys) = (draft.rule, draft.keys)
    let terms = Terms(
      title: "Acme and Globex", purpose: "Tests", validFrom: Day(number: 20_000),
      validUntil: Day(number: 20_365),
      initiator: try Party(
        name: "Acme", organisation: "acme", identity: initiator.publicIdentity,
        commitment: first.commitment(of: initiator.publicIdentity), accounts: 5000),
      responder: try Party(
        name: "Globex", organisation: "globex", identity: responder.publicIdentity,
        commitment: second.commitment(of: responder.publicIdentity), accounts: 5000),
      match: match, dimensions: [StatusDimension.agreed] + draft.dimensions,
      initiatorProducts: draft.products.initiator, responderProducts: draft.products.responder,
      productsAnAccount: draft.mostAnAccount, questions: draft.questions,
      privacy: PrivacyTerms(
        sizeEpsilon: draft.sizeEpsilon, delta: draft.delta, yearlyCap: draft.yearlyCap, minimum: 5,
        smallestList: 1), amounts: draft.amounts)
    let agreement = try Agreement(bytes: Array(AgreementWriter.text(of: terms).utf8))
    self.terms = try RunTerms(agreement)
    signatures = (
      try AgreementSignature(of: agreement, role: .initiator, by: initiator),
      try AgreementSignature(of: agreement, role: .responder, by: responder)
    )
    self.initiator = initiator
    self.responder = responder
    initiatorSeed = first
    responderSeed = second
    lists = try Self.publicLists.get()
  }

  /// An account map by domain alone.
  ///
  /// - Parameters:
  ///   - epsilon: of the question. At delta 2^-20 an epsilon of 20, 7 or 5 makes a table's shift 1, 2 or 3.
  ///   - sizeEpsilon: 20 makes the padding's shift 1.
  convenience init(epsilon: Epsilon, delta: Delta, sizeEpsilon: Epsilon) throws {
    var draft = try Draft([(.accountMap(by: nil), epsilon)])
    (draft.delta, draft.sizeEpsilon) = (delta, sizeEpsilon)
    try self.init(draft)
  }

  /// A pair whose one table of 3 x 3 groups has the shift that tests can enumerate.
  convenience init(shift: Int) throws {
    let epsilon: [Int: UInt64] = [1: 20, 2: 7, 3: 5]
    try self.init(.quick([(.accountMap(by: nil), Epsilon(epsilon[shift] ?? 0))]))
    guard table.shift == shift else { throw Unexpected(what: "shift \(table.shift)") }
  }

  struct Unexpected: Error { let what: String }

  var table: TablePlan { terms.plan.tables[0] }

  /// The list in which account i has status `groups[i]`, or is absent.
  func list(_ groups: [Int?], of role: Role) throws -> OwnList {
    // A list file needs a row; one that takes no part makes the empty list.
    var rows = ["nobody.example,former\n"]
    for (account, group) in groups.enumerated() {
      if let group { rows.append("account-\(account).example,\(StatusDimension.values[group])\n") }
    }
    return try list(csv: "Website,Status\n" + rows.joined(), of: role)
  }

  func list(csv: String, of role: Role) throws -> OwnList {
    OwnList(try read(csv: csv, of: role), plan: terms.plan, role: role)
  }

  /// A list file whose columns are named as the fields and dimensions are.
  func read(csv: String, of role: Role) throws -> CustomerList {
    let header = csv.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
    let amounts = terms.agreement.terms.amounts(of: role)
    let sources = amounts.amounts.map {
      ($0.name, AmountSource(column: $0.name, currency: $0.currency.map { .fixed($0) }))
    }
    let columns = header.filter { name in !amounts.amounts.contains { $0.name == name } }
      .map { ($0.lowercased(), $0) }
    return try CustomerList.read(
      Array(csv.utf8),
      mapping: Mapping(
        columns: Dictionary(uniqueKeysWithValues: columns), values: [:],
        amounts: Dictionary(uniqueKeysWithValues: sources)),
      dimensions: terms.plan.dimensions(of: role), amounts: amounts, lists: lists)
  }

  func offer<Arithmetic>(
    of list: OwnList, _ machinery: Machinery<Arithmetic>, run counter: UInt32 = 1
  ) throws -> StagedMessage {
    try OfferStage(terms, machinery).offer(
      of: list.tokens,
      listDigest: MessageKey.listDigest(seed: initiatorSeed, of: list.canonical),
      identity: initiator, signature: signatures.initiator, seed: initiatorSeed,
      counter: counter, place: Self.place)
  }

  func answer<Arithmetic>(
    to offer: Received<Offer>, from list: OwnList, _ machinery: Machinery<Arithmetic>
  ) throws -> StagedMessage {
    try AnswerStage(terms, machinery).answer(
      to: offer.body, in: offer.message, from: list.tokens,
      listDigest: MessageKey.listDigest(seed: responderSeed, of: list.canonical),
      identity: responder, signature: signatures.responder, seed: responderSeed, place: Self.place)
  }

  func match<Arithmetic>(
    _ answer: Received<Answer>, _ runKey: borrowing RunKey, _ machinery: Machinery<Arithmetic>
  ) throws -> MatchOutcome {
    try MatchStage(terms, machinery).match(
      answer.body, in: answer.message, runKey: runKey, identity: initiator, seed: initiatorSeed)
  }

  private static let place = MessagePlace(
    seedNumber: 1, nextCommitment: .zero, ownHead: .zero, counterpartHead: .zero)
}

/// A message as its recipient has it: sealed bytes, opened, and the body parsed and checked.
struct Received<Body: Sendable>: Sendable {
  let file: [UInt8]
  let message: ReceivedMessage
  let body: Body
}

extension StagedPair {
  func receive(offer: OutgoingMessage) throws -> Received<Offer> {
    let file = try Self.sealed(offer)
    let message = try ReceivedMessage(file: file, kind: .offer, openedBy: responder)
    return Received(
      file: file, message: message,
      body: try Offer(message, agreement: terms.agreement, limits: terms.limits))
  }

  func receive(answer: OutgoingMessage, to offer: Received<Offer>) throws -> Received<Answer> {
    let file = try Self.sealed(answer)
    let message = try ReceivedMessage(file: file, kind: .answer, openedBy: initiator)
    return Received(
      file: file, message: message,
      body: try Answer(
        message, agreement: terms.agreement, limits: terms.limits,
        offered: offer.body.tables.map { $0.map(\.count) }))
  }

  static func sealed(_ message: OutgoingMessage) throws -> [UInt8] {
    var file: [UInt8] = []
    try SealedFile.seal(message) { file += $0 }
    return file
  }
}
