// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// Turns the bytes of a list file into a customer list: give the chunks in order to `read(_:)`, then
/// call `finish()`.
package struct ListImport: ~Copyable {
  private let mapping: Mapping
  private let dimensions: [Dimension]
  private let products: Dimension?
  private let amounts: SideAmounts
  private let openQuestions: OpenQuestions
  private let lists: PublicLists
  private var reader = DelimitedReader()
  private var columns: ListColumns?
  private var rows = ListRows()

  /// - Parameter dimensions: what each account has one value of, and, if it is there, the dimension
  ///   `products` with the roll-up `union`, of which an account owns any number.
  package init(
    mapping: Mapping, dimensions: [Dimension], amounts: SideAmounts = .none,
    openQuestions: OpenQuestions = .refused, lists: PublicLists
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
    self.mapping = mapping
    self.amounts = amounts
    self.openQuestions = openQuestions
    self.lists = lists
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
    try take(try reader.finish())
    if openQuestions == .refused, let open = columns?.openQuestions.first { throw open }
    try columns?.finish(&rows, lists: lists)
    guard (columns?.rejections.count ?? 0) < reader.rowCount else {
      throw .noRowFits(columns: reader.header.count)
    }
    let accounts = rows.accounts(dimensions)
    return CustomerList(
      accounts: accounts, dimensions: dimensions, products: products,
      summary: summary(of: accounts))
  }

  private mutating func take(_ read: [DelimitedRow]) throws(AccountsError) {
    if columns == nil && !reader.header.isEmpty {
      columns = try ListColumns(
        header: reader.header, mapping: mapping, dimensions: dimensions, products: products,
        amounts: amounts)
    }
    for row in read { try columns?.add(row, to: &rows, lists: lists) }
  }

  private borrowing func summary(of accounts: [Account]) -> ListSummary {
    let dimensions = self.dimensions.indices.map { index in
      var counts = [Int](repeating: 0, count: self.dimensions[index].values.count + 1)
      for account in accounts { counts[Int(account.groups[index])] += 1 }
      let column = columns?.values[index]
      return ListSummary.DimensionSummary(
        name: self.dimensions[index].name, isMapped: column?.index != nil, accounts: counts,
        unmapped: column?.unmapped.sorted ?? [], unmappedRows: column?.unmapped.rows ?? 0)
    }
    return ListSummary(
      rows: reader.rowCount, blankRows: reader.blankRowCount,
      rejections: columns?.rejections ?? [], oddities: oddities,
      rowsLeftOut: rows.leftOut, rowsWithDomain: rows.withDomain,
      rowsWithoutDomain: rows.withoutDomain, accounts: accounts.count,
      accountsWithDomain: accounts.count { $0.domain != nil },
      accountsWithNameAndCountry: accounts.count { $0.nameKey?.country.isEmpty == false },
      accountsWithName: accounts.count { $0.nameKey != nil },
      rolledUpAccounts: accounts.count { $0.rows > 1 },
      rowsOfLargestAccount: accounts.map(\.rows).max() ?? 0, dimensions: dimensions,
      products: products.map { summary(of: accounts, products: $0) },
      amounts: (columns?.amounts ?? []).enumerated().map { $1.summary(of: accounts, at: $0) },
      dates: (columns?.dates ?? []).map {
        ListSummary.DateSummary(dimension: $0.dimension.name, order: $0.order.form)
      },
      openQuestions: columns?.openQuestions ?? [])
  }

  private var oddities: ListSummary.Oddities {
    ListSummary.Oddities(
      encoding: reader.encoding, hasHeader: reader.hasHeader, titleLines: reader.titleLines,
      frameLines: reader.frameLines, unevenRows: columns?.unevenRows ?? ListSummary.Lines(),
      noNames: columns?.noNames ?? ListSummary.Lines(),
      repairedRows: columns?.repairedRows ?? ListSummary.Lines(),
      parentRows: columns?.parentRows ?? ListSummary.Lines())
  }

  private borrowing func summary(
    of accounts: [Account], products: Dimension
  ) -> ListSummary.ProductsSummary {
    var counts = [Int](repeating: 0, count: products.values.count)
    for account in accounts {
      for product in account.products { counts[Int(product)] += 1 }
    }
    let column = columns?.products
    return ListSummary.ProductsSummary(
      isMapped: column?.index != nil, accounts: counts,
      owners: accounts.count { !$0.products.isEmpty },
      unmapped: column?.unmapped.sorted ?? [], unmappedRows: column?.unmapped.rows ?? 0)
  }
}
