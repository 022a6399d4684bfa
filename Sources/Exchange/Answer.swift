// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Cryptography

/// One table of an answer: T_g by I's groups, Y_p by R's, each with the control accounts last (messages.md 1).
package struct AnswerTable: Sendable, Equatable {
  package let tags: [[Tag]]
  package let points: [[Point]]

  package init(tags: [[Tag]], points: [[Point]]) {
    self.tags = tags
    self.points = points
  }
}

/// The body of an answer: R's signature of the agreement, and the sections of each table.
package struct Answer: Sendable {
  package let agreementSignature: [UInt8]
  package let tables: [AnswerTable]

  package init(agreementSignature: [UInt8], tables: [AnswerTable]) {
    self.agreementSignature = agreementSignature
    self.tables = tables
  }

  package var body: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  /// Appends the body.
  package func append(to bytes: inout [UInt8]) {
    bytes += agreementSignature
    bytes.append(u16: tables.count)
    for table in tables {
      bytes.append(u16: table.tags.count)
      bytes.append(u16: table.points.count)
      for section in table.tags { bytes.append(u64: section.count) }
      for section in table.points { bytes.append(u64: section.count) }
    }
    let tags = tables.reduce(0) { $0 + $1.tags.joined().count }
    let points = tables.reduce(0) { $0 + $1.points.joined().count }
    bytes.reserveCapacity(bytes.count + tags * Tag.byteCount + points * Point.byteCount)
    for table in tables {
      for tag in table.tags.joined() { tag.append(to: &bytes) }
      for point in table.points.joined() { point.append(to: &bytes) }
    }
  }

  /// Reads and checks a whole answer to an offer whose section sizes were `offered`, by table.
  package init(
    _ message: ReceivedMessage, agreement: Agreement, limits: [TableLimits], offered: [[Int]]
  ) throws(ExchangeError) {
    var reader = message.body
    agreementSignature = Array(try reader.take(64))
    let signature = AgreementSignature(
      signer: message.preamble.sender, signature: agreementSignature)
    guard (try? signature.verify(agreement, role: .responder)) != nil else {
      throw .agreementSignature
    }
    guard try reader.u16() == limits.count, offered.count == limits.count else {
      throw .shape(table: 0, reason: "another number of tables")
    }
    var sizes: [(tags: [Int], points: [Int])] = []
    for (table, limit) in limits.enumerated() {
      let groups = try reader.u16()
      let others = try reader.u16()
      var tags: [Int] = []
      for _ in 0..<groups { tags.append(try reader.count64(ofRecords: Tag.byteCount)) }
      var points: [Int] = []
      for _ in 0..<others { points.append(try reader.count64(ofRecords: Point.byteCount)) }
      try limit.checkAnswer(tags: tags, points: points, offered: offered[table])
      sizes.append((tags, points))
    }
    var tables: [AnswerTable] = []
    for (table, size) in sizes.enumerated() {
      let tags = try reader.tags(size.tags, table: table)
      try Self.checkDisjoint(tags, table: table)
      tables.append(AnswerTable(tags: tags, points: try reader.points(size.points, table: table)))
    }
    try reader.expectEnd()
    self.tables = tables
  }

  /// A tag in two sections would count one account twice, and name it (review F11).
  private static func checkDisjoint(_ sections: [[Tag]], table: Int) throws(ExchangeError) {
    let sorted = sections.flatMap(\.self).recordSorted()
    for index in sorted.indices.dropFirst() where sorted[index] == sorted[index - 1] {
      throw .tagsOverlap(table: table)
    }
  }
}
