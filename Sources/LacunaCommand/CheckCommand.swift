// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import ArgumentParser
internal import CleanRoom

/// `lacuna check`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Dry run on your list: columns, keys, rejected rows, values. Nothing leaves.",
    discussion: "Guesses mapping.yaml the first time; edit it and run check again.")

  @OptionGroup var options: RoomOptions

  @Argument(help: "Your list: CSV in UTF-8, with a header.", completion: .file(extensions: ["csv"]))
  var list: String

  func run() throws {
    let check = try options.open().checkList(at: list)
    for note in check.notes { Console.note("\(note)", quiet: options.quiet) }
    if let written = check.written {
      Console.note(
        "wrote \(options.shown(written)); edit it and run check again", quiet: options.quiet)
    }
    try ListReport(check).show(asJSON: options.json)
  }
}

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
  let dimensions: [Values]
  let products: Values?
  let accountsWithProducts: Int?
  /// Nil before there is an agreement.
  let agreedLimits: [Int]?
  let isWithinLimits: Bool?

  struct Values: Encodable {
    let name: String
    let accounts: [Value]
    let unmapped: [Value]
    let unmappedRows: Int
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

  init(_ check: ListCheck) {
    let summary = check.summary
    rows = summary.rows
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
        unmapped: products.unmapped.map { Value(value: $0.value, count: $0.rows) },
        unmappedRows: products.unmappedRows)
    }
    accountsWithProducts = summary.products?.owners
    rowsWithoutDomain = Dictionary(
      uniqueKeysWithValues: summary.rowsWithoutDomain.map { ($0.key.rawValue, $0.value) })
    rolledUpAccounts = summary.rolledUpAccounts
    rowsOfLargestAccount = summary.rowsOfLargestAccount
    columns = check.mapping.columns
    agreedLimits = check.limits.map { [$0.lowerBound, $0.upperBound] }
    isWithinLimits = check.limits.map { $0.contains(summary.accounts) }
    dimensions = zip(check.dimensions, summary.dimensions).map { dimension, counts in
      let names = dimension.values + (dimension.unlisted == .other ? [Mapping.other] : [])
      return Values(
        name: dimension.name,
        accounts: zip(names, counts.accounts).map { Value(value: $0, count: $1) },
        unmapped: counts.unmapped.map { Value(value: $0.value, count: $0.rows) },
        unmappedRows: counts.unmappedRows)
    }
  }

  func show(asJSON json: Bool) throws {
    if json { return try Console.json(self) }
    Console.say("Columns")
    Console.table(columns.sorted { $0.key < $1.key }.map { [$0.key + " from", $0.value] })
    Console.say()
    Console.say("Rows")
    Console.table(
      [
        ["read", Number.grouped(rows)], ["rejected", Number.grouped(rejected.count)],
        ["left out by status", Number.grouped(leftOut)],
      ])
    for line in rejected.prefix(20) { Console.say("    \(line)") }
    if rejected.count > 20 { Console.say("    and \(rejected.count - 20) more") }
    Console.say()
    Console.say("Accounts")
    Console.table(
      [
        ["in all", Number.grouped(accounts)],
        [
          "with a domain", Number.grouped(accountsWithDomain),
          Number.share(accountsWithDomain, of: accounts),
        ],
        [
          "with a name", Number.grouped(accountsWithName),
          Number.share(accountsWithName, of: accounts),
        ],
        [
          "with a name and a country", Number.grouped(accountsWithNameAndCountry),
          Number.share(accountsWithNameAndCountry, of: accounts),
        ],
        ["of more than one row", Number.grouped(rolledUpAccounts)],
        ["rows of the largest", Number.grouped(rowsOfLargestAccount)],
      ])
    if let limits = agreedLimits, isWithinLimits == false {
      Console.say(
        "  The agreement wants \(Number.grouped(limits[0])) to \(Number.grouped(limits[1])) accounts: blind will refuse this list."
      )
    }
    if !keys.isEmpty {
      Console.say()
      Console.say("Match keys that are sent")
      Console.table(
        [["key", "accounts", "left out: two accounts have it"]]
          + keys.map { [$0.key, Number.grouped($0.accounts), Number.grouped($0.ambiguous)] })
    }
    if !rowsWithoutDomain.isEmpty {
      Console.say()
      Console.say("Rows without a domain key")
      Console.table(
        rowsWithoutDomain.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
          [$0.key, Number.grouped($0.value)]
        })
    }
    for dimension in dimensions { show(dimension) }
    if let products {
      show(products)
      let owners = accountsWithProducts ?? 0
      Console.say("  with any product: \(Number.grouped(owners)) of \(Number.grouped(accounts))")
    }
  }

  private func show(_ dimension: Values) {
    Console.say()
    Console.say("Accounts by \(dimension.name)")
    Console.table(dimension.accounts.map { [$0.value, Number.grouped($0.count)] })
    guard dimension.unmappedRows > 0 else { return }
    Console.say("  values without an agreed value (map them in mapping.yaml), in rows:")
    Console.table(
      dimension.unmapped.prefix(20).map {
        ["  " + ($0.value.isEmpty ? "(blank)" : $0.value), Number.grouped($0.count)]
      })
    if dimension.unmapped.count > 20 {
      Console.say("    and \(dimension.unmapped.count - 20) more")
    }
  }
}
