// SPDX-License-Identifier: Apache-2.0

import Agreements
import Cryptography
import Release
import TestSupport

/// INSECURE identities with fixed roots, and a valid agreement between them.
enum Sample {
  static func identity(_ byte: UInt8) throws -> PrivateIdentity {
    try PrivateIdentity(root: SecretBytes(copying: [UInt8](repeating: byte, count: 32)))
  }

  static let digest = String(repeating: "5a", count: 32)

  /// A valid agreement, each key on a line of its own.
  static func text() throws -> String {
    let initiator = try identity(1)
    let responder = try identity(2)
    return """
      lacuna: agreement/1
      title: Acme and Globex
      purpose: Joint account planning for 2027
      valid:
        from: 2026-11-23
        until: 2027-11-22
      initiator:
        name: Acme
        organisation: acme
        identity: \(initiator.publicIdentity)
        commitment: \(digest)
        accounts: 2000
      responder:
        name: Globex
        organisation: globex
        identity: \(responder.publicIdentity)
        commitment: \(digest)
        accounts: 1600
      match:
        rule: fallback
        keys: [domain]
        normaliser: domain/2
        account-key: account-key/1
        public-suffixes: \(digest)
        free-mail: \(digest)
        shared-hosts: \(digest)
      dimensions:
        status:
          values: [customer, open-opportunity, prospect]
          roll-up: precedence
          unlisted: left-out
        industry:
          values: [Software, Banking]
          roll-up: majority
          unlisted: other
      products:
        initiator: [Analytics]
        responder: []
      questions:
        - question: account-map
          epsilon: 1
          by:
            dimension: industry
            of: initiator
      privacy:
        size-epsilon: 1/10
        delta: 2^-40
        yearly-cap: 4
        minimum: 10
        smallest-list: 50

      """
  }

  static func agreement() throws -> Agreement { try Agreement(bytes: Array(text().utf8)) }

  static func party(_ identity: borrowing PrivateIdentity, name: String = "Acme") throws -> Party {
    try Party(
      name: name, organisation: "acme", identity: identity.publicIdentity, commitment: .zero,
      accounts: 2000)
  }
}

/// Terms that keep every rule of agreement.md, with awkward texts in them.
struct TermsGenerator {
  var random: SeededGenerator

  private static let pieces = [
    "a", "Z", "9", " ", "  ", "-", "- ", ": ", ":", "#", " #", "&", ", &", "*", "!", "%", "?", "|",
    ">", "'", "\"", "\\", "\\n", "[", "]", "{", "}", ",", "@", "`", "~", "null", "true", "0x1", "é",
    "Ünï", "日本", "e\u{301}", "\u{1F600}", "=", "<<", "...", "---", ".", "/", "1e3", "\u{A0}",
  ]

  mutating func terms() throws -> Terms {
    let initiator = try Sample.identity(1)
    let responder = try Sample.identity(2)
    let from = Day(number: Int.random(in: 0..<2_900_000, using: &random))
    let dimensions = try self.dimensions()
    let products = (initiator: names(0...5), responder: names(0...5))
    let match = self.match()
    return Terms(
      title: text(atMost: 200), purpose: text(atMost: 1000), validFrom: from,
      validUntil: from.adding(days: Int.random(in: 0...700, using: &random)),
      initiator: try party(initiator.publicIdentity, "a"),
      responder: try party(responder.publicIdentity, "b"),
      match: match, dimensions: dimensions, initiatorProducts: products.initiator,
      responderProducts: products.responder,
      productsAnAccount: Bool.random(using: &random)
        ? Int.random(in: 1...100, using: &random) : nil,
      questions: try questions(match, dimensions, products),
      privacy: PrivacyTerms(
        sizeEpsilon: try epsilon(atMost: 20),
        delta: try Delta(exponent: Int.random(in: 20...100, using: &random)),
        yearlyCap: try epsilon(atMost: 1000), minimum: Int.random(in: 0...1000, using: &random),
        smallestList: Int.random(in: 1...100_000, using: &random)),
      amounts: amounts(), currencies: rates())
  }

  private static let currencies = ["EUR", "USD", "ZZZ"].compactMap { CurrencyCode($0) }

  private mutating func amounts() -> [AmountTerms] {
    (0..<Int.random(in: 0...3, using: &random)).map { index in
      let unit = AmountTerms.Measure.unit("u" + slug())
      let currency = Self.currencies.randomElement(using: &random)
      return AmountTerms(
        name: "amount\(index)", of: Bool.random(using: &random) ? .initiator : .responder,
        measure: Bool.random(using: &random) ? unit : currency.map { .currency($0) } ?? unit,
        most: Int.random(in: AmountTerms.mostRange, using: &random))
    }
  }

