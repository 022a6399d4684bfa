// SPDX-License-Identifier: Apache-2.0

extension Annex {
  static let mark = "Yours alone, never sent"

  var context: RenderingContext {
    RenderingContext(initiator: initiator, responder: responder, minimum: minimum)
  }

  var opening: Phrase {
    let (own, other) = (context.name(owner), context.name(owner.other))
    return """
      What \(name: own) knows besides the report with \(name: other): sharper figures, and whom to \
      talk about.
      """
  }

  var sharperNote: Phrase {
    """
    The figures of the report once more. You know your own noise, so these intervals leave it out. \
    Do not send them: together with the report they would tell your noise.
    """
  }

  var importingFacts: [Disclosure.Fact] {
    [
      .init(heading: "Rows read", values: [Words.grouped(importing.rowsRead)]),
      .init(heading: "Rows rejected", values: [Words.grouped(importing.rowsRejected)]),
      .init(heading: "Accounts", values: [Words.grouped(importing.accounts)]),
    ]
  }

  /// The heading of a list of candidates.
  func heading(_ candidates: Candidates) -> Phrase {
    let group = Words.label(candidates.group)
    let other = context.name(owner.other)
    return switch candidates.reason {
    case .theyKnowThem, .weKnowThem: "\(name: group)"
    case .crossSell(let own, let theirs):
      "\(name: own) from you, no \(name: theirs) from \(name: other)"
    case .whiteSpace: "\(name: group), not on the list of \(name: other)"
    }
  }

  func explanation(_ candidates: Candidates) -> Phrase {
    let other = context.name(owner.other)
    let shown = candidates.shared.clamped
    let one = shown.value == 1
    let count = "about \(Words.grouped(shown.value))"
    let interval = Words.interval(shown)
    let names = Words.count(candidates.names.count, "account", "accounts")
    let unknown: Phrase = "The tool does not know which ones."
    switch candidates.reason {
    case .theyKnowThem:
      return """
        Your open opportunities, \(names). \(strong: count.capitalised) (\(interval)) \
        \(one ? "is a customer" : "are customers") of \(name: other), who could introduce you. \
        \(unknown)
        """
    case .weKnowThem:
      return """
        Your customers, \(names). For \(strong: count) of them (\(interval)) \(name: other) has an \
        open opportunity, and you could make the introduction. \(unknown)
        """
    case .crossSell(let own, let theirs):
      return """
        Your accounts that have \(name: own), \(names). \(strong: count.capitalised) \
        (\(interval)) \(one ? "is" : "are") shared with \(name: other) and \(one ? "has" : "have") \
        no \(name: theirs) from them yet: a chance for \(name: other), and you could make the \
        introduction. \(unknown)
        """
    case .whiteSpace:
      return """
        Your accounts of this group, \(names). \(strong: count.capitalised) (\(interval)) \
        \(one ? "is" : "are") not on the list of \(name: other). \(unknown)
        """
    }
  }

  static let consent: Phrase = """
    These are candidates for a conversation, from your own list. Ask the people concerned before \
    you give a name away.
    """
}

extension String {
  fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
