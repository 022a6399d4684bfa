// SPDX-License-Identifier: Apache-2.0

extension Report.Section {
  var question: String {
    switch self {
    case .accountMap: AccountMapSection.question
    case .whiteSpace: WhiteSpaceSection.question
    case .crossSell: CrossSellSection.question
    case .shared(let section): section.question.rawValue
    }
  }

  /// Every figure of the section.
  var figures: [Report.Figure] {
    switch self {
    case .accountMap(let section): section.figures
    case .whiteSpace(let section): section.figures
    case .crossSell(let section): section.figures
    case .shared(let section): section.figures
    }
  }

  /// The heading, which the list of contents repeats.
  func title(_ context: RenderingContext) -> Phrase {
    switch self {
    case .accountMap: AccountMapSection.title
    case .whiteSpace(let section): section.title(context)
    case .crossSell: CrossSellSection.title
    case .shared(let section): section.title
    }
  }

  func html(_ context: RenderingContext) -> Markup {
    switch self {
    case .accountMap(let section): section.html(context)
    case .whiteSpace(let section): section.html(context)
    case .crossSell(let section): section.html(context)
    case .shared(let section): section.html(context)
    }
  }

  func markdown(_ context: RenderingContext) -> String {
    switch self {
    case .accountMap(let section): section.markdown(context)
    case .whiteSpace(let section): section.markdown(context)
    case .crossSell(let section): section.markdown(context)
    case .shared(let section): section.markdown(context)
    }
  }
}

extension [Report.Section] {
  /// Each section with a context in which its places have names of their own.
  private func placed(
    _ context: RenderingContext
  ) -> [(section: Report.Section, context: RenderingContext)] {
    var seen: [String: Int] = [:]
    return map { section in
      let ordinal = seen[section.question, default: 0] + 1
      seen[section.question] = ordinal
      var context = context
      context.ordinal = ordinal
      return (section, context)
    }
  }

  func html(_ context: RenderingContext) -> Markup {
    "\(placed(context).map { $0.section.html($0.context) })"
  }

  /// The sections as links of a list of contents.
  func links(_ context: RenderingContext) -> [HTMLPage.Link] {
    placed(context).map { section, context in
      HTMLPage.Link(id: context.id(section.question), text: section.title(context))
    }
  }

  func markdown(_ context: RenderingContext) -> [String] { map { $0.markdown(context) } }

  /// How many figures the agreed minimum keeps from being shown.
  func withheldCount(minimum: Int) -> Int {
    flatMap(\.figures).count { $0.withheld(minimum: minimum) != nil }
  }
}

extension [Report.Figure] {
  /// Whether the agreed minimum leaves nothing of these to show.
  func allWithheld(minimum: Int) -> Bool {
    allSatisfy { $0.withheld(minimum: minimum) != nil }
  }
}

extension RenderingContext {
  /// Instead of a table in which every cell says so.
  var allWithheldSentence: Phrase {
    """
    Every count here is below the agreed minimum of \(Words.grouped(minimum)), and withheld.
    """
  }
}
