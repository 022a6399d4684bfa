// SPDX-License-Identifier: Apache-2.0

/// Reads `amounts` and `currencies` of an agreement.
enum AmountReader {
  static func amounts(_ value: StrictYAML) throws(YAMLRefusal) -> [AmountTerms] {
    let entries = try value.entries(atMost: AmountTerms.limit)
    guard !entries.isEmpty else { throw value.refusal("no amount is named") }
    var amounts: [AmountTerms] = []
    for (name, entry) in entries {
      try AgreementReader.slug(name, at: entry)
      let fields = try entry.fields(["of", "most"], optional: ["currency", "unit"])
      amounts.append(
        AmountTerms(
          name: name, of: try QuestionReader.role(fields("of")),
          measure: try measure(fields, of: entry),
          most: try fields("most").integer(in: AmountTerms.mostRange)))
    }
    return amounts
  }

  private static func measure(
    _ fields: StrictYAML.Fields, of entry: StrictYAML
  ) throws(YAMLRefusal) -> AmountTerms.Measure {
    switch (fields.optional("currency"), fields.optional("unit")) {
    case (let currency?, nil): return .currency(try code(currency.string(), at: currency))
    case (nil, let unit?):
      let name = try unit.string()
      try AgreementReader.slug(name, at: unit)
      return .unit(name)
    default: throw entry.refusal("either 'currency' or 'unit'")
    }
  }

  static func currencies(_ value: StrictYAML) throws(YAMLRefusal) -> CurrencyRates {
    let entries = try value.entries(atMost: CurrencyRates.limit)
    guard !entries.isEmpty else { throw value.refusal("no currency is named") }
    var rates = CurrencyRates.none
    for (name, entry) in entries {
      guard let rate = CurrencyRate(try entry.string()) else {
        throw entry.refusal("expected what one unit is worth, as 1 or 0.92; up to nine places")
      }
      rates.entries.append(CurrencyRates.Entry(currency: try code(name, at: entry), rate: rate))
    }
    return rates
  }

  private static func code(
    _ text: String, at value: StrictYAML
  ) throws(YAMLRefusal) -> CurrencyCode {
    guard let code = CurrencyCode(text) else {
      throw value.refusal("a currency is three capital letters, as EUR")
    }
    return code
  }

  /// The rules that concern amounts and another part of the agreement.
  static func check(_ terms: Terms, _ top: StrictYAML.Fields) throws(YAMLRefusal) {
    guard let section = top.optional("amounts") else { return }
    for amount in terms.amounts {
      guard terms.dimension(amount.name) == nil, amount.name != ProductDimension.name else {
        throw section.refusal("a dimension is called '\(amount.name)', too")
      }
      guard let currency = amount.currency, !terms.currencies.entries.isEmpty else { continue }
      guard terms.currencies.rate(of: currency) != nil else {
        throw try top("currencies").refusal(
          "no rate of \(currency.text), in which '\(amount.name)' is")
      }
    }
  }
}
