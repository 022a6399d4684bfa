// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Questions
internal import Release

/// An agreement in plain words, for whoever must say yes: what it discloses, to whom, at what risk.
package struct AgreementSummary: Sendable {
  package struct Part: Sendable, Encodable {
    package let heading: String
    package let lines: [String]
  }

  package let parts: [Part]

  package init(_ terms: RunTerms) {
    let agreement = terms.agreement.terms
    let (initiator, responder) = (agreement.initiator, agreement.responder)
    let names = (initiator: initiator.name, responder: responder.name)
    let plan = terms.plan
    let privacy = agreement.privacy
    func learns(_ role: Role) -> [String] {
      plan.disclosure(to: role, parties: names)
    }
    parts = [
      Part(
        heading: agreement.title,
        lines: [
          agreement.purpose,
          "valid from \(agreement.validFrom) until \(agreement.validUntil)",
          "digest \(terms.agreement.digest.hex)",
        ]),
      Part(
        heading: "Who",
        lines: [
          "\(initiator.name) (\(initiator.organisation)) initiates and matches; "
            + "up to \(initiator.accounts) accounts",
          "  fingerprint \(initiator.identity.fingerprint)",
          "\(responder.name) (\(responder.organisation)) answers; up to \(responder.accounts) accounts",
          "  fingerprint \(responder.identity.fingerprint)",
          "Compare the other side's fingerprint over the telephone, once, before you sign.",
        ]),
      Part(
        heading: "What is asked",
        lines: agreement.questions.map(Self.question) + Self.match(agreement)),
      Part(heading: "What \(initiator.name) learns", lines: learns(.initiator)),
      Part(heading: "What \(responder.name) learns", lines: learns(.responder)),
      Part(
        heading: "What it costs",
        lines: [
          "each run: epsilon \(plan.charge(of: .initiator).plainText) of \(initiator.name)'s budget, "
            + "\(plan.charge(of: .responder).plainText) of \(responder.name)'s",
          "at most epsilon \(privacy.yearlyCap.text) in any 365 days, each side; delta "
            + "\(privacy.delta.text) a table",
          "whether an account is on a list changes the odds of anything the other side sees by at most "
            + "e^epsilon; which group it is in, by twice that epsilon",
          "figures below \(privacy.minimum) are not displayed; that is courtesy, the noise is the protection",
        ]),
      Part(
        heading: "Who risks what",
        lines: [
          "\(responder.name) risks more: an initiator that departs from the protocol can learn which of "
            + "the accounts it names are on \(responder.name)'s list, exactly, and nothing in the files shows it.",
          "\(initiator.name) risks little: a responder that departs from the protocol can learn about single "
            + "accounts with more confidence than epsilon states.",
          "So the side with more to lose should initiate. Here that is \(initiator.name). If that is wrong, "
            + "let \(responder.name) draft.",
          "Use Lacuna with a counterpart whose cheating would be a breach of contract.",
        ]),
    ]
  }

  private static func match(_ terms: Terms) -> [String] {
    var lines = ["accounts meet \(terms.match.words)"]
    if let most = terms.productsAnAccount {
      lines.append(
        "of one account at most \(most) products count, the first ones in the list below")
    }
    for role in Role.allCases {
      if let products = terms.products(of: role) {
        lines.append(
          "products of \(terms.party(role).name): \(products.values.joined(separator: ", "))")
      }
    }
    return lines + values(terms)
  }

  /// Amounts, rates and windows.
  private static func values(_ terms: Terms) -> [String] {
    var lines = terms.amounts.map {
      "\($0.name) of \(terms.party($0.of).name)'s accounts, in \($0.unit); of one at most \($0.most) count"
    }
    if !terms.currencies.entries.isEmpty {
      let rates = terms.currencies.entries.map { "\($0.currency.text) \($0.rate.text)" }
      lines.append(
        "other currencies by these rates, never those of a day: \(rates.joined(separator: ", "))")
    }
    for dimension in terms.dimensions where !dimension.windows.isEmpty {
      let spans = dimension.windows.map { "\($0.name) from \($0.from) until \($0.until)" }
      lines.append("\(dimension.name) is by dates: \(spans.joined(separator: ", "))")
    }
    return lines
  }

  private static func words(_ shared: SharedTerms) -> String {
    let keys = (shared.kind.sharedKeys ?? []).compactMap { key in
      shared[key.key].map { "\(key.key) \($0)" }
    }
    return "\(shared.kind.rawValue) of the \(shared.of): \(keys.joined(separator: ", "))"
  }

  private static func question(_ question: QuestionTerms) -> String {
    let what =
      switch question.asked {
      case .accountMap(let by):
        "account map: status against status"
          + (by.map { ", split by \($0.dimension) of the \($0.of)" } ?? "")
      case .whiteSpace(let side, let names):
        "white space: accounts of the \(side) that the other side does not have"
          + (names.isEmpty ? "" : ", by \(names.joined(separator: " and "))")
      case .crossSell: "cross-sell: shared accounts, each product of one against each of the other"
      case .shared(let shared): words(shared)
      }
    return "\(what); epsilon \(question.epsilon.text)"
  }
}
