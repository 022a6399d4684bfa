// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import Matching
import Parallel
import Questions
import Release

/// The whole path: list file, accounts, offer, seal, checks, answer, seal, checks, match. Only the group is a toy and the
/// noise a tape. Statuses beyond the universe's groups stay empty, and their noise at its centre.
struct StagePath: ViewPath {
  let pair: StagedPair

  var shift: Int { pair.table.shift }

  func views(
    of own: [Int?], _ universe: InitiatorViews.Universe, lists: [[Int?]], tapes: [[Int]]
  ) throws -> [[InitiatorViews.View]] {
    let centred = Self.machinery(.insecureZero)
    let staged = try pair.offer(of: pair.list(own, of: .initiator), centred)
    let offer = try pair.receive(offer: staged.message)
    var views: [[InitiatorViews.View]] = []
    for list in lists {
      let responders = try pair.list(list, of: .responder)
      var row: [InitiatorViews.View] = []
      for tape in tapes {
        let machinery = Self.machinery(Self.noise(tape, universe))
        let answer = try pair.receive(
          answer: pair.answer(to: offer, from: responders, machinery).message, to: offer)
        row.append(Self.view(of: answer, try pair.match(answer, staged.runKey, centred)))
      }
      views.append(row)
    }
    return views
  }

  private static func view(
    of answer: Received<Answer>, _ outcome: MatchOutcome
  ) -> InitiatorViews.View {
    let (table, map) = (answer.body.tables[0], outcome.maps[0])
    return InitiatorViews.View(
      counts: map.cells.flatMap { $0 } + map.responderUnmatched, tags: table.tags.map(\.count),
      points: table.points.map(\.count), bytes: [answer.message.content.count, answer.file.count])
  }

  private static func machinery(_ tape: NoiseTape) -> Machinery<ToyArithmetic> {
    Machinery(workers: Workers(count: 1), tape: tape, arithmetic: ToyArithmetic())
  }

  private static func noise(_ tape: [Int], _ universe: InitiatorViews.Universe) -> NoiseTape {
    NoiseTape(insecureRecorded: { draw in
      switch draw {
      case .padding(_, _, let law): return law.shift
      case .answer: return 0
      case .table(_, let g, let p, let law):
        let row = g ?? universe.initiatorGroups
        guard p < universe.responderGroups, g == nil || row < universe.initiatorGroups else {
          return law.shift
        }
        return tape[row * universe.responderGroups + p]
      }
    })
  }
}

/// The table alone, with exactly the universe's groups: blinding, tags and counting, without files and derivations. Quick
/// enough for every tape of two groups a side.
struct TablePath: ViewPath {
  let shift: Int

  func views(
    of own: [Int?], _ universe: InitiatorViews.Universe, lists: [[Int?]], tapes: [[Int]]
  ) throws -> [[InitiatorViews.View]] {
    let (groups, others) = (universe.initiatorGroups, universe.responderGroups)
    let shape = TableShape(
      number: 0, initiatorGroups: groups, responderGroups: others, shift: shift)
    let initiator = try Self.side(shape, key: 1)
    let offer = try initiator.offer(
      Self.rows(own, groups), padding: Array(repeating: 1, count: groups))
    let responder = try Self.side(shape, key: 2)
    let tags = try responder.tags(of: offer)
    return try lists.map { list in
      let rows = Self.rows(list, others)
      return try tapes.map { tape in
        let noise = (0...groups).map { Array(tape[$0 * others..<($0 + 1) * others]) }
        let points = try responder.answer(
          rows, noise: Array(noise[..<groups]), unmatchedNoise: noise[groups])
        let cells = Matcher.count(offered: tags, answered: try initiator.tags(of: points))
        let unmatched = points.indices.map { p in
          points[p].count - cells.reduce(0) { $0 + $1[p] }
        }
        return InitiatorViews.View(
          counts: (cells.flatMap { $0 } + unmatched).map { $0 - shift }, tags: tags.map(\.count),
          points: points.map(\.count), bytes: [])
      }
    }
  }

  private static func rows(_ list: [Int?], _ groups: Int) -> TableRows {
    TableRows(
      groups: (0..<groups).map { group in
        TokenNames(
          list.indices.filter { list[$0] == group }.map { .domain(Array("account-\($0)".utf8)) })
      })
  }

  private static func side(
    _ shape: TableShape, key: UInt8
  ) throws -> TableSide<ToyArithmetic> {
    func secret(_ byte: UInt8) -> SecretBytes {
      SecretBytes(copying: [UInt8](repeating: byte, count: 32))
    }
    return try TableSide(
      shape, tableKey: TableKey(insecureSecret: secret(9)), messageKey: secret(key),
      arithmetic: ToyArithmetic(), workers: Workers(count: 1))
  }
}
