// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Oracle
import Questions
import Reporting
import Testing

extension Report.CrossTab {
  /// The values without their intervals.
  var values: PlaintextCounts {
    PlaintextCounts(
      cells: cells.values, rowTotals: rowTotals.values, columnTotals: columnTotals.values,
      total: total.estimate.value, rowUnmatched: rowUnmatched.values,
      columnUnmatched: columnUnmatched.values)
  }
}

extension WhiteSpaceSection {
  var values: PlaintextWhiteSpace {
    PlaintextWhiteSpace(
      cells: cells.values, rowTotals: rowTotals.values, total: total.estimate.value)
  }
}

extension CrossSellSection {
  var values: PlaintextCrossSell {
    PlaintextCrossSell(
      both: both.values, initiatorOnly: initiatorOnly.values, responderOnly: responderOnly.values)
  }
}

extension [Report.Figure] {
  fileprivate var values: [Int] { map(\.estimate.value) }
}

extension [[Report.Figure]] {
  fileprivate var values: [[Int]] { map(\.values) }
}

/// The oracle's answers to the questions of an agreement, by what the agreement says and not by its plan.
struct SharedTruth {
  let oracle: PlaintextCleanRoom
  let terms: Terms

  init(_ run: SharedRun) {
    oracle = run.truth
    terms = run.terms.agreement.terms
  }

  /// Status against status, and the same with one more dimension of one side.
  func map(by: FurtherDimension?) throws -> (map: PlaintextCounts, whole: PlaintextCounts) {
    let status = [StatusDimension.agreed]
    let map = oracle.counts(rows: status, columns: status)
    guard let by else { return (map, map) }
    let split = status + [try #require(terms.dimension(by.dimension))]
    let whole =
      by.of == .initiator
      ? oracle.counts(rows: split, columns: status) : oracle.counts(rows: status, columns: split)
    return (map, whole)
  }

  func whiteSpace(of side: Role, by names: [String]) throws -> PlaintextWhiteSpace {
    let dimensions = try names.filter { $0 != "products" }.map {
      try #require(terms.dimension($0))
    }
    return oracle.whiteSpace(
      of: side, by: dimensions,
      products: names.contains("products") ? PlaintextProducts(of: side, terms) : nil)
  }

  func crossSell() -> PlaintextCrossSell {
    oracle.crossSell(
      PlaintextProducts(of: .initiator, terms), PlaintextProducts(of: .responder, terms))
  }
}
