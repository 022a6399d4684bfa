// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Cryptography
internal import Questions
internal import Release

/// What can be asked with lists of a size: the error of each question's figures, against what they count.
///
/// Both lists have that many accounts, a fifth of one is shared and spread evenly, and each side has sold a product to a
/// tenth of its accounts.
public struct PlanGuide: Sendable, Encodable {
  public struct Row: Sendable, Encodable {
    public let epsilon: String
    public let question: String
    public let match: String
    /// Half width of the main figure's interval at 95 %, and the least such figure that stands out; of a ratio, of each
    /// of its two parts.
    public let error: Int
    public let leastUseful: Int
    /// What these and the means are in: nil for accounts, `most` for the most that counts of one account.
    public var measure: String?
    public var figure = Figure.count
    public let sizes: [Size]
  }

  /// What the main figure is.
  public enum Figure: String, Sendable, Encodable {
    case count, sum
    /// Of two figures alike: a share, or one divided by the other.
    case ratio
  }

  public struct Size: Sendable, Encodable {
    public let accounts: Int
    /// What the main figure counts on average.
    public let mean: Int
    /// Of a ratio of two such figures, how far its interval reaches, in points of a hundred; nil where there is none.
    public var points: Int?
    /// `good` from twice the least useful figure on, `useful` from it on, else `lost` in noise. A ratio is `good` within
    /// 10 points, `useful` within 25.
    public let verdict: String
  }

  public let rows: [Row]

  public init(accounts: [Int], epsilons: [String]) throws(CleanRoomError) {
    do {
      var rows: [Row] = []
      var laws = GuideLaws()
      for epsilon in epsilons {
        let epsilon = try Epsilon(parsing: epsilon)
        for shape in Shape.all { rows += try shape.rows(accounts, epsilon) }
        for shape in SharedShape.all { rows += try shape.rows(accounts, epsilon, &laws) }
      }
      self.rows = rows
    } catch {
      throw CleanRoomError(error)
    }
  }

  /// A table an epsilon, for people, and for the documents.
  public var markdown: [String] {
    var lines: [String] = []
    for (index, row) in rows.enumerated() {
      if index == 0 || rows[index - 1].epsilon != row.epsilon {
        if index > 0 { lines.append("") }
        let sizes = row.sizes.map { "\($0.accounts) accounts" }
        lines += [
          "**Epsilon \(row.epsilon)**", "",
          "| question | accounts meet by | error, 95 % | \(sizes.joined(separator: " | ")) |",
          "|---|---|---:|\(String(repeating: "---:|", count: sizes.count))",
        ]
      }
      let sizes = row.sizes.map { "\(row.text(of: $0)), \($0.verdict)" }
      lines.append(
        "| \(row.question) | \(row.match) | \(row.errorText) | \(sizes.joined(separator: " | ")) |"
      )
    }
    return lines
  }

  /// A question of a certain size.
  private struct Shape: Sendable {
    let name: String
    let question: Question
    let products: Int
    let most: Int?
    /// The figure that decides, and what it holds on average, of this many accounts a side.
    let figure: Int
    let mean: @Sendable (Int) -> Int

    static let all = [
      Shape(
        name: "account map, 3 x 3", question: .accountMap(by: nil), products: 0, most: nil,
        figure: 0, mean: { $0 / 5 / 9 }),
      Shape(
        name: "account map, by 6 industries",
        question: .accountMap(by: FurtherDimension(dimension: "six", of: .initiator)),
        products: 0, most: nil, figure: 0, mean: { $0 / 5 / 54 }),
      Shape(
        name: "account map, by 12 industries",
        question: .accountMap(by: FurtherDimension(dimension: "twelve", of: .initiator)),
        products: 0, most: nil, figure: 0, mean: { $0 / 5 / 108 }),
      Shape(
        name: "white space, by status",
        question: .whiteSpace(of: .responder, by: ["status"]), products: 0, most: nil, figure: 0,
        mean: { $0 * 4 / 5 / 3 }),
      Shape(
        name: "white space, by status and 5 products",
        question: .whiteSpace(of: .responder, by: ["status", "products"]), products: 5, most: 2,
        figure: 0, mean: { $0 * 4 / 5 / 3 / 10 }),
      Shape(
        name: "cross-sell, 3 x 3 products", question: .crossSell, products: 3, most: nil,
        figure: 1, mean: { $0 / 5 / 10 * 9 / 10 }),
      Shape(
        name: "cross-sell, 6 x 6 products, 2 an account", question: .crossSell, products: 6,
        most: 2, figure: 1, mean: { $0 / 5 / 10 * 9 / 10 }),
    ]

