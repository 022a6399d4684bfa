// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CleanRoom
import Questions
import Release
import Testing

/// B1 and B4 for tables with several tokens: what an initiator that follows the protocol sees, over all lists of up to three
/// accounts that get in each other's way, and all tapes of noise.
@Suite("The initiator's view of every form of table, by brute force")
struct TableFormTests {
  struct Form: CustomTestStringConvertible, Sendable {
    let rule: MatchRule
    let keys: MatchKeys
    let shift: Int
    let others: Int

    var testDescription: String { "\(rule) \(keys.count), t = \(shift), \(others) groups of R" }

    func pair() throws -> StagedPair {
      try FamilyCase(question: .accountMap(by: nil), rule: rule, keys: keys).pair()
    }
  }

  private static let forms: [Form] = [
    (MatchRule.fallback, MatchKeys.domainAndNameCountry), (.fallback, .domainNameCountryAndName),
    (.either, .domainAndNameCountry), (.either, .domainNameCountryAndName),
    (.union, .domainAndNameCountry), (.union, .domainNameCountryAndName),
  ].flatMap {
    [
      Form(rule: $0.0, keys: $0.1, shift: 1, others: 2),
      Form(rule: $0.0, keys: $0.1, shift: 2, others: 1),
    ]
  }

  private static let lists = Crowd.lists(atMost: 3)
  private static let epsilons = [0.3, 1, 2]

  /// In groups of R by turns, so that one account's key may leave one group for another.
  private static func accounts(_ list: [Int], groups: Int) -> [PlainAccount] {
    list.map { index in
      var account = Crowd.accounts[index]
      account.status = index % groups
      return account
    }
  }

  private static func views(_ form: Form, _ pair: StagedPair, own: [Int]) throws -> [FormViews] {
    let mine = try pair.list(of: accounts(own, groups: 1), .initiator)
    let theirs = try lists.map {
      try pair.list(of: accounts($0, groups: form.others), .responder)
    }
    return try pair.terms.plan.tables.map { table in
      func first(_ rows: TableRows, _ count: Int) -> TableRows {
        TableRows(groups: Array(rows.groups[..<count]))
      }
      return try FormViews(
        table, shift: form.shift, groups: 1, others: form.others,
        own: first(mine.tokens.rows[table.number], 1), lists: lists,
        rows: theirs.map { first($0.tokens.rows[table.number], form.others) })
    }
  }

  @Test("all tables of a run keep to epsilon and their deltas", arguments: forms)
  func tables(_ form: Form) throws {
    let pair = try form.pair()
    let owners = form.others == 2 ? [[0, 3, 4], [0, 1, 4]] : [[2, 3, 6], [3, 4]]
    try Self.check(
      pair, owners.map { try Self.views(form, pair, own: $0) }, shift: form.shift)
  }

  @Test(
    "from list file to checked answer",
    arguments: [
      Form(rule: .fallback, keys: .domainNameCountryAndName, shift: 1, others: 1),
      Form(rule: .either, keys: .domainNameCountryAndName, shift: 3, others: 1),
      Form(rule: .union, keys: .domainNameCountryAndName, shift: 3, others: 1),
    ])
  func stages(_ form: Form) throws {
    let pair = try form.pair()
    try #require(pair.table.shift == form.shift)
    let lists = Self.lists.filter { $0.allSatisfy([0, 1, 3, 4].contains) && $0.count < 3 }
    let (views, lengths) = try FormViews.stages(
      pair, own: Self.accounts([0, 3, 4], groups: 1), lists: lists,
      accounts: lists.map { Self.accounts($0, groups: 1) })
    try Self.check(pair, [views], shift: form.shift)
    #expect(lengths.values.allSatisfy { $0.count == 1 })
    #expect(lengths.count < lists.count * views[0].tapes.count)
  }

