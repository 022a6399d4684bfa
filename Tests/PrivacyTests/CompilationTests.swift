// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import CleanRoom
import Questions
import Release
import Testing

/// B3 and A10: what one account and one row move under agreements at random, from list files to released entries, against
/// what the plan declares and charges; exact fractions.
@Suite("The sensitivity of every compilation")
struct CompilationTests {
  private static let agreements = 500

  /// The most that was seen, as a share of what is declared.
  private struct Reached {
    var families = 0
    var reports = 0
    var answers = 0
    /// How often a plan that made one of two mistakes would have charged too little: only its dearest table, or the
    /// noise of one token a table.
    var dearest = 0
    var oneToken = 0
  }

  @Test("one account moves no more than is declared, and costs no more than is charged")
  func accounts() throws {
    let seed = UInt64(20_260_112)
    print("compilations, accounts: seed \(seed)")
    var source = SeededBytes(seed: seed)
    var reached = Reached()
    var tables: Set<Int> = []
    for number in 0..<Self.agreements {
      let pair = try StagedPair(RandomAgreement.draft(&source))
      tables.insert(pair.terms.plan.tables.count)
      let lists = try Lists(pair, &source)
      for question in pair.terms.plan.questions {
        // A draw of its own for each entry: no two read one stream.
        let draws = question.compiled.draws.joined()
        #expect(Set(draws).count == question.released(lists.counted).count)
        #expect(Set(draws).count == Array(draws).count)
      }
      for own in try lists.without(lists.own, .initiator) {
        try Self.checkInitiator(lists, own, "agreement \(number)", &reached)
      }
      for other in try lists.without(lists.other, .responder) {
        let moved = try lists.movedTables(other)
        for (table, moved) in zip(pair.terms.plan.tables, moved) {
          #expect(moved <= table.scheme.responderTokens)
        }
        let revealed = pair.terms.plan.revealed(moved)
        #expect(revealed <= pair.terms.plan.answerCharge, "agreement \(number)")
        reached.answers += revealed == pair.terms.plan.answerCharge ? 1 : 0
        let tables = pair.terms.plan.tables
        let dearest = tables.map { PrivacyCost($0.noise.epsilon).times($0.scheme.responderTokens) }
        reached.dearest += try revealed > #require(dearest.max()) ? 1 : 0
        let oneToken = zip(dearest, moved).reduce(PrivacyCost.zero) { $0 + $1.0.times($1.1) }
        reached.oneToken += oneToken > pair.terms.plan.answerCharge ? 1 : 0
      }
    }
    print("compilations: \(reached), tables \(tables.sorted())")
    #expect(reached.families > 150 && reached.reports > 30 && reached.answers > 500)
    #expect(reached.dearest > 150 && reached.oneToken > 50)
  }

  private static func checkInitiator(
    _ lists: Lists, _ own: OwnList, _ name: String, _ reached: inout Reached
  ) throws {
    let plan = lists.pair.terms.plan
    let moved = try lists.movedFamilies(own)
    var revealed = PrivacyCost.zero
    for (question, moved) in zip(plan.questions, moved) {
      let family = question.compiled.family
      #expect(moved <= family.sensitivity, "\(name): \(question)")
      reached.families += moved == family.sensitivity ? 1 : 0
      revealed += PrivacyCost(try question.compiled.answerLaw().epsilon).times(moved)
    }
    #expect(revealed <= plan.reportCharge, "\(name)")
    reached.reports += revealed == plan.reportCharge ? 1 : 0
    // Sizes: one release for each distinct grouping, however many tables it serves.
    var sizes = PrivacyCost.zero
    for grouping in plan.groupings.indices {
      let tables = plan.tables(of: grouping)
      let moves = tables.map {
        distance(lists.counted[$0.number].sizes, own.tokens.groupSizes[$0.number])
      }
      #expect(Set(moves) == [1])
      #expect(Set(tables.map { own.tokens.groupSizes[$0.number] }).count == 1)
      sizes += PrivacyCost(plan.sizeLaw.epsilon)
    }
    #expect(sizes == plan.sizeCharge)
    #expect(plan.charge(of: .initiator) == plan.sizeCharge + plan.reportCharge)
  }

