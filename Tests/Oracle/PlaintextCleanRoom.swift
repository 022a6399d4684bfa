// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Agreements

/// The plaintext clean room: what two lists have in common, counted on sets of strings by somebody
/// who may see both. The pipeline must equal it wherever the noise is zero.
///
/// It shares the lists' types with the pipeline and no step of it.
package struct PlaintextCleanRoom: Sendable {
  private let initiator: [PlaintextAccount]
  private let responder: [PlaintextAccount]

  package init(initiator: CustomerList, responder: CustomerList) {
    self.initiator = PlaintextAccount.all(of: initiator)
    self.responder = PlaintextAccount.all(of: responder)
  }

  /// The initiator's accounts, with a match key or without.
  package var initiatorAccounts: Int { initiator.count }
  /// The responder's accounts with a match key: the others take no part.
  package var responderAccounts: Int { responder.count { $0.domain != nil } }

  /// The groups of the initiator by `rows` against those of the responder by `columns`.
  package func counts(rows: [Dimension], columns: [Dimension]) -> PlaintextCounts {
    let ours = PlaintextSide(initiator, by: rows)
    let theirs = PlaintextSide(responder, by: columns)
    return PlaintextCounts(
      cells: ours.domains.map { own in theirs.domains.map { own.intersection($0).count } },
      rowTotals: ours.domains.map { $0.intersection(theirs.all).count },
      columnTotals: theirs.domains.map { $0.intersection(ours.all).count },
      total: ours.all.intersection(theirs.all).count,
      rowUnmatched: zip(ours.domains, ours.withoutDomain).map {
        $0.subtracting(theirs.all).count + $1
      },
      columnUnmatched: theirs.domains.map { $0.subtracting(ours.all).count })
  }
}

/// The true figures of one cross-tab.
package struct PlaintextCounts: Equatable, Sendable {
  /// Accounts in common, by the initiator's group, then the responder's.
  package let cells: [[Int]]
  package let rowTotals: [Int]
  package let columnTotals: [Int]
  package let total: Int
  /// The initiator's accounts that the responder does not have, those without a match key included.
  package let rowUnmatched: [Int]
  /// The responder's accounts with a match key that the initiator does not have.
  package let columnUnmatched: [Int]

  package init(
    cells: [[Int]], rowTotals: [Int], columnTotals: [Int], total: Int, rowUnmatched: [Int],
    columnUnmatched: [Int]
  ) {
    self.cells = cells
    self.rowTotals = rowTotals
    self.columnTotals = columnTotals
    self.total = total
    self.rowUnmatched = rowUnmatched
    self.columnUnmatched = columnUnmatched
  }
}

/// An account in plain words: its domain, if it has one, and its value in each dimension by name.
private struct PlaintextAccount {
  let domain: String?
  let values: [String: String]

  static func all(of list: CustomerList) -> [PlaintextAccount] {
    list.accounts.map { account in
      var values: [String: String] = [:]
      for (dimension, index) in zip(list.dimensions, account.groups) {
        let index = Int(index)
        values[dimension.name] =
          index < dimension.values.count ? dimension.values[index] : "(other)"
      }
      return PlaintextAccount(domain: account.key?.text, values: values)
    }
  }
}

/// One side, split into groups: a tuple of values each, the last dimension varying fastest.
private struct PlaintextSide {
  let domains: [Set<String>]
  let withoutDomain: [Int]
  let all: Set<String>

  init(_ accounts: [PlaintextAccount], by dimensions: [Dimension]) {
    var groups: [[String]] = [[]]
    for dimension in dimensions {
      let names = dimension.values + (dimension.unlisted == .other ? ["(other)"] : [])
      groups = groups.flatMap { group in names.map { group + [$0] } }
    }
    let members = Dictionary(grouping: accounts) { account in
      dimensions.map { account.values[$0.name] ?? "(none)" }
    }
    domains = groups.map { Set((members[$0] ?? []).compactMap(\.domain)) }
    withoutDomain = groups.map { (members[$0] ?? []).count { $0.domain == nil } }
    all = Set(accounts.compactMap(\.domain))
  }
}
