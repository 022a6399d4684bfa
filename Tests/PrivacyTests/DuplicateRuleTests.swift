// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Questions
import Testing

/// B3: why a key that two accounts would send is sent by neither. Two other rules seem as good, and move more than is
/// declared, on either side (F8).
@Suite("Keys that stand twice")
struct DuplicateRuleTests {
  private static let lists = Crowd.lists(atMost: 3)
  /// In groups, so that it shows which account a key speaks for.
  private static let accounts = Crowd.accounts.enumerated().map { index, account in
    var account = account
    account.status = index % 3
    return account
  }

  private static func accounts(_ list: [Int]) -> [PlainAccount] { list.map { accounts[$0] } }

  /// By group of I (3 for none), then of R.
  private static func counts(
    _ own: [PlainAccount], _ other: [PlainAccount], _ scheme: PlainKeys.Scheme,
    _ rule: DuplicateRule
  ) -> [Int] {
    let mine = PlainKeys(initiator: own, scheme, rule).sent
    let theirs = PlainKeys(responder: other, scheme, rule).sent
    var groups: [String: Int] = [:]
    for (account, keys) in zip(own, mine) { for key in keys { groups[key] = account.status } }
    var counts = Array(repeating: 0, count: 12)
    for (account, keys) in zip(other, theirs) {
      for key in keys { counts[3 * (groups[key] ?? 3) + account.status] += 1 }
    }
    return counts
  }

  /// The rules' rewriting is the code's rule, where neither sends the key.
  @Test("dropped keys are what the code has", arguments: PlainKeys.Scheme.allCases)
  func model(_ scheme: PlainKeys.Scheme) throws {
    let (rule, number): (MatchRule, Int) =
      switch scheme {
      case .fallback: (.fallback, 0)
      case .names: (.union, 1)
      case .either: (.either, 0)
      }
    let pair = try FamilyCase(
      question: .accountMap(by: nil), rule: rule, keys: .domainNameCountryAndName
    ).pair()
    let lists = Self.lists.map(Self.accounts)
    let own = try lists.map { try pair.list(of: $0, .initiator) }
    let other = try lists.map { try pair.list(of: $0, .responder) }
    for i in lists.indices {
      for r in lists.indices {
        let found = pair.terms.plan.counts(own[i], other[r])[number]
        #expect(
          found.responderCounts == Self.counts(lists[i], lists[r], scheme, .dropped),
          "\(Self.lists[i]) against \(Self.lists[r])")
      }
    }
  }

  /// The most that one account of R moves a table, and one of I the matched cells.
  ///
  /// - Parameter lists: by the places of their accounts; `all` is the same in full.
  private static func moves(
    _ scheme: PlainKeys.Scheme, _ rule: DuplicateRule, among lists: [[Int]],
    _ all: [[PlainAccount]], against others: [[PlainAccount]]
  ) -> (responder: Int, initiator: Int) {
    let neighbours = Crowd.neighbours(lists)
    var (responder, initiator) = (0, 0)
    for fixed in others {
      let asOther = all.map { counts(fixed, $0, scheme, rule) }
      let asOwn = all.map { Array(counts($0, fixed, scheme, rule).prefix(9)) }
      for (less, more) in neighbours {
        responder = max(responder, distance(asOther[less], asOther[more]))
        initiator = max(initiator, distance(asOwn[less], asOwn[more]))
      }
    }
    return (responder, initiator)
  }

  @Test("the rule keeps to what is declared, and either other does not")
  func rules() {
    var found: [PlainKeys.Scheme: [DuplicateRule: (responder: Int, initiator: Int)]] = [:]
    for scheme in PlainKeys.Scheme.allCases {
      for rule in DuplicateRule.allCases {
        let moved = Self.moves(
          scheme, rule, among: Self.lists, Self.lists.map(Self.accounts),
          against: Crowd.lists(atMost: 4).map(Self.accounts))
        print("duplicates, \(scheme), \(rule): R \(moved.responder), I \(moved.initiator)")
        found[scheme, default: [:]][rule] = moved
      }
    }
    func responder(_ scheme: PlainKeys.Scheme) -> [Int?] {
      DuplicateRule.allCases.map { found[scheme]?[$0]?.responder }
    }
    func initiator(_ scheme: PlainKeys.Scheme) -> [Int?] {
      DuplicateRule.allCases.map { found[scheme]?[$0]?.initiator }
    }
    // Accounts without a domain are one where their names are: R's keys under fallback stand once.
    #expect(responder(.fallback) == [1, 1, 1])
    #expect(responder(.names) == [1, 2, 2])
    #expect(responder(.either) == [2, 3, 3])
    #expect(initiator(.fallback) == [3, 5, 3])
    #expect(initiator(.names) == [2, 4, 2])
    #expect(initiator(.either) == [4, 6, 4])
  }

  /// Were each row an account of its own, domains would stand twice as well: 2 and 3 of the review.
  @Test("without accounts, fallback would move by two and by three")
  func rowsAsAccounts() {
    let rows = [
      PlainAccount("a.example", "Acme", "US", status: 0),
      PlainAccount("a.example", "Bolt", "US", status: 1),
      PlainAccount("b.example", "Bolt", "US", status: 2),
    ]
    let lists = (0..<1 << rows.count).map { members in
      rows.indices.filter { members >> $0 & 1 == 1 }
    }
    let all = lists.map { $0.map { rows[$0] } }
    let moved = DuplicateRule.allCases.map {
      Self.moves(.fallback, $0, among: lists, all, against: all).responder
    }
    #expect(moved == [1, 2, 3])
  }
}
