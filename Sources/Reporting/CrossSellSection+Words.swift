// SPDX-License-Identifier: Apache-2.0

extension CrossSellSection {
  static let title: Phrase = "Cross-sell"

  /// Shared accounts that own a product of one side and lack one of the other, which may sell it.
  struct Chance {
    /// The side that may sell; the other knows the accounts as its customers.
    let helped: Report.Role
    /// Of the initiator, and of the responder.
    let row: Int
    let column: Int
    let shown: Report.Estimate
  }

  /// The table of chances of one side.
  func chances(for helped: Report.Role) -> [[Report.Figure]] {
    switch helped {
    case .initiator: responderOnly
    case .responder: initiatorOnly
    }
  }

  /// The chances of a side that may be shown, the largest first; equal ones in the order of the agreement.
  func ranked(for helped: Report.Role, minimum: Int) -> [Chance] {
    let table = chances(for: helped)
    return table.indices.flatMap { row in
      table[row].indices.compactMap { column in
        table[row][column].shown(minimum: minimum).map {
          Chance(helped: helped, row: row, column: column, shown: $0)
        }
      }
    }.sorted { ($0.shown.value, -$0.row, -$0.column) > ($1.shown.value, -$1.row, -$1.column) }
  }

  func strongest(for helped: Report.Role, minimum: Int) -> Chance? {
    ranked(for: helped, minimum: minimum).first
  }

  /// How many chances a ranking shows.
  static let rankingLength = 6

  /// `Analytics, no Data Hub`: the helper's product that they have, and the one that may be sold.
  func label(_ chance: Chance) -> String {
    let (own, theirs) = (initiatorProducts[chance.row], responderProducts[chance.column])
    return chance.helped == .initiator ? "\(theirs), no \(own)" : "\(own), no \(theirs)"
  }

  static let rankingNote: Phrase = "Chances whose intervals overlap may change places."

  /// `about 63 shared accounts have Analytics from Acme and no Data Hub from Globex.`
  func sentence(_ chance: Chance, _ context: RenderingContext) -> Phrase {
    let sold: (Report.Role) -> String = { side in
      switch side {
      case .initiator: initiatorProducts[chance.row]
      case .responder: responderProducts[chance.column]
      }
    }
    let (helped, helper) = (chance.helped, chance.helped.other)
    let one = chance.shown.value == 1
    let count = "about \(countBasis.shared(chance.shown.value))"
    return """
      \(strong: count) \(one ? "has" : "have") \(name: sold(helper)) from \
      \(name: context.name(helper)) and no \(name: sold(helped)) from \
      \(name: context.name(helped)).
      """
  }

  /// What is counted, and why the figures do not add up.
  func notes(_ context: RenderingContext) -> [Phrase] {
    let overlap: Phrase = """
      An account with several products stands in several rows or columns: the figures do not add \
      up to a total.
      """
    return [Words.intervals, countBasis.ofShared(context)]
      + (initiatorProducts.count > 1 || responderProducts.count > 1
        ? [overlap, Self.rankingNote] : [])
  }

  /// Has both; chance for the responder; chance for the initiator.
  func grids(_ context: RenderingContext) -> [FigureGrid] {
    let (one, other) = (context.initiator.name, context.responder.name)
    return [
      grid(
        both, "Have both",
        """
        Shared accounts that have the row’s product from \(name: one) and the column’s from \
        \(name: other).
        """,
        nil, context),
      grid(
        initiatorOnly, "Chance for \(name: other)",
        """
        Shared accounts that have the row’s product from \(name: one), and not the column’s from \
        \(name: other).
        """,
        strongest(for: .responder, minimum: context.minimum), context),
      grid(
        responderOnly, "Chance for \(name: one)",
        """
        Shared accounts that have the column’s product from \(name: other), and not the row’s from \
        \(name: one).
        """,
        strongest(for: .initiator, minimum: context.minimum), context),
    ]
  }

  private func grid(
    _ figures: [[Report.Figure]], _ caption: Phrase, _ explanation: Phrase, _ strongest: Chance?,
    _ context: RenderingContext
  ) -> FigureGrid {
    FigureGrid(
      caption: caption, explanation: explanation,
      corner: "From \(name: context.initiator.name)", over: "From \(name: context.responder.name)",
      columns: responderProducts,
      rows: zip(initiatorProducts, figures).map {
        FigureGrid.Row(label: $0, cells: $1, total: nil)
      },
      total: nil,
      mark: strongest.map { FigureGrid.Mark(row: $0.row, column: $0.column, note: "largest") })
  }
}
