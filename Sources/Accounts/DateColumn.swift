// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// The column of a dimension of windows while a list is read: dates to the windows that they are in.
struct DateColumn {
  /// A field as it reads in each order.
  struct Readings {
    fileprivate let text: DateText
    fileprivate let said: UInt16?
    fileprivate let isBlank: Bool
    let line: Int
  }

  let dimension: Dimension
  /// Of the dimension among those of the list.
  let place: Int
  private(set) var order: ColumnForm<DateOrder>
  /// Rows with a number that can only be a workbook's.
  private(set) var serials = ListSummary.Lines()
  private let index: Int?
  private let said: [ArraySlice<UInt8>: UInt16]
  private var unreadable = ListSummary.Lines()
  /// The first field that shows the order, and the first date that is one day in every order.
  private var shownBy: ListSummary.DateExample?
  private var firstOfAny: ListSummary.DateExample?

  init(_ dimension: Dimension, place: Int, index: Int?, mapping: Mapping) {
    self.dimension = dimension
    self.place = place
    self.index = index
    order = ColumnForm(stated: mapping.dates[dimension.name])
    var said: [ArraySlice<UInt8>: UInt16] = [:]
    for (own, value) in mapping.values[dimension.name] ?? [:] {
      let position = dimension.values.firstIndex(of: value).map { UInt16(clamping: $0) }
      said[ListField.text(ArraySlice(own.utf8))] = position ?? dimension.otherIndex
    }
    self.said = said
  }

  /// What a row has, in every order; it counts as evidence of how the column is written.
  mutating func readings(of row: DelimitedRow) throws(AccountsError) -> Readings {
    let field = index.map { ListField.text(row[$0]) } ?? []
    let known = index == nil ? nil : said[field]
    let readings = Readings(
      text: DateText(known == nil ? field : []), said: known, isBlank: field.isEmpty, line: row.line
    )
    if readings.isSerial, order.form == nil { serials.add(row.line) }
    do { try order.add(readings.evidence, line: row.line) } catch {
      throw .dateMixed(dimension: dimension.name, lines: error.lines)
    }
    keepExample(field, readings)
    return readings
  }

  private mutating func keepExample(_ field: ArraySlice<UInt8>, _ readings: Readings) {
    if shownBy == nil, order.line == readings.line {
      shownBy = ListSummary.DateExample(field, line: readings.line)
    } else if firstOfAny == nil, order.form == nil, readings.evidence == .none,
      readings.text.dayFirst != nil
    {
      firstOfAny = ListSummary.DateExample(field, line: readings.line)
    }
  }

  /// The row's value, or nil where the row takes no part.
  mutating func value(of readings: Readings) -> UInt16? {
    if let said = readings.said { return said }
    let unlisted = dimension.unlisted == .other ? dimension.otherIndex : nil
    if readings.isBlank { return unlisted }
    guard let day = readings.day(order.form) else {
      // What is open is asked about, not wrong.
      if order.form != nil || readings.evidence == .none { unreadable.add(readings.line) }
      return unlisted
    }
    return dimension.window(of: day).map { UInt16(clamping: $0) } ?? unlisted
  }

  func requireReadable() throws(AccountsError) {
    if unreadable.count > 0 { throw .dateUnreadable(dimension: dimension.name, lines: unreadable) }
  }

  /// The order and how it is known.
  var summary: ListSummary.DateSummary.Order {
    if let form = order.form {
      return shownBy.map { .shown(form, $0) } ?? .stated(form)
    }
    guard !order.isOpen, let firstOfAny else { return .unknown }
    return .any(firstOfAny)
  }

  /// What the owner must say once before a run: nil where nothing is missing.
  var openQuestion: AccountsError? {
    guard order.isOpen else { return nil }
    return serials.count > 0
      ? .dateSerial(dimension: dimension.name, lines: serials)
      : .dateUndecided(dimension: dimension.name, lines: order.openRows)
  }
}

extension DateColumn.Readings {
  /// A number that can only be a workbook's.
  fileprivate var isSerial: Bool {
    text.excelDays != nil && text.dayFirst == nil && text.monthFirst == nil
  }

  /// Without an order only what is the same day in every one.
  fileprivate func day(_ order: DateOrder?) -> Day? {
    if let order { return text.day(order) }
    return text.dayFirst == text.monthFirst ? text.dayFirst : nil
  }

  /// What the field tells of its column's order. A workbook's number never decides: some count from another day.
  fileprivate var evidence: ColumnForm<DateOrder>.Evidence {
    if isSerial { return .open }
    switch (text.dayFirst, text.monthFirst) {
    case (nil, nil): return .none
    case (.some, nil): return .only(.dayFirst)
    case (nil, .some): return .only(.monthFirst)
    case (let day?, let month?): return day == month ? .none : .open
    }
  }
}
