// SPDX-License-Identifier: Apache-2.0

import Exchange

extension FuzzEntry {
  /// What follows the agreement and its signature in an offer.
  static let offer = FuzzEntry(
    "offer", mostBytes: 8192,
    seeds: {
      let fixture = try FuzzFixture.shared.get()
      return [Array(fixture.offer.content.dropFirst(fixture.offerHead.count))]
    }
  ) { bytes in
    let fixture = try FuzzFixture.shared.get()
    let content = fixture.offerHead + bytes
    let message = try ReceivedMessage(insecureContent: content, kind: .offer)
    guard
      let offer = try? Offer(message, agreement: fixture.agreement, limits: fixture.limits)
    else { return .refused }
    try Finding.require(message.preamble.bytes + offer.body == content, "another offer is written")
    return .accepted
  }
}
