// SPDX-License-Identifier: Apache-2.0

package import Agreements
internal import Questions
internal import Release

/// How a draft comes to its match rule: by choice, or by the list sizes that both sides state.
package enum MatchChoice: Sendable {
  case fixed(MatchRule, MatchKeys)
  /// The rule with the smallest expected error. Never a function of a list: what stands in an agreement is public.
  case automatic

  struct Resolved {
    let rule: MatchRule
    let keys: MatchKeys
    /// Why, for the draft; nil where it was a choice.
    let reason: String?
  }

  /// - Parameter terms: a draft whose match rule is still open.
  func resolved(for terms: Terms) throws -> Resolved {
    switch self {
    case .fixed(let rule, let keys): return Resolved(rule: rule, keys: keys, reason: nil)
    case .automatic:
      let needsFallback =
        terms.match.number != nil
        || terms.questions.contains { question in
          if case .shared(let shared) = question.asked { return !shared.sums.isEmpty }
          return question.asked.kind == .whiteSpace
        }
      let rules = ExpectedMatch.measured.filter { !needsFallback || $0.rule == .fallback }
      let errors = try rules.map { try $0.squareError(under: terms) }
      guard let least = errors.min(), let best = errors.firstIndex(of: least) else {
        return Resolved(rule: .fallback, keys: .domain, reason: nil)
      }
      return Resolved(
        rule: rules[best].rule, keys: rules[best].keys,
        reason: try rules[best].reason(under: terms))
    }
  }
}

/// What a match rule misses on public lists, and the noise that it costs under an agreement.
package struct ExpectedMatch: Sendable {
  package let rule: MatchRule
  package let keys: MatchKeys
  /// Of a thousand accounts that two lists share, how many the rule does not find: measured on two lists of about
  /// 20,000 real companies (agreement.md, "match: auto"); a test measures it again.
  package let missedPerMille: Int

  package static let measured = [
    ExpectedMatch(rule: .fallback, keys: .domain, missedPerMille: 298),
    ExpectedMatch(rule: .fallback, keys: .domainAndNameCountry, missedPerMille: 247),
    ExpectedMatch(rule: .fallback, keys: .domainNameCountryAndName, missedPerMille: 190),
    ExpectedMatch(rule: .either, keys: .domainNameCountryAndName, missedPerMille: 154),
    ExpectedMatch(rule: .union, keys: .domainNameCountryAndName, missedPerMille: 149),
  ]

  /// The expected square error of an average cell of a status map, if a fifth of the smaller list is shared: what is
  /// missed, and the variance of both sides' noise; in units of 1/10000.
  func squareError(under terms: Terms) throws -> Int {
    let (missed, deviation) = try parts(under: terms)
    return missed * missed + deviation * deviation
  }

  /// Hundredths of an account: what an average cell misses, and the standard deviation of its noise.
  private func parts(under terms: Terms) throws -> (missed: Int, deviation: Int) {
    // Terms that ask nothing are refused when they are read.
    guard let epsilon = terms.questions.first?.epsilon else { return (0, 0) }
    var terms = terms
    terms.match.rule = rule
    terms.match.keys = keys
    let by = terms.questions.lazy.compactMap { question in
      if case .accountMap(let by) = question.asked { by } else { nil }
    }.first
    terms.questions = [QuestionTerms(.accountMap(by: by), epsilon: epsilon)]
    // The cap is the whole agreement's to keep.
    terms.privacy.yearlyCap = try Epsilon(1000)
    let plan = try Plan(terms)
    guard let map = plan.maps.first else { return (0, 0) }
    let cells = map.table.initiator.count * map.table.responder.count
    let shared = min(terms.initiator.accounts, terms.responder.accounts) / 5
    let law = try AccountMapLaws(map, sizeLaw: plan.sizeLaw).cells(1)
    return (shared * missedPerMille / (10 * cells), law.standardDeviationInHundredths)
  }

  func reason(under terms: Terms) throws -> String {
    let (missed, deviation) = try parts(under: terms)
    let lists = min(terms.initiator.accounts, terms.responder.accounts)
    return "chosen for lists of \(lists) accounts: of a cell of the account map it misses about "
      + "\((missed + 50) / 100), and its noise is about \((deviation + 50) / 100)"
  }
}
