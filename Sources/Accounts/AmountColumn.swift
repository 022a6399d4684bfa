// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// The column of one amount while a list is read: fields to hundredths of the agreed unit, and what was wrong with some.
struct AmountColumn {
  /// A field as it reads with each decimal sign; with that of its column alone, twice, where nothing hangs on the other.
  struct Readings {
    fileprivate let point: AmountField.Reading
    fileprivate let comma: AmountField.Reading
    let line: Int

    fileprivate func reading(_ decimal: DecimalSign) -> AmountField.Reading {
      decimal == .point ? point : comma
    }
  }

  let terms: AmountTerms
  private(set) var decimal: ColumnForm<DecimalSign>
  private(set) var blankRows = 0
  private(set) var filledRows = 0
  private let index: Int?
  private let currencyIndex: Int?
  private let source: AmountSource?
  private let field: AmountField
  private var negative = ListSummary.Lines()
  private var otherCurrency = ListSummary.Lines()
  private var unreadable = ListSummary.Lines()

  init(
    _ terms: AmountTerms, _ mapping: Mapping, in header: ListHeader, rates: CurrencyRates
  ) throws(AccountsError) {
    self.terms = terms
    source = mapping.amounts[terms.name]
    self.field = AmountField(terms: terms, source: source, rates: rates)
    index = try header.place(of: Mapping.amountField(terms.name))
    currencyIndex = try header.place(of: Mapping.currencyField(terms.name))
    decimal = ColumnForm(stated: source?.decimal)
  }

  /// What a row has, either way; it counts as evidence of how the column is written.
  mutating func readings(of row: DelimitedRow) throws(AccountsError) -> Readings {
    guard let index else { return Readings(point: .blank, comma: .blank, line: row.line) }
    let text = ListField.text(row[index])
    let code = currencyIndex.map { ListField.text(row[$0]) }
    let known = decimal.form ?? .point
    let reading = field.reading(text, code, known)
    // Once the sign is known, only a field that it cannot read may show another; and never where the owner has said it.
    let isCertain = decimal.form != nil && (decimal.isStated || reading != .unreadable)
    let other = isCertain ? reading : field.reading(text, code, known.other)
    let readings =
      known == .point
      ? Readings(point: reading, comma: other, line: row.line)
      : Readings(point: other, comma: reading, line: row.line)
    try add(readings.evidence, line: row.line)
    return readings
  }

  private mutating func add(
    _ evidence: ColumnForm<DecimalSign>.Evidence, line: Int
  ) throws(AccountsError) {
    do { try decimal.add(evidence, line: line) } catch {
      throw .amountMixed(amount: terms.name, lines: error.lines)
    }
  }

  /// The hundredths of a row that takes part; what is wrong with it is kept for the end.
  mutating func hundredths(of readings: Readings) -> Int {
    let form = decimal.form
    // Where no field shows the form, all that are not open read the same either way.
    if form == nil, readings.evidence == .open { return 0 }
    switch readings.reading(form ?? .point) {
    case .blank:
      blankRows += 1
      return 0
    case .amount(let hundredths):
      filledRows += 1
      return hundredths
    case .negative:
      if source?.negative == .zero { filledRows += 1 } else { negative.add(readings.line) }
    case .otherCurrency: otherCurrency.add(readings.line)
    case .unreadable: unreadable.add(readings.line)
    }
    return 0
  }

  /// What no run can be made with.
  func requireReadable() throws(AccountsError) {
    if unreadable.count > 0 { throw .amountUnreadable(amount: terms.name, lines: unreadable) }
    if otherCurrency.count > 0 { throw .amountCurrency(amount: terms.name, lines: otherCurrency) }
    if negative.count > 0 { throw .amountNegative(amount: terms.name, lines: negative) }
  }

  /// What the owner must say once before a run: nil where nothing is missing.
  var openQuestion: AccountsError? {
    guard let source else { return .amountNotMapped(terms.name) }
    if terms.currency != nil, source.currency == nil {
      return .amountCurrencyUnstated(terms.name)
    }
    return decimal.isOpen ? .amountUndecided(amount: terms.name, lines: decimal.openRows) : nil
  }

  /// - Parameter index: its place among the amounts of an account.
  func summary(of accounts: StoredAccounts, at index: Int) -> ListSummary.AmountSummary {
    var (above, total, clamped) = (0, 0, 0)
    for amount in accounts.amounts(at: index) {
      let counted = terms.clamped(amount)
      if amount > counted { above += 1 }
      total = total.addingClamped(amount)
      clamped = clamped.addingClamped(counted)
    }
    return ListSummary.AmountSummary(
      terms: terms, rowsWith: filledRows, rowsWithout: blankRows, accountsAboveMost: above,
      total: total, clampedTotal: clamped, decimal: decimal.form)
  }
}

extension AmountColumn.Readings {
  /// What the field tells of its column's decimal sign.
  fileprivate var evidence: ColumnForm<DecimalSign>.Evidence {
    if point == comma { return .none }
    if comma == .unreadable { return .only(.point) }
    return point == .unreadable ? .only(.comma) : .open
  }
}
