// SPDX-License-Identifier: Apache-2.0

extension WhiteSpaceSection {
  /// What to say of a section: a group, or all, and the product that most of it owns.
  struct Finding {
    /// Whether the group is of customers: these come first.
    let customers: Bool
    /// The group; nil for all accounts.
    let row: Int?
    let shown: Report.Estimate
    /// The product that the accounts counted all own.
    let owning: Int?
    /// The product that the most of them own, and how many.
    let most: (product: Int, shown: Report.Estimate)?

    var rank: (Int, Int) { (customers ? 1 : 0, shown.value) }
  }

  /// The largest group that may be shown, customers before others; nil where all is withheld.
  func largest(minimum: Int) -> Finding? {
    let groups = rowTotals.indices.compactMap { row in
      rowTotals[row].shown(minimum: minimum).map { shown in
        Finding(
          customers: rows.areCustomers(row), row: row, shown: shown, owning: nil,
          most: most(in: cells[row], minimum: minimum))
      }
    }
    if let best = groups.max(by: { $0.rank < $1.rank }) { return best }
    if let shown = total.shown(minimum: minimum) {
      return Finding(customers: false, row: nil, shown: shown, owning: nil, most: nil)
    }
    return cells.indices.compactMap { row in
      most(in: cells[row], minimum: minimum).map {
        Finding(
          customers: rows.areCustomers(row), row: row, shown: $0.shown, owning: $0.product,
          most: nil)
      }
    }.max { $0.rank < $1.rank }
  }

  private func most(
    in figures: [Report.Figure], minimum: Int
  ) -> (product: Int, shown: Report.Estimate)? {
    figures.indices.compactMap { product in
      figures[product].shown(minimum: minimum).map { (product, $0) }
    }.max { $0.1.value < $1.1.value }
  }

  /// `about 611 customers of Globex are not on the list of Acme; about 240 of them have Data Hub.`
  ///
  /// - Parameter aside: what to put after the owner's name.
  func sentence(
    _ finding: Finding, _ context: RenderingContext, aside: Phrase = ""
  ) -> Phrase {
    let number = finding.shown.value
    let (noun, further) =
      finding.row.map { rows.words(of: $0, isOne: isOne(number)) }
      ?? (isOne(number) ? "account" : "accounts", [])
    let group: Phrase = further.isEmpty ? "" : " (\(name: further.joined(separator: ", ")))"
    let owning: Phrase =
      finding.owning.map { "\(isOne(number) ? " that has " : " that have ")\(name: products[$0])" }
      ?? ""
    let most: Phrase =
      finding.most.map { product, shown in
        // Two noisy numbers: the part may come out above the whole.
        guard shown.value < number || number == 1 else {
          return "; nearly all of them have \(name: products[product])"
        }
        return """
          ; \(about(shown.value)) of them \(isOne(shown.value) ? "has" : "have") \
          \(name: products[product])
          """
      } ?? ""
    return """
      \(strong: "\(about(number)) \(noun)") of \(name: context.name(side))\(group)\(owning)\(aside) \
      \(isOne(number) ? "is" : "are") not on the list of \
      \(name: context.name(side.other))\(most).
      """
  }

  /// `about 611`, or `about 611 or more`.
  private func about(_ number: Int) -> String {
    "about \(Words.grouped(number))\(isAtLeast ? " or more" : "")"
  }

  /// Whether a number takes the singular.
  private func isOne(_ number: Int) -> Bool { number == 1 && !isAtLeast }

  private var isAtLeast: Bool { countBasis == .initiatorAccountsAtLeast }

  func title(_ context: RenderingContext) -> Phrase {
    let (owner, other) = (context.name(side), context.name(side.other))
    let title: Phrase = "White space: \(name: owner) has, \(name: other) does not"
    let split = (rows.isUnsplit ? [] : rows.dimensions) + (products.isEmpty ? [] : ["product"])
    return split.isEmpty ? title : "\(title) (by \(name: Words.list(split)))"
  }

  /// The sentences above the table.
  func lead(_ context: RenderingContext) -> [Phrase] {
    guard let finding = largest(minimum: context.minimum) else {
      return [context.allWithheldSentence]
    }
    guard finding.row != nil, !rows.isUnsplit else {
      // There may be no table to tell the interval.
      let (lower, upper) = (finding.shown.clamped.lower, finding.shown.clamped.upper)
      let interval: Phrase = " (between \(Words.grouped(lower)) and \(Words.grouped(upper)))"
      return [sentence(finding, context, aside: interval).capitalised()]
    }
    let sentence = sentence(finding, context).capitalised()
    guard let all = total.shown(minimum: context.minimum) else {
      let minimum = Words.grouped(context.minimum)
      return [sentence, "All groups together: withheld, below \(minimum)."]
    }
    let noun = isOne(all.value) ? "account" : "accounts"
    return [
      sentence,
      "All groups together: \(about(all.value)) \(noun) (\(Words.interval(all))).",
    ]
  }

  /// What is counted, and why columns do not add up.
  func notes(_ context: RenderingContext) -> [Phrase] {
    let basis = countBasis.ofUnmatched(side, context)
    let overlap: Phrase = """
      An account with several products stands in several columns, one without any in none: the \
      columns do not add up to the total.
      """
    let intervals = grid(context) == nil ? Words.interval : Words.intervals
    return [intervals, basis] + (products.count > 1 ? [overlap] : [])
  }

  /// The table; nil where the sentences above it say all there is.
  func grid(_ context: RenderingContext) -> FigureGrid? {
    guard !(rows.isUnsplit && products.isEmpty), !figures.allWithheld(minimum: context.minimum)
    else { return nil }
    let (owner, other) = (context.name(side), context.name(side.other))
    let caption: Phrase = """
      Accounts of \(name: owner) that are not on the list of \(name: other)
      """
    if let matrix = matrix(caption) { return matrix }
    let corner = rows.isUnsplit ? "" : Words.label(rows.dimensions)
    return FigureGrid(
      caption: caption, corner: "\(name: corner)",
      over: products.isEmpty ? nil : "That have, from \(name: owner)",
      columns: products,
      rows: rows.groups.indices.map {
        FigureGrid.Row(label: rows.label($0), cells: cells[$0], total: rowTotals[$0])
      },
      total: rows.isUnsplit ? nil : total)
  }

  /// Groups of two dimensions as a matrix: the further one down, the first one across. Nil for
  /// other groups, and for a counterpart's that would leave most of it empty.
  private func matrix(_ caption: Phrase) -> FigureGrid? {
    guard products.isEmpty, rows.dimensions.count == 2 else { return nil }
    let across = Words.distinct(rows.groups.compactMap(\.first))
    let down = Words.distinct(rows.groups.compactMap(\.last))
    guard across.count * down.count <= 2 * rows.groups.count else { return nil }
    let figures = Dictionary(
      zip(rows.groups, rowTotals), uniquingKeysWith: { first, _ in first })
    return FigureGrid(
      caption: caption, corner: "\(name: Words.label([rows.dimensions.last ?? ""]))",
      over: "\(name: Words.label([rows.dimensions.first ?? ""]))",
      columns: across.map { Words.label([$0]) },
      rows: down.map { value in
        FigureGrid.Row(
          label: Words.label([value]), cells: across.map { figures[[$0, value]] }, total: nil)
      },
      total: nil)
  }
}
