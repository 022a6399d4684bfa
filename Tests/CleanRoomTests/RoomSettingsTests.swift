// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import TestSupport
import Testing

/// room.yaml: who owns a room.
@Suite struct RoomSettingsTests {
  private let settings = RoomSettings(
    name: "Acme \"Süd\" & Söhne: 100 %", organisation: "acme", lineage: "customers",
    ledger: "/srv/led ger/#1")

  @Test func `what is written is read`() throws {
    #expect(try RoomSettings(yaml: Array(settings.yaml.utf8)) == settings)
  }

  @Test(arguments: [
    ("room/1", "room/2"), ("lineage: customers\n", ""), ("lineage: customers", "lineage: [a]"),
    ("lineage: customers\n", "lineage: customers\nlineage: customers\n"),
    ("lineage: customers\n", "lineage: customers\npassphrase: x\n"), ("lacuna: ", "lacuna "),
  ])
  func `another text is refused`(old: String, new: String) throws {
    let text = settings.yaml.replacing(old, with: new)
    #expect(text != settings.yaml)
    expect("room-malformed") { try RoomSettings(yaml: Array(text.utf8)) }
  }

  @Test func `any bytes are settings or refused`() throws {
    var generator = SeededGenerator(seed: 73)
    let good = Array(settings.yaml.utf8)
    for _ in 0..<400 {
      var changed = good
      changed[Int.random(in: good.indices, using: &generator)] = generator.bytes(1)[0]
      for bytes in [changed, generator.bytes(Int.random(in: 0...200, using: &generator))] {
        do throws(CleanRoomError) { _ = try RoomSettings(yaml: bytes) } catch {
          #expect(error.code.name == "room-malformed")
        }
      }
    }
  }

  @Test func `a room is never made over another`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "room").path
      func make() throws -> Room {
        try Room.make(
          at: path, name: "Acme", organisation: "acme", lineage: "customers", RoomPair.setting()
        ).room
      }
      let identity = try make().identity().publicIdentity
      expect("room-exists") { try make() }
      #expect(try Room(at: path, RoomPair.setting()).identity().publicIdentity == identity)
    }
  }
}
