// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import CleanRoom
import Foundation
import Oracle
import Questions
import Release
import Reporting
import TestSupport
import Testing

/// The annex of each side: the report without its own noise, and its own list; and nothing of the run
/// depends on it.
@Suite struct AnnexTests {
  /// Noise that is not zero anywhere: R's is 3 in a cell and 5 in a column's rest, I's is 7 and -2.
  private static let tape = NoiseTape(insecureRecorded: { draw in
    switch draw {
    case .padding(_, _, let law): law.shift
    case .table(_, let g, _, let law): law.shift + (g == nil ? 5 : 3)
    case .answer(_, let draw, _): draw.p == nil ? -2 : 7
    }
  })

  private func withPair(_ body: (RoomPair) throws -> Void) throws {
    let lists = try Lists.samples(120, seed: 61)
    try withTemporaryFolder { folder in
      try body(
        try RoomPair.make(
          in: folder, initiator: lists.vendor, responder: lists.partner,
          RoomPair.Draft(epsilon: "1"), RoomPair.setting(Self.tape)))
    }
  }

  /// The truth and a constant noise in each cell, each unmatched of a row and of a column.
  private func table(
    _ pair: RoomPair, _ map: AccountMap, _ known: DrawLaws.Known, cell: Int, row: Int, column: Int
  ) throws -> Report.CrossTab {
    let status = [StatusDimension.agreed]
    let truth = try pair.oracle().counts(rows: status, columns: status)
    let laws = try AccountMapLaws(map, sizeLaw: pair.terms.plan.sizeLaw, knowing: known)
    func figures(_ values: [Int], _ noise: Int, _ law: NoiseDistribution, _ basis: Report.Basis)
      throws -> [Report.Figure]
    {
      let halfWidth = try law.halfWidth(coverage: .standard)
      return values.map { $0 + noise }.map {
        Report.Figure(value: $0, lower: $0 - halfWidth, upper: $0 + halfWidth, basis: basis)
      }
    }
    let axis = Report.Axis(
      dimensions: [StatusDimension.name], groups: StatusDimension.titles.map { [$0] })
    return try Report.CrossTab(
      rows: axis, columns: axis,
      cells: truth.cells.map { try figures($0, cell, laws.cells(1), .released) },
      rowTotals: figures(truth.rowTotals, 3 * cell, laws.cells(3), .derived),
      columnTotals: figures(truth.columnTotals, 3 * cell, laws.cells(3), .derived),
      total: try #require(figures([truth.total], 9 * cell, laws.cells(9), .derived).first),
      rowUnmatched: figures(
        truth.rowUnmatched, row, laws.initiatorUnmatched(across: 3), .released),
      columnUnmatched: figures(
        truth.columnUnmatched, column, laws.responderUnmatched(across: 3), .derived))
  }

  /// What the annex must be, from the list, the truth and the other side's noise.
  private func annex(
    _ pair: RoomPair, _ report: Report, _ role: Role, _ table: Report.CrossTab
  ) throws -> Annex {
    let list = try pair.accounts(of: role)
    let names = StatusDimension.values.indices.map { status in
      list.accounts.filter { $0.groups[0] == status }.map(\.name)
    }
    // Candidates are those who can have matched.
    let candidates = StatusDimension.values.indices.map { status in
      list.accounts.filter { $0.groups[0] == status && $0.domain != nil }.map(\.name).sorted()
    }
    let statuses = AccountMapSection.Statuses(customer: 0, openOpportunity: 1)
    let shared =
      role == .initiator
      ? (table.cells[1][0], table.cells[0][1])
      : (table.cells[0][1], table.cells[1][0])
    return Annex(
      initiator: report.initiator, responder: report.responder,
      owner: role == .initiator ? .initiator : .responder, run: report.run, minimum: 0,
      importing: Annex.Importing(
        rowsRead: list.summary.rows, rowsRejected: 0, accounts: list.accounts.count,
        keys: [
          Annex.KeyCoverage(
            key: "domain", accounts: list.accounts.count { $0.domain != nil }, ambiguous: 0)
        ]),
      ownTotals: zip(StatusDimension.titles, names).map {
        Annex.GroupCount(group: [$0], accounts: $1.count)
      },
      sections: [
        .accountMap(
          try AccountMapSection(
            countBasis: .accounts, initiatorStatuses: statuses, responderStatuses: statuses,
            map: table, breakdown: nil))
      ], besides: [], values: [],
      candidates: [
        Annex.Candidates(
          group: [StatusDimension.titles[1]], reason: .theyKnowThem, shared: shared.0.estimate,
          names: AccountNames(candidates[1])),
        Annex.Candidates(
          group: [StatusDimension.titles[0]], reason: .weKnowThem, shared: shared.1.estimate,
          names: AccountNames(candidates[0])),
      ])
  }

  private func annexFolder(_ room: Room, _ run: [UInt8]) -> String {
    "\(room.folder.annex)/run-\(RunName.text(run))"
  }

