// SPDX-License-Identifier: Apache-2.0

package import Agreements
internal import Questions
internal import Release
package import Reporting

/// How well a partner fits, in thousandths, from a report that is held: the mean of its parts by their weights.
///
/// Nothing is asked, sent or spent for it: it is arithmetic on released figures (`Protocols/questions/fit.md`).
public struct Fit: Sendable, Encodable {
  public struct Part: Sendable, Encodable {
    public let part: FitWeights.Part
    public let weight: Int
    /// In thousandths; nil where there is none.
    public let share: Comparison.Estimate?
    /// Why there is none.
    public let lacks: String?
  }

  public let partner: String
  /// Parts of some weight.
  public let parts: [Part]
  /// In thousandths, of the parts that the agreement asks for; nil where one of these has not enough data.
  public let score: Comparison.Estimate?

  public static let notEnough = "not enough data"
  /// The widest interval that still tells something, in thousandths from end to end.
  static let widest = 500
}

extension Fit {
  /// - Parameter own: whose view it is.
  package init(
    partner: String, of report: Report, under terms: RunTerms, own: Role, weights: FitWeights
  ) throws {
    let weighed = FitWeights.Part.allCases.filter { weights[$0] > 0 }
    let measured = try FitParts(report, terms, own: own)
    var found: [(weight: Int, share: ShareInterval)] = []
    var isMissing = false
    parts = try weighed.map { part in
      let weight = weights[part]
      guard let numbers = try measured.numbers(of: part, among: weighed.count) else {
        return Part(part: part, weight: weight, share: nil, lacks: FitParts.reason(part, terms))
      }
      guard let share = ShareInterval(of: numbers.part, besides: numbers.rest),
        share.upper - share.lower <= Self.widest
      else {
        isMissing = true
        return Part(part: part, weight: weight, share: nil, lacks: Self.notEnough)
      }
      found.append((weight, share))
      return Part(
        part: part, weight: weight,
        share: .init(value: share.value, lower: share.lower, upper: share.upper), lacks: nil)
    }
    self.partner = partner
    let whole = found.reduce(0) { $0 + $1.weight }
    func mean(_ end: (ShareInterval) -> Int) -> (quotient: Int, remainder: Int) {
      found.reduce(0) { $0 + $1.weight * end($1.share) }.quotientAndRemainder(
        dividingBy: max(1, whole))
    }
    guard !isMissing, whole > 0 else {
      score = nil
      return
    }
    let upper = mean(\.upper)
    score = .init(
      value: mean(\.value).quotient, lower: mean(\.lower).quotient,
      upper: upper.quotient + (upper.remainder > 0 ? 1 : 0))
  }
}

/// The numbers that the parts of a fit divide, from the answers of a report.
private struct FitParts {
  typealias Numbers = (part: BoundedNumber, rest: BoundedNumber)

  private let own: Role
  private let sizeLaw: TruncatedDiscreteLaplace
  private var map: (question: AccountMap, answer: AccountMapAnswer, laws: AccountMapLaws)?
  private var products: (question: CrossSell, answer: CrossSellAnswer)?

  init(_ report: Report, _ terms: RunTerms, own: Role) throws {
    self.own = own
    sizeLaw = terms.plan.sizeLaw
    for pair in zip(terms.plan.questions, try terms.plan.answers(of: report)) {
      switch pair {
      case (.accountMap(let question), .accountMap(let answer)) where map == nil:
        map = (question, answer, try AccountMapLaws(question, sizeLaw: sizeLaw))
      case (.crossSell(let question), .crossSell(let answer)) where products == nil:
        products = (question, answer)
      default: continue
      }
    }
  }

  /// Why an agreement has nothing to say of a part.
  static func reason(_ part: FitWeights.Part, _ terms: RunTerms) -> String {
    switch part {
    case .overlap, .whiteSpace:
      terms.plan.maps.isEmpty
        ? "the agreement asks for no account-map"
        : "the match rule counts pairs, and tells nobody's unmatched"
    case .complementarity: "the agreement asks for no cross-sell"
    case .momentum: "the agreement asks for no account-map"
    }
  }

