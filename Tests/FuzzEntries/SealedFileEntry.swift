// SPDX-License-Identifier: Apache-2.0

import Exchange

extension FuzzEntry {
  /// A sealed file of any length, and the same filled up to whole blocks, which is then opened.
  static let sealedFile = FuzzEntry(
    "sealed-file", mostBytes: 4096,
    seeds: {
      var file: [UInt8] = []
      try SealedFile.seal(FuzzFixture.shared.get().report) { file += $0 }
      return [file, Array(file.prefix(300))]
    }
  ) { bytes in
    guard let header = SealedFile.Header(file: bytes) else { return .refused }
    try Finding.require(bytes.starts(with: header.bytes), "another header is written")
    let identity = try FuzzFixture.shared.get()
    let missing = (4096 - bytes.count % 4096) % 4096
    var outcome = Outcome.refused
    for file in Set([bytes, bytes + [UInt8](repeating: 0, count: missing)]) {
      let opened = try? ReceivedMessage(
        file: file, kind: header.kind, openedBy: identity.responder)
      if opened != nil { outcome = .accepted }
    }
    return outcome
  }

  /// What the chunks of a sealed file hold, of any length, and cut or filled up to the least length.
  static let plaintext = FuzzEntry(
    "plaintext", mostBytes: 4096,
    seeds: {
      let report = try FuzzFixture.shared.get().report
      let whole = SealedFile.pack(report.content, report.signature)
      return [whole, SealedFile.pack([], report.signature), Array(whole.prefix(100))]
    }
  ) { bytes in
    let least = SealedFile.pack([], [UInt8](repeating: 0, count: 64)).count
    let missing = max(0, least - bytes.count)
    let filled = Array(bytes.prefix(least)) + [UInt8](repeating: 0, count: missing)
    var outcome = Outcome.refused
    for plaintext in Set([bytes, filled]) {
      guard let (content, signature) = try? SealedFile.unpack(plaintext) else { continue }
      try Finding.require(
        SealedFile.pack(content, signature) == plaintext, "another plaintext is written")
      outcome = .accepted
    }
    return outcome
  }
}
