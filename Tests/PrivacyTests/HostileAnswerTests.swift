// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import Matching
import Parallel
import Questions
import Release
import Reporting
import Testing

/// A5 and A6: what a dishonest responder gains from what the initiator does with its answer (F4, F11, F21).
@Suite("Hostile answers")
struct HostileAnswerTests {
  private static let accounts = (0..<6).map { "account-\($0).example" }

  /// Each of six accounts is on the list or not; account i is in group i mod 3, so two at the most in a group.
  private static let lists: [[Int?]] = (0..<64).map { members in
    accounts.indices.map { members >> $0 & 1 == 1 ? $0 % 3 : nil }
  }

  /// Under which rule, and in which table of a run, a hostile answer stands.
  struct Place: CustomTestStringConvertible, Sendable {
    let rule: MatchRule
    let keys: MatchKeys
    let table: Int

    var testDescription: String { "table \(table) of \(rule) with \(keys.count) keys" }

    func pair() throws -> StagedPair {
      try FamilyCase(question: .accountMap(by: nil), rule: rule, keys: keys).pair()
    }
  }

  @Test(
    "the verdict on an answer is the same for all lists of six accounts",
    arguments: [
      Place(rule: .fallback, keys: .domain, table: 0),
      Place(rule: .fallback, keys: .domainNameCountryAndName, table: 0),
      Place(rule: .union, keys: .domainNameCountryAndName, table: 1),
    ])
  func verdicts(_ place: Place) throws {
    let pair = try place.pair()
    let table = pair.terms.plan.tables[place.table]
    let points = 2 * table.scheme.initiatorTokens + 2 * 3 * table.shift
    let controls = table.scheme.initiatorTokens * ControlAccounts.count
    var verdicts: [HostileAnswer: Set<String?>] = [:]
    var checks: [HostileAnswer: Set<Int>] = [:]
    var metUnderOneScalar: Set<Int> = []
    var negatives: Set<Bool> = []
    let responders = try pair.list([0, 1, 2, nil, 0, nil], of: .responder)
    for own in place.table == 0 ? Self.lists : Self.lists.filter({ $0[0] == nil }) {
      let machinery = machinery(own, Curve25519Arithmetic())
      let staged = try pair.offer(of: pair.list(own, of: .initiator), machinery)
      let run = try Run(
        pair, staged.message, responders, Self.accounts, machinery, table: place.table)
      // The responder cannot tell the lists apart by their sizes.
      #expect(run.scripted.offered.map(\.count) == [points, points, points, controls])
      for hostile in HostileAnswer.allCases {
        let table = try hostile.forged(run.honest.body.tables[place.table], run.scripted)
        let (refusal, cells, met) = try run.verdict(on: table, staged.runKey)
        verdicts[hostile, default: []].insert(refusal)
        if let met { checks[hostile, default: []].insert(met) }
        if hostile == .accountsAsControls {
          metUnderOneScalar.insert(try run.controlsMet(table, staged.runKey))
        }
        if hostile == .targetsUnderManyScalars, let cells { negatives.insert(cells[0][0] < 0) }
      }
    }
    for hostile in HostileAnswer.allCases {
      #expect(verdicts[hostile] == [hostile.refusal], "\(hostile)")
      // Both sides see the exchange check: it must not tell lists apart either.
      #expect(checks[hostile]?.count == (hostile.refusal == nil ? 1 : nil), "\(hostile)")
    }
    let due = ControlAccounts.due(table.scheme)
    #expect(checks[.accountsAsControls] == [0] && checks[.tagSectionsSwapped] == [due])
    // Control: were control accounts blinded by the scalar of accounts, planted ones would be counted, without noise.
    #expect(place.table > 0 || metUnderOneScalar == [0, 1, 2])
    // Control: to refuse a cell below zero, as a careful reader might, would tell lists apart.
    #expect(place.table > 0 || negatives == [true, false])
  }

