// SPDX-License-Identifier: Apache-2.0

extension Report {
  /// The first paragraph of the page, sentence by sentence, for a terminal.
  package var opening: [String] { lede.map(\.plainText) }

  /// The same for a page.
  var lede: [Phrase] {
    (exchangeCheck.warning.map { [$0] } ?? []) + sections.opening(context)
  }
}

extension Report {
  /// Why two sections may disagree; nil where there is one only.
  var noiseNote: Phrase? {
    guard sections.count > 1 else { return nil }
    return """
      Where two sections count the same accounts, their numbers may differ by their noise.
      """
  }
}

extension [Report.Section] {
  /// What a person would say aloud: at most six sentences, whatever the number of sections.
  func opening(_ context: RenderingContext) -> [Phrase] {
    var maps: [AccountMapSection] = []
    var spaces: [WhiteSpaceSection] = []
    var crossSales: [CrossSellSection] = []
    var others: [SharedSection] = []
    for section in self {
      switch section {
      case .accountMap(let section): maps.append(section)
      case .whiteSpace(let section): spaces.append(section)
      case .crossSell(let section): crossSales.append(section)
      case .shared(let section): others.append(section)
      }
    }
    let map = maps.first
    let sentences =
      [
        map?.shared(context), map?.strongest(context),
        Self.largestWhiteSpace(spaces, context) ?? map?.largestWhiteSpace(context),
        Self.strongestCrossSell(crossSales, context),
      ].compactMap { $0 } + others.prefix(2).compactMap { $0.sentence(context) }
    return sentences.isEmpty && !isEmpty
      ? ["No figure reaches the agreed minimum of \(Words.grouped(context.minimum))."] : sentences
  }

  /// Customers before others, because an introduction to them is worth most; then by number.
  private static func largestWhiteSpace(
    _ sections: [WhiteSpaceSection], _ context: RenderingContext
  ) -> Phrase? {
    let offered = sections.compactMap { section in
      section.largest(minimum: context.minimum).map { (section: section, finding: $0) }
    }
    guard let best = offered.max(by: { $0.finding.rank < $1.finding.rank }) else { return nil }
    return "The largest white space: \(best.section.sentence(best.finding, context))"
  }

  private static func strongestCrossSell(
    _ sections: [CrossSellSection], _ context: RenderingContext
  ) -> Phrase? {
    let offered = sections.flatMap { section in
      [Report.Role.initiator, .responder].compactMap { helped in
        section.strongest(for: helped, minimum: context.minimum)
          .map { (section: section, chance: $0) }
      }
    }
    guard let best = offered.max(by: { $0.chance.shown.value < $1.chance.shown.value }) else {
      return nil
    }
    let helped = context.name(best.chance.helped)
    return """
      The strongest cross-sell, for \(name: helped): \(best.section.sentence(best.chance, context))
      """
  }
}
