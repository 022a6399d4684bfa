// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Release

/// A question about shared accounts before its counts are made: how both sides are grouped, and which pairs of groups
/// make an entry. *Own* is the side that the question's `of` names.
struct SharedDraft {
  let shared: SharedTerms
  let own: Grouping
  let other: Grouping
  let grid: SharedGrid
  let ratios: [SharedGrid.Ratio]

  /// - Parameter cells: of row, then column: pairs of an own group and one of the other side.
  init(
    _ shared: SharedTerms, own: Grouping, other: Grouping, rows: [String], columns: [String],
    ratios: [SharedGrid.Ratio] = [], cells: (_ row: Int, _ column: Int) -> [(own: Int, other: Int)]
  ) {
    self.shared = shared
    self.own = own
    self.other = other
    self.ratios = ratios
    grid = SharedGrid(rows: rows, columns: columns) { row, column in
      cells(row, column).map {
        shared.of == .initiator
          ? SharedGrid.Cell(g: $0.own, p: $0.other) : SharedGrid.Cell(g: $0.other, p: $0.own)
      }
    }
  }

  init(_ shared: SharedTerms, _ terms: Terms) throws(AgreementsError) {
    let names = SharedNames(shared, terms)
    switch shared.kind {
    case .accountValue: self = .accountValue(names)
    case .upsell: self = try .upsell(names)
    case .coSell: self = try .coSell(names)
    case .dealConflict: self = try .dealConflict(names)
    case .attachRate: self = try .attachRate(names)
    case .influence: self = try .influence(names)
    case .withWithout: self = try .withWithout(names)
    case .retention: self = try .retention(names)
    case .lifetimeValue: self = try .lifetimeValue(names)
    case .marketplace: self = try .marketplace(names)
    case .accountMap, .whiteSpace, .crossSell: throw names.missing("question")
    }
  }
}

extension Dimension? {
  /// Rows, each split by the groups of the dimension where there is one: `Negotiation, SMB`.
  func splitting(_ rows: [String]) -> [String] {
    guard let segments = self?.titles else { return rows }
    return rows.flatMap { row in segments.map { "\(row), \($0)" } }
  }

  /// As further parts of a grouping.
  var parts: [Grouping.Part] { map { [.dimension($0)] } ?? [] }
}

/// What the keys of a question about shared accounts name, looked up in the agreement.
struct SharedNames {
  let shared: SharedTerms
  let terms: Terms

  init(_ shared: SharedTerms, _ terms: Terms) {
    self.shared = shared
    self.terms = terms
  }

  func missing(_ key: String) -> AgreementsError {
    .agreementMalformed(path: "questions", reason: "'\(key)' names nothing that there is")
  }

  func optionalDimension(_ key: String) -> Dimension? { shared[key].flatMap(terms.dimension) }

  func dimension(_ key: String) throws(AgreementsError) -> Dimension {
    guard let dimension = optionalDimension(key) else { throw missing(key) }
    return dimension
  }

  /// The part that tells who owns the product that a key names.
  func ownership(
    _ key: String, of owner: SharedKey.Owner
  ) throws(AgreementsError) -> (part: Grouping.Part, name: String) {
    let products = ProductSet(of: owner.role(of: shared.of), terms)
    guard let name = shared[key], let index = products.names.firstIndex(of: name) else {
      throw missing(key)
    }
    return (.owns(product: index, products), name)
  }

  /// Which sum a key asks for; nil where it is not there.
  func sum(_ key: String) -> Int? { shared.sums.firstIndex { $0.key == key } }

  /// A ratio of the sums of two keys, or of a sum and the counts where `second` is nil; nil where a key is not there.
  func quotient(_ name: String, _ first: String, over second: String?) -> SharedGrid.Ratio? {
    guard let sum = sum(first) else { return nil }
    guard let second else {
      return SharedGrid.Ratio(
        name: name, kind: .quotient, first: .init(sum: sum, columns: [0]),
        second: .init(sum: nil, columns: [0]))
    }
    guard let other = self.sum(second) else { return nil }
    return SharedGrid.Ratio(
      name: name, kind: .quotient, first: .init(sum: sum, columns: [0]),
      second: .init(sum: other, columns: [0]))
  }
}

extension StatusDimension {
  /// The places of its values.
  package static let customer = 0
  package static let openOpportunity = 1
}
