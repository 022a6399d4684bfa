// SPDX-License-Identifier: Apache-2.0

/// A record of rows, how many have it, the line of the first, and the sums of their amounts.
struct SummedRow {
  let record: RowRecord
  let rows: Int
  let firstLine: Int
  let amounts: ArraySlice<Int>

  /// The order of rows without a key: by what follows the name key in their canonical records, name and line, so that it is
  /// total.
  func precedes(_ other: SummedRow) -> Bool {
    if record.afterNameKey != other.record.afterNameKey {
      return record.afterNameKey.lexicographicallyPrecedes(other.record.afterNameKey)
    }
    if amounts != other.amounts { return amounts.lexicographicallyPrecedes(other.amounts) }
    if record.shownName != other.record.shownName {
      return record.shownName.lexicographicallyPrecedes(other.record.shownName)
    }
    return firstLine < other.firstLine
  }

  // MARK: In a run

  /// Integers big-endian: the length of the record (4), how many rows have it (4), the line (8), the sums (8 each), the record.
  func append(to bytes: inout [UInt8]) {
    CanonicalBytes.append(length: record.bytes.count, to: &bytes)
    CanonicalBytes.append(length: rows, to: &bytes)
    CanonicalBytes.append(amount: firstLine, to: &bytes)
    for amount in amounts { CanonicalBytes.append(amount: amount, to: &bytes) }
    bytes += record.bytes
  }

  /// The row that begins at a place of a part of a run.
  ///
  /// - Parameter place: becomes where the row ends.
  init(_ part: [UInt8], at place: inout Int, dimensions: Int, amounts count: Int) {
    func number(_ length: Int) -> Int {
      defer { place += length }
      return part[place..<place + length].reduce(0) { $0 << 8 | Int($1) }
    }
    let length = number(4)
    rows = number(4)
    firstLine = number(8)
    amounts = (0..<count).map { _ in number(8) }[...]
    record = RowRecord(part[place..<place + length], dimensions: dimensions)
    place += length
  }

  init(record: RowRecord, rows: Int, firstLine: Int, amounts: ArraySlice<Int>) {
    (self.record, self.rows) = (record, rows)
    (self.firstLine, self.amounts) = (firstLine, amounts)
  }
}
