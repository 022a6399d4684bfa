// SPDX-License-Identifier: Apache-2.0

internal import Accounts

extension ListReport {
  /// How a column writes its dates.
  struct Dates: Encodable {
    let dimension: String
    /// `day-first`, `month-first`, `excel-days`; `any` where each date reads the same in all; `unknown`.
    let order: String
    /// Who decided: the mapping, the value below, or nobody.
    let decidedBy: String
    /// The first field that shows it, as the list has it, and its line.
    let value: String?
    let line: Int?

    init(_ summary: ListSummary.DateSummary) {
      dimension = summary.dimension
      let example: ListSummary.DateExample?
      switch summary.order {
      case .stated(let order): (self.order, decidedBy, example) = (order.rawValue, "mapping", nil)
      case .shown(let order, let field):
        (self.order, decidedBy, example) = (order.rawValue, "value", field)
      case .any(let field): (order, decidedBy, example) = ("any", "value", field)
      case .unknown: (order, decidedBy, example) = ("unknown", "nobody", nil)
      }
      (value, line) = (example?.text, example?.line)
    }

    /// In words, after the column's name.
    var text: String {
      let example = value.flatMap { value in
        line.map { "\"\(value)\" on line \(Number.grouped($0))" }
      }
      let words = order == "excel-days" ? "days of a workbook" : order.replacing("-", with: " ")
      return switch (order, example) {
      case ("any", let example?): "dates read the same in any order, as \(example)"
      case ("unknown", _): "no date shows an order"
      case (_, let example?): "dates \(words): \(example) is a day in no other order"
      case (_, nil): "dates \(words), as mapping.yaml says"
      }
    }
  }

  /// Rows of one domain, and whether their names would have met without it.
  struct Twins: Encodable {
    let domains: Int
    let rows: Int
    let pairs: Int
    let pairsOfName: Int
    let pairsOfNameAndCountry: Int
    let domainsOfName: Int

    init(_ twins: DomainTwins) {
      (domains, rows, pairs) = (twins.domains, twins.rows, twins.pairs)
      (pairsOfName, pairsOfNameAndCountry) = (twins.pairsOfName, twins.pairsOfNameAndCountry)
      domainsOfName = twins.domainsOfName
    }
  }

  func showTwins() {
    Console.say()
    guard twins.pairs > 0 else {
      Console.say("Names of one company: no two rows of your list share a domain.")
      return
    }
    Console.say("Names of one company: rows of your list that share a domain")
    Console.table(
      [
        ["domains", Number.grouped(twins.domains)],
        [
          "whose rows have one name key", Number.grouped(twins.domainsOfName),
          Number.share(twins.domainsOfName, of: twins.domains),
        ],
        ["pairs of rows", Number.grouped(twins.pairs)],
        [
          "with one name key", Number.grouped(twins.pairsOfName),
          Number.share(twins.pairsOfName, of: twins.pairs),
        ],
        [
          "and one country", Number.grouped(twins.pairsOfNameAndCountry),
          Number.share(twins.pairsOfNameAndCountry, of: twins.pairs),
        ],
      ])
    Console.say(
      "  So many would meet by name alone within your list. How the other side spells, this does not tell; names that differ may be other companies of one domain."
    )
  }
}
