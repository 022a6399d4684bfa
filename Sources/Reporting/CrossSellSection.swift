// SPDX-License-Identifier: Apache-2.0

/// The answer to `cross-sell`: the shared accounts by who has sold them what, for each pair of a
/// product of the initiator (rows) and one of the responder (columns).
///
/// An account that owns several products of a side stands in several rows or columns: no figure is
/// a part of another, and there are no totals.
package struct CrossSellSection: Equatable, Sendable {
  static let question = "cross-sell"

  package let countBasis: Report.CountBasis
  package let initiatorProducts: [String]
  package let responderProducts: [String]
  /// Shared accounts that own both products.
  package let both: [[Report.Figure]]
  /// Shared accounts that own the initiator's product and not the responder's: a chance for the
  /// responder.
  package let initiatorOnly: [[Report.Figure]]
  /// Shared accounts that own the responder's product and not the initiator's: a chance for the
  /// initiator.
  package let responderOnly: [[Report.Figure]]

  /// - Throws: `shape`, if a side has no product, a table has not one figure a pair of products,
  ///   or the count basis is not one of shared accounts.
  package init(
    countBasis: Report.CountBasis, initiatorProducts: [String], responderProducts: [String],
    both: [[Report.Figure]], initiatorOnly: [[Report.Figure]], responderOnly: [[Report.Figure]]
  ) throws(ReportingError) {
    self.countBasis = countBasis
    self.initiatorProducts = initiatorProducts
    self.responderProducts = responderProducts
    self.both = both
    self.initiatorOnly = initiatorOnly
    self.responderOnly = responderOnly
    try countBasis.check(among: Report.CountBasis.ofShared)
    for (products, name) in [
      (initiatorProducts, "initiatorProducts"), (responderProducts, "responderProducts"),
    ] {
      guard !products.isEmpty else { throw .shape(rule: "no product", at: name) }
    }
    let (height, width) = (initiatorProducts.count, responderProducts.count)
    try both.check(height, by: width, at: "both")
    try initiatorOnly.check(height, by: width, at: "initiatorOnly")
    try responderOnly.check(height, by: width, at: "responderOnly")
  }
}

extension CrossSellSection {
  /// Every figure of the section.
  var figures: [Report.Figure] { (both + initiatorOnly + responderOnly).flatMap { $0 } }

  func products(of side: Report.Role) -> [String] {
    switch side {
    case .initiator: initiatorProducts
    case .responder: responderProducts
    }
  }

  func json(minimum: Int) -> JSONValue {
    [
      "question": .string(Self.question), "countBasis": .string(countBasis.rawValue),
      "initiatorProducts": .strings(initiatorProducts),
      "responderProducts": .strings(responderProducts), "both": both.json(minimum: minimum),
      "initiatorOnly": initiatorOnly.json(minimum: minimum),
      "responderOnly": responderOnly.json(minimum: minimum),
    ]
  }

  /// Reads the fields after `question`.
  init(_ fields: inout FieldReader) throws(ReportingError) {
    let countBasis = try fields.word("countBasis", of: Report.CountBasis.self)
    let initiatorProducts = try fields.strings("initiatorProducts")
    let responderProducts = try fields.strings("responderProducts")
    let both = try fields.figureTable("both")
    let initiatorOnly = try fields.figureTable("initiatorOnly")
    let responderOnly = try fields.figureTable("responderOnly")
    try self.init(
      countBasis: countBasis, initiatorProducts: initiatorProducts,
      responderProducts: responderProducts, both: both, initiatorOnly: initiatorOnly,
      responderOnly: responderOnly)
  }
}
