// SPDX-License-Identifier: Apache-2.0

import Agreements

extension FuzzEntry {
  static let agreementSignature = FuzzEntry(
    "agreement-signature", mostBytes: 1100,
    seeds: {
      let fixture = try FuzzFixture.shared.get()
      let signature = try AgreementSignature(
        of: fixture.agreement, role: .initiator, by: fixture.initiator)
      return [Array(signature.text.utf8)]
    }
  ) { bytes in
    guard let signature = try? AgreementSignature(text: bytes) else { return .refused }
    try Finding.require(Array(signature.text.utf8) == bytes, "another text is written")
    return .accepted
  }
}
