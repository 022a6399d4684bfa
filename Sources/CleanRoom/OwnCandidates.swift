// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import Parallel
internal import Questions
internal import Reporting

/// The own accounts that stand in the strongest cells of a report: for their owner's eyes.
///
/// It cannot say which of them match: the tool does not know.
struct OwnCandidates {
  let notes: ListNotes
  let dimensions: [Dimension]
  let role: Role
  let workers: Workers

  func of(_ question: PlannedQuestion, _ section: Report.Section) -> [Annex.Candidates] {
    switch (question, section) {
    case (.accountMap(let map), .accountMap(let section)): introductions(map, section)
    case (.whiteSpace(let question), .whiteSpace(let section)): whiteSpace(question, section)
    case (.crossSell(let question), .crossSell(let section)): crossSell(question, section)
    case (.shared(let question), .shared(let section)): shared(question, section)
    default: []
    }
  }

  /// Those in the two warm-introduction cells.
  private func introductions(
    _ map: AccountMap, _ section: AccountMapSection
  ) -> [Annex.Candidates] {
    let (customer, opportunity) = (
      StatusDimension.customer, StatusDimension.openOpportunity
    )
    let groups = notes.groups(by: Grouping([StatusDimension.agreed]), dimensions)
    func names(_ status: Int) -> AccountNames { self.names { groups[$0] == status } }
    func shared(own: Int, theirs: Int) -> Report.Estimate {
      let (row, column) = role == .initiator ? (own, theirs) : (theirs, own)
      return section.map.cells[row][column].estimate
    }
    return [
      Annex.Candidates(
        group: [StatusDimension.titles[opportunity]], reason: .theyKnowThem,
        shared: shared(own: opportunity, theirs: customer), names: names(opportunity)),
      Annex.Candidates(
        group: [StatusDimension.titles[customer]], reason: .weKnowThem,
        shared: shared(own: customer, theirs: opportunity), names: names(customer)),
    ]
  }

  /// Those of the own group of which the other side lacks most.
  private func whiteSpace(
    _ question: WhiteSpace, _ section: WhiteSpaceSection
  ) -> [Annex.Candidates] {
    guard question.side == role,
      let row = section.rowTotals.indices.max(by: {
        section.rowTotals[$0].estimate.value < section.rowTotals[$1].estimate.value
      })
    else { return [] }
    let groups = notes.groups(by: question.rows, dimensions)
    return [
      Annex.Candidates(
        group: section.rows.groups[row], reason: .whiteSpace,
        shared: section.rowTotals[row].estimate, names: names { groups[$0] == row })
    ]
  }

  /// Those with the own product of the other side's best chance.
  private func crossSell(
    _ question: CrossSell, _ section: CrossSellSection
  ) -> [Annex.Candidates] {
    let chances = role == .initiator ? section.initiatorOnly : section.responderOnly
    let own = role == .initiator ? question.initiator : question.responder
    let cells = chances.indices.flatMap { a in chances[a].indices.map { (a: a, b: $0) } }
    guard
      let best = cells.max(by: {
        chances[$0.a][$0.b].estimate.value < chances[$1.a][$1.b].estimate.value
      })
    else { return [] }
    let product = role == .initiator ? best.a : best.b
    return [
      Annex.Candidates(
        group: [own.names[product]],
        reason: .crossSell(
          own: own.names[product],
          theirs: role == .initiator
            ? question.responder.names[best.b] : question.initiator.names[best.a]),
        shared: chances[best.a][best.b].estimate,
        names: names { own.counted(Array(notes.products(of: $0))).contains(product) })
    ]
  }

  /// Those of the own groups in the entry with the most shared accounts.
  private func shared(
    _ question: SharedQuestion, _ section: SharedSection
  ) -> [Annex.Candidates] {
    let entries = section.counts.indices.flatMap { row in
      section.counts[row].indices.map { (row: row, column: $0) }
    }
    guard
      let best = entries.max(by: {
        section.counts[$0.row][$0.column].estimate.value
          < section.counts[$1.row][$1.column].estimate.value
      })
    else { return [] }
    let cells = question.grid.entries[best.row][best.column]
    let own = Set(cells.map { role == .initiator ? $0.g : $0.p })
    let groups = notes.groups(by: question.count.first.grouping(of: role), dimensions)
    return [
      Annex.Candidates(
        group: [section.rows[best.row], section.columns[best.column]],
        reason: .shared(section.heading),
        shared: section.counts[best.row][best.column].estimate,
        names: names { own.contains(groups[$0]) })
    ]
  }

  /// The names of some accounts, in the order of their bytes.
  private func names(_ stands: (Int) -> Bool) -> AccountNames {
    // By their first byte: those with the same are sorted together.
    var parts = Array(repeating: [NamePlace](), count: 256)
    for account in 0..<notes.count where stands(account) {
      let name = notes.name(of: account)
      if let first = name.first { parts[Int(first)].append(NamePlace(account: account, name)) }
    }
    let (sortable, notes) = (parts, notes)
    var names = AccountNames()
    for part in workers.map(each: sortable.count, { Self.sorted(sortable[$0], notes) }) {
      names.append(part)
    }
    return names
  }

  private static func sorted(_ places: [NamePlace], _ notes: ListNotes) -> AccountNames {
    let sorted = places.sorted {
      $0.leading != $1.leading
        ? $0.leading < $1.leading
        : notes.name(of: $0.account).lexicographicallyPrecedes(notes.name(of: $1.account))
    }
    var names = AccountNames()
    for place in sorted { names.append(notes.name(of: place.account)) }
    return names
  }

  /// An account while names are sorted: most are told apart by their first eight bytes.
  private struct NamePlace {
    let account: Int
    let leading: UInt64

    init(account: Int, _ name: ArraySlice<UInt8>) {
      (self.account, leading) = (account, name.word(from: 0))
    }
  }
}
