// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// How one side's accounts fall into the groups of a table: a tuple of dimensions, the last varying fastest.
package struct Grouping: Equatable, Sendable {
  package let dimensions: [Dimension]

  package init(_ dimensions: [Dimension]) { self.dimensions = dimensions }

  /// The number of values of a dimension, `other` included where it is a group.
  private static func size(_ dimension: Dimension) -> Int {
    dimension.values.count + (dimension.unlisted == .other ? 1 : 0)
  }

  /// The number of groups.
  package var count: Int { dimensions.reduce(1) { $0 * Self.size($1) } }

  /// The group of an account whose value in `dimensions[i]` has index `values[i]`.
  package func group(of values: [Int]) -> Int {
    zip(dimensions, values).reduce(0) { $0 * Self.size($1.0) + $1.1 }
  }

  /// The values' names of each group, in group order, as reports write them.
  package var titles: [[String]] {
    dimensions.reduce([[]]) { groups, dimension in
      let values = dimension == StatusDimension.agreed ? StatusDimension.titles : dimension.values
      let names = values + (dimension.unlisted == .other ? ["other"] : [])
      return groups.flatMap { group in names.map { group + [$0] } }
    }
  }
}
