// SPDX-License-Identifier: Apache-2.0

extension SharedSection {
  var title: Phrase { "\(heading)" }

  package var heading: String {
    switch question {
    case .accountValue: "Value of shared accounts"
    case .upsell: "Upsell"
    case .coSell: "Co-sell pipeline"
    case .dealConflict: "Deal conflicts"
    case .attachRate: "Attach rate"
    case .influence: "Influenced revenue"
    case .withWithout: "With the partner"
    case .retention: "Retention of shared customers"
    case .lifetimeValue: "Lifetime value of shared customers"
    case .marketplace: "Marketplace commitments"
    }
  }

  /// The heading over what is not shared.
  var besidesTitle: Phrase {
    switch question {
    case .withWithout: "Without the partner"
    case .retention: "Retention"
    case .lifetimeValue: "Lifetime value"
    default: title
    }
  }

  /// What the entries are, said once below the heading.
  func explanation(_ context: RenderingContext) -> Phrase {
    let (own, other) = (context.name(side), context.name(side.other))
    switch question {
    case .accountValue:
      return """
        Accounts of both by status, rows of \(name: own), columns of \(name: other), and what they are \
        worth.
        """
    case .upsell:
      return """
        Customers of both that are below the highest tier of \(name: own), by what they use of \
        \(name: other).
        """
    case .coSell:
      return """
        Accounts on which both have an open opportunity, by stage: rows of \(name: own), columns of \
        \(name: other).
        """
    case .dealConflict:
      return """
        Open opportunities of \(name: own) on accounts for which \(name: other) has registered a \
        deal, by who came first.
        """
    case .attachRate:
      return """
        Shared accounts that own the product of \(name: own), by whether they own that of \
        \(name: other).
        """
    case .influence:
      return """
        Shared accounts that \(name: own) has won, by the part that \(name: other) had: sourced, \
        influenced (its customer or open opportunity by then), or neither.
        """
    case .withWithout:
      return """
        How opportunities of \(name: own) ended on accounts that \(name: other) has on its list. \
        What \(name: own) has elsewhere is known to \(name: own) alone.
        """
    case .retention:
      return """
        Customers of both, and what they paid \(name: own) at the start of the period and at its end.
        """
    case .lifetimeValue:
      return "Customers of both, and what they have been worth to \(name: own)."
    case .marketplace:
      return """
        Customers of both, what they have committed to spend with \(name: own), and what they have \
        used of it.
        """
    }
  }

  /// The entry with the largest count that may be shown.
  func largest(minimum: Int) -> (row: Int, column: Int, shown: Report.Estimate)? {
    counts.indices.flatMap { row in
      counts[row].indices.compactMap { column in
        counts[row][column].shown(minimum: minimum).map { (row, column, $0) }
      }
    }.max { $0.2.value < $1.2.value }
  }

  /// What a person would say aloud of the section; nil where everything is withheld.
  func sentence(_ context: RenderingContext) -> Phrase? {
    if let ratio = ratioSentence(context) { return ratio }
    guard let largest = largest(minimum: context.minimum) else { return nil }
    let count = "about \(countBasis.shared(largest.shown.value))"
    let place = place(largest.row, largest.column)
    let amounts = sums.compactMap { sum -> String? in
      let shown = sum.shown(counts, minimum: context.minimum)[largest.row][largest.column]
      return shown.map { figure in
        let clamped = figure.estimate.clamped
        return "\(sum.amount) about \(Words.grouped(clamped.value)) \(sum.measure)"
      }
    }
    let worth: Phrase = amounts.isEmpty ? "" : "; \(name: amounts.joined(separator: ", "))"
    let standing: Phrase = place.isEmpty ? "" : " \(name: place)"
    return "\(title): \(strong: count)\(standing)\(worth)."
  }

  /// The first ratio of the row with the most accounts.
  private func ratioSentence(_ context: RenderingContext) -> Phrase? {
    guard let ratio = ratios.first else { return nil }
    let rows = counts.indices.compactMap { row -> (row: Int, size: Int, shown: Report.Estimate)? in
      shown(ratio, row: row, minimum: context.minimum).map { (row, accounts(inRow: row), $0) }
    }
    guard let best = rows.max(by: { $0.size < $1.size }) else { return nil }
    let of: Phrase = self.rows.count > 1 ? ", \(name: self.rows[best.row])" : ""
    let sentence: Phrase = """
      \(ratio.name)\(of): \(strong: "about \(ratio.text(best.shown.value))") \
      (\(ratio.text(best.shown.lower)) to \(ratio.text(best.shown.upper))).
      """
    return sentence.capitalised()
  }

  private func place(_ row: Int, _ column: Int) -> String {
    let names = (rows.count > 1 ? [rows[row]] : []) + (columns.count > 1 ? [columns[column]] : [])
    return names.isEmpty ? "" : "(\(names.joined(separator: ", ")))"
  }

  /// What is counted, and how sums are made.
  func notes(_ context: RenderingContext) -> [Phrase] {
    let cut: Phrase = """
      Amounts are cut off at what is agreed as the most of one account, and rounded to three digits.
      """
    let shares: Phrase = """
      A ratio’s interval holds wherever those of both its parts do, at least 95 times in 100.
      """
    return [Words.intervals, countBasis.ofShared(context)] + (sums.isEmpty ? [] : [cut])
      + (ratios.isEmpty ? [] : [shares])
  }

  static let shared: Phrase = "Shared accounts"
  static let notShared: Phrase = "Accounts that are not shared"

  /// The counts, then each sum.
  func grids(_ context: RenderingContext, of accounts: Phrase = Self.shared) -> [FigureGrid] {
    let mark = rows.count * columns.count > 1 ? largest(minimum: context.minimum) : nil
    let counted = FigureGrid(
      caption: accounts, explanation: nil, corner: corner(context), over: over(context),
      columns: columns,
      rows: zip(rows, counts).map {
        FigureGrid.Row(label: Words.label([$0]), cells: $1, total: nil)
      }, total: nil,
      mark: mark.map { FigureGrid.Mark(row: $0.row, column: $0.column, note: "largest") })
    let summed = sums.map { sum in
      FigureGrid(
        caption: "\(name: sum.amount) of \(name: context.name(sum.owner)), \(name: sum.measure)",
        explanation: "At most \(Words.grouped(sum.most)) of one account count.",
        corner: corner(context), over: over(context), columns: columns,
        rows: zip(rows, sum.shown(counts, minimum: context.minimum)).map {
          FigureGrid.Row(label: Words.label([$0]), cells: $1, total: nil)
        }, total: nil, mark: nil)
    }
    return [counted] + summed
  }

  private func corner(_ context: RenderingContext) -> Phrase { "\(name: context.name(side))" }

  private func over(_ context: RenderingContext) -> Phrase? {
    switch question {
    case .accountValue, .upsell, .coSell, .attachRate: "\(name: context.name(side.other))"
    case .dealConflict, .influence, .withWithout, .retention, .lifetimeValue, .marketplace: nil
    }
  }
}
