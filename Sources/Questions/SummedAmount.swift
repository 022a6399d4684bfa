// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// An agreed amount as a sum counts it: in whole units of a 63rd of the most that counts of one account, six bits, a
/// table each (table.md 6a).
package struct SummedAmount: Hashable, Sendable {
  package let name: String
  /// Whose lists hold it.
  package let owner: Role
  /// Among the amounts of its owner, in the order of the agreement.
  package let index: Int
  /// The most that counts of one account, in hundredths of what the amount is measured in.
  package let most: Int
  /// `EUR`, `days`: what it is measured in.
  package let measure: String

  package init(name: String, owner: Role, index: Int, most: Int, measure: String) {
    self.name = name
    self.owner = owner
    self.index = index
    self.most = most
    self.measure = measure
  }

  /// Nil where the agreement has no such amount.
  init?(named name: String, _ terms: Terms) {
    guard let amount = terms.amounts.first(where: { $0.name == name }) else { return nil }
    let ofOwner = terms.amounts.filter { $0.of == amount.of }
    self.init(
      name: name, owner: amount.of, index: ofOwner.firstIndex { $0.name == name } ?? 0,
      most: 100 * amount.most, measure: amount.unit)
  }

  package static let bits = 6
  /// The units of `most`: all bits set.
  package static let units = (1 << bits) - 1

  /// The epsilon of each bit's table, in thousandths of that of the sum: proportional to 4^(bit/3), which makes the
  /// error least; rounded down (protocol-review 3.5).
  package static let shares = [39, 62, 98, 156, 248, 394]

  /// Whole units of the measure for 63rds of `most`, to the nearest above.
  package func inMeasure(_ units: Int) -> Int {
    Int(clamping: (Int128(units) * Int128(most) + 6299) / 6300)
  }

  /// 63rds of `most` in a sum in hundredths, to the nearest.
  package func units(inSum hundredths: Int128) -> Int {
    Int(clamping: (2 * hundredths * Int128(Self.units) + Int128(most)) / Int128(2 * max(1, most)))
  }

  /// Whole units, and what is left over in 63rds of a hundredth: with the chance `rest` / `most` a unit more, so that
  /// sums of rounded amounts are right on average.
  ///
  /// - Parameter amount: in hundredths; what is above `most` counts as `most`.
  package func units(of amount: Int) -> (whole: Int, rest: Int) {
    let (whole, rest) = (max(0, min(amount, most)) * Self.units).quotientAndRemainder(
      dividingBy: max(1, most))
    return (whole, rest)
  }
}
