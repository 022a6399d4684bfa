// SPDX-License-Identifier: Apache-2.0

/// Runs of rows as one: in the order of accounts, a part at a time.
struct RowMerge {
  /// The runs that have not ended, in their order.
  private var heads: [Head] = []
  private let none: RowRecords

  /// How many rows a part has, but for those of its last account.
  private static let partCount = 4096

  /// - Parameters:
  ///   - dimensions: how many values a row has.
  ///   - amounts: and how many amounts.
  init(_ runs: inout some RowRuns & ~Copyable, dimensions: Int, amounts: Int) throws {
    none = RowRecords(dimensions: dimensions, amounts: amounts)
    for run in 0..<runs.count {
      var reader = RunReader(run: run, dimensions: dimensions, amounts: amounts)
      if let row = try reader.next(&runs) { heads.append(Head(reader, row)) }
    }
  }

  /// Rows that follow those given before, all that there are of each account, and their order; nil at the end.
  mutating func next(
    _ runs: inout some RowRuns & ~Copyable
  ) throws -> (rows: RowRecords, order: [RowOrder.Element])? {
    var part = none
    var order: [RowOrder.Element] = []
    while let least = heads.indices.min(by: { heads[$0].precedes(heads[$1]) }) {
      let (row, isKeyed) = (heads[least].row, !heads[least].place.isRow)
      let isOfSameAccount =
        isKeyed && !order.isEmpty && part.key(of: order.count - 1) == row.record.accountKey
      if !isOfSameAccount, order.count >= Self.partCount { break }
      order.append(
        RowOrder.Element(record: UInt32(clamping: order.count), isOfSameAccount: isOfSameAccount))
      part.append(row)
      if try !heads[least].advance(&runs) { heads.remove(at: least) }
    }
    return order.isEmpty ? nil : (part, order)
  }

  /// The first row of a run that is not taken yet.
  private struct Head {
    private var reader: RunReader
    private(set) var row: SummedRow
    private(set) var place: RowOrder.Place

    init(_ reader: RunReader, _ row: SummedRow) {
      (self.reader, self.row) = (reader, row)
      place = RowOrder.Place(record: reader.run, row.record.accountKey)
    }

    /// Takes the row; false at the end of the run.
    mutating func advance(_ runs: inout some RowRuns & ~Copyable) throws -> Bool {
      guard let next = try reader.next(&runs) else { return false }
      self = Head(reader, next)
      return true
    }

    func precedes(_ other: Head) -> Bool {
      if place != other.place { return place < other.place }
      if place.isRow { return row.precedes(other.row) }
      return row.record.accountKey.bytes.lexicographicallyPrecedes(
        other.row.record.accountKey.bytes)
    }
  }
}

/// The rows of a run, one after another.
private struct RunReader {
  let run: Int
  private let dimensions: Int
  private let amounts: Int
  /// A part of the run, and where the row begins that is the next.
  private var part: [UInt8] = []
  private var place = 0

  init(run: Int, dimensions: Int, amounts: Int) {
    (self.run, self.dimensions, self.amounts) = (run, dimensions, amounts)
  }

  mutating func next(_ runs: inout some RowRuns & ~Copyable) throws -> SummedRow? {
    if place == part.count { (part, place) = (try runs.next(of: run), 0) }
    if part.isEmpty { return nil }
    return SummedRow(part, at: &place, dimensions: dimensions, amounts: amounts)
  }
}
