// SPDX-License-Identifier: Apache-2.0

extension Annex {
  static let mark = "Yours alone, never sent"

  var context: RenderingContext {
    RenderingContext(initiator: initiator, responder: responder, minimum: minimum)
  }

  /// Places of their own on the page, after those of the sections; what is the owner's is not withheld.
  func besidesContext(_ index: Int) -> RenderingContext {
    var context = RenderingContext(initiator: initiator, responder: responder, minimum: 0)
    context.ordinal = sections.count + index + 1
    return context
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

  static let besidesTitle: Phrase = "What is yours alone"
  static let valueTitle: Phrase = "Value at stake"

  /// Below the heading of what is not shared.
  var besidesNote: Phrase {
    let other = context.name(owner.other)
    let atLeast: Phrase =
      besides.contains(where: \.isAtLeast)
      ? " Counts are of at least so many: an account of yours may meet several of theirs." : ""
    return """
      Your own totals less the figures above: the accounts that \(name: other) does not share with \
      you, under the same questions.\(atLeast)
      """
  }

  func sentence(_ value: ValueAtStake) -> Phrase {
    let shown = value.accounts.clamped
    func worth(_ accounts: Int) -> String {
      let (product, overflow) = accounts.multipliedReportingOverflow(by: value.average)
      return Words.grouped(Words.threeDigits(overflow ? Int.max : product))
    }
    let average = Words.grouped(Words.threeDigits(value.average))
    let customers = Words.count(value.customers, "customer", "customers")
    return """
      \(name: context.name(owner.other)) has about \(Words.count(shown.value, "account", "accounts")) that you lack \
      (\(Words.interval(shown))). At your average \(name: value.amount) of \(average) \
      \(name: value.measure), over \(customers) that have any: \
      \(strong: "about \(worth(shown.value)) \(value.measure)") (\(worth(shown.lower)) to \
      \(worth(shown.upper))), if all of them became customers like yours.
      """
  }

  /// The heading of a list of candidates.
  func heading(_ candidates: Candidates) -> Phrase {
    let group = Words.label(candidates.group)
    let other = context.name(owner.other)
    return switch candidates.reason {
    case .theyKnowThem, .weKnowThem, .shared: "\(name: group)"
    case .crossSell(let own, let theirs):
      "\(name: own) from you, no \(name: theirs) from \(name: other)"
    case .whiteSpace: "\(name: group), not on the list of \(name: other)"
    }
  }

  func explanation(_ candidates: Candidates) -> Phrase {
    let counted = Words.count(candidates.names.count, "account", "accounts")
    let lead: Phrase =
      switch candidates.reason {
      case .theyKnowThem: "Your open opportunities, \(counted)."
      case .weKnowThem: "Your customers, \(counted)."
      case .crossSell(let own, _): "Your accounts that have \(name: own), \(counted)."
      case .whiteSpace, .shared: "Your accounts of this group, \(counted)."
      }
    let cell = countsPairs ? pairs(candidates) : accounts(candidates)
    return "\(lead) \(cell) The tool does not know which ones."
  }

  /// Where the names stand that the page leaves out; nil where it has all.
  func rest(_ candidates: Candidates) -> Phrase? {
    let left = candidates.names.count - candidates.namesOnPage.count
    return left == 0 ? nil : "And \(Words.grouped(left)) more: candidates.csv has them all."
  }

  /// About how many of the candidates stand in the strong cell, and what for.
  private func accounts(_ candidates: Candidates) -> Phrase {
    let other = context.name(owner.other)
    let shown = candidates.shared.clamped
    let one = shown.value == 1
    let count = Words.grouped(shown.value)
    let interval = Words.interval(shown)
    switch candidates.reason {
    case .theyKnowThem:
      return """
        \(strong: "About \(count)") (\(interval)) \(one ? "is a customer" : "are customers") of \
        \(name: other), who could introduce you.
        """
    case .weKnowThem:
      return """
        For \(strong: "about \(count)") of them (\(interval)) \(name: other) has an open opportunity, \
        and you could make the introduction.
        """
    case .crossSell(_, let theirs):
      return """
        \(strong: "About \(count)") (\(interval)) \(one ? "is" : "are") shared with \(name: other) and \
        \(one ? "has" : "have") no \(name: theirs) from them yet: a chance for \(name: other), and \
        you could make the introduction.
        """
    case .whiteSpace:
      return """
        \(strong: "About \(count)") (\(interval)) \(one ? "is" : "are") not on the list of \
        \(name: other)\(countsAtLeast ? "; if anything, more" : "").
        """
    case .shared(let title):
      return """
        \(strong: "About \(count)") (\(interval)) \(one ? "is" : "are") shared with \(name: other) \
        and in the strongest entry of \(name: title).
        """
    }
  }

  /// The same where the report counts pairs.
  private func pairs(_ candidates: Candidates) -> Phrase {
    let other = context.name(owner.other)
    let shown = candidates.shared.clamped
    let count = "about \(Words.count(shown.value, "matching pair", "matching pairs"))"
    let lead: Phrase = "They stand in \(strong: count) (\(Words.interval(shown)))"
    switch candidates.reason {
    case .theyKnowThem:
      return "\(lead) with customers of \(name: other), who could introduce you."
    case .weKnowThem:
      return """
        \(lead) with open opportunities of \(name: other), and you could make the introduction.
        """
    case .crossSell(_, let theirs):
      return """
        \(lead) with accounts that have no \(name: theirs) from \(name: other) yet: a chance for \
        \(name: other), and you could make the introduction.
        """
    case .whiteSpace: return accounts(candidates)
    case .shared(let title):
      return "\(lead) of the strongest entry of \(name: title)."
    }
  }

  /// Whether the shared counts are of pairs.
  private var countsPairs: Bool {
    sections.contains { section in
      switch section {
      case .accountMap(let section): section.countBasis == .pairs
      case .crossSell(let section): section.countBasis == .pairs
      case .shared(let section): section.countBasis == .pairs
      case .whiteSpace: false
      }
    }
  }

  /// Whether the own white space is at least so many.
  private var countsAtLeast: Bool {
    sections.contains { section in
      guard case .whiteSpace(let section) = section else { return false }
      return section.side == owner && section.countBasis == .initiatorAccountsAtLeast
    }
  }

  static let consent: Phrase = """
    These are candidates for a conversation, from your own list. Ask the people concerned before \
    you give a name away.
    """
}

extension Annex.Candidates {
  var namesOnPage: [String] { names.prefix(Self.mostOnPage) }
}
