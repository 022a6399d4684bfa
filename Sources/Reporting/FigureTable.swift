// SPDX-License-Identifier: Apache-2.0

/// Figures by row, then column, as sections hold them.
typealias FigureTable = [[Report.Figure]]

extension FigureTable {
  /// - Throws: `shape`, if there are not `rows` lists of `columns` figures each.
  func check(_ rows: Int, by columns: Int, at name: String) throws(ReportingError) {
    guard count == rows, allSatisfy({ $0.count == columns }) else {
      throw .shape(rule: "expected one figure a row and column", at: name)
    }
  }

  func json(minimum: Int) -> JSONValue { .array(map { $0.json(minimum: minimum) }) }
}

extension [Report.Figure] {
  func json(minimum: Int) -> JSONValue { .array(map { $0.json(minimum: minimum) }) }
}

extension FieldReader {
  mutating func figures(_ name: String) throws(ReportingError) -> [Report.Figure] {
    try list(name, Report.Figure.init)
  }

  mutating func figureTable(_ name: String) throws(ReportingError) -> FigureTable {
    try list(name) { (row, path) throws(ReportingError) in
      try FieldReader.list(row, at: path, Report.Figure.init)
    }
  }
}
