// SPDX-License-Identifier: Apache-2.0

/// What an initiator with a certain list sees of every small list of the responder under every tape of noise.
///
/// How a list and a tape become a view is a `ViewPath`'s to say; what a tape's values are worth is the reader's.
struct InitiatorViews {
  /// All that an answer shows: counts, and every length in the file.
  struct View: Hashable {
    /// S[g,p] - t, and S[0,p] - t.
    let counts: [Int]
    let tags: [Int]
    let points: [Int]
    /// Bytes of the content and of the sealed file; empty where the path has no file.
    let bytes: [Int]
  }

  /// Which accounts and groups there are.
  struct Universe {
    let accounts: Int
    let initiatorGroups: Int
    let responderGroups: Int

    /// Every list over the accounts: each absent, or in one of `groups`.
    func lists(_ groups: Int) -> [[Int?]] {
      (0..<accounts).reduce([[]]) { lists, _ in
        lists.flatMap { list in ([nil] + (0..<groups).map { $0 }).map { list + [$0] } }
      }
    }

    /// The lists that differ by more than a renaming of accounts.
    var initiatorLists: [[Int?]] {
      lists(initiatorGroups).filter { list in
        let order = list.map { $0 ?? -1 }
        return order == order.sorted()
      }
    }
  }

  /// The responder's lists.
  let lists: [[Int?]]
  /// n_gp of each cell, then n_0p; the last varies fastest.
  let tapes: [[Int]]
  /// By list, then by tape.
  let views: [[View]]

  init(of own: [Int?], _ universe: Universe, _ path: some ViewPath) throws {
    lists = universe.lists(universe.responderGroups)
    let draws = (universe.initiatorGroups + 1) * universe.responderGroups
    let tapes = (0..<draws).reduce([[]]) { tapes, _ in
      tapes.flatMap { tape in (0...2 * path.shift).map { tape + [$0] } }
    }
    self.tapes = tapes
    views = try path.views(of: own, universe, lists: lists, tapes: tapes)
  }

  /// Pairs of lists of which the second has one account more.
  var neighbours: [(Int, Int)] {
    lists.indices.flatMap { first in
      lists.indices.compactMap { second in
        let changed = zip(lists[first], lists[second]).filter { $0.0 != $0.1 }
        return changed.count == 1 && changed[0].0 == nil ? (first, second) : nil
      }
    }
  }

  /// The exact law of the view of a list, if each draw is k with probability `law[k]`.
  func distribution(_ list: Int, _ law: [Double]) -> [View: Double] {
    var distribution: [View: Double] = [:]
    for (view, tape) in zip(views[list], tapes) {
      distribution[view, default: 0] += tape.reduce(1) { $0 * law[$1] }
    }
    return distribution
  }
}

/// A way from lists and tapes to views.
protocol ViewPath {
  var shift: Int { get }

  /// By list, then by tape.
  func views(
    of own: [Int?], _ universe: InitiatorViews.Universe, lists: [[Int?]], tapes: [[Int]]
  ) throws -> [[InitiatorViews.View]]
}
