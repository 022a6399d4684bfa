// SPDX-License-Identifier: Apache-2.0

package import Cryptography

/// Counts the tags that two sets of sections have in common: a noisy count a cell (table.md 5).
package enum Matcher {
  /// S[g][p], the number of tags of `offered[g]` that are among `answered[p]`.
  ///
  /// `offered` sections are ascending and disjoint, as the checks of messages.md 3 have established; nothing
  /// here can fail. A streaming merge: both sides are walked once.
  package static func count(offered: [[Tag]], answered: [[Tag]]) -> [[Int]] {
    var cells = Array(
      repeating: Array(repeating: 0, count: answered.count), count: offered.count)
    let sorted = answered.map { $0.recordSorted() }
    for (g, section) in offered.enumerated() {
      for (p, others) in sorted.enumerated() {
        cells[g][p] = common(section, others)
      }
    }
    return cells
  }

  /// The number of equal tags in two ascending sections without repeats.
  private static func common(_ left: [Tag], _ right: [Tag]) -> Int {
    var (i, j, count) = (0, 0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] {
        count += 1
        i += 1
        j += 1
      } else if left[i] < right[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return count
  }
}
