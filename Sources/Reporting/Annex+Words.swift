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

  func explanation(_ candidates: Candidates) -> Phrase {
    let other = context.name(owner.other)
    let count = "about \(Words.grouped(candidates.shared.clamped.value))"
    let interval = Words.interval(candidates.shared.clamped)
    let names = Words.count(candidates.names.count, "account", "accounts")
    switch candidates.reason {
    case .theyKnowThem:
      return """
        Your open opportunities, \(names). \(strong: count.capitalised) (\(interval)) are \
        customers of \(name: other), who could introduce you. The tool does not know which ones.
        """
    case .weKnowThem:
      return """
        Your customers, \(names). For \(strong: count) of them (\(interval)) \(name: other) has an \
        open opportunity, and you could make the introduction. The tool does not know which ones.
        """
    case .crossSell(let own, let theirs):
      return """
        Accounts that have \(name: own) from you, \(names). \(strong: count.capitalised) \
        (\(interval)) are shared with \(name: other) and have no \(name: theirs) from them yet: a \
        chance for \(name: other), and you could make the introduction. The tool does not know \
        which ones.
        """
    case .whiteSpace:
      return """
        Your accounts of this group, \(names). \(strong: count.capitalised) (\(interval)) are not \
        on the list of \(name: other). The tool does not know which ones.
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