  /// Both numbers of every part of `count` are in their intervals at least 95 times in 100, all together.
  ///
  /// - Returns: nil where the agreement does not ask for them.
  func numbers(of part: FitWeights.Part, among count: Int) throws -> Numbers? {
    let coverage = try Coverage(partsPerMillion: 1_000_000 - 50_000 / (2 * count))
    return switch part {
    case .overlap: try shared(of: own, coverage)
    case .whiteSpace:
      try shared(of: own.other, coverage).map { (part: $0.rest, rest: $0.part) }
    case .complementarity: try complementarity(coverage)
    case .momentum: try momentum(coverage)
    }
  }

  /// A side's accounts that both have, and that the other side lacks.
  private func shared(of side: Role, _ coverage: Coverage) throws -> Numbers? {
    guard let (question, answer, laws) = map, question.hasUnmatched else { return nil }
    let (groups, others) = (question.table.initiator.count, question.table.responder.count)
    let common = BoundedNumber(
      answer.cells.joined().reduce(0, +),
      halfWidth: try laws.cells(groups * others).halfWidth(coverage: coverage))
    let lacking =
      switch side {
      case .initiator:
        BoundedNumber(
          answer.initiatorUnmatched.reduce(0, +),
          halfWidth: try laws.initiatorUnmatched(across: others).convolved(times: groups)
            .halfWidth(coverage: coverage))
      case .responder:
        BoundedNumber(
          answer.responderUnmatched.reduce(0, +),
          halfWidth: try laws.responderUnmatched(across: groups).convolved(times: others)
            .halfWidth(coverage: coverage))
      }
    return (common, lacking)
  }

  /// Shared accounts that are an open opportunity of a side, and all others.
  private func momentum(_ coverage: Coverage) throws -> Numbers? {
    guard let (question, answer, laws) = map else { return nil }
    let statuses = StatusDimension.values.count
    // Status is the first dimension of both groupings.
    let width = (
      question.table.initiator.count / statuses, question.table.responder.count / statuses
    )
    var (open, closed) = ((sum: 0, cells: 0), (sum: 0, cells: 0))
    for (g, row) in answer.cells.enumerated() {
      for (p, value) in row.enumerated() {
        let isOpen = [g / width.0, p / width.1].contains(StatusDimension.openOpportunity)
        if isOpen {
          open = (open.sum + value, open.cells + 1)
        } else {
          closed = (closed.sum + value, closed.cells + 1)
        }
      }
    }
    func number(_ part: (sum: Int, cells: Int)) throws -> BoundedNumber {
      BoundedNumber(
        part.sum, halfWidth: try laws.cells(part.cells).halfWidth(coverage: coverage))
    }
    return (try number(open), try number(closed))
  }

  /// Over all pairs of products: shared accounts that have one of the two, and that have both.
  private func complementarity(_ coverage: Coverage) throws -> Numbers? {
    guard let (question, answer) = products else { return nil }
    let laws = try CrossSellLaws(question, sizeLaw: sizeLaw).overAllPairs()
    let one =
      answer.initiatorOnly.joined().reduce(0, +) + answer.responderOnly.joined().reduce(0, +)
    return (
      BoundedNumber(one, halfWidth: try laws.one.halfWidth(coverage: coverage)),
      BoundedNumber(
        answer.both.joined().reduce(0, +), halfWidth: try laws.both.halfWidth(coverage: coverage))
    )
  }
}

extension Room {
  /// The partner's fit, from the newest report of the agreement in force.
  public func fit(_ weights: FitWeights = .standard) throws(CleanRoomError) -> Fit {
    let held = try heldReports()
    guard let report = held.reports.first else {
      throw CleanRoomError(
        "file-missing", .fileMissing, "this agreement has no report in the room yet",
        hint: "see where it stands: lacuna status")
    }
    return try fit(of: report, weights, partner: held.counterpart)
  }

  func fit(
    of report: Report, _ weights: FitWeights = .standard, partner: String
  ) throws(CleanRoomError) -> Fit {
    let (terms, role) = try agreement()
    do {
      return try Fit(partner: partner, of: report, under: terms, own: role, weights: weights)
    } catch {
      throw CleanRoomError(error)
    }
  }
}