  /// k tags for each of some points, k copies of the target: the count would move by k where the target is among those.
  /// But tags are as many as points, and the responder does not know which point is the target's.
  @Test(
    "copies count an account once on average", arguments: [2, 3, 5],
    [MatchKeys.domain, .domainNameCountryAndName])
  func amplification(copies: Int, keys: MatchKeys) throws {
    let pair = try Place(rule: .fallback, keys: keys, table: 0).pair()
    let own = [0, 0, 0, 1, 2, nil]
    let machinery = machinery(own, ToyArithmetic())
    let staged = try pair.offer(of: pair.list(own, of: .initiator), machinery)
    let run = try Run(
      pair, staged.message, pair.list([], of: .responder), [Self.accounts[0]], machinery, table: 0)
    let scripted = run.scripted
    let scalars = (1...copies).map { UInt8($0) }
    let points = [
      try scripted.targets(under: scalars).sorted(), [], [], run.honest.body.tables[0].points[3],
    ]
    let others = try run.honest.body.tables[0].tags[1...].map {
      try scripted.inventedTags($0.count, like: $0[0]).sorted()
    }

    let section = scripted.offered[0]
    let all = try scripted.tags(of: section, under: scalars).sorted()
    let refused = try run.verdict(
      on: AnswerTable(tags: [all] + others, points: points), staged.runKey)
    #expect(refused.refusal == "shape")

    let chosen = section.count / copies
    var counts: [Int] = []
    for start in section.indices {
      let some = (0..<chosen).map { section[(start + $0) % section.count] }
      let tags = try scripted.tags(of: some, under: scalars)
      let rest = try scripted.inventedTags(section.count - tags.count, like: tags[0])
      let taken = try run.verdict(
        on: AnswerTable(tags: [(tags + rest).sorted()] + others, points: points), staged.runKey)
      counts.append(try #require(taken.cells)[0][0] + pair.table.shift)
    }
    #expect(Set(counts) == [0, copies])
    #expect(counts.reduce(0, +) == copies * chosen)
    #expect(copies * chosen <= counts.count)
  }
}

/// An offer, the honest answer to it, and a responder that would rather send another.
private struct Run<Arithmetic: PointArithmetic> {
  let honest: Received<Answer>
  let scripted: ScriptedResponder
  private let pair: StagedPair
  private let offer: Received<Offer>
  private let machinery: Machinery<Arithmetic>
  private let table: Int

  init(
    _ pair: StagedPair, _ offer: OutgoingMessage, _ responders: OwnList, _ targets: [String],
    _ machinery: Machinery<Arithmetic>, table: Int
  ) throws {
    self.pair = pair
    self.table = table
    self.machinery = machinery
    self.offer = try pair.receive(offer: offer)
    honest = try pair.receive(
      answer: pair.answer(to: self.offer, from: responders, machinery).message, to: self.offer)
    scripted = try ScriptedResponder(
      pair, self.offer, table: table, targets: targets, machinery.arithmetic)
  }

  /// What the initiator says to an answer with this table: the refusal's name, or the cells.
  func verdict(
    on forgedTable: AnswerTable, _ runKey: borrowing RunKey
  ) throws -> (refusal: String?, cells: [[Int]]?, met: Int?) {
    var tables = honest.body.tables
    tables[table] = forgedTable
    let body = Answer(agreementSignature: honest.body.agreementSignature, tables: tables).body
    let forged = try OutgoingMessage(
      honest.message.preamble, body: body, signedBy: pair.responder)
    do {
      let answer = try pair.receive(answer: forged, to: offer)
      let outcome = try pair.match(answer, runKey, machinery)
      return (nil, outcome.maps[0].cells, outcome.check.tables[table].met)
    } catch let error as ExchangeError {
      return (error.name, nil, nil)
    } catch StageError.exchange(let error) {
      return (error.name, nil, nil)
    }
  }

  /// How many control accounts would meet under the initiator's scalar for accounts.
  func controlsMet(_ forged: AnswerTable, _ runKey: borrowing RunKey) throws -> Int {
    let side = try TableSide(
      pair.terms.shape(pair.terms.plan.tables[table]),
      tableKey: TableKey(
        insecureSecret: SecretBytes(copying: [UInt8](repeating: 0, count: 32))),
      messageKey: runKey.key, arithmetic: machinery.arithmetic, workers: machinery.workers)
    return try Matcher.count(
      offered: [forged.tags[3]], answered: side.tags(of: [forged.points[3]]))[0][0]
  }
}

/// Padding that makes every group look like two accounts at least; else no noise.
private func machinery<Arithmetic>(
  _ own: [Int?], _ arithmetic: Arithmetic
) -> Machinery<Arithmetic> {
  let tape = NoiseTape(insecureRecorded: { draw in
    switch draw {
    case .padding(_, let group, _): max(0, 2 - own.count { $0 == group })
    case .table(_, _, _, let law): law.shift
    case .answer: 0
    }
  })
  return Machinery(workers: Workers(count: 1), tape: tape, arithmetic: arithmetic)
}
