// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// Columns of amounts, of dates and of parents, told by headers that exports of well-known tools use, and by what is in them.
struct SourceGuess {
  private let columns: [ListSurvey.Column]

  init(_ columns: [ListSurvey.Column]) { self.columns = columns }

  /// The first column with a header that the amount's name suggests and fields that are amounts.
  func source(of terms: AmountTerms) -> AmountSource? {
    let name = FieldText.folded(terms.name)
    let known = Self.amountHeaders.filter { words, _ in words.contains { name.contains($0) } }
    let headers = [name] + known.flatMap(\.headers)
    for header in headers {
      for column in columns {
        let (text, currency) = Self.withoutCurrency(column.header)
        guard text == header, holdsAmounts(column) else { continue }
        var source = AmountSource(column: column.header)
        if terms.currency != nil {
          source.currency = currency.map { .fixed($0) } ?? currencyColumn.map { .column($0) }
        }
        return source
      }
    }
    return nil
  }

  /// The first column with a header that the dimension's name suggests and fields that are dates.
  func dates(of dimension: Dimension) -> ListSurvey.Column? {
    let name = FieldText.folded(dimension.name)
    let known = Self.dateHeaders.filter { words, _ in words.contains { name.contains($0) } }
    for header in [name] + known.flatMap(\.headers) {
      let column = columns.first {
        KnownNames.folded(header: $0.header) == header && holdsDates($0)
      }
      if let column { return column }
    }
    return nil
  }

  /// Names and websites of parents; a header that may mean an identifier is none.
  var parent: ParentSource {
    func header(_ known: [String]) -> String? {
      columns.first { known.contains(KnownNames.folded(header: $0.header)) && $0.shape.filled > 0 }?
        .header
    }
    return ParentSource(
      website: header(["parentwebsite", "parentaccountwebsite", "parentcompanydomain"]),
      name: header([
        "parentaccountname", "parentcompanyname", "parentname", "parentaccount", "parentcompany",
        "subsidiaryof",
      ]))
  }

  // MARK: What is in a column

  private func holdsAmounts(_ column: ListSurvey.Column) -> Bool {
    mostly(column) { field in
      DecimalSign.allCases.contains { (try? AmountText(field, $0)) != nil }
    }
  }

  private func holdsDates(_ column: ListSurvey.Column) -> Bool {
    mostly(column) { field in
      let text = DateText(field)
      return DateOrder.allCases.contains { text.day($0) != nil }
    }
  }

  /// Whether at least half of the different values fit; where there are too many to count, the header alone decides.
  private func mostly(
    _ column: ListSurvey.Column, _ fits: (ArraySlice<UInt8>) -> Bool
  ) -> Bool {
    guard let values = column.values?.keys, !values.isEmpty else { return true }
    return 2 * values.count { fits(ListField.text(ArraySlice($0.utf8))) } >= values.count
  }

  private var currencyColumn: String? {
    let known = [
      "currency", "currencycode", "currencyisocode", "dealcurrency", "opportunitycurrency",
      "amountcurrency",
    ]
    return columns.first { known.contains(KnownNames.folded(header: $0.header)) }?.header
  }

  /// `ARR (USD)` is `arr`, in dollars of the United States.
  private static func withoutCurrency(_ header: String) -> (String, CurrencyCode?) {
    if header.hasSuffix(")"), let open = header.lastIndex(of: "(") {
      let code = header[header.index(after: open)...].dropLast()
      if let currencies = CurrencyMarks.currencies(of: FieldText.trimmed(String(code))) {
        let one = currencies.count == 1 ? currencies.first : nil
        return (KnownNames.folded(header: String(header[..<open])), one)
      }
    }
    return (KnownNames.folded(header: header), nil)
  }

  private static let amountHeaders: [(words: [String], headers: [String])] = [
    (["arr", "recurring"], ["arr", "annualrecurringrevenue", "annualcontractvalue", "acv"]),
    (["acv", "contract"], ["annualcontractvalue", "acv", "contractvalue", "totalcontractvalue"]),
    (
      ["pipeline", "opportunity", "deal", "amount"],
      [
        "opportunityamount", "amount", "dealamount", "dealvalue", "dealsize", "closevalue",
        "opportunityvalue",
      ]
    ),
    (["seat", "licen", "user"], ["seats", "numberofseats", "licences", "licenses", "users"]),
  ]

  private static let dateHeaders: [(words: [String], headers: [String])] = [
    (["clos", "quarter"], ["closedate", "closeddate", "expectedclosedate"]),
    (["creat", "regist"], ["createdate", "createddate", "registrationdate"]),
    (["renew"], ["renewaldate", "contractenddate", "subscriptionenddate"]),
  ]
}
