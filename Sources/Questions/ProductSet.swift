// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// The products of one side, and how many of them are counted of one account.
///
/// An account that has more counts with the first ones in the order of the agreement: so that what it can move is
/// bounded (privacy.md 3).
package struct ProductSet: Hashable, Sendable {
  package let names: [String]
  /// 1 to the number of products.
  package let most: Int

  package init(names: [String], most: Int?) {
    self.names = names
    self.most = max(1, min(most ?? names.count, names.count))
  }

  package init(of role: Role, _ terms: Terms) {
    self.init(
      names: role == .initiator ? terms.initiatorProducts : terms.responderProducts,
      most: terms.productsAnAccount)
  }

  /// The products of an account that count; `owned` ascends.
  package func counted(_ owned: [Int]) -> [Int] { Array(owned.prefix(most)) }

  /// The number of subsets of at most `most` products, or nil where it is above `limit`.
  func subsetCount(atMost limit: Int) -> Int? {
    var (count, ways) = (1, 1)
    for size in 1...max(1, most) where size <= names.count {
      // n over k from n over k - 1; never above limit x 100 before it is refused.
      ways = ways * (names.count - size + 1) / size
      count += ways
      if count > limit { return nil }
    }
    return count
  }

  /// The subsets of at most `most` products, by size, then by their indices; the empty one first (table.md 1).
  var subsets: [[Int]] {
    var all: [[Int]] = [[]]
    var last: [[Int]] = [[]]
    for _ in 0..<min(most, names.count) {
      last = last.flatMap { subset in
        ((subset.last ?? -1) + 1..<names.count).map { subset + [$0] }
      }
      all += last
    }
    return all
  }
}
