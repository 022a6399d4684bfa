// SPDX-License-Identifier: Apache-2.0

package import Cryptography
internal import Parallel

/// The tags of one table's points are hashed apart from everything else (table.md 2).
package enum TableTag {
  package static let domain = Array("lacuna/1 tag".utf8)
}

extension TableSide where Arithmetic: PointArithmetic {
  /// The offer's sections X_g: accounts, fakes, and random points for padding and missing keys; each sorted.
  ///
  /// - Parameter padding: M_g for each group: accounts, of as many points as any other.
  package borrowing func offer(
    _ rows: TableRows, padding: [Int]
  ) throws(CryptographyError) -> [[Point]] {
    var sections: [[Point]] = []
    for g in 0..<shape.initiatorGroups {
      var names = rows.groups[g]
      for p in 0..<shape.responderGroups {
        for j in 0..<2 * shape.shift { names.append(.fake(g: g, p: p, j: j + 1)) }
      }
      let points =
        try blind(names)
        + randomPoints(group: g, count: names.missing + shape.initiatorTokens * padding[g])
      sections.append(points)
    }
    let unsorted = sections
    return workers.silent.map(each: unsorted.count) { unsorted[$0].recordSorted() }
  }

  /// The answer's sections T_g: a tag for each point of X_g, sorted.
  package borrowing func tags(of offer: [[Point]]) throws(BlindingError) -> [[Tag]] {
    let products = try multiply(offer)
    do {
      var unsorted: [[Tag]] = []
      for section in products { unsorted.append(try tags(of: section)) }
      let sections = unsorted
      return workers.silent.map(each: sections.count) { sections[$0].recordSorted() }
    } catch {
      throw .cryptography(error)
    }
  }

  /// The tags of `points`, in order.
  package borrowing func tags(of points: [Point]) throws(CryptographyError) -> [Tag] {
    try workers.map(points.count) { range throws(CryptographyError) in
      try Tag.tags(of: Array(points[range]).span, domain: TableTag.domain)
    }
  }

  /// The answer's sections Y_p: accounts, as many fakes as the noise says, and random points: one for each missing token,
  /// as in the tables of a sum, and n_0p more; each sorted.
  ///
  /// - Parameters:
  ///   - noise: n_gp as `noise[g][p]`.
  ///   - unmatchedNoise: n_0p.
  package borrowing func answer(
    _ rows: TableRows, noise: [[Int]], unmatchedNoise: [Int]
  ) throws(CryptographyError) -> [[Point]] {
    var sections: [[Point]] = []
    for p in 0..<shape.responderGroups {
      var names = rows.groups[p]
      for g in 0..<shape.initiatorGroups {
        for j in 0..<noise[g][p] { names.append(.fake(g: g, p: p, j: j + 1)) }
      }
      let points =
        try blind(names) + randomPoints(group: p, count: names.missing + unmatchedNoise[p])
      sections.append(points)
    }
    let unsorted = sections
    return workers.silent.map(each: unsorted.count) { unsorted[$0].recordSorted() }
  }
}
