// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Parallel

/// Turns the bytes of a list file into a customer list: give the chunks in order to `read(_:)`, then
/// call `finish()`.
package struct ListImport: ~Copyable {
  private let mapping: Mapping
  private let dimensions: [Dimension]
  private let products: Dimension?
  private let amounts: SideAmounts
  private let openQuestions: OpenQuestions
  private let lists: PublicLists
  private let workers: Workers
  private var reader = DelimitedReader()
  private var columns: ListColumns?
  private var rows: ListRows
  /// Those read last. Their keys are made while the rows after them are read, and those before them are added.
  private var pending: (rows: [DelimitedRow], keys: Pending<[RecordedKeys]>)?

  /// - Parameter dimensions: what each account has one value of, and, if it is there, the dimension
  ///   `products` with the roll-up `union`, of which an account owns any number.
  package init(
    mapping: Mapping, dimensions: [Dimension], amounts: SideAmounts = .none,
    openQuestions: OpenQuestions = .refused, lists: PublicLists,
    workers: Workers = Workers(count: 1)
  ) throws(AccountsError) {
    products = dimensions.first(where: \.isProducts)
    self.dimensions = dimensions.filter { !$0.isProducts }
    for dimension in dimensions { try dimension.requireVocabularyFits() }
    for dimension in self.dimensions {
      try dimension.requireOneValue()
      guard dimension.unlisted == .other || mapping.columns[dimension.name] != nil else {
        throw .dimensionNotMapped(dimension.name)
      }
    }
    try mapping.requireRates(of: amounts)
    rows = ListRows(
      self.dimensions, products: products?.values.count ?? 0, amounts: amounts.amounts.count,
      workers)
    self.mapping = mapping
    self.amounts = amounts
    self.openQuestions = openQuestions
    self.lists = lists
    self.workers = workers
  }

  /// What becomes of what only the list's owner can say, as the order of dates that are all open.
  package enum OpenQuestions: Sendable {
    /// The list is refused.
    case refused
    /// The summary has them, and what is open is read as nothing.
    case listed
  }

  package mutating func read(_ chunk: [UInt8]) throws(AccountsError) {
    try take(try reader.rows(in: chunk))
  }

  package consuming func finish() throws(AccountsError) -> CustomerList {
    try readLast()
    return list(of: rows.rollUp())
  }

  // MARK: Lists of more rows than memory should hold

  /// About how many bytes of memory the rows take that are held, but for those of the last chunk.
  package var heldSize: Int { rows.size }

  /// Keeps the rows that are held as one run more, and forgets them.
  package mutating func keepRows(in runs: inout some RowRuns & ~Copyable) throws {
    try rows.keep(in: &runs)
  }

  /// The same list as if all rows had been held.
  ///
  /// - Parameter runs: where rows were kept.
  package consuming func finish(with runs: inout some RowRuns & ~Copyable) throws -> CustomerList {
    guard runs.count > 0 else { return try finish() }
    try readLast()
    try rows.keep(in: &runs)
    return list(of: try rows.rollUp(&runs))
  }

  private mutating func readLast() throws(AccountsError) {
    try take(try reader.finish())
    try addPending()
    if openQuestions == .refused, let open = columns?.openQuestions.first { throw open }
    try columns?.finish(&rows, lists: lists)
    guard (columns?.rejections.count ?? 0) < reader.rowCount else {
      throw .noRowFits(columns: reader.header.count)
    }
  }

  private borrowing func list(of rolledUp: RollUp) -> CustomerList {
    CustomerList(
      accounts: rolledUp.accounts, dimensions: dimensions, products: products,
      number: lists.number, summary: summary(rolledUp))
  }

  private mutating func take(_ read: [DelimitedRow]) throws(AccountsError) {
    if columns == nil && !reader.header.isEmpty {
      columns = try ListColumns(
        header: reader.header, mapping: mapping, dimensions: dimensions, products: products,
        amounts: amounts)
    }
    guard let keys = columns?.keys(of: read, lists, workers) else { return }
    try addPending()
    pending = (read, keys)
  }

  private mutating func addPending() throws(AccountsError) {
    guard let (read, keys) = pending.take(), var columns = self.columns.take() else { return }
    // Held by one owner alone while the rows are added.
    defer { self.columns = columns }
    var rest = read[...]
    for keys in keys.value() {
      for (index, row) in rest.prefix(keys.count).enumerated() {
        try columns.add(row, keys, at: index, to: &rows, lists: lists)
      }
      rest = rest.dropFirst(keys.count)
    }
  }

  private borrowing func summary(_ rolledUp: RollUp) -> ListSummary {
    let counts = rolledUp.counts
    let dimensions = self.dimensions.indices.map { index in
      let column = columns?.values[index]
      return ListSummary.DimensionSummary(
        name: self.dimensions[index].name, isMapped: column?.index != nil,
        accounts: counts.values[index], unmapped: column?.unmapped.sorted ?? [],
        unmappedRows: column?.unmapped.rows ?? 0)
    }
    return ListSummary(
      rows: reader.rowCount, blankRows: reader.blankRowCount,
      rejections: columns?.rejections ?? [], oddities: oddities,
      rowsLeftOut: rows.counts.leftOut, rowsWithDomain: rows.counts.withDomain,
      rowsWithoutDomain: rows.counts.withoutDomain,
      resolved: columns?.resolved ?? ListSummary.Resolved(),
      numbers: lists.number == nil ? nil : columns?.numbers ?? ListSummary.Numbers(),
      accounts: rolledUp.accounts.count, accountsWithDomain: counts.withDomain,
      accountsWithNameAndCountry: counts.withNameAndCountry, accountsWithName: counts.withName,
      rolledUpAccounts: counts.rolledUp, rowsOfLargestAccount: counts.mostRows,
      dimensions: dimensions,
      products: products.map { _ in
        let column = columns?.products
        return ListSummary.ProductsSummary(
          isMapped: column?.index != nil, accounts: counts.products, owners: counts.owners,
          unmapped: column?.unmapped.sorted ?? [], unmappedRows: column?.unmapped.rows ?? 0)
      },
      amounts: (columns?.amounts ?? []).enumerated().map {
        $1.summary(of: rolledUp.accounts, at: $0)
      },
      dates: (columns?.dates ?? []).map {
        ListSummary.DateSummary(dimension: $0.dimension.name, order: $0.summary)
      }, twins: rolledUp.twins, openQuestions: columns?.openQuestions ?? [])
  }

  private var oddities: ListSummary.Oddities {
    ListSummary.Oddities(
      encoding: reader.encoding, hasHeader: reader.hasHeader, titleLines: reader.titleLines,
      frameLines: reader.frameLines, unevenRows: columns?.unevenRows ?? ListSummary.Lines(),
      noNames: columns?.noNames ?? ListSummary.Lines(),
      repairedRows: columns?.repairedRows ?? ListSummary.Lines(),
      parentRows: columns?.parentRows ?? ListSummary.Lines())
  }
}
