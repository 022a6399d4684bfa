// SPDX-License-Identifier: Apache-2.0

import Agreements

/// Who meets whom, decided by somebody who may see both lists (protocol.md, section 1; agreement.md).
///
/// Where two accounts of a list would be looked for under the same word, neither is.
struct PlaintextMeeting: Sendable {
  /// Pairs of places in the two lists that count, each once.
  let pairs: [(initiator: Int, responder: Int)]
  /// R's accounts that are looked for at all.
  let lookedFor: Set<Int>

  init(
    _ ours: [PlaintextAccount], _ theirs: [PlaintextAccount], rule: MatchRule, keys: MatchKeys
  ) {
    let all = Array(ours.indices)
    let withDomain = theirs.indices.filter { theirs[$0].domain != nil }
    let withoutDomain = theirs.indices.filter { theirs[$0].domain == nil }
    let byDomain = Self.same(ours, all, theirs, withDomain) { $0.domain }
    func byName(_ own: [Int], _ other: [Int]) -> Meetings {
      Self.byName(ours, own, theirs, other, keys)
    }
    var found = byDomain
    switch rule {
    case .fallback: found.add(byName(all, withoutDomain))
    case .either:
      found.add(byName(all, withoutDomain))
      found.add(byName(all.filter { ours[$0].domain == nil }, withDomain))
    case .union: found.add(byName(all, Array(theirs.indices)))
    }
    pairs = found.pairs.map { ($0.initiator, $0.responder) }
    lookedFor = found.lookedFor
  }

  private struct Pair: Hashable {
    let initiator: Int
    let responder: Int
  }

  private struct Meetings {
    var pairs: Set<Pair> = []
    var lookedFor: Set<Int> = []

    mutating func add(_ others: Meetings) {
      pairs.formUnion(others.pairs)
      lookedFor.formUnion(others.lookedFor)
    }
  }

  /// By name and country where R's account has a country, else, under three keys, by the name alone.
  private static func byName(
    _ ours: [PlaintextAccount], _ own: [Int], _ theirs: [PlaintextAccount], _ other: [Int],
    _ keys: MatchKeys
  ) -> Meetings {
    var found = Meetings()
    if keys >= .domainAndNameCountry {
      found = same(ours, own, theirs, other.filter { theirs[$0].country != nil }) {
        $0.nameAndCountry
      }
    }
    if keys == .domainNameCountryAndName {
      found.add(
        same(ours, own, theirs, other.filter { theirs[$0].country == nil }) { $0.name })
    }
    return found
  }

  /// Those who have a word that nobody else of the same side has, where the words are the same.
  private static func same<Word: Hashable>(
    _ ours: [PlaintextAccount], _ own: [Int], _ theirs: [PlaintextAccount], _ other: [Int],
    by word: (PlaintextAccount) -> Word?
  ) -> Meetings {
    let mine = known(ours, own, by: word)
    var found = Meetings()
    for (word, place) in known(theirs, other, by: word) {
      found.lookedFor.insert(place)
      if let met = mine[word] { found.pairs.insert(Pair(initiator: met, responder: place)) }
    }
    return found
  }

  /// The account of each word that exactly one of `places` has.
  private static func known<Word: Hashable>(
    _ accounts: [PlaintextAccount], _ places: [Int], by word: (PlaintextAccount) -> Word?
  ) -> [Word: Int] {
    var holders: [Word: [Int]] = [:]
    for place in places {
      if let word = word(accounts[place]) { holders[word, default: []].append(place) }
    }
    return holders.compactMapValues { $0.count == 1 ? $0[0] : nil }
  }
}
