// SPDX-License-Identifier: Apache-2.0

/// Records of rows, equal ones once, and of each the sums of its rows' amounts.
struct RowRecords: Sendable {
  private(set) var table = RecordTable()
  /// Of all records one after another.
  private var amounts: [Int] = []
  let dimensions: Int
  let amountCount: Int

  /// - Parameters:
  ///   - dimensions: how many values a record has.
  ///   - amounts: and how many amounts.
  init(dimensions: Int, amounts: Int) {
    self.dimensions = dimensions
    amountCount = amounts
  }

  var indices: Range<Int> { table.entries.indices }

  subscript(index: Int) -> RowRecord { RowRecord(table[index], dimensions: dimensions) }

  /// The account key of a record of which no more is asked.
  func key(of index: Int) -> RowRecord.Key { RowRecord.key(of: table[index]) }

  func amounts(of index: Int) -> ArraySlice<Int> {
    amounts[index * amountCount..<(index + 1) * amountCount]
  }

  func rows(of index: Int) -> Int { Int(table.entries[index].rows) }
  func firstLine(of index: Int) -> Int { table.entries[index].firstLine }

  func row(_ index: Int) -> SummedRow {
    SummedRow(
      record: self[index], rows: rows(of: index), firstLine: firstLine(of: index),
      amounts: amounts(of: index))
  }

  /// About how many bytes of memory they take.
  var size: Int { table.size + 8 * amounts.count }

  /// One row more.
  ///
  /// - Parameter amounts: in hundredths, none negative.
  mutating func add(_ record: [UInt8], line: Int, amounts: [Int]) {
    let number = table.add(record, line: line)
    let start = number * amountCount
    if start == self.amounts.count {
      self.amounts += amounts
    } else {
      for index in amounts.indices {
        self.amounts[start + index] = self.amounts[start + index].addingClamped(amounts[index])
      }
    }
  }

  /// Rows whose record is their own, whatever others have.
  mutating func append(_ record: [UInt8], line: Int, amounts: [Int]) {
    table.append(record, line: line)
    self.amounts += amounts
  }

  mutating func append(_ row: SummedRow) {
    table.append(row.record.bytes, rows: row.rows, line: row.firstLine)
    amounts += row.amounts
  }

  /// No more is added.
  mutating func close() { table.close() }
}

extension Int {
  /// The sum of two numbers that are not negative, at most `Int.max`.
  func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
