// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// room.yaml: who the owner of this room is, and which list and ledger it draws on. It never leaves.
package struct RoomSettings: Equatable, Sendable {
  /// How reports speak of the owner.
  package var name: String
  /// The name under which counterparts keep the owner's budget.
  package var organisation: String
  /// The list the budget belongs to, set once by name: every export of one CRM is the same lineage.
  package var lineage: String
  /// The folder of the ledger, from the room. Rooms that draw on one list share one ledger.
  package var ledger: String

  package init(name: String, organisation: String, lineage: String, ledger: String) {
    self.name = name
    self.organisation = organisation
    self.lineage = lineage
    self.ledger = ledger
  }

  package init(yaml: [UInt8]) throws(CleanRoomError) {
    do throws(YAMLRefusal) {
      let top = try StrictYAML.document(yaml, limit: 65_536).fields([
        "lacuna", "name", "organisation", "lineage", "ledger",
      ])
      guard try top("lacuna").string() == "room/1" else {
        throw try top("lacuna").refusal("this version reads room/1")
      }
      self.init(
        name: try top("name").string(), organisation: try top("organisation").string(),
        lineage: try top("lineage").string(), ledger: try top("ledger").string())
    } catch {
      throw CleanRoomError(
        "room-malformed", .ownDataRejected, "room.yaml at \(error.path): \(error.reason)")
    }
  }

  package var yaml: String {
    """
    # Lacuna: this room's owner. The lineage names the list whose budget is spent here; keep it.
    lacuna: room/1
    name: \(AgreementWriter.quoted(name))
    organisation: \(AgreementWriter.quoted(organisation))
    lineage: \(AgreementWriter.quoted(lineage))
    ledger: \(AgreementWriter.quoted(ledger))

    """
  }
}
