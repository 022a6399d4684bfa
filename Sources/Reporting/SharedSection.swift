// SPDX-License-Identifier: Apache-2.0

/// The answer to a question about shared accounts: counts in a grid of rows and columns, sums of amounts over the same
/// accounts, and ratios of these by row.
///
/// No account stands in two entries of the grid.
package struct SharedSection: Equatable, Sendable {
  package let question: Question
  /// The side whose question it is: the rows are groups of its accounts.
  package let side: Report.Role
  package let countBasis: Report.CountBasis
  package let rows: [String]
  package let columns: [String]
  package let counts: [[Report.Figure]]
  package let sums: [Sum]
  package let ratios: [Ratio]

  /// The questions of this kind, by the names that stand in an agreement.
  package enum Question: String, CaseIterable, Equatable, Sendable {
    case accountValue = "account-value"
    case upsell
    case coSell = "co-sell"
    case dealConflict = "deal-conflict"
    case attachRate = "attach-rate"
    case influence
    case withWithout = "with-without"
    case retention
    case lifetimeValue = "lifetime-value"
    case marketplace
  }

  /// An amount over the accounts of each entry.
  package struct Sum: Equatable, Sendable {
    package let amount: String
    /// Whose lists hold it.
    package let owner: Report.Role
    /// `EUR`, `days`.
    package let measure: String
    /// The most that counts of one account, in whole units of the measure.
    package let most: Int
    /// In 63rds of `most`.
    package let figures: [[Report.Figure]]

    package init(
      amount: String, owner: Report.Role, measure: String, most: Int, figures: [[Report.Figure]]
    ) {
      self.amount = amount
      self.owner = owner
      self.measure = measure
      self.most = most
      self.figures = figures
    }
  }

  /// One number divided by another, for each row.
  package struct Ratio: Equatable, Sendable {
    package let name: String
    /// What a mean is measured in; empty for a share or a quotient of like amounts.
    package let measure: String
    /// In thousandths; nil where the interval of what it is divided by reaches zero.
    package let values: [Report.Estimate?]

    package init(name: String, measure: String, values: [Report.Estimate?]) {
      self.name = name
      self.measure = measure
      self.values = values
    }
  }

  /// - Throws: `shape`, if a table has not one figure a row and column, a ratio not one value a row, or the count basis is
  ///   not one of shared accounts.
  package init(
    _ question: Question, of side: Report.Role, countBasis: Report.CountBasis, rows: [String],
    columns: [String], counts: [[Report.Figure]], sums: [Sum], ratios: [Ratio]
  ) throws(ReportingError) {
    self.question = question
    self.side = side
    self.countBasis = countBasis
    self.rows = rows
    self.columns = columns
    self.counts = counts
    self.sums = sums
    self.ratios = ratios
    try countBasis.check(among: Report.CountBasis.ofShared)
    guard !rows.isEmpty, !columns.isEmpty else { throw .shape(rule: "no entry", at: "rows") }
    try counts.check(rows.count, by: columns.count, at: "counts")
    for sum in sums {
      guard Self.mostRange.contains(sum.most) else {
        throw .shape(rule: "an amount out of range", at: "most")
      }
      try sum.figures.check(rows.count, by: columns.count, at: "figures")
    }
    guard ratios.allSatisfy({ $0.values.count == rows.count }) else {
      throw .shape(rule: "expected one value a row", at: "ratios")
    }
  }

  /// As in an agreement.
  static let mostRange = 1...999_999_999
  /// How many units make `most`.
  package static let parts = 63
}

extension SharedSection {
  /// Every figure that the minimum is about.
  var figures: [Report.Figure] { counts.flatMap { $0 } }

  func json(minimum: Int) -> JSONValue {
    [
      "question": .string(question.rawValue), "of": .string(side.rawValue),
      "countBasis": .string(countBasis.rawValue), "rows": .strings(rows),
      "columns": .strings(columns), "counts": counts.json(minimum: minimum),
      "sums": .array(sums.map { $0.json(counts, minimum: minimum) }),
      "ratios": .array(ratios.map(\.json)),
    ]
  }

  /// Reads the fields after `question`.
  init(_ question: Question, _ fields: inout FieldReader) throws(ReportingError) {
    let side = try fields.word("of", of: Report.Role.self)
    let countBasis = try fields.word("countBasis", of: Report.CountBasis.self)
    let rows = try fields.strings("rows")
    let columns = try fields.strings("columns")
    let counts = try fields.figureTable("counts")
    let sums = try fields.list("sums", Sum.init)
    try self.init(
      question, of: side, countBasis: countBasis, rows: rows, columns: columns, counts: counts,
      sums: sums, ratios: fields.list("ratios", Ratio.init))
  }
}

extension SharedSection.Sum {
  /// A sum is withheld where the count of its accounts is.
  fileprivate func json(_ counts: [[Report.Figure]], minimum: Int) -> JSONValue {
    let figures = zip(figures, counts).map { sums, counts -> JSONValue in
      .array(zip(sums, counts).map { $0.json(withheld: $1.withheld(minimum: minimum)) })
    }
    return [
      "amount": .string(amount), "of": .string(owner.rawValue), "measure": .string(measure),
      "most": .integer(most), "parts": .integer(SharedSection.parts), "figures": .array(figures),
    ]
  }

  fileprivate init(_ json: JSONValue, at path: String) throws(ReportingError) {
    var fields = try FieldReader(json, at: path)
    let amount = try fields.string("amount")
    let owner = try fields.word("of", of: Report.Role.self)
    let measure = try fields.string("measure")
    let most = try fields.integer("most")
    guard try fields.integer("parts") == SharedSection.parts else {
      throw .shape(rule: "amounts are in \(SharedSection.parts)rds", at: path)
    }
    self.init(
      amount: amount, owner: owner, measure: measure, most: most,
      figures: try fields.figureTable("figures"))
    try fields.end()
  }
}

extension SharedSection.Ratio {
  fileprivate var json: JSONValue {
    [
      "ratio": .string(name), "measure": .string(measure),
      "thousandths": .array(values.map { $0?.json ?? .null }),
    ]
  }

  fileprivate init(_ json: JSONValue, at path: String) throws(ReportingError) {
    var fields = try FieldReader(json, at: path)
    name = try fields.string("ratio")
    measure = try fields.string("measure")
    values = try fields.list("thousandths") { (value, path) throws(ReportingError) in
      value == .null ? nil : try Report.Estimate(value, at: path)
    }
    try fields.end()
  }
}
