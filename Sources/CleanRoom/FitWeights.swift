// SPDX-License-Identifier: Apache-2.0

/// How much each part of a partner's fit counts.
public struct FitWeights: Hashable, Sendable {
  /// What a fit is made of, in the order in which it is shown.
  public enum Part: String, Sendable, Hashable, CaseIterable, Encodable {
    /// Of our accounts, the share that they have, too.
    case overlap
    /// Of their accounts, the share that we lack.
    case whiteSpace = "white-space"
    /// Of shared accounts by pairs of products, the share that has one of the two and lacks the other.
    case complementarity
    /// Of shared accounts, the share that is an open opportunity of one side or of both.
    case momentum
  }

  /// 0 to 100 each, not all 0; a part that is not named counts nothing.
  private let weights: [Part: Int]

  public static let standard = FitWeights(unchecked: [
    .overlap: 4, .whiteSpace: 2, .complementarity: 2, .momentum: 2,
  ])

  private init(unchecked weights: [Part: Int]) { self.weights = weights }

  /// Reads `overlap=4,white-space=2`; nil for anything else.
  public init?(_ text: String) {
    var weights: [Part: Int] = [:]
    for entry in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = entry.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, let part = Part(rawValue: String(sides[0])),
        let weight = Int(sides[1]), (0...100).contains(weight), weights[part] == nil
      else { return nil }
      weights[part] = weight
    }
    guard weights.values.contains(where: { $0 > 0 }) else { return nil }
    self.weights = weights
  }

  public subscript(part: Part) -> Int { weights[part] ?? 0 }

  /// As it is typed.
  public var text: String {
    Part.allCases.filter { self[$0] > 0 }.map { "\($0.rawValue)=\(self[$0])" }
      .joined(separator: ",")
  }
}
