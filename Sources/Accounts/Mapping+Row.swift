// SPDX-License-Identifier: Apache-2.0

package import Agreements

extension Mapping {
  /// The window of a row's date, or what the owner says of its text; none where it is in no window.
  func window(of text: String, in dimension: Dimension, of list: CustomerList) -> [String] {
    let field = ListField.text(ArraySlice(text.utf8))
    let said = values[dimension.name]?.first {
      ListField.text(ArraySlice($0.key.utf8)) == field
    }
    if let said { return [said.value] }
    let date = DateText(field)
    let order = list.summary.dates.first { $0.dimension == dimension.name }?.form
    let day =
      order.map { date.day($0) } ?? (date.dayFirst == date.monthFirst ? date.dayFirst : nil)
    return day.flatMap(dimension.window).map { [dimension.values[$0]] } ?? []
  }

  /// What a row has of an amount, in hundredths of the agreed unit, as the import reads it; nil where it is none or not
  /// certain.
  ///
  /// - Parameters:
  ///   - index: of the amount among those of the side.
  ///   - decimal: how its column writes decimals; nil where it shows nothing.
  package func hundredths(
    of row: ListReading.Row, in side: SideAmounts, at index: Int, _ decimal: DecimalSign?
  ) -> Int? {
    let terms = side.amounts[index]
    guard let source = amounts[terms.name] else { return nil }
    let reader = AmountField(terms: terms, source: source, rates: side.currencies)
    let field = ArraySlice((row.values[Self.amountField(terms.name)] ?? "").utf8)
    let code = row.values[Self.currencyField(terms.name)].map { ArraySlice($0.utf8) }
    let readings = (decimal.map { [$0] } ?? DecimalSign.allCases).map {
      reader.reading(field, code, $0)
    }
    guard let first = readings.first, readings.allSatisfy({ $0 == first }) else { return nil }
    switch first {
    case .blank: return 0
    case .amount(let hundredths): return hundredths
    case .negative: return source.negative == .zero ? 0 : nil
    case .otherCurrency, .unreadable: return nil
    }
  }
}

extension Int {
  /// `1234.50`, of a number of hundredths that is not negative.
  package var asHundredths: String {
    let places = self % 100
    return "\(self / 100).\(places < 10 ? "0" : "")\(places)"
  }
}
