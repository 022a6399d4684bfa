// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import Blinding
internal import Cryptography
internal import Ledger
internal import Parallel
internal import Questions
internal import Release

/// What one run does and costs, from the agreement alone: printed before anything is spent.
public struct PlanSummary: Sendable, Encodable {
  public struct Question: Sendable, Encodable {
    public let question: String
    public let epsilon: String
    /// How it is counted, in words.
    public let counted: String
    public let tables: [Int]
    public let figures: [Figure]
  }

  /// A kind of figure of the report.
  public struct Figure: Sendable, Encodable {
    public let name: String
    /// How many there are.
    public let count: Int
    /// Half width at 95 %.
    public let error: Int
    /// Standard deviation, rounded up.
    public let deviation: Int
    /// What one of them is on average if a fifth of the smaller list is shared, and each account has half of the most of
    /// an amount; nil where that depends on products.
    public let mean: Int?
    /// The least one worth asking for: four standard deviations.
    public let leastUseful: Int
  }

  public struct Table: Sendable, Encodable {
    public let table: Int
    public let initiatorGroups: Int
    public let responderGroups: Int
    public let cells: Int
    /// What the responder pays for it.
    public let epsilon: String
    public let fakesPerCell: Int
    public let pointsPerAccount: Int
  }

  public struct Side: Sendable, Encodable {
    public let name: String
    public let accounts: Int
    public let epsilon: String
    public let fileBytes: Int
    public let seconds: Int
    public let learns: [String]
  }

  public let title: String
  public let match: String
  public let questions: [Question]
  public let tables: [Table]
  /// How many ways of grouping the initiator pads and pays for.
  public let groupings: Int
  public let initiator: Side
  public let responder: Side
  public let delta: String
  public let yearlyCap: String
  /// How many runs the cap holds in a year, and how many of them this side can still pay for today.
  public let runsAYear: Int
  public internal(set) var runsLeft: Int?
  public internal(set) var warnings: [String]
  /// From the own list, where one was given.
  public internal(set) var expected: [Expectation]
  /// The epsilons of a wanted precision, where one was given.
  public internal(set) var suggestion: PlanSuggestion?

  /// - Parameter rate: multiplications a second of one thread, measured on this machine.
  package init(_ terms: RunTerms, rate: Int, workers: Int) throws(CleanRoomError) {
    do { try self.init(checked: terms, rate: rate, workers: workers) } catch {
      throw CleanRoomError(error)
    }
  }

  private init(checked terms: RunTerms, rate: Int, workers: Int) throws {
    let agreement = terms.agreement.terms
    let plan = terms.plan
    questions = try plan.questions.map { try Question($0, terms) }
    tables = plan.tables.map(Table.init)
    groupings = plan.groupings.count
    match = agreement.match.words
    let work = Workload(terms)
    func seconds(_ multiplications: Int) -> Int {
      (multiplications + rate * workers - 1) / (rate * workers)
    }
    let names = (initiator: agreement.initiator.name, responder: agreement.responder.name)
    func side(_ role: Role, bytes: Int) -> Side {
      Side(
        name: agreement.party(role).name, accounts: agreement.party(role).accounts,
        epsilon: plan.charge(of: role).plainText, fileBytes: bytes,
        seconds: seconds(work.offered + work.answered),
        learns: plan.disclosure(to: role, parties: names))
    }
    initiator = side(.initiator, bytes: work.offered * Point.byteCount)
    responder = side(
      .responder, bytes: work.offered * Tag.byteCount + work.answered * Point.byteCount)
    title = agreement.title
    delta = agreement.privacy.delta.text
    let cap = PrivacyCost(agreement.privacy.yearlyCap)
    yearlyCap = cap.plainText
    let dearest = max(plan.charge(of: .initiator), plan.charge(of: .responder))
    // Charges are positive, and one run fits under the cap (agreement.md).
    runsAYear = dearest.runs(within: cap)
    runsLeft = nil
    expected = []
    suggestion = nil
    warnings = []
    warnings = PlanAdvice(terms, questions, runsAYear: runsAYear).lines
  }
}

/// Points that a run makes, on average.
private struct Workload {
  var offered = 0
  var answered = 0

