// SPDX-License-Identifier: Apache-2.0

import Agreements

extension FuzzEntry {
  static let identity = FuzzEntry(
    "identity", mostBytes: 1100,
    seeds: {
      let fixture = try FuzzFixture.shared.get()
      return [fixture.initiator.publicIdentity, fixture.responder.publicIdentity].map {
        Array($0.description.utf8)
      }
    }
  ) { bytes in
    guard let text = String(validating: bytes, as: UTF8.self),
      let identity = try? PublicIdentity(text: text)
    else { return .refused }
    try Finding.require(Array(identity.description.utf8) == bytes, "another text is written")
    return .accepted
  }
}
