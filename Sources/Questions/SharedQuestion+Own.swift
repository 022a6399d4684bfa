// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// The other half of a question about shared accounts: what its side has besides, which its own list and the answer tell.
extension SharedQuestion {
  /// The own groups behind each entry, by row, then column; nil where a group stands behind two entries, which the other
  /// side tells apart: then what is not shared has no entry. Nil, too, where a sum is the other side's.
  package var ownGroups: [[Set<Int>]]? {
    guard match.rule == .fallback, sums.allSatisfy({ $0.amount.owner == terms.of }) else {
      return nil
    }
    var seen: Set<Int> = []
    var groups: [[Set<Int>]] = []
    for row in grid.entries {
      var own: [Set<Int>] = []
      for entry in row {
        let groups = Set(entry.map { terms.of == .initiator ? $0.g : $0.p })
        guard seen.isDisjoint(with: groups) else { return nil }
        seen.formUnion(groups)
        own.append(groups)
      }
      groups.append(own)
    }
    return groups
  }

  /// Whether a difference of own accounts and shared ones is too small: an own account may be shared with several.
  package var countsOwnOften: Bool { terms.of == .initiator && !match.isDomainAlone }

  /// The labels of the rows and columns of what is not shared.
  package var besideLabels: (rows: [String], columns: [String]) {
    func beside(_ label: String) -> String {
      switch label {
      case SharedDraft.withPartner: "without the partner"
      case SharedDraft.customersOfBoth: "customers of yours alone"
      default: label
      }
    }
    return (grid.rows.map(beside), grid.columns.map(beside))
  }
}
