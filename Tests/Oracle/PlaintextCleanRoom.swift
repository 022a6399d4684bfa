// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Agreements

/// The plaintext clean room: what two lists have in common, counted on plain words by somebody who may see both. The
/// pipeline must equal it wherever the noise is zero.
///
/// It shares the lists' types with the pipeline and no step of it.
package struct PlaintextCleanRoom: Sendable {
  private let initiator: [PlaintextAccount]
  private let responder: [PlaintextAccount]
  private let meeting: PlaintextMeeting
  /// Whether R's accounts count once each, so that there are unmatched ones.
  private let hasUnmatched: Bool

  package init(
    initiator: CustomerList, responder: CustomerList, rule: MatchRule = .fallback,
    keys: MatchKeys = .domain
  ) {
    self.initiator = PlaintextAccount.all(of: initiator)
    self.responder = PlaintextAccount.all(of: responder)
    meeting = PlaintextMeeting(self.initiator, self.responder, rule: rule, keys: keys)
    hasUnmatched = rule == .fallback
  }

  /// Which accounts meet, by their places in the two lists.
  var pairs: [(initiator: Int, responder: Int)] { meeting.pairs }

  func accounts(_ role: Role) -> [PlaintextAccount] { role == .initiator ? initiator : responder }

  /// The initiator's accounts, with a match key or without.
  package var initiatorAccounts: Int { initiator.count }
  /// The responder's accounts with a match key; nil where the rule does not tell.
  package var responderAccounts: Int? { hasUnmatched ? meeting.lookedFor.count : nil }

  /// The groups of the initiator by `rows` against those of the responder by `columns`.
  package func counts(rows: [Dimension], columns: [Dimension]) -> PlaintextCounts {
    let ours = PlaintextGroups(initiator, by: rows)
    let theirs = PlaintextGroups(responder, by: columns)
    var cells = Array(repeating: Array(repeating: 0, count: theirs.count), count: ours.count)
    for pair in meeting.pairs {
      cells[ours.ofAccount[pair.initiator]][theirs.ofAccount[pair.responder]] += 1
    }
    let columnTotals = (0..<theirs.count).map { p in cells.reduce(0) { $0 + $1[p] } }
    return PlaintextCounts(
      cells: cells, rowTotals: cells.map { $0.reduce(0, +) }, columnTotals: columnTotals,
      total: meeting.pairs.count,
      rowUnmatched: hasUnmatched ? whiteSpace(of: .initiator, by: rows).rowTotals : [],
      columnUnmatched: hasUnmatched ? whiteSpace(of: .responder, by: columns).rowTotals : [])
  }

  /// Accounts of `side` that the other does not have. Of I: its accounts less the pairs they are in. Of R: those that
  /// are looked for and not found.
  package func whiteSpace(
    of side: Role, by dimensions: [Dimension], products: PlaintextProducts? = nil
  ) -> PlaintextWhiteSpace {
    let accounts = side == .initiator ? initiator : responder
    var lacking = accounts.indices.map {
      side == .initiator || meeting.lookedFor.contains($0) ? 1 : 0
    }
    for pair in meeting.pairs { lacking[side == .initiator ? pair.initiator : pair.responder] -= 1 }
    let groups = PlaintextGroups(accounts, by: dimensions)
    let none = Array(repeating: 0, count: products?.names.count ?? 0)
    var cells = Array(repeating: none, count: groups.count)
    var totals = Array(repeating: 0, count: groups.count)
    for (place, account) in accounts.enumerated() {
      totals[groups.ofAccount[place]] += lacking[place]
      guard let products else { continue }
      for (product, owns) in account.counted(products).enumerated() where owns {
        cells[groups.ofAccount[place]][product] += lacking[place]
      }
    }
    return PlaintextWhiteSpace(cells: cells, rowTotals: totals, total: totals.reduce(0, +))
  }

  /// Pairs of accounts by what each side has sold them.
  package func crossSell(
    _ own: PlaintextProducts, _ other: PlaintextProducts
  ) -> PlaintextCrossSell {
    let none = own.names.map { _ in other.names.map { _ in 0 } }
    var (both, ownOnly, otherOnly) = (none, none, none)
    for pair in meeting.pairs {
      let mine = initiator[pair.initiator].counted(own)
      let theirs = responder[pair.responder].counted(other)
      for (a, ownsA) in mine.enumerated() {
        for (b, ownsB) in theirs.enumerated() {
          switch (ownsA, ownsB) {
          case (true, true): both[a][b] += 1
          case (true, false): ownOnly[a][b] += 1
          case (false, true): otherOnly[a][b] += 1
          case (false, false): break
          }
        }
      }
    }
    return PlaintextCrossSell(both: both, initiatorOnly: ownOnly, responderOnly: otherOnly)
  }
}
