// SPDX-License-Identifier: Apache-2.0

import Exchange

extension FuzzEntry {
  /// What follows the signature of the agreement in an answer to the fixture's offer.
  static let answer = FuzzEntry(
    "answer", mostBytes: 8192,
    seeds: {
      let fixture = try FuzzFixture.shared.get()
      return [Array(fixture.answer.content.dropFirst(fixture.answerHead.count))]
    }
  ) { bytes in
    let fixture = try FuzzFixture.shared.get()
    let content = fixture.answerHead + bytes
    let message = try ReceivedMessage(insecureContent: content, kind: .answer)
    guard
      let answer = try? Answer(
        message, agreement: fixture.agreement, limits: fixture.limits, offered: fixture.offered)
    else { return .refused }
    try Finding.require(
      message.preamble.bytes + answer.body == content, "another answer is written")
    return .accepted
  }
}
