// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Parallel

/// Rows to what they say of their accounts: keys, values, products, amounts; and what was odd about them.
struct ListColumns {
  /// Of every dimension; those of windows are read by `dates`.
  private(set) var values: [ValueColumn]
  private(set) var dates: [DateColumn]
  private(set) var products: ProductColumn?
  private(set) var amounts: [AmountColumn]
  private(set) var rejections: [ListSummary.Rejection] = []
  private(set) var unevenRows = ListSummary.Lines()
  private(set) var noNames = ListSummary.Lines()
  private(set) var repairedRows = ListSummary.Lines()
  private(set) var resolved = ListSummary.Resolved()
  private(set) var parentRows = ListSummary.Lines()
  private(set) var numbers = ListSummary.Numbers()
  private let places: ListPlaces
  private var countries = CountryCodes()
  /// Rows in the order of the file from the first on that needs what no row has shown yet: how its column is written.
  private var waiting: [ReadRow] = []

  /// A row that its vocabularies let take part, its dates and amounts as they can be read.
  private struct ReadRow {
    let row: DelimitedRow
    /// Those of windows to be replaced.
    let groups: [UInt16]
    let dates: [DateColumn.Readings]
    let amounts: [AmountColumn.Readings]
  }
  /// What the present row says, in memory that every row uses again.
  private var groups: [UInt16] = []
  private var owned: [UInt16] = []
  private var hundredths: [Int] = []

  init(
    header: [String], mapping: Mapping, dimensions: [Dimension], products: Dimension?,
    amounts: SideAmounts
  ) throws(AccountsError) {
    let header = ListHeader(header, mapping: mapping)
    places = try ListPlaces(header)
    var values: [ValueColumn] = []
    var dates: [DateColumn] = []
    for (place, dimension) in dimensions.enumerated() {
      let index = try header.place(of: dimension.name)
      values.append(
        ValueColumn(dimension, index: index, values: mapping.values[dimension.name] ?? [:]))
      if !dimension.windows.isEmpty {
        dates.append(DateColumn(dimension, place: place, index: index, mapping: mapping))
      }
    }
    (self.values, self.dates) = (values, dates)
    if let products {
      let index = try header.place(of: products.name)
      self.products = ProductColumn(
        products, index: index, values: mapping.values[products.name] ?? [:])
    }
    self.amounts = []
    for terms in amounts.amounts {
      self.amounts.append(
        try AmountColumn(terms, mapping, in: header, rates: amounts.currencies))
    }
  }

  /// Begins to make the keys of rows that were read together, which need nothing of the rows before them; nil where a row does not
  /// fit. In the batches in which they were made, so that none is copied.
  func keys(
    of rows: [DelimitedRow], _ lists: PublicLists, _ workers: Workers
  ) -> Pending<[RecordedKeys]> {
    let places = places
    return workers.begin {
      workers.map(rows.count) { range in
        var countries = CountryCodes()
        var keys = RecordedKeys()
        for row in rows[range] {
          if places.fits(row) {
            keys.append(RowKeys(of: row, at: places, &countries, lists: lists))
          } else {
            keys.appendMisfit()
          }
        }
        return [keys]
      }
    }
  }

  /// - Parameter keys: of rows that were read together; the row's own are at `index`.
  mutating func add(
    _ row: DelimitedRow, _ keys: RecordedKeys, at index: Int, to rows: inout ListRows,
    lists: PublicLists
  ) throws(AccountsError) {
    guard let found = keys[index] else {
      rejections.append(
        ListSummary.Rejection(line: row.line, fields: row.count, expectedFields: places.width))
      return
    }
    if row.count != places.width { unevenRows.add(row.line) }
    guard takeValues(of: row) else {
      rows.counts.leftOut += 1
      return
    }
    let (dates, amounts) = try readings(of: row)
    if isOpen {
      // Rows of a chunk share its memory.
      waiting.append(ReadRow(row: row.alone, groups: groups, dates: dates, amounts: amounts))
    } else {
      addWaiting(to: &rows, lists: lists)
      add(row, found, keys, dates, amounts, to: &rows)
    }
  }

  /// What still waits is added as it can be read; and what cannot be read at all is refused.
  mutating func finish(_ rows: inout ListRows, lists: PublicLists) throws(AccountsError) {
    addWaiting(to: &rows, lists: lists)
    for column in dates { try column.requireReadable() }
    for column in amounts { try column.requireReadable() }
  }

  /// What the owner must say before a run.
  var openQuestions: [AccountsError] {
    dates.compactMap(\.openQuestion) + amounts.compactMap(\.openQuestion)
  }

  // MARK: One row

  private mutating func readings(
    of row: DelimitedRow
  ) throws(AccountsError) -> ([DateColumn.Readings], [AmountColumn.Readings]) {
    var (dates, amounts): ([DateColumn.Readings], [AmountColumn.Readings]) = ([], [])
    for index in self.dates.indices { dates.append(try self.dates[index].readings(of: row)) }
    for index in self.amounts.indices { amounts.append(try self.amounts[index].readings(of: row)) }
    return (dates, amounts)
  }

  private var isOpen: Bool {
    dates.contains { $0.order.isOpen } || amounts.contains { $0.decimal.isOpen }
  }

  private mutating func addWaiting(to rows: inout ListRows, lists: PublicLists) {
    guard !waiting.isEmpty else { return }
    for read in waiting {
      groups = read.groups
      var keys = RecordedKeys()
      keys.append(self.keys(of: read.row, lists))
      if let found = keys[0] { add(read.row, found, keys, read.dates, read.amounts, to: &rows) }
    }
    waiting = []
  }

  /// Adds a row whose values are in `groups`.
  private mutating func add(
    _ row: DelimitedRow, _ found: RecordedKeys.Row, _ keys: RecordedKeys,
    _ dates: [DateColumn.Readings], _ amounts: [AmountColumn.Readings], to rows: inout ListRows
  ) {
    for index in dates.indices {
      guard let value = self.dates[index].value(of: dates[index]) else {
        rows.counts.leftOut += 1
        return
      }
      groups[self.dates[index].place] = value
    }
    if let step = found.reference { resolved.add(step) }
    numbers.add(found.numberAbsence)
    if found.isNoName { noNames.add(row.line) }
    if found.areOfParent { parentRows.add(row.line) }
    if found.isNameRepaired { repairedRows.add(row.line) }
    takeProducts(of: row)
    hundredths.removeAll(keepingCapacity: true)
    for index in amounts.indices {
      hundredths.append(self.amounts[index].hundredths(of: amounts[index]))
    }
    rows.add(found, keys, line: row.line, groups: groups, products: owned, amounts: hundredths)
  }

  /// Reads the row's value in each dimension into `groups`; false where the row takes no part.
  mutating func takeValues(of row: DelimitedRow) -> Bool {
    groups.removeAll(keepingCapacity: true)
    var takesPart = true
    for index in values.indices {
      // What dates decide is filled in later.
      let value = values[index].hasWindows ? 0 : values[index].value(of: row)
      groups.append(value ?? 0)
      takesPart = takesPart && value != nil
    }
    return takesPart
  }

  /// Reads the row's products into `owned`.
  mutating func takeProducts(of row: DelimitedRow) {
    owned.removeAll(keepingCapacity: true)
    products?.addProducts(of: row, to: &owned)
  }

  mutating func keys(of row: DelimitedRow, _ lists: PublicLists) -> RowKeys {
    RowKeys(of: row, at: places, &countries, lists: lists)
  }

  func domain(of row: DelimitedRow, _ lists: PublicLists) -> DomainKey {
    places.identity(of: row, lists).host.domain
  }
}
