// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// How one side's accounts fall into the groups of a table: a tuple of parts, the last varying fastest.
///
/// Each account is in exactly one group. Without parts there is one group, which has them all.
package struct Grouping: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    /// One value of a dimension, `other` last where it is a group.
    case dimension(Dimension)
    /// Which of the side's products an account has: one group a subset.
    case products(ProductSet)
    /// The accounts of one status, by a dimension or all together; the others are one more group, the last.
    case among(status: Int, Dimension?)
    /// Whether an account has one product: 0 for yes, 1 for no.
    case owns(product: Int, ProductSet)
  }

  package let parts: [Part]
  /// Group of each counted subset, where a part is one; made once, looked up for every account.
  private let subsetGroups: [[Int]: Int]

  package static let everyone = Grouping(parts: [])

  package init(parts: [Part]) {
    self.parts = parts
    var groups: [[Int]: Int] = [:]
    for case .products(let set) in parts {
      for (index, subset) in set.subsets.enumerated() { groups[subset] = index }
    }
    subsetGroups = groups
  }

  package init(_ dimensions: [Dimension]) { self.init(parts: dimensions.map { .dimension($0) }) }

  /// The one-valued dimensions that the parts read, one after another.
  package var dimensions: [Dimension] { parts.flatMap(Self.dimensions) }

  private static func dimensions(_ part: Part) -> [Dimension] {
    switch part {
    case .dimension(let dimension): [dimension]
    case .among(_, let dimension): [StatusDimension.agreed] + (dimension.map { [$0] } ?? [])
    case .products, .owns: []
    }
  }

  /// Whether a list must say which products an account has.
  package var needsProducts: Bool { parts.contains { Self.dimensions($0).isEmpty } }

  private func size(_ part: Part) -> Int {
    switch part {
    case .dimension(let dimension): dimension.groupCount
    case .among(_, let dimension): (dimension?.groupCount ?? 1) + 1
    case .products: subsetGroups.count
    case .owns: 2
    }
  }

  /// The number of groups.
  package var count: Int { parts.reduce(1) { $0 * size($1) } }

  /// The group of these indices, one a part.
  func group(at indices: [Int]) -> Int {
    zip(parts, indices).reduce(0) { $0 * size($1.0) + $1.1 }
  }

  /// The group of an account.
  ///
  /// - Parameters:
  ///   - values: the index of its value in each of `dimensions`.
  ///   - products: the indices of its products, ascending.
  package func group(of values: [Int], products: [Int] = []) -> Int {
    var group = 0
    var next = values.makeIterator()
    for part in parts {
      let index: Int
      switch part {
      case .dimension: index = next.next() ?? 0
      case .among(let status, let dimension):
        let isAmong = next.next() == status
        let value = dimension == nil ? 0 : next.next() ?? 0
        index = isAmong ? value : size(part) - 1
      case .products(let set): index = subsetGroups[set.counted(products)] ?? 0
      case .owns(let product, let set): index = set.counted(products).contains(product) ? 0 : 1
      }
      group = group * size(part) + index
    }
    return group
  }

  /// How many of some accounts are in each group, given the group of each; groups that there are not do not count.
  package func sizes(of groups: [Int]) -> [Int] {
    var sizes = Array(repeating: 0, count: count)
    for group in groups where sizes.indices.contains(group) { sizes[group] += 1 }
    return sizes
  }

  /// The values' names of each group, in group order, as reports write them.
  package var titles: [[String]] {
    parts.reduce([[]]) { groups, part in
      let names = Self.titles(part)
      return groups.flatMap { group in names.map { group + [$0] } }
    }
  }

  private static func titles(_ part: Part) -> [String] {
    switch part {
    case .dimension(let dimension): return dimension.titles
    case .among(let status, let dimension):
      return (dimension?.titles ?? [StatusDimension.titles[status]]) + ["no such account"]
    case .products(let set):
      return set.subsets.map { subset in
        subset.isEmpty ? "no product" : subset.map { set.names[$0] }.joined(separator: " + ")
      }
    case .owns(let product, let set): return ["with \(set.names[product])", "without"]
    }
  }

  package static func == (left: Grouping, right: Grouping) -> Bool { left.parts == right.parts }
  package func hash(into hasher: inout Hasher) { hasher.combine(parts) }
}

extension Dimension {
  /// How many groups it makes: its values, and `other` where that is one.
  package var groupCount: Int { values.count + (unlisted == .other ? 1 : 0) }

  /// The groups as reports name them.
  package var titles: [String] {
    let values = self == StatusDimension.agreed ? StatusDimension.titles : values
    return values + (unlisted == .other ? ["other"] : [])
  }
}
