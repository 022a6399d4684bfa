// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Cryptography

/// The body of an offer: the agreement with I's signature, and the sections X_g of each table (messages.md 1).
package struct Offer: Sendable {
  package let agreement: [UInt8]
  package let agreementSignature: [UInt8]
  package let runCounter: UInt32
  /// Points by table, then group, control accounts last.
  package let tables: [[[Point]]]

  package init(
    agreement: [UInt8], agreementSignature: [UInt8], runCounter: UInt32, tables: [[[Point]]]
  ) {
    self.agreement = agreement
    self.agreementSignature = agreementSignature
    self.runCounter = runCounter
    self.tables = tables
  }

  package var body: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  /// Appends the body.
  package func append(to bytes: inout [UInt8]) {
    bytes.append(u32: UInt32(agreement.count))
    bytes += agreement + agreementSignature
    bytes.append(u32: runCounter)
    bytes.append(u16: tables.count)
    for table in tables {
      bytes.append(u16: table.count)
      for section in table { bytes.append(u64: section.count) }
    }
    bytes.reserveCapacity(
      bytes.count + tables.joined().reduce(0) { $0 + $1.count } * Point.byteCount)
    for point in tables.joined().joined() { point.append(to: &bytes) }
  }

  /// Reads the terms alone, before anyone here has agreed to them.
  package static func terms(
    of message: ReceivedMessage
  ) throws(ExchangeError) -> (agreement: [UInt8], signature: AgreementSignature) {
    var reader = message.body
    let agreement = Array(try reader.take(Int(try reader.u32())))
    let signature = Array(try reader.take(64))
    return (agreement, AgreementSignature(signer: message.preamble.sender, signature: signature))
  }

  /// Reads and checks a whole offer, under the agreement signed here.
  package init(
    _ message: ReceivedMessage, agreement expected: Agreement, limits: [TableLimits]
  ) throws(ExchangeError) {
    let (bytes, signature) = try Self.terms(of: message)
    guard bytes == expected.bytes else { throw .agreementUnknown }
    guard (try? signature.verify(expected, role: .initiator)) != nil else {
      throw .agreementSignature
    }
    var reader = message.body
    _ = try reader.take(4 + bytes.count + 64)
    agreement = bytes
    agreementSignature = signature.signature
    runCounter = try reader.u32()
    guard try reader.u16() == limits.count else {
      throw .shape(table: 0, reason: "another number of tables")
    }
    var sizes: [[Int]] = []
    var groupings: [Int: [Int]] = [:]
    for limit in limits {
      var counts: [Int] = []
      for _ in 0..<(try reader.u16()) {
        counts.append(try reader.count64(ofRecords: Point.byteCount))
      }
      try limit.checkOffer(counts)
      let accounts = limit.accounts(counts)
      let before = groupings.updateValue(accounts, forKey: limit.grouping)
      try limit.checkGrouping(accounts, before: before)
      sizes.append(counts)
    }
    var tables: [[[Point]]] = []
    for (table, counts) in sizes.enumerated() {
      tables.append(try reader.points(counts, table: table))
    }
    try reader.expectEnd()
    self.tables = tables
  }
}

extension ByteReader {
  /// Sections of strictly ascending canonical points.
  mutating func points(_ counts: [Int], table: Int) throws(ExchangeError) -> [[Point]] {
    var sections: [[Point]] = []
    for (section, count) in counts.enumerated() {
      let records = try take(count * Point.byteCount)
      var points: [Point] = []
      points.reserveCapacity(count)
      for start in stride(from: records.startIndex, to: records.endIndex, by: Point.byteCount) {
        guard let point = try? Point(bytes: records[start..<start + Point.byteCount]),
          point.isCanonical
        else { throw .pointNotCanonical(table: table, section: section) }
        if let last = points.last, last >= point {
          throw .notAscending(table: table, section: section)
        }
        points.append(point)
      }
      sections.append(points)
    }
    return sections
  }

  /// Sections of strictly ascending tags.
  mutating func tags(_ counts: [Int], table: Int) throws(ExchangeError) -> [[Tag]] {
    var sections: [[Tag]] = []
    for (section, count) in counts.enumerated() {
      let records = try take(count * Tag.byteCount)
      var tags: [Tag] = []
      tags.reserveCapacity(count)
      for start in stride(from: records.startIndex, to: records.endIndex, by: Tag.byteCount) {
        guard let tag = try? Tag(bytes: records[start..<start + Tag.byteCount]) else {
          throw malformed
        }
        if let last = tags.last, last >= tag { throw .notAscending(table: table, section: section) }
        tags.append(tag)
      }
      sections.append(tags)
    }
    return sections
  }
}