  init(_ terms: RunTerms) {
    let agreement = terms.agreement.terms
    for table in terms.plan.tables {
      let (g, p) = (table.initiator.count, table.responder.count)
      let scheme = table.scheme
      offered +=
        scheme.initiatorTokens
        * (agreement.initiator.accounts + g * terms.plan.sizeLaw.shift + ControlAccounts.count)
        + g * 2 * table.shift * p
      answered +=
        scheme.responderTokens * (agreement.responder.accounts + ControlAccounts.count)
        + p * (g + 1) * table.shift
    }
  }
}

extension PlanSummary.Table {
  fileprivate init(_ table: TablePlan) {
    let (g, p) = (table.initiator.count, table.responder.count)
    self.table = table.number
    (initiatorGroups, responderGroups, cells) = (g, p, g * p)
    epsilon =
      PrivacyCost(table.noise.epsilon).times(table.scheme.responderTokens).plainText
    fakesPerCell = 2 * table.shift
    pointsPerAccount = table.scheme.initiatorTokens
  }
}

extension PrivacyCost {
  /// How many charges of this size fit, at most 1000.
  func runs(within budget: PrivacyCost) -> Int { (0...1000).last { times($0) <= budget } ?? 0 }
}

extension RunTerms {
  /// How accounts meet, in words.
  package var matchWords: String { agreement.terms.match.words }

  /// What the questions cost, in words.
  package var epsilonWords: String {
    let prices = Set(agreement.terms.questions.map(\.epsilon))
    let each = prices.count == 1 ? prices.first.map { "\($0.text) a question" } : nil
    return [each, "\(plan.charge(of: .initiator).plainText) a run for the initiator"]
      .compactMap { $0 }.joined(separator: ", ")
      + ", \(plan.charge(of: .responder).plainText) for the responder"
  }
}

extension Terms {
  func party(_ role: Role) -> Party { role == .initiator ? initiator : responder }
}

extension MatchTerms {
  /// The rule in words.
  var words: String {
    let keys = keyTexts.joined(separator: ", then ")
    switch rule {
    case .fallback:
      return isDomainAlone
        ? "by domain"
        : "by the first key that the responder's account has: \(keys)"
    case .either: return "by domain where both have one, else by name (counts are of pairs)"
    case .union: return "by domain or by name (counts are of pairs)"
    }
  }
}

extension Room {
  /// The plan of this room's agreement.
  ///
  /// - Parameters:
  ///   - list: the own list, for what to expect; nil for the agreement alone.
  ///   - overlap: the assumed share of it that the other side has, in percent.
  ///   - precision: the wanted half width of each main figure, in percent of its mean; nil for no suggestion.
  public func plan(
    list: String? = nil, overlap: Int = 20, precision: Int? = nil
  ) throws(CleanRoomError) -> PlanSummary {
    let (terms, role) = try agreement()
    var plan = try PlanSummary(
      terms, rate: try Self.measuredRate(), workers: setting.machinery.workers.count)
    plan.runsLeft = try runsLeft(terms, role)
    if let list {
      let accounts = try importList(at: list, terms, role: role)
      plan.expected = plan.expectations(terms, role, accounts, overlap: overlap)
      plan.warnings += plan.expected.flatMap(\.warnings)
    }
    if let precision {
      plan.suggestion = try PlanSuggestion(terms, plan, percent: precision)
    }
    return plan
  }

  private func runsLeft(_ terms: RunTerms, _ role: Role) throws(CleanRoomError) -> Int {
    do {
      let spent = try openLedger(for: .reading).spending().spent(
        lineage: settings.lineage, counterpart: terms.agreement.party(role.other).organisation,
        today: setting.today.number)
      let left = PrivacyCost(terms.agreement.terms.privacy.yearlyCap).subtracting(spent)
      return terms.plan.charge(of: role).runs(within: left ?? .zero)
    } catch {
      throw CleanRoomError(error)
    }
  }

  /// X25519 multiplications a second on one thread, from a few hundred of them.
  private static func measuredRate() throws(CleanRoomError) -> Int {
    do {
      let scalar = try Scalar(SecretBytes.random(count: 32))
      let points = Array(repeating: try scalar.publicPoint(), count: 256)
      let clock = ContinuousClock()
      let time = try clock.measure { _ = try scalar.multiply(points) }
      let nanoseconds = max(1, time.components.attoseconds / 1_000_000_000)
      return max(1, Int(256 * 1_000_000_000 / nanoseconds))
    } catch {
      throw CleanRoomError(error)
    }
  }
}
