// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import CleanRoom
import Foundation
import Testing

/// What each match rule finds of the companies that two real lists share, measured on the keys that accounts send.
@Suite(.sharedData) struct MatchQualityTests {
  static let rules: [(rule: MatchRule, keys: MatchKeys)] = MatchRule.allCases.flatMap { rule in
    MatchKeys.allCases.filter { rule == .fallback || $0 > .domain }.map { (rule, $0) }
  }

  @Test func `what match rules miss on mid is what drafts expect of them`() throws {
    let lists = try LabelledLists.named("mid")
    print("rule        found  precision  families aside  pairs")
    for (rule, keys) in Self.rules {
      let quality = MatchQuality(lists, rule, keys)
      let name = "\(rule) \(keys.count)".padding(toLength: 10, withPad: " ", startingAt: 0)
      print(
        "\(name)  \(quality.foundPerMille)    \(quality.precisionPerMille)        "
          + "\(quality.precisionWithoutFamiliesPerMille)             \(quality.pairs)")
      // Far from chance, and families are most of what is not the same company.
      #expect(quality.foundPerMille > 500)
      #expect(quality.precisionWithoutFamiliesPerMille > 950)
    }
    for expected in ExpectedMatch.measured {
      let quality = MatchQuality(lists, expected.rule, expected.keys)
      let missed = 1000 - quality.foundPerMille
      #expect(
        abs(missed - expected.missedPerMille) <= 15,
        "\(expected.rule) \(expected.keys.count) misses \(missed) of 1000")
    }
    // A rule that uses more finds more.
    let missed = ExpectedMatch.measured.map(\.missedPerMille)
    #expect(missed == missed.sorted(by: >))
  }

  /// Lists and the least F1 of `fallback` and `union` on them, with all keys; the page says more.
  struct Bar: Sendable {
    let list: String
    let fallback: Int
    let union: Int
  }

  @Test(arguments: [
    Bar(list: "demo", fallback: 905, union: 940), Bar(list: "mid", fallback: 893, union: 917),
    Bar(list: "mid-noisy", fallback: 800, union: 870),
    Bar(list: "large", fallback: 893, union: 918),
  ])
  func `matching is as good as the page says`(bar: Bar) throws {
    let lists = try LabelledLists.named(bar.list)
    let page = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Protocols/match-quality.md"), encoding: .utf8)
    for (rule, least) in [(MatchRule.fallback, bar.fallback), (.union, bar.union)] {
      let quality = MatchQuality(lists, rule, .domainNameCountryAndName)
      #expect(quality.scorePerMille >= least, "\(rule) on \(bar.list)")
      #expect(quality.precisionWithoutFamiliesPerMille >= 990, "\(rule) on \(bar.list)")
      #expect(page.contains(quality.cell), "\(rule) on \(bar.list): \(quality.cell)")
    }
  }
}

/// How well a rule does on labelled lists; in parts of a thousand.
struct MatchQuality {
  /// Of the true pairs of rows, those whose accounts meet.
  let foundPerMille: Int
  /// Of the pairs of accounts that meet, those with a true pair of rows.
  let precisionPerMille: Int
  /// The same without pairs of one family: a common domain, or parent and child.
  let precisionWithoutFamiliesPerMille: Int
  let pairs: Int
  /// F1 of recall and precision without families.
  let scorePerMille: Int

  /// As a cell of match-quality.md.
  var cell: String {
    ".\(foundPerMille) / .\(precisionWithoutFamiliesPerMille) / **.\(scorePerMille)**"
  }

  init(_ lists: LabelledLists, _ rule: MatchRule, _ keys: MatchKeys) {
    let terms = MatchTerms(
      rule: rule, keys: keys, publicSuffixes: .zero, freeMail: .zero, sharedHosts: .zero)
    // Those who meet in a table that is added meet; the table that is subtracted counts them again.
    var met: Set<LabelledLists.Pair> = []
    for part in terms.parts where part.sign > 0 {
      let ours = SentKeys(lists.vendor.accounts, part.scheme, .initiator).keys
      let theirs = SentKeys(lists.partner.accounts, part.scheme, .responder).keys
      var places: [MatchKey: Int] = [:]
      for (place, keys) in ours.enumerated() {
        for case .some(let key) in keys { places[key] = place }
      }
      for (place, keys) in theirs.enumerated() {
        for case .some(let key) in keys {
          if let own = places[key] { met.insert(LabelledLists.Pair(vendor: own, partner: place)) }
        }
      }
    }
    let found = lists.truth.count { $0.map(met.contains) ?? false }
    let right = met.count { lists.isTrue($0) }
    let families = met.count { !lists.isTrue($0) && lists.isFamily($0) }
    // Rounded half up, in whole numbers.
    func perMille(_ part: Int, _ whole: Int) -> Int { (2000 * part + whole) / (2 * max(1, whole)) }
    let (truth, apart) = (lists.truth.count, met.count - families)
    foundPerMille = perMille(found, truth)
    precisionPerMille = perMille(right, met.count)
    precisionWithoutFamiliesPerMille = perMille(right, apart)
    // 2 r p / (r + p), with r = found / truth and p = right / apart.
    scorePerMille = perMille(2 * found * right, found * apart + right * truth)
    pairs = met.count
  }
}
