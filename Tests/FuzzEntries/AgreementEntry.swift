// SPDX-License-Identifier: Apache-2.0

import Agreements

extension FuzzEntry {
  /// An agreement's bytes are kept as they came; what the writer makes of its terms reads back to the same terms.
  static let agreement = FuzzEntry(
    "agreement", mostBytes: 8192,
    seeds: {
      let fixture = try FuzzFixture.shared.get().agreement
      return [fixture.bytes, Array(AgreementWriter.text(of: fixture.terms).utf8)]
    }
  ) { bytes in
    guard let agreement = try? Agreement(bytes: bytes) else { return .refused }
    try Finding.require(agreement.bytes == bytes, "the bytes are not kept")
    let written = Array(AgreementWriter.text(of: agreement.terms).utf8)
    guard let again = try? Agreement(bytes: written) else {
      throw Finding(description: "what is written is refused")
    }
    try Finding.require(again.terms == agreement.terms, "other terms are read back")
    // Two strings of Swift are equal where their bytes are not.
    let twice = Array(AgreementWriter.text(of: again.terms).utf8)
    try Finding.require(twice == written, "written again, it is another text")
    return .accepted
  }
}
