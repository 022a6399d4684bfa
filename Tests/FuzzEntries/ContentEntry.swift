// SPDX-License-Identifier: Apache-2.0

import Agreements
import Exchange
import TestSupport

extension FuzzEntry {
  /// The content of a message of any kind: its preamble, the terms at the head of an offer, the body of a report.
  static let content = FuzzEntry(
    "content", mostBytes: 4096,
    seeds: {
      let fixture = try FuzzFixture.shared.get()
      return [fixture.offer, fixture.answer, fixture.report].map { Array($0.content.prefix(4096)) }
    }
  ) { bytes in
    for kind in MessageKind.allCases {
      guard let message = try? ReceivedMessage(insecureContent: bytes, kind: kind) else { continue }
      let preamble = message.preamble.bytes
      try Finding.require(bytes.starts(with: preamble), "another preamble is written")
      return try body(message, kind, Array(bytes.dropFirst(preamble.count)))
    }
    return .refused
  }

  private static func body(
    _ message: ReceivedMessage, _ kind: MessageKind, _ body: [UInt8]
  ) throws -> Outcome {
    switch kind {
    case .offer:
      guard let (agreement, signature) = try? Offer.terms(of: message) else { return .refused }
      let written = Offer(
        agreement: agreement, agreementSignature: signature.signature, runCounter: 0, tables: []
      ).body.dropLast(4 + 2)
      try Finding.require(body.starts(with: written), "other terms are written")
    case .answer: break
    case .report:
      guard let report = try? ReportMessage(message) else { return .refused }
      try Finding.require(report.body == body, "another body is written")
    }
    return .accepted
  }
}
