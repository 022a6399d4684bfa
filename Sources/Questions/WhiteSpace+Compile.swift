// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Release

extension WhiteSpace {
  /// What it needs counted, before questions share.
  struct Compiled {
    let side: Role
    let rows: Grouping
    let products: ProductSet?
    let method: Method
    let needs: [CountPlan.Need]
  }

  static func compile(
    of side: Role, by names: [String], epsilon: Epsilon, _ terms: Terms
  ) throws(ReleaseError) -> Compiled? {
    let rows = Grouping(
      names.compactMap { name in
        name == StatusDimension.name ? StatusDimension.agreed : terms.dimension(name)
      })
    let products = names.contains(ProductDimension.name) ? ProductSet(of: side, terms) : nil
    guard let method = method(rows: rows.count, products, terms.match) else { return nil }
    var needs: [CountPlan.Need] = []
    switch method {
    case .groups, .margins:
      let split = products.map { [Grouping.Part.products($0)] } ?? []
      needs.append(need(side, Grouping(parts: rows.parts + split), epsilon))
    case .tables:
      guard let products else { return nil }
      let share = try epsilon.divided(by: products.names.count + 1)
      for product in products.names.indices {
        needs.append(
          need(side, Grouping(parts: rows.parts + [.owns(product: product, products)]), share))
      }
      needs.append(need(side, rows, share))
    }
    return Compiled(side: side, rows: rows, products: products, method: method, needs: needs)
  }

  private static func need(
    _ side: Role, _ grouping: Grouping, _ epsilon: Epsilon
  ) -> CountPlan.Need {
    switch side {
    // Whatever I's groups, S[0,p] carries one draw of R: any will do.
    case .responder: CountPlan.Need(initiator: nil, responder: grouping, epsilon: epsilon)
    // Each group of R would add a draw: there is one.
    case .initiator:
      CountPlan.Need(initiator: grouping, responder: .everyone, epsilon: epsilon)
    }
  }

  /// The method with the least expected square error, all figures of a row added; the earlier of equals; nil where none
  /// fits the limits (table.md 7). In units of 2/epsilon^2, whole numbers.
  private static func method(
    rows: Int, _ products: ProductSet?, _ match: MatchTerms
  ) -> Method? {
    guard let products else { return rows <= Plan.cellLimit ? .groups : nil }
    var errors: [(method: Method, error: Int)] = []
    let (count, moved) = (products.names.count, match.sensitivity)
    let entry = moved * (products.most + 1)
    if let subsets = products.subsetCount(atMost: Plan.cellLimit),
      rows * subsets <= Plan.cellLimit
    {
      // How many groups each figure is the sum of: each product's, and all.
      let all = products.subsets
      let sums = (0..<count).map { product in all.count { $0.contains(product) } } + [subsets]
      errors.append((.groups, sums.reduce(0) { $0 + $1 * (1 + moved * moved) }))
      errors.append((.margins, sums.reduce(0) { $0 + $1 + entry * entry }))
    }
    if count < Plan.tableLimit, rows * 2 <= Plan.cellLimit {
      errors.append(
        (.tables, (count + 1) * ((count + 1) * (count + 1) + entry * entry)))
    }
    let least = errors.map(\.error).min()
    return errors.first { $0.error == least }?.method
  }
}
