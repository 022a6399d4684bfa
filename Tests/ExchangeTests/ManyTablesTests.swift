// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Cryptography
import Exchange
import TestSupport
import Testing

/// Offers of several tables: so many points an account, and one padding a grouping (messages.md 3).
@Suite("Offers of several tables")
struct ManyTablesTests {
  /// A table's bounds: I's groups and their number, R's groups, t, and points an account.
  private func table(
    _ number: Int, grouping: Int, groups: Int, others: Int, shift: Int, tokens: Int
  ) throws -> TableLimits {
    let terms = try Fixture.shared.get().agreement.terms
    return TableLimits(
      shape: TableShape(
        number: number, initiatorGroups: groups, responderGroups: others, shift: shift,
        initiatorTokens: tokens, responderTokens: 1, controls: 2),
      grouping: grouping, sizeShift: 3, initiatorAccounts: terms.initiator.accounts,
      responderAccounts: terms.responder.accounts)
  }

  /// Two tables of one grouping and points of their own, one of another, and one of the first again.
  private func limits() throws -> [TableLimits] {
    [
      try table(0, grouping: 0, groups: 3, others: 2, shift: 2, tokens: 1),
      try table(1, grouping: 0, groups: 3, others: 1, shift: 1, tokens: 3),
      try table(2, grouping: 1, groups: 2, others: 4, shift: 2, tokens: 4),
      try table(3, grouping: 0, groups: 3, others: 5, shift: 3, tokens: 2),
    ]
  }

  /// Sections of an honest offer: the same accounts in every table of a grouping.
  private func sizes(_ limits: [TableLimits], _ accounts: [[Int]]) -> [[Int]] {
    limits.map { limit in
      accounts[limit.grouping].map {
        limit.shape.initiatorTokens * $0 + 2 * limit.shape.shift * limit.shape.responderGroups
      } + [2 * limit.shape.initiatorTokens]
    }
  }

  private static let pool = Result {
    var random = SeededGenerator(seed: 71)
    return try (0..<400).map { _ in try Scalar.randomPoint(from: random.bytes(32).span) }.sorted()
  }

  /// The name of what refuses an offer of so many points, and what it says; nil where nothing does.
  private func refusal(_ sizes: [[Int]], _ limits: [TableLimits]) throws -> String? {
    let fixture = try Fixture.shared.get()
    let pool = try Self.pool.get()
    let signature = Array(fixture.body(.offer)[(4 + fixture.agreement.bytes.count)...].prefix(64))
    let offer = Offer(
      agreement: fixture.agreement.bytes, agreementSignature: signature, runCounter: 1,
      tables: sizes.map { $0.map { Array(pool.prefix($0)) } })
    let message = try ReceivedMessage(
      file: Fixture.file(fixture.message(.offer, body: offer.body)), kind: .offer,
      openedBy: Fixture.identity(.responder))
    do {
      let read = try Offer(message, agreement: fixture.agreement, limits: limits)
      #expect(read.tables.map { $0.map(\.count) } == sizes)
      return nil
    } catch {
      return error.name
    }
  }

  @Test("An honest offer is never refused", arguments: 0..<60 as Range<UInt64>)
  func honest(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let groupings = Int.random(in: 1...3, using: &random)
    let groups = (0..<groupings).map { _ in Int.random(in: 1...4, using: &random) }
    // Accounts and padding, drawn once a group of a grouping.
    let accounts = groups.map { (0..<$0).map { _ in Int.random(in: 0...30, using: &random) } }
    var limits: [TableLimits] = []
    for number in 0..<Int.random(in: 1...6, using: &random) {
      let grouping = Int.random(in: 0..<groupings, using: &random)
      limits.append(
        try table(
          number, grouping: grouping, groups: groups[grouping],
          others: Int.random(in: 1...5, using: &random),
          shift: Int.random(in: 1...4, using: &random),
          tokens: Int.random(in: 1...4, using: &random)))
    }
    #expect(try refusal(sizes(limits, accounts), limits) == nil, "seed \(seed)")
  }

  @Test("A section that is not a whole number of accounts")
  func divisible() throws {
    let limits = try limits()
    let honest = sizes(limits, [[20, 0, 7], [9, 11]])
    #expect(try refusal(honest, limits) == nil)
    for (table, limit) in limits.enumerated() {
      for group in honest[table].indices {
        for more in 1..<max(2, limit.shape.initiatorTokens) where limit.shape.initiatorTokens > 1 {
          var changed = honest
          changed[table][group] += more
          #expect(try refusal(changed, limits) == "shape", "table \(table), group \(group)")
        }
      }
    }
    // The whole is divisible, and the accounts are as many: the sections are not.
    var changed = honest
    changed[2][0] += 1
    changed[2][1] -= 1
    #expect(try refusal(changed, limits) == "shape")
  }

  @Test("Sizes that differ between tables of one grouping")
  func paddings() throws {
    let limits = try limits()
    let honest = sizes(limits, [[20, 3, 7], [9, 11]])
    for table in [0, 1, 3] {
      let tokens = limits[table].shape.initiatorTokens
      for group in honest[table].indices {
        for accounts in [-1, 1, 2] {
          var changed = honest
          changed[table][group] += accounts * tokens
          #expect(try refusal(changed, limits) == "shape", "table \(table), group \(group)")
        }
      }
      // As many accounts in all, in other groups.
      var moved = honest
      moved[table][0] += tokens
      moved[table][2] -= tokens
      #expect(try refusal(moved, limits) == "shape", "table \(table)")
    }
    // The table of another grouping may have any sizes.
    var changed = honest
    changed[2][0] += 4
    #expect(try refusal(changed, limits) == nil)
    // As may all tables of a grouping together.
    #expect(try refusal(sizes(limits, [[0, 0, 0], [9, 11]]), limits) == nil)
  }

  @Test("Another number of tables, and tables in another order")
  func order() throws {
    let limits = try limits()
    let honest = sizes(limits, [[20, 3, 7], [9, 11]])
    #expect(try refusal(Array(honest.dropLast()), limits) == "shape")
    #expect(try refusal(honest + [honest[3]], limits) == "shape")
    #expect(try refusal([honest[1], honest[0], honest[2], honest[3]], limits) == "shape")
    // Without its fakes a section is too small in whatever table it stands.
    for table in honest.indices {
      var changed = honest
      let shape = limits[table].shape
      let fakes = 2 * shape.shift * shape.responderGroups
      changed[table][0] = max(0, fakes - shape.initiatorTokens)
      #expect(try refusal(changed, limits) == "shape")
    }
  }
}
