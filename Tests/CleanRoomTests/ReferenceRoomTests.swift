// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import CleanRoom
import Foundation
import Ledger
import Reporting
import TestSupport
import Testing

/// Two rooms that hold one table of public facts.
@Suite struct ReferenceRoomTests {
  private static let table = Array(
    """
    reference-table/1
    domain,old.example,new.example
    name,acme,DE,acme.example

    """.utf8)

  private func csv(_ rows: String...) -> [UInt8] {
    Array(
      (["Account Name,Website,Billing Country,Type"] + rows).joined(separator: "\n").utf8 + [0x0A])
  }

  private func lists() -> (initiator: [UInt8], responder: [UInt8]) {
    (
      csv(
        "Renamed,old.example,,Customer", "Acme GmbH,,Germany,Customer",
        "Same,same.example,,Customer", "Ours,ours.example,,Prospect"),
      csv(
        "Another,www.new.example,,Customer", "Acme Holding,acme.example,,Prospect",
        "Same,same.example,,Customer", "Theirs,theirs.example,,Customer")
    )
  }

  private func played(_ table: [UInt8]?) throws -> Int {
    let (own, other) = lists()
    return try withTemporaryFolder { folder in
      let pair = try RoomPair.make(
        in: folder, initiator: own, responder: other,
        RoomPair.Draft(match: (.fallback, .domainNameCountryAndName), table: table))
      let run = try pair.play()
      try pair.expectTruth(run.initiator.report)
      #expect(run.responder.digest == run.initiator.digest)
      let named = run.initiator.report.privacy.publicLists.last
      #expect((named?.name == "reference") == (table != nil))
      if let table { #expect(named?.digest == ReferenceTable.digest(of: table).bytes) }
      return try run.initiator.report.accountMap.map.total.estimate.value
    }
  }

  @Test func `accounts meet that no rule over strings brings together`() throws {
    #expect(try played(nil) == 1)
    #expect(try played(Self.table) == 3)
  }

  @Test func `the draft keeps the table in the room, and says its digest`() throws {
    let (own, other) = lists()
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(
        in: folder, initiator: own, responder: other, RoomPair.Draft(table: Self.table))
      #expect(try bytes(pair.initiator.folder.reference) == Self.table)
      let terms = try pair.terms.agreement.terms
      #expect(terms.match.reference == ReferenceTable.digest(of: Self.table))
      #expect(try pair.initiator.checkList(at: pair.initiatorList).reference == .agreed)
    }
  }

  @Test func `without the table, or with another, no key is made and nothing is written`() throws {
    let (own, other) = lists()
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(
        in: folder, initiator: own, responder: other, RoomPair.Draft(table: Self.table))
      let room = pair.initiator
      let before = try Set(FileManager.default.subpathsOfDirectory(atPath: folder.path))
      for (spoil, name) in [
        (
          { try CleanRoomTests.write(Self.table.filter { $0 != 0x2C }, to: $0) },
          "reference-differs"
        ),
        ({ try remove($0) }, "reference-missing"),
      ] as [((String) throws -> Void, String)] {
        try spoil(room.folder.reference)
        func expectRefusal(_ verb: () throws -> Void) {
          do {
            try verb()
            Issue.record("not refused: \(name)")
          } catch let error as CleanRoomError {
            #expect(error.code.name == name)
          } catch {
            Issue.record("\(error)")
          }
        }
        let list = pair.initiatorList
        expectRefusal { _ = try room.checkAgreement() }
        expectRefusal { _ = try room.signAgreement() }
        expectRefusal { _ = try room.checkList(at: list) }
        expectRefusal { _ = try room.explain(line: 2, of: list) }
        expectRefusal { _ = try room.plan(list: list) }
        expectRefusal { _ = try room.blind(list: list, offer: nil) }
      }
      let after = try Set(FileManager.default.subpathsOfDirectory(atPath: folder.path))
      #expect(before.subtracting(after).allSatisfy { $0.hasSuffix("reference.csv") })
      #expect(after.isSubset(of: before))
      #expect(try room.openLedger(for: .reading).entries().count == 1)
    }
  }

  @Test func `before an agreement the room's table counts, and one that is not agreed does not`()
    throws
  {
    let (own, other) = lists()
    try withTemporaryFolder { folder in
      let list = folder.appending(path: "list.csv").path
      try CleanRoomTests.write(own, to: list)
      let fresh = try Room.make(
        at: folder.appending(path: "fresh").path, name: "Acme", organisation: "acme",
        lineage: "customers", RoomPair.setting()
      ).room
      #expect(try fresh.checkList(at: list).reference == .absent)
      try CleanRoomTests.write(Self.table, to: fresh.folder.reference)
      let proposed = try fresh.checkList(at: list)
      #expect(proposed.reference == .proposed)
      #expect(proposed.summary.resolved.domains + proposed.summary.resolved.names == 2)

      let pair = try RoomPair.make(in: folder, initiator: own, responder: other)
      try CleanRoomTests.write(Self.table, to: pair.initiator.folder.reference)
      let unnamed = try pair.initiator.checkList(at: pair.initiatorList)
      #expect(unnamed.reference == .unnamed)
      #expect(unnamed.summary.resolved.domains + unnamed.summary.resolved.names == 0)
    }
  }
}
