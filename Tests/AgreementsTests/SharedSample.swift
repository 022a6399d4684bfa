// SPDX-License-Identifier: Apache-2.0

import Agreements
import Questions
import Release
import Testing

/// An agreement with all that questions about shared accounts can name.
enum SharedSample {
  static func dimension(
    _ name: String, _ values: [String], _ unlisted: Agreements.Dimension.Unlisted = .other
  ) -> Agreements.Dimension {
    Agreements.Dimension(
      name: name, values: values, rollUp: .precedence, unlisted: unlisted)
  }

  static let asked: [SharedTerms] = [
    SharedTerms(
      .accountValue, of: .responder, ["value": "won", "their-value": "opening", "by": "region"]),
    SharedTerms(.upsell, of: .initiator, ["tier": "tier", "band": "usage"]),
    SharedTerms(
      .coSell, of: .responder,
      ["stage": "stage", "by": "region", "pipeline": "won", "their-pipeline": "pipeline"]),
    SharedTerms(
      .dealConflict, of: .initiator,
      ["opened": "period", "registered": "registered", "family": "line", "by": "region"]),
    SharedTerms(
      .attachRate, of: .initiator, ["product": "Shield", "with": "Migration", "by": "region"]),
    SharedTerms(
      .influence, of: .responder,
      ["closed": "period", "won": "won", "sourced": "sourced", "since": "registered"]),
    SharedTerms(
      .withWithout, of: .initiator, ["outcome": "outcome", "size": "pipeline", "days": "days"]),
    SharedTerms(.retention, of: .initiator, ["opening": "opening", "closing": "pipeline"]),
    SharedTerms(
      .lifetimeValue, of: .initiator,
      ["revenue": "pipeline", "tenure": "days", "cost": "opening", "by": "region"]),
    SharedTerms(.marketplace, of: .initiator, ["committed": "opening", "consumed": "pipeline"]),
  ]

  static func terms(_ asked: [SharedTerms], epsilon: String = "1") throws -> Terms {
    var terms = try Sample.fullTerms()
    terms.dimensions = [
      StatusDimension.agreed, dimension("tier", ["Gold", "Silver", "Bronze"]),
      dimension("usage", ["high", "low"]),
      dimension("stage", ["Negotiation", "Discovery"], .other),
      dimension("region", ["North", "South"]), dimension("line", ["Data", "Cloud"]),
      dimension("period", ["q1", "q2", "q3"]), dimension("registered", ["q1", "q2", "q3"]),
      dimension("sourced", ["partner"]), dimension("outcome", ["won", "lost"]),
    ]
    func amount(_ name: String, _ side: Role, _ most: Int, _ measure: AmountTerms.Measure)
      -> AmountTerms
    {
      AmountTerms(name: name, of: side, measure: measure, most: most)
    }
    let euros = AmountTerms.Measure.currency(try #require(CurrencyCode("EUR")))
    terms.amounts = [
      amount("pipeline", .initiator, 250_000, euros), amount("opening", .initiator, 63_000, euros),
      amount("days", .initiator, 365, .unit("days")), amount("won", .responder, 100, euros),
    ]
    terms.questions = try asked.map {
      QuestionTerms(.shared($0), epsilon: try Epsilon(parsing: epsilon))
    }
    return terms
  }

  /// The terms as both sides read them from the text.
  static func read(_ terms: Terms) throws -> Terms {
    try Agreement(bytes: Array(AgreementWriter.text(of: terms).utf8)).terms
  }
}