  /// None, or of all.
  private mutating func rates() -> CurrencyRates {
    guard Bool.random(using: &random) else { return .none }
    var rates = CurrencyRates.none
    for currency in Self.currencies.shuffled(using: &random) {
      let whole = Int.random(in: 1...9_999, using: &random)
      let places = ["", ".5", ".000000001", ".123456789", ".10"].randomElement(using: &random)
      guard let rate = CurrencyRate("\(whole)\(places ?? "")") else { continue }
      rates.entries.append(CurrencyRates.Entry(currency: currency, rate: rate))
    }
    return rates
  }

  /// Spans that share no day, in any order.
  private mutating func windows() -> [DateWindow] {
    var windows: [DateWindow] = []
    var day = Day(number: Int.random(in: 0...20_000, using: &random))
    for name in names(1...4) {
      let from = day.adding(days: Int.random(in: 1...400, using: &random))
      day = from.adding(days: Int.random(in: 0...400, using: &random))
      windows += DateWindow(name: name, from: from, until: day).map { [$0] } ?? []
    }
    return windows.shuffled(using: &random)
  }

  private mutating func match() -> MatchTerms {
    let rules: [(MatchRule, MatchKeys)] = MatchRule.allCases.flatMap { rule in
      MatchKeys.allCases.filter { rule == .fallback || $0 > .domain }.map { (rule, $0) }
    }
    let (rule, keys) = rules.randomElement(using: &random) ?? (.fallback, .domain)
    return MatchTerms(
      rule: rule, keys: keys,
      number: rule == .fallback && Bool.random(using: &random)
        ? NumberType.allCases.randomElement(using: &random) : nil,
      publicSuffixes: digest(), freeMail: digest(), sharedHosts: digest(),
      reference: Bool.random(using: &random) ? digest() : nil)
  }

  /// Some of all that may be asked, in any order.
  private mutating func questions(
    _ match: MatchTerms, _ dimensions: [Dimension],
    _ products: (initiator: [String], responder: [String])
  ) throws -> [QuestionTerms] {
    let further = dimensions.first { $0.name != "status" }.map {
      FurtherDimension(
        dimension: $0.name, of: Bool.random(using: &random) ? .initiator : .responder)
    }
    var asked: [Question] = [.accountMap(by: Bool.random(using: &random) ? further : nil)]
    if !products.initiator.isEmpty, !products.responder.isEmpty { asked.append(.crossSell) }
    if match.rule == .fallback {
      for _ in 0..<4 {
        let role = Role.allCases.randomElement(using: &random) ?? .initiator
        let owned = role == .initiator ? products.initiator : products.responder
        let names = dimensions.map(\.name) + (owned.isEmpty ? [] : ["products"])
        let split = names.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random))
        let question = Question.whiteSpace(of: role, by: Array(split))
        if !asked.contains(where: question.isAlike) { asked.append(question) }
      }
    }
    let chosen = asked.shuffled(using: &random)
      .prefix(Int.random(in: 1...asked.count, using: &random))
    return try chosen.map { QuestionTerms($0, epsilon: try epsilon(atMost: 20)) }
  }

  private mutating func party(_ identity: PublicIdentity, _ letter: String) throws -> Party {
    try Party(
      name: text(atMost: 100), organisation: letter + slug(), identity: identity,
      commitment: digest(), accounts: Int.random(in: Party.accountsRange, using: &random))
  }

  private mutating func dimensions() throws -> [Dimension] {
    var dimensions = [StatusDimension.agreed]
    for index in 0..<Int.random(in: 0...3, using: &random) {
      let windows = Int.random(in: 0..<3, using: &random) == 0 ? self.windows() : []
      dimensions.append(
        Dimension(
          name: "x\(index)" + slug(),
          values: windows.isEmpty ? names(1...6) : windows.map(\.name),
          rollUp: Bool.random(using: &random) ? .precedence : .majority,
          unlisted: Bool.random(using: &random) ? .other : .leftOut, windows: windows))
    }
    return dimensions.shuffled(using: &random)
  }

  private mutating func names(_ counts: ClosedRange<Int>) -> [String] {
    let count = Int.random(in: counts, using: &random)
    return (0..<count).map { "\($0)" + text(atMost: 70) }.filter { $0 != "other" }
  }

  private mutating func slug() -> String {
    let letters = Array("abcxyz0189-")
    return String(
      (0..<Int.random(in: 0...30, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? "a"
      })
  }

  private mutating func digest() -> Agreements.Digest { Agreements.Digest("", random.bytes(8)) }

  private mutating func epsilon(atMost limit: UInt64) throws -> Epsilon {
    let below = UInt64.random(in: 1...1000, using: &random)
    // At least 1/100.
    return try Epsilon(
      UInt64.random(in: (below + 99) / 100...limit * below, using: &random), over: below)
  }

  /// One line, no space at either end.
  private mutating func text(atMost limit: Int) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      text += Self.pieces.randomElement(using: &random) ?? "a"
    }
    let scalars = String.UnicodeScalarView(text.unicodeScalars.prefix(limit))
    let trimmed = String(scalars).drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    return trimmed.isEmpty ? "a" : String(trimmed)
  }
}
