// SPDX-License-Identifier: Apache-2.0

package import Reporting

/// The newest report against the one before it, of one agreement: which changes exceed the noise.
public struct Trend: Sendable, Encodable {
  public struct Change: Sendable, Encodable {
    /// Question, table, kind of figure, and the groups and products of both sides.
    public let figure: [String]
    public let before: Int
    public let after: Int
    /// The half widths of both intervals together: a change beyond it is more than noise.
    public let noise: Int
    public var isMoreThanNoise: Bool { abs(after - before) > noise }

    enum CodingKeys: String, CodingKey { case figure, before, after, noise, moreThanNoise }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(figure, forKey: .figure)
      try container.encode(before, forKey: .before)
      try container.encode(after, forKey: .after)
      try container.encode(noise, forKey: .noise)
      try container.encode(isMoreThanNoise, forKey: .moreThanNoise)
    }
  }

  public let runBefore: Int
  public let runAfter: Int
  /// Figures that both reports show.
  public let changes: [Change]

  /// Two draws of noise, each within its interval 95 times in 100: by noise alone a change is called more than noise at
  /// most once in ten figures, and mostly far less often, as both would have to be far out on opposite sides.
  package init(_ before: Report, _ after: Report) {
    var earlier: [[String]: Report.Estimate] = [:]
    for figure in before.namedFigures { earlier[figure.name] = figure.estimate }
    runBefore = before.run.number
    runAfter = after.run.number
    changes = after.namedFigures.compactMap { figure in
      earlier[figure.name].map { old in
        let new = figure.estimate
        return Change(
          figure: figure.name, before: old.value, after: new.value,
          noise: (old.upper - old.lower + 1) / 2 + (new.upper - new.lower + 1) / 2)
      }
    }
  }
}

extension Room {
  /// The last two reports of the agreement in force.
  public func trend() throws(CleanRoomError) -> Trend {
    let held = try heldReports().reports
    guard held.count >= 2 else {
      throw CleanRoomError(
        "file-missing", .fileMissing,
        "this agreement has \(held.count) report in the room, a trend takes two",
        hint: "run it again: lacuna blind LIST")
    }
    return Trend(held[1], held[0])
  }
}
