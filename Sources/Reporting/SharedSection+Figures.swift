// SPDX-License-Identifier: Apache-2.0

extension SharedSection.Sum {
  /// The figures in whole units of the measure, rounded to three digits: more would be noise. Nil where the count of the
  /// same accounts is withheld.
  func shown(_ counts: [[Report.Figure]], minimum: Int) -> [[Report.Figure?]] {
    zip(figures, counts).map { sums, counts in
      zip(sums, counts).map { sum, count in
        guard count.withheld(minimum: minimum) == nil else { return nil }
        return Report.Figure(
          value: Words.threeDigits(inMeasure(sum.estimate.value)),
          lower: Words.threeDigits(inMeasure(sum.estimate.lower)),
          upper: Words.threeDigits(inMeasure(sum.estimate.upper)), basis: sum.basis)
      }
    }
  }

  /// Whole units of the measure for a number of 63rds of `most`, to the nearest.
  func inMeasure(_ units: Int) -> Int {
    // Below 2^41 times 2^30.
    let doubled = 2 * Int128(units) * Int128(most) / Int128(SharedSection.parts)
    return Int(clamping: (doubled + (doubled < 0 ? -1 : 1)) / 2)
  }
}

extension SharedSection {
  /// The counts of a row together, none below zero.
  func accounts(inRow row: Int) -> Int {
    counts[row].reduce(0) { $0 + $1.estimate.clamped.value }
  }

  /// The ratio of a row, or nil: where the counts of the row are below the minimum, or there is not enough to divide by.
  func shown(_ ratio: Ratio, row: Int, minimum: Int) -> Report.Estimate? {
    accounts(inRow: row) < minimum ? nil : ratio.values[row]?.clamped
  }
}

extension SharedSection.Ratio {
  /// `41.2 %` of thousandths, or an amount and what it is measured in.
  func text(_ thousandths: Int) -> String {
    guard !measure.isEmpty else {
      return "\(Words.grouped(thousandths / 10)).\(thousandths % 10) %"
    }
    let whole = Words.grouped(Words.threeDigits((thousandths + 500) / 1000))
    return "\(whole) \(measure)"
  }
}

extension Words {
  /// A number rounded to three digits: `1234567` to `1230000`.
  static func threeDigits(_ number: Int) -> Int {
    var unit: UInt = 1
    while number.magnitude / unit >= 1000 { unit *= 10 }
    let rounded = Int(
      clamping: (number.magnitude / unit
        + (number.magnitude % unit * 2 >= unit && unit > 1 ? 1 : 0)) * unit)
    return number < 0 ? -rounded : rounded
  }
}
