// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import Questions
internal import Release

extension PlanSummary {
  /// What the own list lets expect of a question, if a share of it is shared and spread evenly over the other side's
  /// groups. For its owner's eyes: it tells the own list.
  public struct Expectation: Sendable, Encodable {
    public let question: String
    public let groups: [Group]
    /// Of all figures of the question's main table: how many will probably be below the agreed minimum, and how many
    /// drown in the noise.
    public let figures: Int
    public let belowMinimum: Int
    public let drowned: Int
    /// Of the own amounts.
    public let sums: [Sum]
  }

  public struct Group: Sendable, Encodable {
    public let group: String
    /// Own accounts.
    public let accounts: Int
    /// An expected figure of this group.
    public let expected: Int
  }

  /// An amount of the own list over a question's groups.
  public struct Sum: Sendable, Encodable {
    public let amount: String
    public let measure: String
    /// By group, in the order of the question's: an expected sum, each account up to the agreed most.
    public let expected: [Int]
    /// The standard deviation of one.
    public let deviation: Int
    /// How many it exceeds by more than three tenths of them.
    public let lost: Int
  }

  func expectations(
    _ terms: RunTerms, _ role: Role, _ list: CustomerList, overlap: Int
  ) -> [Expectation] {
    zip(terms.plan.questions, questions).compactMap { planned, question in
      Self.expectation(planned, question.figures, terms, role, list, overlap: overlap)
    }
  }

  /// Nil where the own list says nothing: the other side's white space.
  private static func expectation(
    _ question: PlannedQuestion, _ figures: [Figure], _ terms: RunTerms, _ role: Role,
    _ list: CustomerList, overlap: Int
  ) -> Expectation? {
    let minimum = terms.agreement.terms.privacy.minimum
    func made(
      _ titles: [[String]], _ sizes: [Int], each figure: PlanSummary.Figure, times others: Int,
      sums: [Sum] = [], _ expected: (Int) -> Int
    ) -> Expectation {
      let groups = zip(titles, sizes).map {
        Group(
          group: $0.isEmpty ? "all" : $0.joined(separator: ", "), accounts: $1,
          expected: expected($1))
      }
      return Expectation(
        question: question.kind.rawValue, groups: groups, figures: groups.count * others,
        belowMinimum: groups.count { $0.expected < minimum } * others,
        drowned: groups.count { $0.expected < figure.leastUseful } * others, sums: sums)
    }
    func sizes(_ grouping: Grouping) -> [Int] { grouping.sizes(of: list.groups(by: grouping)) }
    switch question {
    case .accountMap(let map):
      guard let cell = figures.first else { return nil }
      let (own, others) = (map.table.grouping(of: role), map.table.grouping(of: role.other).count)
      return made(own.titles, sizes(own), each: cell, times: others) {
        $0 * overlap / 100 / others
      }
    case .whiteSpace(let question):
      guard question.side == role, let figure = figures.first else { return nil }
      let lacking = { (count: Int) in count * (100 - overlap) / 100 }
      guard let products = question.products else {
        return made(
          question.rows.titles, sizes(question.rows), each: figure, times: 1, lacking)
      }
      let rows = list.groups(by: question.rows)
      var owners = Array(repeating: 0, count: question.rows.count * products.names.count)
      for (row, account) in zip(rows, list.accounts) {
        for product in products.counted(account.products.map(Int.init)) {
          owners[row * products.names.count + product] += 1
        }
      }
      return made(
        question.rows.titles.flatMap { row in products.names.map { row + [$0] } }, owners,
        each: figure, times: 1, lacking)
    case .crossSell(let question):
      guard let pair = figures.first else { return nil }
      let (own, other) =
        role == .initiator
        ? (question.initiator, question.responder) : (question.responder, question.initiator)
      let owners = own.names.indices.map { product in
        list.accounts.count { own.counted($0.products.map(Int.init)).contains(product) }
      }
      // The other side's products are taken to be owned as widely as the own ones are.
      let share = owners.reduce(0, +) * 100 / max(1, own.names.count * list.accounts.count)
      return made(own.names.map { [$0] }, owners, each: pair, times: other.names.count) {
        $0 * overlap / 100 * share / 100
      }
    case .shared(let question):
      guard let entry = figures.first else { return nil }
      let own = question.count.first.grouping(of: role)
      let entries = question.grid.entries.joined()
      let places = own.titles.indices.filter { group in
        entries.contains { $0.contains { (role == .initiator ? $0.g : $0.p) == group } }
      }
      let (titles, counts) = (own.titles, sizes(own))
      // The shared accounts of a group are spread over the entries that it stands in.
      let others = max(1, entries.count / max(1, places.count))
      let groups = list.groups(by: own)
      let sums = zip(question.sums, figures.suffix(question.sums.count)).compactMap { sum, figure in
        sum.amount.owner == role
          ? Sum(sum.amount, figure, list, places: places, of: groups, in: 100 * others, overlap)
          : nil
      }
      return made(
        places.map { titles[$0] }, places.map { counts[$0] }, each: entry, times: others, sums: sums
      ) { $0 * overlap / 100 / others }
    }
  }
}

extension PlanSummary.Sum {
  /// - Parameters:
  ///   - groups: of each account.
  ///   - whole: what `overlap` is a share of.
  fileprivate init(
    _ amount: SummedAmount, _ figure: PlanSummary.Figure, _ list: CustomerList, places: [Int],
    of groups: [Int], in whole: Int, _ overlap: Int
  ) {
    var totals: [Int: Int128] = [:]
    for (group, account) in zip(groups, list.accounts) {
      totals[group, default: 0] += Int128(min(account.amounts[amount.index], amount.most))
    }
    let expected = places.map { group in
      Int(clamping: totals[group, default: 0] * Int128(overlap) / Int128(100 * whole))
    }
    self.init(
      amount: amount.name, measure: amount.measure, expected: expected,
      deviation: figure.deviation, lost: expected.count { figure.errsTooMuch(against: $0) })
  }
}

extension PlanSummary.Expectation {
  /// Sums that drown in the noise, of what the own list lets expect.
  var warnings: [String] {
    sums.filter { $0.lost > 0 }.map { sum in
      "\(question): from your list, \(sum.lost) of \(sum.expected.count) sums of \(sum.amount) would err by more than "
        + "\(PlanSummary.Figure.tolerated) % of themselves: agree on a lower most, a larger epsilon or fewer groups"
    }
  }
}
