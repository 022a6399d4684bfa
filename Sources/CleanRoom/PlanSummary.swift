// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Blinding
internal import Cryptography
internal import Questions
internal import Release

/// What one run does and costs, from the agreement alone: printed before anything is spent.
public struct PlanSummary: Sendable, Encodable {
  public struct Table: Sendable, Encodable {
    public let question: String
    public let initiatorGroups: Int
    public let responderGroups: Int
    public let cells: Int
    public let epsilon: String
    public let fakesPerCell: Int
    /// Half widths at 95 %.
    public let cellError: Int
    public let totalError: Int
    public let initiatorUnmatchedError: Int
    public let responderUnmatchedError: Int
    /// The mean cell if a fifth of the smaller list is shared, and the least one worth asking for.
    public let meanCell: Int
    public let leastUsefulCell: Int
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
  public let tables: [Table]
  public let initiator: Side
  public let responder: Side
  public let delta: String
  public let yearlyCap: String
  public let runsAYear: Int
  public let warnings: [String]

  /// - Parameter rate: multiplications a second of one thread, measured on this machine.
  package init(_ terms: RunTerms, rate: Int, workers: Int) throws(CleanRoomError) {
    do { try self.init(checked: terms, rate: rate, workers: workers) } catch {
      throw CleanRoomError(error)
    }
  }

  private init(checked terms: RunTerms, rate: Int, workers: Int) throws {
    let agreement = terms.agreement.terms
    let plan = terms.plan
    let (own, theirs) = (agreement.initiator.accounts, agreement.responder.accounts)
    tables = try plan.maps.map { try Self.table($0, terms) }
    var offered = 0
    var answered = 0
    for table in plan.tables {
      let (g, p) = (table.initiator.count, table.responder.count)
      offered += own + g * (plan.sizeLaw.shift + 2 * table.shift * p)
      answered += theirs + p * (g + 1) * table.shift
    }
    func seconds(_ multiplications: Int) -> Int {
      (multiplications + rate * workers - 1) / (rate * workers)
    }
    let names = (initiator: agreement.initiator.name, responder: agreement.responder.name)
    initiator = Side(
      name: names.initiator, accounts: own, epsilon: plan.charge(of: .initiator).plainText,
      fileBytes: offered * Point.byteCount, seconds: seconds(offered + answered),
      learns: plan.maps.flatMap { $0.disclosure(to: .initiator, parties: names) })
    responder = Side(
      name: names.responder, accounts: theirs, epsilon: plan.charge(of: .responder).plainText,
      fileBytes: offered * Tag.byteCount + answered * Point.byteCount,
      seconds: seconds(offered + answered),
      learns: plan.maps.flatMap { $0.disclosure(to: .responder, parties: names) })
    title = agreement.title
    delta = agreement.privacy.delta.text
    let cap = PrivacyCost(agreement.privacy.yearlyCap)
    yearlyCap = cap.plainText
    let dearest = max(plan.charge(of: .initiator), plan.charge(of: .responder))
    // Charges are positive, and one run fits under the cap (agreement.md).
    runsAYear = (1...1000).last { dearest.times($0) <= cap } ?? 1
    warnings = tables.filter { $0.meanCell < $0.leastUsefulCell }.map {
      "\($0.question): a mean cell of about \($0.meanCell) accounts drowns in the noise "
        + "(useful from \($0.leastUsefulCell)): use fewer groups, a larger epsilon or larger lists"
    }
  }

  private static func table(_ map: AccountMap, _ terms: RunTerms) throws -> Table {
    let laws = try NoiseLaws(map, sizeLaw: terms.plan.sizeLaw)
    let (g, p) = (map.table.initiator.count, map.table.responder.count)
    func error(_ law: NoiseDistribution) throws -> Int { try law.halfWidth(coverage: .standard) }
    let agreement = terms.agreement.terms
    let shared = min(agreement.initiator.accounts, agreement.responder.accounts) / 5
    let cell = try laws.cells(1)
    return Table(
      question: map.terms.kind.rawValue, initiatorGroups: g, responderGroups: p, cells: g * p,
      epsilon: map.terms.epsilon.text, fakesPerCell: 2 * map.table.shift,
      cellError: try error(cell), totalError: try error(laws.cells(g * p)),
      initiatorUnmatchedError: try error(laws.initiatorUnmatched(across: p)),
      responderUnmatchedError: try error(laws.responderUnmatched(across: g)),
      meanCell: shared / (g * p),
      leastUsefulCell: (4 * cell.standardDeviationInHundredths + 99) / 100)
  }
}

extension Room {
  /// The plan of this room's agreement.
  public func plan() throws(CleanRoomError) -> PlanSummary {
    try PlanSummary(
      try agreement().terms, rate: try Self.measuredRate(),
      workers: setting.machinery.workers.count)
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
