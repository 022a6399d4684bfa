// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Parallel

/// The rows of a list that take part, gathered while the file is read: what they say, equal rows once.
struct ListRows {
  var counts = RowCounts()
  private var records: RowRecords
  /// The present row's record, in memory that every row uses again.
  private var record: [UInt8] = []
  private let dimensions: [Dimension]
  private let products: Int
  private let workers: Workers

  /// How long a part of a run is, but for the last row of it. It has whole rows.
  private static let partLength = 1 << 16

  /// - Parameters:
  ///   - products: how many a row may own.
  ///   - amounts: how many it has.
  init(_ dimensions: [Dimension], products: Int, amounts: Int, _ workers: Workers) {
    (self.dimensions, self.products, self.workers) = (dimensions, products, workers)
    records = RowRecords(dimensions: dimensions.count, amounts: amounts)
  }

  /// About how many bytes of memory they take.
  var size: Int { records.size }

  /// - Parameters:
  ///   - row: one of those of `keys`.
  ///   - groups: its value in each dimension.
  ///   - products: ascending, without repeats.
  ///   - amounts: in hundredths, none negative.
  mutating func add(
    _ row: RecordedKeys.Row, _ keys: RecordedKeys, line: Int, groups: [UInt16], products: [UInt16],
    amounts: [Int]
  ) {
    counts.add(row.domainAbsence)
    record.removeAll(keepingCapacity: true)
    keys.appendRecord(of: row, groups: groups, products: products, to: &record)
    // Without any key a row is an account of its own.
    if row.isKeyed {
      records.add(record, line: line, amounts: amounts)
    } else {
      records.append(record, line: line, amounts: amounts)
    }
  }

  /// What the rows become; no row is added after that.
  mutating func rollUp() -> RollUp {
    records.close()
    let (parts, records, empty) = (RowOrder.parts(of: records, workers), records, emptyRollUp)
    return RollUp(
      joining: workers.map(each: parts.count) { empty.adding(records, in: parts[$0]) }, to: empty)
  }

  private var emptyRollUp: RollUp {
    RollUp(dimensions, products: products, amounts: records.amountCount)
  }

  // MARK: Rows that are too many to be held

  /// Keeps the rows that are held as one run, and forgets them.
  mutating func keep(in runs: inout some RowRuns & ~Copyable) throws {
    records.close()
    let held = records
    records = RowRecords(dimensions: held.dimensions, amounts: held.amountCount)
    let order = RowOrder.parts(of: held, workers).joined()
    try runs.keep { emit in
      var part: [UInt8] = []
      for element in order {
        held.row(Int(element.record)).append(to: &part)
        guard part.count >= Self.partLength else { continue }
        try emit(part)
        part.removeAll(keepingCapacity: true)
      }
      if !part.isEmpty { try emit(part) }
    }
  }

  /// What the rows of all runs become; none is held any more.
  func rollUp(_ runs: inout some RowRuns & ~Copyable) throws -> RollUp {
    var rollUp = emptyRollUp
    var merge = try RowMerge(&runs, dimensions: dimensions.count, amounts: records.amountCount)
    while let (part, order) = try merge.next(&runs) { rollUp.add(part, in: order) }
    return rollUp
  }
}
