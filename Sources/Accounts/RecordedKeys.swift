// SPDX-License-Identifier: Apache-2.0

/// The keys of rows that were read together, as their records say them: the bytes of all rows one after another. They are made on
/// one thread and added on another, which so have nothing to free of each other's.
struct RecordedKeys: Sendable {
  private var bytes: [UInt8] = []
  private var rows: [Row?] = []

  /// What is counted of a row's keys, and where its bytes stand.
  struct Row: Sendable {
    /// Why it has no domain, or number; nil where it has one, or no number is agreed.
    let domainAbsence: DomainKey.Absence?
    let numberAbsence: NumberKey.Absence?
    /// How the reference table gave it its domain; nil where it did not.
    let reference: ReferenceTable.Step?
    let isNoName: Bool
    let isNameRepaired: Bool
    let areOfParent: Bool
    /// Whether it has any account key but its own.
    let isKeyed: Bool
    fileprivate let start: Int
    fileprivate let keysEnd: Int
    fileprivate let end: Int
  }

  var count: Int { rows.count }

  /// Nil where the row does not fit.
  subscript(index: Int) -> Row? { rows[index] }

  /// A row that does not fit.
  mutating func appendMisfit() { rows.append(nil) }

  mutating func append(_ keys: borrowing RowKeys) {
    let start = bytes.count
    RowRecord.append(keys, to: &bytes)
    let keysEnd = bytes.count
    bytes += keys.name
    rows.append(
      Row(
        domainAbsence: keys.domain.absence, numberAbsence: keys.number?.absence,
        reference: keys.reference, isNoName: keys.isNoName, isNameRepaired: keys.isNameRepaired,
        areOfParent: keys.areOfParent, isKeyed: keys.domain.absence == nil || keys.nameKey != nil,
        start: start, keysEnd: keysEnd, end: bytes.count))
  }

  /// Appends a row's record (`RowRecord`).
  func appendRecord(
    of row: Row, groups: [UInt16], products: [UInt16], to record: inout [UInt8]
  ) {
    record += bytes[row.start..<row.keysEnd]
    RowRecord.append(groups: groups, products: products, to: &record)
    record += bytes[row.keysEnd..<row.end]
  }
}
