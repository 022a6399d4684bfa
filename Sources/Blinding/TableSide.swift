// SPDX-License-Identifier: Apache-2.0

package import Cryptography
package import Parallel

/// What both sides know of a table: its number, G, P, t, and how many tokens an account stands for.
package struct TableShape: Sendable, Equatable {
  package let number: Int
  package let initiatorGroups: Int
  package let responderGroups: Int
  /// t; a cell has 2t fake accounts.
  package let shift: Int
  /// v: the points of each account of I, and the most tokens of one of R.
  package let initiatorTokens: Int
  package let responderTokens: Int
  /// Control accounts of each side, in a group of their own after all others.
  package let controls: Int

  package init(
    number: Int, initiatorGroups: Int, responderGroups: Int, shift: Int, initiatorTokens: Int = 1,
    responderTokens: Int = 1, controls: Int = 0
  ) {
    self.number = number
    self.initiatorGroups = initiatorGroups
    self.responderGroups = responderGroups
    self.shift = shift
    self.initiatorTokens = initiatorTokens
    self.responderTokens = responderTokens
    self.controls = controls
  }
}

/// One side's tokens in a table, by group, those of all its accounts one after another.
package struct TableRows: Sendable {
  package var groups: [TokenNames]

  package init(groups: [TokenNames]) { self.groups = groups }
}

/// Why the counterpart's points are refused after multiplying (messages.md 3).
package enum BlindingError: Error, Equatable, Sendable {
  case pointZero
  case pointRepeated
  case cryptography(CryptographyError)
}

/// One side at work on one table: the shared key, its own scalars and streams, and the threads to use.
package struct TableSide<Arithmetic: PointArithmetic>: ~Copyable {
  let shape: TableShape
  let tableKey: TableKey
  let messageKey: SecretBytes
  /// By a or b.
  let multiplier: any PointMultiplier
  /// By c, of I alone.
  let controlMultiplier: any PointMultiplier
  let arithmetic: Arithmetic
  let workers: Workers

  /// - Parameter messageKey: K_I1 for the initiator, K_R for the responder; the scalars derive from it.
  package init(
    _ shape: TableShape, tableKey: consuming TableKey, messageKey: borrowing SecretBytes,
    arithmetic: Arithmetic, workers: Workers
  ) throws(CryptographyError) {
    let multiplier = try arithmetic.multiplier(
      DerivedStream.scalar(messageKey, table: shape.number))
    let controlMultiplier = try arithmetic.multiplier(
      DerivedStream.scalar(messageKey, table: shape.number, .controls))
    self.shape = shape
    self.tableKey = tableKey
    self.messageKey = messageKey.withBytes { SecretBytes(copying: $0) }
    self.multiplier = multiplier
    self.controlMultiplier = controlMultiplier
    self.arithmetic = arithmetic
    self.workers = workers
  }

  /// The blinded points of `names`, in order.
  borrowing func blind(_ names: TokenNames) throws(CryptographyError) -> [Point] {
    try blind(names, by: multiplier)
  }

  borrowing func blind(
    _ names: TokenNames, by multiplier: any PointMultiplier
  ) throws(CryptographyError) -> [Point] {
    // Copies of what the threads share: a noncopyable value cannot be lent to several closures.
    let arithmetic = arithmetic
    let maker = TokenSource(key: try tableKey.tokens())
    return try workers.map(names.count) { range throws(CryptographyError) in
      var maker = try maker.copy()
      return try multiplier.multiply(arithmetic.points(of: maker.tokens(of: names, range)))
    }
  }

  /// Random points 0..<count of a section.
  borrowing func randomPoints(group: Int, count: Int) throws(CryptographyError) -> [Point] {
    let arithmetic = arithmetic
    var stream = try DerivedStream.open(
      messageKey, .randomPoint(table: shape.number, group: group))
    let records = try stream.fill(count * 32)
    return try workers.map(count) { range throws(CryptographyError) in
      try arithmetic.randomPoints(
        from: Array(records[range.lowerBound * 32..<range.upperBound * 32]))
    }
  }

  /// Products of foreign points by the own scalar, all sections of a table together.
  ///
  /// - Throws: `pointZero`, or `pointRepeated` where two are equal: copies that differ by a torsion point would
  ///   carry a mark through (review F1). The verdict depends on the foreign bytes alone.
  package borrowing func multiply(_ sections: [[Point]]) throws(BlindingError) -> [[Point]] {
    try multiply(sections, by: multiplier)
  }

  borrowing func multiply(
    _ sections: [[Point]], by multiplier: any PointMultiplier
  ) throws(BlindingError) -> [[Point]] {
    let points = Array(sections.joined())
    let products: [Point]
    do {
      products = try workers.map(points.count) { range throws(CryptographyError) in
        try multiplier.multiply(Array(points[range]))
      }
    } catch {
      throw error == .zeroPoint ? .pointZero : .cryptography(error)
    }
    let sorted = products.recordSorted()
    for index in sorted.indices.dropFirst() where sorted[index] == sorted[index - 1] {
      throw .pointRepeated
    }
    var offset = 0
    return sections.map { section in
      defer { offset += section.count }
      return Array(products[offset..<offset + section.count])
    }
  }
}

/// Lends one keyed state to several threads, each of which takes a copy.
private final class TokenSource: Sendable {
  private let key: TokenMaker

  init(key: consuming TokenMaker) { self.key = key }

  func copy() throws(CryptographyError) -> TokenMaker { try key.duplicate() }
}
