// SPDX-License-Identifier: Apache-2.0

internal import Agreements

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
    var row: DelimitedRow
    /// Those of windows to be replaced.
    let groups: [UInt16]
    let dates: [DateColumn.Readings]
    let amounts: [AmountColumn.Readings]
  }
  /// The values of a row, by their bytes: few different ones stand in many rows, and share memory.
  private var knownGroups: [UInt64: [UInt16]] = [:]

  /// The most dimensions whose values are one number, and the most of these that are kept.
  private static let sharedDimensions = 4
  private static let sharedLimit = 1000

  init(
    header: [String], mapping: Mapping, dimensions: [Dimension], products: Dimension?,
    amounts: SideAmounts
  ) throws(AccountsError) {
    places = try ListPlaces(header: header, mapping: mapping)
    var values: [ValueColumn] = []
    var dates: [DateColumn] = []
    for (place, dimension) in dimensions.enumerated() {
      let index = try places.place(of: dimension.name)
      values.append(
        ValueColumn(dimension, index: index, values: mapping.values[dimension.name] ?? [:]))
      if !dimension.windows.isEmpty {
        dates.append(DateColumn(dimension, place: place, index: index, mapping: mapping))
      }
    }
    (self.values, self.dates) = (values, dates)
    if let products {
      let index = try places.place(of: products.name)
      self.products = ProductColumn(
        products, index: index, values: mapping.values[products.name] ?? [:])
    }
    self.amounts = []
    for terms in amounts.amounts {
      self.amounts.append(
        try AmountColumn(terms, mapping, at: places, rates: amounts.currencies))
    }
  }

  mutating func add(
    _ row: DelimitedRow, to rows: inout ListRows, lists: PublicLists
  ) throws(AccountsError) {
    guard places.fits(row) else {
      rejections.append(
        ListSummary.Rejection(line: row.line, fields: row.count, expectedFields: places.width))
      return
    }
    if row.count != places.width { unevenRows.add(row.line) }
    guard let groups = values(of: row) else {
      rows.leftOut += 1
      return
    }
    var read = try self.read(row, groups)
    if isOpen {
      // Rows of a chunk share its memory.
      read.row = row.alone
      waiting.append(read)
    } else {
      addWaiting(to: &rows, lists: lists)
      add(read, to: &rows, lists: lists)
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

  private mutating func read(
    _ row: DelimitedRow, _ groups: [UInt16]
  ) throws(AccountsError) -> ReadRow {
    var (dates, amounts): ([DateColumn.Readings], [AmountColumn.Readings]) = ([], [])
    for index in self.dates.indices { dates.append(try self.dates[index].readings(of: row)) }
    for index in self.amounts.indices { amounts.append(try self.amounts[index].readings(of: row)) }
    return ReadRow(row: row, groups: groups, dates: dates, amounts: amounts)
  }

  private var isOpen: Bool {
    dates.contains { $0.order.isOpen } || amounts.contains { $0.decimal.isOpen }
  }

  private mutating func addWaiting(to rows: inout ListRows, lists: PublicLists) {
    guard !waiting.isEmpty else { return }
    for read in waiting { add(read, to: &rows, lists: lists) }
    waiting = []
  }

  private mutating func add(_ read: ReadRow, to rows: inout ListRows, lists: PublicLists) {
    var groups = read.groups
    for index in dates.indices {
      guard let value = dates[index].value(of: read.dates[index]) else {
        rows.leftOut += 1
        return
      }
      groups[dates[index].place] = value
    }
    let row = read.row
    let keys = keys(of: row, lists)
    if let step = keys.reference { resolved.add(step) }
    var number: MatchKey?
    if let key = keys.number {
      numbers.add(key)
      if case .number(let key) = key { number = key }
    }
    if keys.isNoName { noNames.add(row.line) }
    if keys.areOfParent { parentRows.add(row.line) }
    if ListField.isTwiceDecoded(keys.nameField) { repairedRows.add(row.line) }
    rows.add(
      line: row.line, name: ListField.text(keys.nameField), keys.domain, keys.nameKey,
      number: number, groups: groups, products: productValues(of: row),
      amounts: amounts.indices.map { amounts[$0].hundredths(of: read.amounts[$0]) })
  }

  /// The row's value in each dimension; nil where the row takes no part.
  mutating func values(of row: DelimitedRow) -> [UInt16]? {
    var takesPart = true
    var packed: UInt64 = 0
    guard values.count <= Self.sharedDimensions else {
      let groups = values.indices.map { value($0, of: row) }
      return groups.contains(nil) ? nil : groups.compactMap { $0 }
    }
    for index in values.indices {
      let value = value(index, of: row)
      takesPart = takesPart && value != nil
      packed = packed << 16 | UInt64(value ?? 0)
    }
    guard takesPart else { return nil }
    if let known = knownGroups[packed] { return known }
    let groups = values.indices.map {
      UInt16(truncatingIfNeeded: packed >> UInt64(16 * (values.count - 1 - $0)))
    }
    if knownGroups.count < Self.sharedLimit { knownGroups[packed] = groups }
    return groups
  }

  /// What dates decide is filled in later.
  private mutating func value(_ index: Int, of row: DelimitedRow) -> UInt16? {
    values[index].hasWindows ? 0 : values[index].value(of: row)
  }

  mutating func productValues(of row: DelimitedRow) -> [UInt16] {
    products?.products(of: row) ?? []
  }

  mutating func keys(of row: DelimitedRow, _ lists: PublicLists) -> RowKeys {
    RowKeys(of: row, at: places, &countries, lists: lists)
  }

  func domain(of row: DelimitedRow, _ lists: PublicLists) -> DomainKey {
    places.identity(of: row, lists).host.domain
  }
}
