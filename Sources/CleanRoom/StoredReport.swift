// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Ledger

/// A report's exact bytes and the initiator's signature of the message that carried it, kept beside the run's key
/// from before it was paid for, so that a crash loses neither.
struct StoredReport {
  let report: [UInt8]
  /// 64 bytes.
  let signature: [UInt8]

  func write(_ folder: RoomFolder, _ run: [UInt8]) throws(CleanRoomError) {
    try RoomFiles.write(
      report, to: Self.path(folder, run, "report.json"), visibility: .owner, existing: .replace)
    try RoomFiles.writeHex(signature, to: Self.path(folder, run, "report.sig"))
  }

  /// Nil where no report of this run is held.
  static func read(_ folder: RoomFolder, _ run: [UInt8]) throws(CleanRoomError) -> StoredReport? {
    guard
      let report = try RoomFiles.contents(path(folder, run, "report.json"), limit: 16 << 20),
      let signature = try RoomFiles.hex(path(folder, run, "report.sig"))
    else { return nil }
    return StoredReport(report: report, signature: signature)
  }

  private static func path(_ folder: RoomFolder, _ run: [UInt8], _ suffix: String) -> String {
    "\(folder.runs)/\(RunName.text(run)).\(suffix)"
  }
}

/// The signature of our own offer, for the report's provenance.
struct OfferRecord {
  let signature: [UInt8]

  func write(_ folder: RoomFolder, _ run: [UInt8]) throws(CleanRoomError) {
    try RoomFiles.writeHex(signature, to: Self.path(folder, run))
  }

  static func read(_ folder: RoomFolder, _ run: [UInt8]) throws(CleanRoomError) -> OfferRecord {
    let text = try RoomFiles.required(path(folder, run), hint: "restore Keys/ from a backup")
    guard
      let signature = Hex.decode(
        String(decoding: text.filter { $0 != UInt8(ascii: "\n") }, as: UTF8.self)),
      signature.count == 64
    else { throw KeyFile.unreadable(path(folder, run)) }
    return OfferRecord(signature: signature)
  }

  private static func path(_ folder: RoomFolder, _ run: [UInt8]) -> String {
    "\(folder.runs)/\(RunName.text(run)).offer.sig"
  }
}
