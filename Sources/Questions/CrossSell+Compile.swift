// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Release

extension CrossSell {
  /// What it needs counted, before questions share.
  struct Compiled {
    let initiator: ProductSet
    let responder: ProductSet
    let method: Method
    let needs: [CountPlan.Need]
  }

  static func compile(_ epsilon: Epsilon, _ terms: Terms) throws(ReleaseError) -> Compiled? {
    let mine = ProductSet(of: .initiator, terms)
    let theirs = ProductSet(of: .responder, terms)
    guard let method = method(mine, theirs, terms.match) else { return nil }
    var needs: [CountPlan.Need] = []
    switch method {
    case .cells, .margins:
      needs = [
        CountPlan.Need(
          initiator: Grouping(parts: [.products(mine)]),
          responder: Grouping(parts: [.products(theirs)]), epsilon: epsilon)
      ]
    case .pairs:
      let share = try epsilon.divided(by: mine.names.count * theirs.names.count)
      for a in mine.names.indices {
        for b in theirs.names.indices {
          needs.append(
            CountPlan.Need(
              initiator: Grouping(parts: [.owns(product: a, mine)]),
              responder: Grouping(parts: [.owns(product: b, theirs)]), epsilon: share))
        }
      }
    }
    return Compiled(initiator: mine, responder: theirs, method: method, needs: needs)
  }

  /// The method with the least expected square error, all figures added; the earlier of equals; nil where none fits the
  /// limits (table.md 7). In units of 2/epsilon^2, whole numbers.
  private static func method(
    _ mine: ProductSet, _ theirs: ProductSet, _ match: MatchTerms
  ) -> Method? {
    let pairs = mine.names.count * theirs.names.count
    let moved = match.sensitivity
    let entry = moved * entriesOfOneAccount(mine, theirs)
    // Square of R's noise in one cell of a count, at the count's own epsilon.
    let parts = match.parts
    let table = parts.reduce(0) {
      let share = parts.count * $1.scheme.responderTokens
      return $0 + share * share
    }
    var errors: [(method: Method, error: Int)] = []
    if let own = mine.subsetCount(atMost: Plan.cellLimit),
      let other = theirs.subsetCount(atMost: Plan.cellLimit), own * other <= Plan.cellLimit
    {
      let sums = cellsOfPair(mine, theirs)
      let cells = sums.both + sums.initiatorOnly + sums.responderOnly
      errors += [
        (.cells, pairs * cells * (table + moved * moved)),
        (.margins, pairs * (cells * table + 3 * entry * entry)),
      ]
    }
    if pairs * parts.count <= Plan.tableLimit {
      errors.append((.pairs, 3 * pairs * (table * pairs * pairs + entry * entry)))
    }
    let least = errors.map(\.error).min()
    return errors.first { $0.error == least }?.method
  }
}
