// SPDX-License-Identifier: Apache-2.0

package import Cryptography

/// Sections of control accounts, the last of each side in a table (table.md 3 to 5). They hold public keys alone: no
/// fakes, no padding, no noise. I blinds them by c, a scalar that no account meets, so that what comes back in these
/// sections says nothing of its list, whoever made it.
extension TableSide where Arithmetic: PointArithmetic {
  /// X_G, sorted.
  ///
  /// - Parameter names: those of all control accounts; nil for a random point.
  package borrowing func offeredControls(
    _ names: [TokenName?]
  ) throws(CryptographyError) -> [Point] {
    try controls(names, by: controlMultiplier, group: shape.initiatorGroups)
  }

  /// Y_P, sorted.
  package borrowing func answeredControls(
    _ names: [TokenName?]
  ) throws(CryptographyError) -> [Point] {
    try controls(names, by: multiplier, group: shape.responderGroups)
  }

  /// I: the tags of c·Y for Y in Y_P, in order.
  package borrowing func controlTags(of answered: [Point]) throws(BlindingError) -> [Tag] {
    let products = try multiply([answered], by: controlMultiplier)[0]
    do {
      return try tags(of: products)
    } catch {
      throw .cryptography(error)
    }
  }

  private borrowing func controls(
    _ names: [TokenName?], by multiplier: any PointMultiplier, group: Int
  ) throws(CryptographyError) -> [Point] {
    let names = TokenNames(names)
    let points =
      try blind(names, by: multiplier) + randomPoints(group: group, count: names.missing)
    return points.recordSorted()
  }
}
