// SPDX-License-Identifier: Apache-2.0

package import Reporting

/// Partners side by side, from reports that are held already: nothing is sent, asked or spent.
public struct Comparison: Sendable, Encodable {
  public struct Estimate: Sendable, Encodable {
    public let value: Int
    public let lower: Int
    public let upper: Int
  }

  public struct Figure: Sendable, Encodable {
    public let name: String
    public let estimate: Estimate
  }

  public struct Partner: Sendable, Encodable {
    public let partner: String
    public let figures: [Figure]
    /// Of the figure that partners are ranked by: how many are certainly ahead, by intervals that do not touch.
    public let certainlyBehind: Int
  }

  /// What two partners' overlaps with the own list can and cannot be together.
  public struct Joint: Sendable, Encodable {
    public let partners: [String]
    /// Own accounts that both have.
    public let both: [Int]
    /// Own accounts that at least one has.
    public let either: [Int]
  }

  /// The middle partner's figure, where nobody can be told from it: five partners at least, none with more than a
  /// quarter of all.
  public struct Benchmark: Sendable, Encodable {
    public let figure: String
    public let median: Int
    public let partners: Int
  }

  /// What they are ranked by.
  public let by: String
  /// The largest first.
  public let partners: [Partner]
  public let joint: [Joint]
  public let benchmark: Benchmark?
  /// Rooms that cannot be compared, and why.
  public let leftOut: [String]
}

extension Comparison {
  /// One partner as its room knows it.
  package struct Entry: Sendable {
    package let partner: String
    package let headlines: [Headline]
    /// Own accounts, as the report discloses them.
    package let ownAccounts: Report.Estimate?

    package init(partner: String, headlines: [Headline], ownAccounts: Report.Estimate?) {
      self.partner = partner
      self.headlines = headlines
      self.ownAccounts = ownAccounts
    }
  }

  static let overlap = "in common"
  static let fit = "fit, per mille"
  /// The least partners of a benchmark, and the largest part of all that one may have: one in `largestPart`.
  static let leastContributors = 5
  static let largestPart = 4

  /// - Parameter by: a figure's name.
  package init(_ entries: [Entry], by: String, leftOut: [String] = []) {
    func estimate(_ entry: Entry, _ name: String) -> Report.Estimate? {
      entry.headlines.first { $0.name == name }?.estimate
    }
    let ranked = entries.compactMap { entry in estimate(entry, by).map { (entry, $0) } }
      .sorted { ($0.1.value, $1.0.partner) > ($1.1.value, $0.0.partner) }
    self.by = by
    partners = ranked.map { entry, own in
      Partner(
        partner: entry.partner,
        figures: entry.headlines.map { Figure(name: $0.name, estimate: Estimate($0.estimate)) },
        certainlyBehind: ranked.count { $0.1.lower > own.upper })
    }
    let missing = entries.filter { estimate($0, by) == nil }
    self.leftOut = leftOut + missing.map { "\($0.partner): its report has no figure '\(by)'" }
    joint = ranked.indices.flatMap { first in
      ranked.indices.dropFirst(first + 1).compactMap { second in
        Joint(ranked[first].0, ranked[second].0)
      }
    }
    benchmark = Benchmark(by, ranked.map { $0.1.value })
  }
}

extension Comparison.Estimate {
  fileprivate init(_ estimate: Report.Estimate) {
    self.init(value: estimate.value, lower: estimate.lower, upper: estimate.upper)
  }
}

extension Report.Estimate {
  fileprivate init(_ estimate: Comparison.Estimate) {
    self.init(value: estimate.value, lower: estimate.lower, upper: estimate.upper)
  }
}

extension Comparison.Joint {
  /// Bounds that hold wherever the three intervals do: nil where an overlap or the own list is not known.
  fileprivate init?(_ first: Comparison.Entry, _ second: Comparison.Entry) {
    func overlap(_ entry: Comparison.Entry) -> Report.Estimate? {
      entry.headlines.first { $0.name == Comparison.overlap }?.estimate
    }
    guard let one = overlap(first), let other = overlap(second),
      let own = first.ownAccounts ?? second.ownAccounts
    else { return nil }
    partners = [first.partner, second.partner]
    let least = max(0, one.lower + other.lower - max(own.upper, 0))
    both = [least, max(least, min(one.upper, other.upper))]
    let most = min(max(own.upper, 0), one.upper + other.upper)
    either = [max(one.lower, other.lower), max(most, max(one.lower, other.lower))]
  }
}

extension Comparison.Benchmark {
  fileprivate init?(_ figure: String, _ values: [Int]) {
    let all = values.reduce(0, +)
    guard values.count >= Comparison.leastContributors,
      values.allSatisfy({ $0 * Comparison.largestPart <= all })
    else { return nil }
    self.init(figure: figure, median: values.sorted()[values.count / 2], partners: values.count)
  }
}

extension Room {
  /// Compares the counterparts of several rooms by their newest reports.
  ///
  /// - Parameter by: a figure's name; nil for the accounts in common.
  public static func compare(
    _ rooms: [(path: String, room: Room)], by: String?
  ) throws(CleanRoomError) -> Comparison {
    var entries: [Comparison.Entry] = []
    var leftOut: [String] = []
    for (path, room) in rooms {
      let held = try room.heldReports()
      guard let report = held.reports.first else {
        leftOut.append("\(path): no report has come yet")
        continue
      }
      // A fit of fewer parts compares with no other.
      let fit = try room.fit(of: report, partner: held.counterpart)
      let score = fit.parts.allSatisfy { $0.share != nil } ? fit.score : nil
      entries.append(
        Comparison.Entry(
          partner: held.counterpart,
          headlines: report.headlines(for: held.own)
            + (score.map { [Headline(name: Comparison.fit, estimate: Report.Estimate($0))] } ?? []),
          ownAccounts: report[held.own].listSize))
    }
    let by = by ?? Comparison.overlap
    let names = Set(entries.flatMap { $0.headlines.map(\.name) })
    guard entries.isEmpty || names.contains(by) else {
      throw CleanRoomError(
        "figure-unknown", .usage, "no report of these rooms has a figure '\(by)'",
        hint: "there are: \(names.sorted().joined(separator: "; "))")
    }
    return Comparison(entries, by: by, leftOut: leftOut)
  }
}