    func rows(_ accounts: [Int], _ epsilon: Epsilon) throws -> [Row] {
      let rules: [(MatchRule, MatchKeys, String)] = [
        (.fallback, .domain, "domain"),
        (.fallback, .domainNameCountryAndName, "fallback"),
        (.either, .domainNameCountryAndName, "either"),
        (.union, .domainNameCountryAndName, "union"),
      ]
      var rows: [Row] = []
      for (rule, keys, words) in rules where question.kind != .whiteSpace || rule == .fallback {
        var draft = try PlanGuide.draft(question, rule, keys, epsilon)
        let names = (0..<products).map { "product \($0 + 1)" }
        (draft.initiatorProducts, draft.responderProducts) = (names, names)
        draft.productsAnAccount = most
        let terms = try RunTerms(Agreement(bytes: Array(AgreementWriter.text(of: draft).utf8)))
        let figures = try terms.plan.questions.first?.figures(terms) ?? []
        guard figures.indices.contains(figure) else { continue }
        let useful = figures[figure].leastUseful
        rows.append(
          Row(
            epsilon: epsilon.text, question: name, match: words, error: figures[figure].error,
            leastUseful: useful,
            sizes: accounts.map { Size(accounts: $0, mean: mean($0), leastUseful: useful) }))
      }
      return rows
    }
  }

  /// An agreement of two parties that asks one question.
  static func draft(
    _ question: Question, _ rule: MatchRule, _ keys: MatchKeys, _ epsilon: Epsilon
  ) throws -> Terms {
    func industries(_ name: String, _ count: Int) -> Dimension {
      Dimension(
        name: name, values: (1...count).map { "\(name) \($0)" }, rollUp: .majority,
        unlisted: .leftOut)
    }
    func party(_ name: String, _ byte: UInt8) throws -> Party {
      let identity = try PrivateIdentity(
        root: SecretBytes(copying: Array(repeating: byte, count: 32)))
      return try Party(
        name: name, organisation: name, identity: identity.publicIdentity, commitment: .zero,
        accounts: 100)
    }
    var match = PublicListDigests.match
    match.rule = rule
    match.keys = keys
    return Terms(
      title: "Guide", purpose: "Guide", validFrom: Day(number: 20_000),
      validUntil: Day(number: 20_000), initiator: try party("one", 1),
      responder: try party("other", 2), match: match,
      dimensions: [
        StatusDimension.agreed, industries("six", 6), industries("twelve", 12),
      ], initiatorProducts: [], responderProducts: [],
      questions: [QuestionTerms(question, epsilon: epsilon)],
      privacy: PrivacyTerms(
        sizeEpsilon: try Epsilon(1, over: 10), delta: .standard, yearlyCap: try Epsilon(1000),
        minimum: 10, smallestList: 50))
  }
}

extension PlanGuide.Size {
  /// Of a count or a sum.
  init(accounts: Int, mean: Int, leastUseful: Int) {
    self.init(
      accounts: accounts, mean: mean,
      verdict: mean >= 2 * leastUseful ? "good" : mean >= leastUseful ? "useful" : "lost")
  }

  private static let (goodPoints, usefulPoints) = (10, 25)

  /// Of a ratio: however large its parts are, what counts is how far it may be off.
  init(accounts: Int, mean: Int, points: Int?) {
    let verdict =
      switch points {
      case .some(...Self.goodPoints): "good"
      case .some(...Self.usefulPoints): "useful"
      default: "lost"
      }
    self.init(accounts: accounts, mean: mean, points: points, verdict: verdict)
  }
}
