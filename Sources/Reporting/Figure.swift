// SPDX-License-Identifier: Apache-2.0

extension Report {
  /// A number that carries noise: its value, unclamped, and an interval that covers the true count
  /// at least 95 times in 100.
  package struct Estimate: Equatable, Sendable {
    package let value: Int
    package let lower: Int
    package let upper: Int

    package init(value: Int, lower: Int, upper: Int) {
      self.value = value
      self.lower = lower
      self.upper = upper
    }
  }

  /// How a figure came to be.
  package enum Basis: String, CaseIterable, Equatable, Sendable {
    /// Counted under noise of both sides, and charged to the budget.
    case released
    /// Computed from released numbers; costs nothing more, and carries their intervals.
    case derived
  }

  /// An estimate in a table of the report.
  package struct Figure: Equatable, Sendable {
    package let estimate: Estimate
    package let basis: Basis

    package init(value: Int, lower: Int, upper: Int, basis: Basis) {
      estimate = Estimate(value: value, lower: lower, upper: upper)
      self.basis = basis
    }

    package init(_ estimate: Estimate, basis: Basis) {
      self.estimate = estimate
      self.basis = basis
    }
  }
}

extension Report.Estimate {
  /// What a report may hold: far more than any list, and sums of 10,000 such figures stay exact.
  package static let limits = -(1 << 40)...(1 << 40)

  /// The estimate as it is shown: no count is below zero.
  var clamped: Report.Estimate {
    Report.Estimate(value: max(value, 0), lower: max(lower, 0), upper: max(upper, 0))
  }

  var json: JSONValue {
    ["value": .integer(value), "lower": .integer(lower), "upper": .integer(upper)]
  }

  init(_ json: JSONValue, at path: String) throws(ReportingError) {
    var fields = try FieldReader(json, at: path)
    try self.init(&fields)
    try fields.end()
  }

  fileprivate init(_ fields: inout FieldReader) throws(ReportingError) {
    let (value, lower) = (try fields.integer("value"), try fields.integer("lower"))
    self.init(value: value, lower: lower, upper: try fields.integer("upper"))
    // Public bounds only (review F4): no later sum or difference of figures may overflow, whatever our noise.
    guard [self.value, self.lower, self.upper].allSatisfy(Self.limits.contains) else {
      throw .shape(rule: "a figure beyond 2^40", at: fields.path)
    }
    guard self.lower <= self.upper else {
      throw .shape(rule: "the interval ends before it begins", at: fields.path)
    }
  }
}

extension Report.Figure {
  /// Why a figure is not shown. Withholding is rendering: report.json keeps the integer.
  package enum Withheld: String { case belowMinimum = "below-minimum" }

  package func withheld(minimum: Int) -> Withheld? {
    estimate.clamped.value < minimum ? .belowMinimum : nil
  }

  /// What may be shown of the figure, or nil where it is withheld.
  package func shown(minimum: Int) -> Report.Estimate? {
    withheld(minimum: minimum) == nil ? estimate.clamped : nil
  }

  func json(minimum: Int) -> JSONValue { json(withheld: withheld(minimum: minimum)) }

  func json(withheld: Withheld?) -> JSONValue {
    [
      "value": .integer(estimate.value), "lower": .integer(estimate.lower),
      "upper": .integer(estimate.upper), "basis": .string(basis.rawValue),
      "withheld": withheld.map { .string($0.rawValue) } ?? .null,
    ]
  }

  init(_ json: JSONValue, at path: String) throws(ReportingError) {
    var fields = try FieldReader(json, at: path)
    estimate = try Report.Estimate(&fields)
    basis = try fields.word("basis", of: Report.Basis.self)
    // Follows from the value and the minimum, so the comparison of bytes checks it.
    _ = try fields.value("withheld")
    try fields.end()
  }
}
