// SPDX-License-Identifier: Apache-2.0

import CleanRoom

extension FuzzEntry {
  /// What room.yaml says, written and read again, is the same.
  static let room = FuzzEntry(
    "room", mostBytes: 2048,
    seeds: {
      let settings = RoomSettings(
        name: "Acme & Söhne: \"Nord\"", organisation: "acme", lineage: "acme", ledger: "../x")
      return [Array(settings.yaml.utf8)]
    }
  ) { bytes in
    guard let settings = try? RoomSettings(yaml: bytes) else { return .refused }
    let written = Array(settings.yaml.utf8)
    guard let again = try? RoomSettings(yaml: written) else {
      throw Finding(description: "what is written is refused")
    }
    try Finding.require(
      again == settings && Array(again.yaml.utf8) == written, "other settings are read back")
    return .accepted
  }
}
