// SPDX-License-Identifier: Apache-2.0

import Agreements
import Questions
import Testing

extension Sample {
  /// A valid agreement that says all there is to say: three keys, products with their cap, every question.
  static func fullText() throws -> String {
    try changed(
      text(),
      [
        ("keys: [domain]", "keys: [domain, name-country, name]"),
        ("normaliser: domain/2", "normaliser: domain/2\n  names: name/2"),
        ("initiator: [Analytics]", "initiator: [Analytics, Shield]"),
        (
          "products:",
          """
            closed:
              windows: {q1: [2026-01-01, 2026-03-31], "q 2": [2026-04-01, 2026-04-01]}
              roll-up: precedence
              unlisted: other
          amounts:
            pipeline: {of: initiator, currency: EUR, most: 250000}
            seats: {of: responder, unit: seats, most: 999999999}
          currencies: {EUR: 1, USD: 0.92}
          products:
          """
        ),
        ("responder: []", "responder: [Migration]\n  most-an-account: 3"),
        (
          "  - question: account-map\n    epsilon: 1\n    by:\n      dimension: industry\n      of: initiator",
          """
            - {question: account-map, epsilon: 1}
            - {question: white-space, epsilon: 2, of: responder, by: [status, products]}
            - {question: white-space, epsilon: 1, of: initiator}
            - {question: cross-sell, epsilon: 1/2}
          """
        ),
        ("yearly-cap: 4", "yearly-cap: 40"),
      ])
  }

  static func fullTerms() throws -> Terms { try Agreement(bytes: Array(fullText().utf8)).terms }

  /// - Throws: where a text to replace is not there.
  static func changed(_ text: String, _ changes: [(String, String)]) throws -> String {
    var text = text
    for (old, new) in changes {
      try #require(text.contains(old), "the text has no \(old)")
      text = text.replacing(old, with: new, maxReplacements: 1)
    }
    return text
  }

  /// Where an agreement of `text`, or its plan, is refused; nil where it is not.
  static func refusal(of text: String) -> (path: String, reason: String)? {
    do throws(AgreementsError) {
      _ = try Plan(Agreement(bytes: Array(text.utf8)).terms)
      return nil
    } catch {
      guard case .agreementMalformed(let path, let reason) = error else { return ("", "\(error)") }
      return (path, reason)
    }
  }
}