  @Test("one row moves at most twice what an account moves, and one moved row four times")
  func rows() throws {
    let seed = UInt64(20_260_113)
    print("compilations, rows: seed \(seed)")
    var source = SeededBytes(seed: seed)
    var most: [Int: (families: Int, tables: Int)] = [:]
    for _ in 0..<Self.agreements {
      let pair = try StagedPair(RandomAgreement.draft(&source))
      let plan = pair.terms.plan
      let lists = try Lists(pair, &source)
      for (times, change) in [(2, Self.removing), (4, Self.moving)] {
        let own = try pair.list(of: change(lists.own, &source), .initiator)
        for (question, moved) in zip(plan.questions, try lists.movedFamilies(own)) {
          let sensitivity = question.compiled.family.sensitivity
          #expect(moved <= times * sensitivity)
          most[times, default: (0, 0)].families = max(
            most[times]?.families ?? 0, 100 * moved / sensitivity)
        }
        let other = try pair.list(of: change(lists.other, &source), .responder)
        let moved = try lists.movedTables(other)
        for (table, moved) in zip(plan.tables, moved) {
          #expect(moved <= times * table.scheme.responderTokens)
          most[times, default: (0, 0)].tables = max(
            most[times]?.tables ?? 0, 100 * moved / table.scheme.responderTokens)
        }
        #expect(plan.revealed(moved) <= plan.answerCharge.times(times))
      }
    }
    print("compilations, rows: per cent of one account's \(most)")
    #expect(most[2]?.families == 200 && most[2]?.tables == 200)
    #expect(most[4]?.tables ?? 0 > 300)
  }

  private static func removing(
    _ rows: [PlainAccount], _ source: inout SeededBytes
  ) -> [PlainAccount] {
    var rows = rows
    if let index = rows.indices.randomElement(using: &source) { rows.remove(at: index) }
    return rows
  }

  /// The row now belongs to another's account; its name, status and products stay its own, or the name goes along.
  private static func moving(
    _ rows: [PlainAccount], _ source: inout SeededBytes
  ) -> [PlainAccount] {
    var rows = rows
    guard let index = rows.indices.randomElement(using: &source),
      let target = rows.randomElement(using: &source)
    else { return rows }
    rows[index].domain = target.domain
    if target.domain.isEmpty || Bool.random(using: &source) {
      (rows[index].name, rows[index].country) = (target.name, target.country)
    }
    return rows
  }
}

/// Two random list files under an agreement, and what becomes of their counts when one changes.
private struct Lists {
  let pair: StagedPair
  let own: [PlainAccount]
  let other: [PlainAccount]
  let counted: [TableResult]
  private let owners: OwnList
  private let others: OwnList

  init(_ pair: StagedPair, _ source: inout SeededBytes) throws {
    let terms = pair.terms.agreement.terms
    self.pair = pair
    own = Crowd.rows(&source, atMost: 7, products: terms.initiatorProducts.count)
    other = Crowd.rows(&source, atMost: 7, products: terms.responderProducts.count)
    owners = try pair.list(of: own, .initiator)
    others = try pair.list(of: other, .responder)
    counted = pair.terms.plan.counts(owners, others)
  }

  /// Each list that lacks all rows of one account; its other accounts are as they were.
  func without(_ rows: [PlainAccount], _ role: Role) throws -> [OwnList] {
    let whole = try pair.read(rows, of: role)
    let keys = try rows.map { try pair.read([$0], of: role).accounts[0].accountKey }
    var lists: [OwnList] = []
    for (index, key) in keys.enumerated()
    where key.kind == .row || keys.firstIndex(of: key) == index {
      let less = rows.indices.filter { key.kind == .row ? $0 != index : keys[$0] != key }
      let list = try pair.read(less.map { rows[$0] }, of: role)
      var rest = whole.accounts.indices.map(whole.canonicalRecord)
      for account in list.accounts.indices {
        rest.remove(at: try #require(rest.firstIndex(of: list.canonicalRecord(of: account))))
      }
      #expect(rest.count == 1)
      lists.append(OwnList(list, plan: pair.terms.plan, role: role))
    }
    return lists
  }

  /// By question: how far the released entries move if the initiator's list becomes `list`.
  func movedFamilies(_ list: OwnList) throws -> [Int] {
    let plan = pair.terms.plan
    let found = plan.counts(list, others)
    return plan.questions.map { distance($0.released(found), $0.released(counted)) }
  }

  /// By table: how far its counts move if the responder's list becomes `list`.
  func movedTables(_ list: OwnList) throws -> [Int] {
    zip(pair.terms.plan.counts(owners, list), counted).map {
      distance($0.responderCounts, $1.responderCounts)
    }
  }
}