  @Test func `own noise is taken out, the other's stays`() throws {
    try withPair { pair in
      let run = try pair.play()
      let map = try #require(pair.terms.plan.maps.first)
      let report = run.initiator.report
      // Both: 3 + 7 in a cell; -(3 x 3) - 2 beside a row; 5 - 3 x 7 below a column.
      #expect(
        try report.accountMap.map
          == table(pair, map, .neither, cell: 10, row: -11, column: -16))
      let own = try annex(
        pair, report, .initiator,
        table(pair, map, .initiators, cell: 3, row: -9, column: 5))
      let theirs = try annex(
        pair, report, .responder,
        table(pair, map, .responders, cell: 7, row: -2, column: -21))
      for (room, annex) in [(pair.initiator, own), (pair.responder, theirs)] {
        let folder = annexFolder(room, run.offer.run)
        let text = String(decoding: try bytes(folder + "/annex.md"), as: UTF8.self)
        #expect(text == annex.markdown())
        #expect(try bytes(folder + "/annex.html") == Array(annex.html().utf8))
      }
    }
  }

  @Test func `only its owner can read it`() throws {
    try withPair { pair in
      let run = try pair.play()
      for room in [pair.initiator, pair.responder] {
        func mode(_ path: String) throws -> Int? {
          (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?
            .intValue
        }
        let folder = annexFolder(room, run.offer.run)
        #expect(try mode(room.folder.annex) == 0o700)
        #expect(try mode(folder) == 0o700)
        #expect(try mode(folder + "/annex.md") == 0o600)
        #expect(try mode(folder + ".list") == 0o600)
      }
    }
  }

  @Test func `what waits for a message belongs to its list, and a refusal leaves nothing`() throws {
    try withPair { pair in
      let annex = pair.initiator.folder.annex
      func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: annex) }
      // As a crash would leave it.
      try write(Array("of another list".utf8), to: annex + "/waiting.list")
      let offer = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      let kept = annexFolder(pair.initiator, offer.run) + ".list"
      let notes = try bytes(kept)
      #expect(notes.starts(with: Array("lacuna notes/".utf8)))
      #expect(try names().count == 1)

      // Sent again for a list of the day: the notes are those of the list that was sent.
      let lines = try bytes(pair.initiatorList).split(separator: UInt8(ascii: "\n"))
      try write(Array(lines.dropLast().joined(separator: Array("\n".utf8))), to: pair.initiatorList)
      let again = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      #expect(again.outcome == .sentAgain)
      #expect(try bytes(kept) == notes)
      #expect(try names().count == 1)

      expect("wrong-kind") {
        let card = try pair.responder.blind(list: pair.responderList, offer: offer.path)
        return try pair.responder.blind(list: pair.responderList, offer: card.path)
      }
      let others = pair.responder.folder.annex
      #expect(try FileManager.default.contentsOfDirectory(atPath: others).count == 1)
    }
  }

  /// How an annex can fail.
  enum Fault: CaseIterable { case folderRemoved, fileInPlaceOfFolder, notesRemoved, keyRemoved }

  @Test(arguments: Fault.allCases)
  func `its failure changes neither result nor error`(fault: Fault) throws {
    try withPair { pair in
      func spoil(_ room: Room, _ run: [UInt8]?) throws {
        switch (fault, run) {
        case (.folderRemoved, nil): try remove(room.folder.annex)
        case (.fileInPlaceOfFolder, nil):
          try remove(room.folder.annex)
          try write([], to: room.folder.annex)
        case (.notesRemoved, let run?): try remove(annexFolder(room, run) + ".list")
        case (.keyRemoved, let run?) where room.folder.root == pair.responder.folder.root:
          try remove(room.folder.run(run))
        default: break
        }
      }
      for room in [pair.initiator, pair.responder] { try spoil(room, nil) }
      let offer = try pair.initiator.blind(list: pair.initiatorList, offer: nil)
      let answer = try pair.responder.blind(list: pair.responderList, offer: offer.path)
      for room in [pair.initiator, pair.responder] { try spoil(room, offer.run) }
      // A refusal is the same as it would be with an annex.
      expect("wrong-kind") { try pair.initiator.match(answer: offer.path) }
      expect("wrong-kind") { try pair.responder.report(message: answer.path) }
      let (sent, received) = try pair.finish(answer)
      #expect(sent.digest == received.digest)
      #expect(
        try sent.report.accountMap.map
          == table(
            pair, try #require(pair.terms.plan.maps.first), .neither, cell: 10, row: -11,
            column: -16))
      let made = FileManager.default.fileExists(
        atPath: annexFolder(pair.responder, offer.run) + "/annex.md")
      #expect(!made)
    }
  }

  @Test func `notes of any bytes do not trap and do not fail a verb`() throws {
    try withPair { pair in
      let run = try pair.play()
      var generator = SeededGenerator(seed: 62)
      let path = annexFolder(pair.responder, run.offer.run) + ".list"
      let good = try bytes(path)
      var texts = (0..<60).map { _ in
        generator.bytes(Int.random(in: 0...200, using: &generator))
      }
      for _ in 0..<60 {
        var text = good
        for _ in 0...3 {
          text[Int.random(in: text.indices, using: &generator)] = generator.bytes(1)[0]
        }
        texts.append(text)
      }
      let most = Int.max
      texts += [
        "\(most) \(most) 0\n", "1 2 \(most)\n", "1 2 -1\n", "1 2 0\n", "1 2 1\n", "1 2 17\n",
        "1 2 1\n\(most) \(most) domain\n\(most) 0 0 A\n",
        "-9 -9 1\n-9 -9 domain\n0 0 0 A\n3 9 9 B\n",
        "1 2 0\n-1 -1 -1 A\n", "1 2 0\n65535,65535,0 65535,0,1 \(most),\(most) A\n",
        "1 2 0\n,, ,, ,, A\n", "1 2 0\n   A\n", "1 2 0\n0 0 A\n",
      ].map { Array(("lacuna notes/3\n" + $0).utf8) }
      for text in texts {
        try write(text, to: path)
        #expect(try pair.responder.report(message: nil).digest == run.responder.digest)
      }
    }
  }
}
