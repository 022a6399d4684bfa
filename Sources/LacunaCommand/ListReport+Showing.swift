// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import CleanRoom

extension ListReport {
  func show(asJSON json: Bool) throws {
    if json { return try Console.json(self) }
    Console.say("Columns")
    for (field, header) in columns.sorted(by: { $0.key < $1.key }) {
      Console.say("  \(field) from \"\(header)\"")
      let values = (samples[field] ?? []).map(Self.shortened)
      if !values.isEmpty { Console.say("    such as \(values.joined(separator: " | "))") }
      for column in dates where column.dimension == field { Console.say("    \(column.text)") }
    }
    Console.say()
    showValues()
    Console.say("Rows")
    Console.table(
      [
        ["read", Number.grouped(rows)], ["rejected", Number.grouped(rejected.count)],
        ["left out by status", Number.grouped(leftOut)],
      ])
    for line in rejected.prefix(20) { Console.say("    \(line)") }
    if rejected.count > 20 { Console.say("    and \(rejected.count - 20) more") }
    for remark in remarks { Console.say("  \(remark)") }
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
    showAmounts()
    if !openQuestions.isEmpty {
      Console.say()
      Console.say("Only you can say this; blind refuses the list until you do:")
      for question in openQuestions { Console.say("  \(question)") }
    }
    if let matchable {
      Console.say()
      Console.say(
        "Can be met at all: \(Number.grouped(matchable)) of \(Number.grouped(accounts)) accounts, \(Number.share(matchable, of: accounts))."
      )
    }
    showTwins()
  }

  private func show(_ dimension: Values) {
    Console.say()
    Console.say("Accounts by \(dimension.name)")
    Console.table(dimension.accounts.map { [$0.value, Number.grouped($0.count)] })
  }

  private func showAmounts() {
    for amount in amounts {
      Console.say()
      Console.say("Amount \(amount.name), in \(amount.unit)")
      Console.table([
        ["rows with it", Number.grouped(amount.rowsWith)],
        ["rows without, which count as 0", Number.grouped(amount.rowsWithout)],
        [
          "accounts above \(Number.grouped(amount.most)), cut off",
          Number.grouped(amount.accountsAboveMost),
        ],
        ["total, which never leaves", amount.total],
        ["total of what counts", amount.totalOfWhatCounts],
      ])
      if let decimal = amount.decimal { Console.say("  decimals after a \(decimal)") }
    }
  }

  /// Every value of every dimension's column, as far as a screen holds them, and suggestions for those that stand for nothing.
  private func showValues() {
    for dimension in dimensions + (products.map { [$0] } ?? []) where !dimension.uses.isEmpty {
      Console.say("Values of \(dimension.name)")
      Console.table(
        [["in my list", "rows", "stands for"]]
          + dimension.uses.prefix(Self.valuesShown).map {
            [Self.shortened($0.value), Number.grouped($0.rows), $0.goesTo]
          })
      let rest = dimension.uses.dropFirst(Self.valuesShown)
      if !rest.isEmpty {
        Console.say("    and \(Number.grouped(rest.count)) more: --json has them all")
      }
      let suggested = dimension.uses.filter { $0.suggestion != nil }
      if !suggested.isEmpty {
        Console.say("  perhaps meant (say so in mapping.yaml, under values: \(dimension.name):)")
      }
      for use in suggested.prefix(Self.valuesShown) {
        Console.say("    \(Self.shortened(use.value)): \(use.suggestion ?? "")")
      }
      Console.say()
    }
  }

  private static let valuesShown = 40

  /// A value as one short line.
  private static func shortened(_ value: String) -> String {
    if value.isEmpty { return "(blank)" }
    let line = value.replacing(/\s+/, with: " ")
    return line.count > 48 ? String(line.prefix(47)) + "\u{2026}" : line
  }
}
