// SPDX-License-Identifier: Apache-2.0

extension AccountMapSection {
  static let title: Phrase = "Account map"

  /// A warm introduction: open opportunities of one side that are customers of the other.
  struct Introduction {
    /// The side that has the opportunities; the other side knows the accounts.
    let helped: Report.Role
    let row: Int
    let column: Int
    let figure: Report.Figure
  }

  var introductions: [Introduction] {
    [
      introduction(
        for: .initiator, row: initiatorStatuses.openOpportunity, column: responderStatuses.customer
      ),
      introduction(
        for: .responder, row: initiatorStatuses.customer, column: responderStatuses.openOpportunity
      ),
    ]
  }

  private func introduction(for helped: Report.Role, row: Int, column: Int) -> Introduction {
    Introduction(helped: helped, row: row, column: column, figure: map.cells[row][column])
  }

  func shared(_ context: RenderingContext) -> Phrase {
    let (one, other) = (context.name(.initiator), context.name(.responder))
    let pairs = countBasis == .pairs
    guard let total = map.total.shown(minimum: context.minimum) else {
      guard !pairs else {
        let minimum = Words.count(context.minimum, "pair", "pairs")
        return "Fewer than \(minimum) of accounts of \(name: one) and \(name: other) match."
      }
      let minimum = Words.count(context.minimum, "account", "accounts")
      return "\(name: one) and \(name: other) have fewer than \(minimum) in common."
    }
    let count =
      pairs
      ? "about \(Words.count(total.value, "matching pair", "matching pairs"))"
      : "about \(Words.count(total.value, "account", "accounts"))"
    let (lower, upper) = (Words.grouped(total.lower), Words.grouped(total.upper))
    return """
      \(name: one) and \(name: other) have \(strong: count)\(pairs ? " of accounts" : " in common") \
      (between \(lower) and \(upper)).
      """
  }

  func strongest(_ context: RenderingContext) -> Phrase {
    let best = introductions.filter { $0.figure.shown(minimum: context.minimum) != nil }
      .max { $0.figure.estimate.value < $1.figure.estimate.value }
    guard let best else {
      let minimum = Words.grouped(context.minimum)
      return "No warm introduction reaches the agreed minimum of \(minimum)."
    }
    return "The strongest next step: \(sentence(best, context))"
  }

  /// `about 41 open opportunities of Acme are already customers of Globex.`
  func sentence(_ introduction: Introduction, _ context: RenderingContext) -> Phrase {
    let (helped, helper) = (introduction.helped, introduction.helped.other)
    if countBasis == .pairs { return pairSentence(introduction, context) }
    guard let shown = introduction.figure.shown(minimum: context.minimum) else {
      return """
        fewer than \(Words.grouped(context.minimum)) open opportunities of \
        \(name: context.name(helped)) are customers of \(name: context.name(helper)).
        """
    }
    let count = "about \(Words.count(shown.value, "open opportunity", "open opportunities"))"
    let verb = shown.value == 1 ? "is already a customer" : "are already customers"
    return """
      \(strong: count) of \(name: context.name(helped)) \(verb) of \
      \(name: context.name(helper)).
      """
  }

  /// `in about 41 matching pairs, an open opportunity of Acme is already a customer of Globex.`
  private func pairSentence(
    _ introduction: Introduction, _ context: RenderingContext
  ) -> Phrase {
    let shown = introduction.figure.shown(minimum: context.minimum)
    let count =
      shown.map { "about \(Words.count($0.value, "matching pair", "matching pairs"))" }
      ?? "fewer than \(Words.count(context.minimum, "matching pair", "matching pairs"))"
    let lead: Phrase = shown == nil ? "\(count)" : "\(strong: count)"
    return """
      in \(lead), an open opportunity of \(name: context.name(introduction.helped)) is \
      \(shown == nil ? "" : "already ")a customer of \
      \(name: context.name(introduction.helped.other)).
      """
  }

  /// The more of: customers of one side that the other does not have.
  func largestWhiteSpace(_ context: RenderingContext) -> Phrase? {
    var offered: [(side: Report.Role, value: Int)] = []
    if !map.rowUnmatched.isEmpty,
      let shown = map.rowUnmatched[initiatorStatuses.customer].shown(minimum: context.minimum)
    {
      offered.append((.initiator, shown.value))
    }
    if !map.columnUnmatched.isEmpty,
      let shown = map.columnUnmatched[responderStatuses.customer].shown(minimum: context.minimum)
    {
      offered.append((.responder, shown.value))
    }
    guard let largest = offered.max(by: { $0.value < $1.value }) else { return nil }
    let count = Words.count(largest.value, "customer", "customers")
    let verb = largest.value == 1 ? "is" : "are"
    let (owner, other) = (context.name(largest.side), context.name(largest.side.other))
    return """
      The largest white space: about \(count) of \(name: owner) \(verb) not on the list of \
      \(name: other).
      """
  }

  /// What one count counts, of shared accounts and of what only one side has.
  func basisNote(_ context: RenderingContext) -> Phrase {
    let shared = countBasis.ofShared(context)
    guard !map.rowUnmatched.isEmpty || !map.columnUnmatched.isEmpty else { return shared }
    let (one, other) = (context.initiator.name, context.responder.name)
    switch countBasis {
    case .accounts:
      return """
        \(shared) An account without a match key, such as one without a website, cannot be met: \
        those of \(name: one) are counted among what only \(name: one) has, those of \
        \(name: other) are not counted at all.
        """
    case .responderAccounts where !map.rowUnmatched.isEmpty:
      return """
        \(shared) So the number of accounts that only \(name: one) has is, if anything, higher \
        than shown.
        """
    case .responderAccounts, .initiatorAccountsAtLeast, .pairs: return shared
    }
  }

  /// What the intervals mean, and where the counts come from.
  var intervalNote: Phrase {
    let cells =
      map.cells.joined().allSatisfy { $0.basis == .released }
      ? "Counts inside the map were released" : "Counts inside the map are sums of released counts"
    let totals = map.total.basis == .derived ? "; totals are derived from released numbers" : ""
    return """
      Every count carries noise on purpose. The small numbers are its interval: the true count \
      lies within it at least 95 times in 100. \(cells)\(totals).
      """
  }
}
