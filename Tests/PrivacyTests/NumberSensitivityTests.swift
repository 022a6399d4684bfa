// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Testing

/// B3 for numbers: over all small lists and all their neighbours, how far one account moves what is counted under
/// `number-fallback`. A number can stand in two accounts; a domain cannot.
@Suite("The sensitivity of registry numbers")
struct NumberSensitivityTests {
  /// Rows that are accounts of their own, with numbers, domains and names that meet and collide.
  private static func rows(_ role: Role) -> [String] {
    switch role {
    case .initiator:
      [
        "150483782,a.example,Acme,DE", "150483782,b.example,Acme,DE", "804735132,,Acme,DE",
        ",c.example,Acme,DE", "150483782,,Bolt,DE", ",d.example,Acme,",
      ]
    case .responder:
      [
        "150483782,r.example,Acme,DE", ",a.example,Acme,DE", ",,Acme,DE", ",,Acme,",
        "150483782,s.example,Bolt,DE", "804735132,t.example,,",
      ]
    }
  }

  private let lists: PublicLists
  /// By list: the places of its rows, of four at most.
  private let members = (0..<1 << 6).map { bits in (0..<6).filter { bits >> $0 & 1 == 1 } }
    .filter { $0.count <= 4 }
  private static let none = 6

  init() throws { lists = try PublicLists().numbered(by: .duns) }

  /// By list, by account: its group, and what it sends.
  private func sent(_ role: Role, keys: Int) throws -> [[(group: Int, keys: [MatchKey])]] {
    let mapping = Mapping(
      columns: ["number": "number", "website": "website", "name": "name", "country": "country"],
      values: [:])
    return try members.map { places in
      guard !places.isEmpty else { return [] }
      let text =
        "number,website,name,country\n"
        + places.map { Self.rows(role)[$0] + "\n" }.joined()
      let list = try CustomerList.read(
        Array(text.utf8), mapping: mapping, dimensions: [], lists: lists)
      try #require(list.accounts.count == places.count)
      let keys = SentKeys(list.accounts, .numberFallback(keys: keys), role).keys
      // Each account in a group of its own: so it is seen which one a key speaks for.
      return zip(list.accounts, keys).map { account, keys in
        (places[account.firstLine - 2], keys.compactMap { $0 })
      }
    }
  }

  /// Matches by group of I, then of R; the last of I's for accounts of R that meet none.
  private static func counts(
    _ own: [(group: Int, keys: [MatchKey])], _ other: [(group: Int, keys: [MatchKey])]
  ) -> [Int: Int] {
    var groups: [MatchKey: Int] = [:]
    for account in own { for key in account.keys { groups[key] = account.group } }
    var counts: [Int: Int] = [:]
    for account in other {
      for key in account.keys {
        counts[(groups[key] ?? none) * 100 + account.group, default: 0] += 1
      }
    }
    return counts
  }

  private static func distance(_ one: [Int: Int], _ two: [Int: Int], matched: Bool) -> Int {
    Set(one.keys).union(two.keys).filter { !matched || $0 < none * 100 }
      .reduce(0) { $0 + abs((one[$1] ?? 0) - (two[$1] ?? 0)) }
  }

  @Test(
    "one account of R moves one count, one of I as many as there are keys", arguments: [2, 3, 4])
  func moves(keys: Int) throws {
    let own = try sent(.initiator, keys: keys)
    let other = try sent(.responder, keys: keys)
    let place = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
    var (responder, initiator) = (0, 0)
    for (index, list) in members.enumerated() {
      for removed in list {
        let less = try #require(place[list.filter { $0 != removed }])
        for fixed in members.indices {
          responder = max(
            responder,
            Self.distance(
              Self.counts(own[fixed], other[index]), Self.counts(own[fixed], other[less]),
              matched: false))
          initiator = max(
            initiator,
            Self.distance(
              Self.counts(own[index], other[fixed]), Self.counts(own[less], other[fixed]),
              matched: true))
        }
      }
    }
    print("numbers, \(keys) keys: R \(responder), I \(initiator)")
    #expect(responder == 1)
    let terms = MatchTerms(
      keys: try #require(MatchKeys(rawValue: keys - 1)), number: .duns, publicSuffixes: .zero,
      freeMail: .zero, sharedHosts: .zero)
    // Lemma 5's bound holds, and is reached.
    #expect(initiator == terms.sensitivity)
    #expect(terms.sensitivity == keys)
  }
}
