// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import CleanRoom

/// What `check` says of a list.
struct ListReport: Encodable {
  let rows: Int
  let rejected: [String]
  let leftOut: Int
  let accounts: Int
  let accountsWithDomain: Int
  let accountsWithNameAndCountry: Int
  let accountsWithName: Int
  /// What the agreed match rule finds; empty before there is an agreement.
  let keys: [Key]
  let rowsWithoutDomain: [String: Int]
  let rolledUpAccounts: Int
  let rowsOfLargestAccount: Int
  let columns: [String: String]
  /// Some values of each column, by field; empty where they are not to be shown.
  let samples: [String: [String]]
  /// What was unusual about the file, a line each; empty for most.
  let remarks: [String]
  let dimensions: [Values]
  let products: Values?
  let accountsWithProducts: Int?
  /// Empty where the agreement has none of this side's.
  let amounts: [Amount]
  /// In which order the dates of each dimension of windows stand, and why.
  let dates: [Dates]
  /// What the owner must say before a run, and how.
  let openQuestions: [String]
  /// Accounts with a key that can meet one of the other side's; nil before there is an agreement.
  let matchable: Int?
  /// Nil before there is an agreement.
  let agreedLimits: [Int]?
  let isWithinLimits: Bool?
  let twins: Twins

  struct Values: Encodable {
    let name: String
    let accounts: [Value]
    /// Every value of the column, and where it goes.
    let uses: [Use]
    let unmapped: [Value]
    let unmappedRows: Int
  }

  /// A value of the list: the agreed one it stands for, `other`, `left out` or `nothing`; and the one it may be a variant of.
  struct Use: Encodable {
    let value: String
    let rows: Int
    let goesTo: String
    let suggestion: String?
  }

  struct Key: Encodable {
    let key: String
    let accounts: Int
    let ambiguous: Int
  }

  struct Value: Encodable {
    let value: String
    let count: Int
  }

  struct Amount: Encodable {
    let name: String
    let unit: String
    let rowsWith: Int
    let rowsWithout: Int
    /// What an account has beyond it is cut off.
    let most: Int
    let accountsAboveMost: Int
    /// In units and hundredths.
    let total: String
    let totalOfWhatCounts: String
    /// How the column writes decimals; absent where it does not show.
    let decimal: String?

    init(_ summary: ListSummary.AmountSummary) {
      (name, unit) = (summary.terms.name, summary.terms.unit)
      (rowsWith, rowsWithout) = (summary.rowsWith, summary.rowsWithout)
      (most, accountsAboveMost) = (summary.terms.most, summary.accountsAboveMost)
      (total, totalOfWhatCounts) = (summary.total.asHundredths, summary.clampedTotal.asHundredths)
      decimal = summary.decimal?.rawValue
    }
  }

  init(_ check: ListCheck, samples: [String: [String]]) {
    let summary = check.summary
    rows = summary.rows
    self.samples = samples
    remarks =
      ListRemarks(summary.oddities).lines + ListRemarks(check.reference, summary.resolved).lines
      + (summary.numbers.map { ListRemarks($0, check.mapping).lines } ?? [])
    matchable = check.matchable
    rejected = summary.rejections.map {
      "line \($0.line): \($0.fields) fields where the header has \($0.expectedFields)"
    }
    leftOut = summary.rowsLeftOut
    accounts = summary.accounts
    accountsWithDomain = summary.accountsWithDomain
    accountsWithNameAndCountry = summary.accountsWithNameAndCountry
    accountsWithName = summary.accountsWithName
    keys = check.keys.map { Key(key: $0.name, accounts: $0.accounts, ambiguous: $0.ambiguous) }
    let names = check.dimensions.first { $0.name == ProductDimension.name }?.values ?? []
    products = summary.products.map { products in
      Values(
        name: ProductDimension.name,
        accounts: zip(names, products.accounts).map { Value(value: $0, count: $1) },
        uses: Self.uses(check.uses[ProductDimension.name], unlisted: "nothing"),
        unmapped: products.unmapped.map { Value(value: $0.value, count: $0.rows) },
        unmappedRows: products.unmappedRows)
    }
    amounts = summary.amounts.map(Amount.init)
    dates = summary.dates.map(Dates.init)
    twins = Twins(summary.twins)
    openQuestions = summary.openQuestions.map { question in
      "\(question)" + (question.hint.map { ": \($0)" } ?? "")
    }
    accountsWithProducts = summary.products?.owners
    rowsWithoutDomain = Dictionary(
      uniqueKeysWithValues: summary.rowsWithoutDomain.map { ($0.key.rawValue, $0.value) })
    rolledUpAccounts = summary.rolledUpAccounts
    rowsOfLargestAccount = summary.rowsOfLargestAccount
    columns = check.mapping.headers
    agreedLimits = check.limits.map { [$0.lowerBound, $0.upperBound] }
    isWithinLimits = check.limits.map { $0.contains(summary.accounts) }
    dimensions = zip(check.dimensions, summary.dimensions).map { dimension, counts in
      let names = dimension.values + (dimension.unlisted == .other ? [Mapping.other] : [])
      return Values(
        name: dimension.name,
        accounts: zip(names, counts.accounts).map { Value(value: $0, count: $1) },
        uses: Self.uses(
          check.uses[dimension.name],
          unlisted: dimension.unlisted == .other ? Mapping.other : "left out"),
        unmapped: counts.unmapped.map { Value(value: $0.value, count: $0.rows) },
        unmappedRows: counts.unmappedRows)
    }
  }

  private static func uses(_ uses: [ValueUse]?, unlisted: String) -> [Use] {
    (uses ?? []).map {
      Use(value: $0.value, rows: $0.rows, goesTo: $0.agreed ?? unlisted, suggestion: $0.suggestion)
    }
  }
}
