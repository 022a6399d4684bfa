// SPDX-License-Identifier: Apache-2.0

/// The body of a report message: the bytes of `report.json`.
package struct ReportMessage: Sendable {
  package let report: [UInt8]

  /// The most bytes of a report; the largest plan stays far below.
  private static let byteLimit = 16 << 20

  package init(report: [UInt8]) { self.report = report }

  package var body: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(u32: UInt32(report.count))
    return bytes + report
  }

  package init(_ message: ReceivedMessage) throws(ExchangeError) {
    var reader = message.body
    let count = Int(try reader.u32())
    guard count <= Self.byteLimit else { throw reader.malformed }
    report = Array(try reader.take(count))
    try reader.expectEnd()
  }
}
