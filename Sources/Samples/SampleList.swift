// SPDX-License-Identifier: Apache-2.0

/// One side's rehearsal list, written row by row and never held whole.
package struct SampleList: Sendable {
  package let side: SampleSide
  let market: SampleMarket

  /// The most bytes a chunk has before it is handed over, but for the row that fills it.
  package static let chunkSize = 1 << 16

  /// Writes the list as CSV: a header line, then the rows in shuffled order.
  ///
  /// Memory: four bytes a row for the order, and one chunk. Same seed, same bytes.
  /// - Parameter sink: takes the next chunk, never empty, about `chunkSize` bytes. An error of the
  ///   sink ends the writing and is thrown on.
  package func write<Failure: Error>(
    to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let dialect = SampleDialect.of(side)
    var buffer = DelimitedBuffer(capacity: Self.chunkSize + 1_024)
    for column in dialect.columns { buffer.append(column.header) }
    buffer.endLine()
    for (number, slot) in rowOrder().enumerated() {
      write(row(slot, in: dialect), number: number + 1, in: dialect, to: &buffer)
      if buffer.bytes.count >= Self.chunkSize {
        try sink(buffer.bytes)
        buffer.clear()
      }
    }
    if !buffer.bytes.isEmpty { try sink(buffer.bytes) }
  }

  /// The whole list at once: for the demo and tests, not for a million accounts.
  package func bytes() -> [UInt8] {
    var all: [UInt8] = []
    write { (chunk: [UInt8]) in all.append(contentsOf: chunk) }
    return all
  }

  /// Twice the account's place for its first row, one more for its second: shuffled.
  private func rowOrder() -> [UInt32] {
    var order: [UInt32] = []
    order.reserveCapacity(market.accounts + market.accounts / 20 + 1)
    for place in 0..<market.accounts {
      let first = UInt32(truncatingIfNeeded: 2 * place)
      order.append(first)
      // Whether there is a second row does not depend on the status of the first.
      let entity = market.entity(at: place, of: side)
      let record = SampleRecord(seed: market.seed, side: side, entity: entity, status: .prospect)
      if record.secondStatus != nil { order.append(first + 1) }
    }
    let purpose: SamplePurpose = side == .vendor ? .vendorOrder : .partnerOrder
    var random = SplitMix64(seed: market.seed, purpose: purpose, index: 0)
    random.shuffle(&order)
    return order
  }

  private func row(_ slot: UInt32, in dialect: SampleDialect) -> SampleRow {
    let entity = market.entity(at: Int(slot >> 1), of: side)
    let account = market.account(entity)
    let status = (side == .vendor ? account.vendor : account.partner) ?? .prospect
    return SampleRow(
      seed: market.seed, side: side, dialect: dialect, entity: entity, account: account,
      record: SampleRecord(seed: market.seed, side: side, entity: entity, status: status),
      isSecond: slot & 1 == 1)
  }

  private func write(
    _ row: SampleRow, number: Int, in dialect: SampleDialect, to buffer: inout DelimitedBuffer
  ) {
    let company = row.account.company
    for column in dialect.columns {
      switch column.column {
      case .number: buffer.append("\(dialect.numberPrefix)\(dialect.firstNumber + number)")
      case .name: buffer.append(row.name)
      case .website: buffer.append(row.website)
      case .country: buffer.append(row.record.hasCountry ? company.country : "")
      case .industry: buffer.append(row.record.hasIndustry ? company.industry.rawValue : "")
      case .status: buffer.append(dialect.statuses[row.status.rawValue])
      case .owner: buffer.append(row.owner)
      case .products: buffer.append(row.products)
      case .revenue: buffer.append(row.revenue)
      case .stage: buffer.append(row.deal?.stage ?? "")
      case .amount: buffer.append(row.deal?.amount)
      case .closeDate: buffer.append(row.deal?.closeDate ?? "")
      }
    }
    buffer.endLine()
  }
}