  /// The shift that an agreement comes to is the least that leaves each table its delta.
  @Test("a plan's shift is enough, and one less is not", arguments: MatchRule.allCases)
  func shift(_ rule: MatchRule) throws {
    for epsilon in ["1/4", "1", "3", "20"] {
      var draft = try StagedPair.Draft.quick([
        (.accountMap(by: nil), Epsilon(parsing: epsilon))
      ])
      (draft.rule, draft.keys) = (rule, .domainNameCountryAndName)
      for table in try StagedPair(draft).terms.plan.tables {
        let law = table.noise
        let share = Double(law.epsilon.numerator) / Double(law.epsilon.denominator)
        let tokens = table.scheme.responderTokens
        let delta = 1.0 / Double(1 << 20)
        #expect(DrawLaw.promised(share, shift: law.shift, tokens: tokens) <= delta)
        #expect(
          law.shift == 1
            || DrawLaw.promised(share, shift: law.shift - 1, tokens: tokens) > delta)
      }
    }
  }

  /// For each pair of neighbours, both ways: all tables together at epsilon; each delta counts.
  ///
  /// - Parameter owners: by list of the initiator, then by table.
  private static func check(_ pair: StagedPair, _ owners: [[FormViews]], shift: Int) throws {
    let tables = pair.terms.plan.tables
    let tokens = tables[0].scheme.responderTokens
    for epsilon in epsilons {
      let share = epsilon / Double(tables.count * tokens)
      let law = DrawLaw.truncated(share, shift: shift)
      let promised =
        Double(tables.count) * DrawLaw.promised(share, shift: shift, tokens: tokens)
      var worst = 0.0
      for views in owners {
        for (less, more) in views[0].neighbours {
          for (p, q) in [(less, more), (more, less)] {
            let all = views.dropFirst().reduce(views[0].outcomes(p, q, law)) {
              $0.joined(with: $1.outcomes(p, q, law))
            }
            let found = all.divergence(epsilon)
            worst = max(worst, found)
            #expect(found <= promised + DrawLaw.tolerance)
          }
        }
      }
      // One table reaches its delta; three reach theirs up to the chance that two fail at once.
      #expect(tables.count == 1 ? worst > promised - DrawLaw.tolerance : worst > 0.3 * promised)
    }
    for table in owners.joined() { checkLengths(table) }
  }

  /// B4: equal counts come in files of equal lengths, and the number of tags is the offer's whatever the list.
  private static func checkLengths(_ views: FormViews) {
    var known: [[Int]: FormViews.View] = [:]
    for view in views.views.joined() {
      #expect(known.updateValue(view, forKey: view.counts).map { $0 == view } ?? true)
    }
    #expect(Set(views.views.joined().map(\.tags)).count == 1)
    #expect(known.count < views.views.joined().count)
  }

  /// An account sends two keys: noise for one of them is too little, and so is the shift for one.
  @Test("either with the noise or the shift of one token breaks the bound")
  func oneToken() throws {
    let form = Form(rule: .either, keys: .domainNameCountryAndName, shift: 2, others: 1)
    let views = try Self.views(form, form.pair(), own: [0, 3, 4])[0]
    func worst(_ law: [Double], _ epsilon: Double) -> Double {
      views.neighbours.flatMap { [($0.0, $0.1), ($0.1, $0.0)] }.map {
        views.outcomes($0.0, $0.1, law).divergence(epsilon)
      }.max() ?? 0
    }
    let half = DrawLaw.truncated(0.5, shift: 2)
    let promised = DrawLaw.promised(0.5, shift: 2, tokens: 2)
    #expect(abs(worst(half, 1) - promised) < DrawLaw.tolerance)
    // The shift: P(0) alone is not what is left.
    #expect(worst(half, 1) > DrawLaw.promised(0.5, shift: 2) + 0.05)
    // The noise: at epsilon a token, epsilon in all is broken by more than the ends.
    let whole = DrawLaw.truncated(1, shift: 2)
    #expect(worst(whole, 1) > DrawLaw.promised(1, shift: 2, tokens: 2) + 0.01)
  }

  /// Were the first of two accounts to send a key, an added account would move it from one group to another.
  @Test("names of the first in the list break the bound")
  func firstWins() throws {
    let pair = try FamilyCase(
      question: .accountMap(by: nil), rule: .union, keys: .domainNameCountryAndName
    ).pair()
    func rows(_ accounts: [PlainAccount], _ sent: [[String]], groups: Int) -> TableRows {
      var rows = Array(repeating: TokenNames(), count: groups)
      for (account, keys) in zip(accounts, sent) {
        for key in keys { rows[account.status].append(.domain(Array(key.utf8))) }
      }
      return TableRows(groups: rows)
    }
    func worst(_ rule: DuplicateRule) throws -> Double {
      let own = Self.accounts([0, 4], groups: 1)
      let views = try FormViews(
        pair.terms.plan.tables[1], shift: 1, groups: 1, others: 2,
        own: rows(own, PlainKeys(initiator: own, .names, rule).sent, groups: 1),
        lists: Self.lists,
        rows: Self.lists.map { list in
          let accounts = Self.accounts(list, groups: 2)
          return rows(accounts, PlainKeys(responder: accounts, .names, rule).sent, groups: 2)
        })
      let law = DrawLaw.truncated(1, shift: 1)
      return views.neighbours.flatMap { [($0.0, $0.1), ($0.1, $0.0)] }.map {
        views.outcomes($0.0, $0.1, law).divergence(1)
      }.max() ?? 0
    }
    let promised = DrawLaw.promised(1, shift: 1)
    #expect(try abs(worst(.dropped) - promised) < DrawLaw.tolerance)
    #expect(try worst(.first) > promised + 0.01)
    #expect(try worst(.fallThrough) > promised + 0.01)
  }
}
