// SPDX-License-Identifier: Apache-2.0

internal import Agreements

extension SharedDraft {
  /// The question `deal-conflict`: my open opportunities that they have registered a deal for, in the same product
  /// family, by who was first.
  ///
  /// Periods are those of two dimensions of equal values, in order of time: when I opened, when they registered; whoever
  /// is in none of them takes no part.
  static func dealConflict(_ names: SharedNames) throws(AgreementsError) -> SharedDraft {
    let (opened, registered) = (try names.dimension("opened"), try names.dimension("registered"))
    let (family, by) = (names.optionalDimension("family"), names.optionalDimension("by"))
    let own = Grouping(
      parts: [.among(status: StatusDimension.openOpportunity, opened)] + family.parts + by.parts)
    let other = Grouping(parts: [.dimension(registered)] + family.parts)
    let periods = opened.values.indices
    // Families are those of the vocabulary: what is other to one need not be what is other to both.
    let kinds = family?.values ?? ["all"]
    let width = by?.titles.count ?? 1
    return SharedDraft(
      names.shared, own: own, other: other, rows: by.splitting(kinds),
      columns: ["own first", "same period", "theirs first"]
    ) { row, column in
      let (kind, segment) = (row / width, row % width)
      return periods.flatMap { mine in
        periods.compactMap { theirs in
          guard (mine < theirs ? 0 : mine == theirs ? 1 : 2) == column else { return nil }
          return (
            own.group(at: [mine] + (family == nil ? [] : [kind]) + (by == nil ? [] : [segment])),
            other.group(at: [theirs] + (family == nil ? [] : [kind]))
          )
        }
      }
    }
  }
}
