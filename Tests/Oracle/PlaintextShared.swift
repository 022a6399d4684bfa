// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// The true figures of a question about shared accounts, by the names of row and column.
package struct PlaintextShared: Sendable {
  package struct Place: Hashable, Sendable {
    package let row: String
    package let column: String

    package init(_ row: String, _ column: String) {
      self.row = row
      self.column = column
    }
  }

  package var counts: [Place: Int] = [:]
  /// One a sum, in the order of the question's keys: what the accounts have, cut off at the most, in hundredths.
  package var sums: [[Place: Int]] = []
}

extension PlaintextCleanRoom {
  /// The answer to `asked`, by what agreement.md says of each question and not by its plan.
  package func shared(_ asked: SharedTerms, _ terms: Terms) -> PlaintextShared {
    var answer = PlaintextShared()
    answer.sums = asked.sums.map { _ in [:] }
    for pair in pairs {
      let (one, other) = (
        accounts(.initiator)[pair.initiator], accounts(.responder)[pair.responder]
      )
      let (own, theirs) = asked.of == .initiator ? (one, other) : (other, one)
      guard let place = Self.place(asked, own, theirs, terms) else { continue }
      answer.counts[place, default: 0] += 1
      for (index, key) in asked.sums.enumerated() {
        guard let name = asked[key.key],
          let amount = terms.amounts.first(where: { $0.name == name })
        else { continue }
        let owner = amount.of == asked.of ? own : theirs
        answer.sums[index][place, default: 0] += min(owner.amounts[name] ?? 0, 100 * amount.most)
      }
    }
    return answer
  }

  /// Nil where the pair stands in no entry.
  private static func place(
    _ asked: SharedTerms, _ own: PlaintextAccount, _ theirs: PlaintextAccount, _ terms: Terms
  ) -> PlaintextShared.Place? {
    func value(_ account: PlaintextAccount, _ key: String) -> String? {
      asked[key].map { account.values[$0].map { $0 == "(other)" ? "other" : $0 } ?? "other" }
    }
    func number(_ account: PlaintextAccount, _ key: String) -> Int? {
      guard let text = value(account, key), text != "other" else { return nil }
      return asked[key].flatMap(terms.dimension)?.values.firstIndex(of: text)
    }
    func joined(_ parts: String?...) -> String { parts.compactMap { $0 }.joined(separator: ", ") }
    let mine = own.values["status"]
    let yours = theirs.values["status"]
    switch asked.kind {
    case .accountValue:
      func title(_ status: String?) -> String {
        status == "open-opportunity" ? "open opportunity" : status ?? ""
      }
      return .init(joined(title(mine), value(own, "by")), title(yours))
    case .upsell:
      guard mine == "customer", yours == "customer", let tier = number(own, "tier"), tier > 0,
        let row = value(own, "tier"), let column = value(theirs, "band")
      else { return nil }
      return .init(row, column)
    case .coSell:
      guard mine == "open-opportunity", yours == "open-opportunity",
        let column = value(theirs, "stage")
      else { return nil }
      return .init(joined(value(own, "stage"), value(own, "by")), column)
    case .dealConflict:
      guard mine == "open-opportunity", let opened = number(own, "opened"),
        let registered = number(theirs, "registered"),
        value(own, "family") == value(theirs, "family"),
        value(own, "family") != "other"
      else { return nil }
      return .init(
        joined(value(own, "family") ?? "all", value(own, "by")),
        opened < registered
          ? "own first" : opened == registered ? "same period" : "theirs first")
    case .attachRate:
      func owns(_ account: PlaintextAccount, _ key: String, _ role: Role) -> Bool {
        let vocabulary = PlaintextProducts(of: role, terms)
        return zip(vocabulary.names, account.counted(vocabulary)).contains {
          $0 == asked[key] && $1
        }
      }
      guard owns(own, "product", asked.of) else { return nil }
      return .init(
        value(own, "by") ?? asked["product"] ?? "",
        owns(theirs, "with", asked.of.other) ? "with \(asked["with"] ?? "")" : "without")
    case .influence:
      guard let closed = number(own, "closed"), let row = value(own, "closed") else { return nil }
      if asked["sourced"] != nil, number(theirs, "sourced") == 0 { return .init(row, "sourced") }
      let active = yours == "customer" || yours == "open-opportunity"
      let early = asked["since"] == nil || (number(theirs, "since").map { $0 <= closed } ?? false)
      return .init(row, active && early ? "influenced" : "neither")
    case .withWithout:
      guard let outcome = value(own, "outcome"), outcome != "other" else { return nil }
      return .init("with the partner", outcome)
    case .retention, .lifetimeValue, .marketplace:
      guard mine == "customer", yours == "customer" else { return nil }
      return .init(value(own, "by") ?? "all", "customers of both")
    case .accountMap, .whiteSpace, .crossSell: return nil
    }
  }
}
