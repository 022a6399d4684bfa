// SPDX-License-Identifier: Apache-2.0

import Reporting

/// Made-up answers to `white-space` and `cross-sell`, and reports that hold all three questions.
extension SampleReports {
  static let initiatorProducts = ["Analytics", "Shield", "Archive & Vault"]
  static let responderProducts = ["Data Hub", "Migration", "Managed Desk"]

  static func figures(
    _ values: [[Int]], within half: Int = 5, _ basis: Report.Basis = .released
  ) -> [[Report.Figure]] {
    values.map { $0.map { figure($0, within: half, basis) } }
  }

  static let unsplitAxis = Report.Axis(dimensions: ["accounts"], groups: [["all"]])

  /// Of the responder, by status and product. One cell is below the minimum, one negative.
  static func whiteSpace(
    _ cells: [[Int]] = [[240, 131, 88], [34, 11, 9], [19, -3, 12]],
    _ totals: [Int] = [611, 127, 342]
  ) throws -> WhiteSpaceSection {
    try WhiteSpaceSection(
      side: .responder, countBasis: .responderAccounts, rows: statusAxis,
      products: responderProducts, cells: figures(cells),
      rowTotals: totals.map { figure($0, within: 11) },
      total: figure(totals.reduce(0, +), within: 18))
  }

  /// Of the initiator, by status and industry, without products: drawn as a matrix.
  static func whiteSpaceByIndustry() throws -> WhiteSpaceSection {
    let weights = [31, 18, 14, 12, 9, 7, 6, 5, 1, 0, 2]
    let groups = statuses.flatMap { status in industries.map { [status, $0] } }
    let totals = [402, 188, 390].flatMap { total in weights.map { $0 * total / 180 } }
    return try WhiteSpaceSection(
      side: .initiator, countBasis: .initiatorAccountsAtLeast,
      rows: .init(dimensions: ["status", "industry"], groups: groups), products: [],
      cells: groups.map { _ in [] }, rowTotals: totals.map { figure($0, within: 14) },
      total: figure(totals.reduce(0, +), within: 40))
  }

  /// Of the initiator, not split at all.
  static func whiteSpaceUnsplit(
    _ count: Int, products: [Int] = []
  ) throws -> WhiteSpaceSection {
    try WhiteSpaceSection(
      side: .initiator, countBasis: .accounts, rows: unsplitAxis,
      products: Array(initiatorProducts.prefix(products.count)), cells: figures([products]),
      rowTotals: [figure(count, within: 7)], total: figure(count, within: 7))
  }

  static func crossSell(
    _ countBasis: Report.CountBasis = .responderAccounts,
    both: [[Int]] = [[48, 21, 14], [37, 18, 9], [12, 4, -1]],
    initiatorOnly: [[Int]] = [[63, 90, 97], [44, 61, 70], [15, 23, 28]],
    responderOnly: [[Int]] = [[41, 26, 17], [52, 29, 22], [77, 43, 32]]
  ) throws -> CrossSellSection {
    try CrossSellSection(
      countBasis: countBasis, initiatorProducts: initiatorProducts,
      responderProducts: responderProducts, both: figures(both),
      initiatorOnly: figures(initiatorOnly, within: 6, .derived),
      responderOnly: figures(responderOnly, within: 6, .derived))
  }

  /// An account map whose figures are pairs: the match rule offers no white space.
  static func pairSection() throws -> AccountMapSection {
    let map = try crossTab(
      rows: statusAxis, columns: statusAxis, cells: [[112, 29, 87], [41, 9, 34], [158, 52, -2]],
      rowUnmatched: [], columnUnmatched: [])
    return try AccountMapSection(
      countBasis: .pairs, initiatorStatuses: roles, responderStatuses: roles, map: map,
      breakdown: nil)
  }

  static func allSections() throws -> [Report.Section] {
    [
      .accountMap(try section()), .whiteSpace(try whiteSpace()),
      .whiteSpace(try whiteSpaceByIndustry()), .crossSell(try crossSell()),
    ]
  }

  /// All three questions, white space of either side.
  static func fullReport() throws -> Report { report(try allSections()) }

  /// Match rule `either`: pairs, no sizes, no white space.
  static func pairReport() throws -> Report {
    report(
      [.accountMap(try pairSection()), .crossSell(try crossSell(.pairs))], sizes: (nil, nil),
      matchRule: "either")
  }

  /// Nothing reaches the minimum.
  static func withheldReport() throws -> Report {
    report(try allSections(), minimum: 5_000)
  }
}
