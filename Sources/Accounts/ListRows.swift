// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// The rows of a list that take part, gathered while the file is read: what they say, equal rows once.
struct ListRows {
  var counts = RowCounts()
  private var records = RecordTable()
  /// Of each record the sums of its rows' amounts, one after another.
  private var amounts: [Int] = []
  /// The present row's record, in memory that every row uses again.
  private var record: [UInt8] = []

  /// - Parameters:
  ///   - groups: its value in each dimension.
  ///   - products: ascending, without repeats.
  ///   - amounts: in hundredths, none negative.
  mutating func add(
    _ keys: RowKeys, line: Int, groups: [UInt16], products: [UInt16], amounts: [Int]
  ) {
    counts.add(keys.domain)
    record.removeAll(keepingCapacity: true)
    RowRecord.append(keys, groups: groups, products: products, to: &record)
    // Without any key a row is an account of its own.
    let hasKey = keys.domain.key != nil || keys.nameKey != nil
    let number = hasKey ? records.add(record, line: line) : records.append(record, line: line)
    let start = number * amounts.count
    if start == self.amounts.count {
      self.amounts += amounts
    } else {
      for index in amounts.indices {
        self.amounts[start + index] = self.amounts[start + index].addingClamped(amounts[index])
      }
    }
  }

  /// What the rows become, with so many products and amounts; no row is added after that.
  mutating func rollUp(_ dimensions: [Dimension], products: Int, amounts: Int) -> RollUp {
    records.close()
    return RollUp(records, dimensions, products: products, amounts: self.amounts, of: amounts)
  }
}

extension Int {
  /// The sum of two numbers that are not negative, at most `Int.max`.
  func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
