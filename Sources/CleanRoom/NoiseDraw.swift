// SPDX-License-Identifier: Apache-2.0

internal import Blinding
package import Cryptography
package import Questions
package import Release

/// One draw of noise in a run: which, and under which law.
package enum NoiseDraw: Sendable {
  /// M_g, on 0…2 t_s.
  case padding(grouping: Int, group: Int, TruncatedDiscreteLaplace)
  /// n_gp, on 0…2t; `g` is nil for n_0p.
  case table(table: Int, g: Int?, p: Int, TruncatedDiscreteLaplace)
  /// e, any integer.
  case answer(question: Int, AnswerDraw, DiscreteLaplace)
}

/// Where noise comes from: the streams of table.md 1, or in tests a recorded tape.
///
/// No verb of the tool takes a tape; `derived` is the only source outside tests.
package struct NoiseTape: Sendable {
  private let recorded: (@Sendable (NoiseDraw) -> Int)?

  package static let derived = NoiseTape(recorded: nil)

  private init(recorded: (@Sendable (NoiseDraw) -> Int)?) { self.recorded = recorded }

  package init(insecureRecorded: @escaping @Sendable (NoiseDraw) -> Int) {
    self.init(recorded: insecureRecorded)
  }

  /// No noise: every draw is its law's centre.
  package static let insecureZero = NoiseTape(insecureRecorded: { draw in
    switch draw {
    case .padding(_, _, let law), .table(_, _, _, let law): law.shift
    case .answer: 0
    }
  })

  func value(
    of draw: NoiseDraw, key: borrowing SecretBytes
  ) throws(CryptographyError) -> Int {
    if let recorded { return recorded(draw) }
    switch draw {
    case .padding(let grouping, let group, let law):
      var coins = ByteCoins(
        try DerivedStream.open(key, .paddingSize(grouping: grouping, group: group)))
      return try law.draw(from: &coins)
    case .table(let table, let g, let p, let law):
      var coins = ByteCoins(try DerivedStream.open(key, .noise(table: table, g: g, p: p)))
      return try law.draw(from: &coins)
    case .answer(let question, let draw, let law):
      var coins = ByteCoins(
        try DerivedStream.open(
          key, .answerNoise(question: question, family: draw.family, g: draw.g, p: draw.p)))
      return try law.draw(from: &coins)
    }
  }
}

extension RunTerms {
  /// M_g for each group of I in a table: the same in all tables of its grouping.
  func padding(
    _ table: TablePlan, tape: NoiseTape, key: borrowing SecretBytes
  ) throws(CryptographyError) -> [Int] {
    var sizes: [Int] = []
    for group in 0..<table.initiator.count {
      sizes.append(
        try tape.value(of: .padding(grouping: table.grouping, group: group, plan.sizeLaw), key: key)
      )
    }
    return sizes
  }
}

/// The keystream, as the samplers read it.
extension DeterministicStream: ByteSource {}
