// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import Ledger
internal import Questions
internal import Reporting

extension Room {
  /// Keeps what the annex will say of the own list, at the time the list is blinded.
  func keepListNotes(
    _ list: CustomerList, run: [UInt8], _ terms: RunTerms, role: Role,
    for outcome: SentMessage.Outcome
  ) throws {
    // Sent again: the list of today may be another; its notes serve only where none were kept.
    guard outcome == .made || !RoomFiles.exists(notesPath(run)) else { return }
    guard let grouping = terms.plan.tables.first?.grouping(of: role) else { return }
    let columns = grouping.dimensions.compactMap { list.dimensions.firstIndex(of: $0) }
    var names = Array(repeating: [String](), count: grouping.count)
    for account in list.accounts {
      let group = grouping.group(of: columns.map { Int(account.groups[$0]) })
      // Who has no key cannot be among those who matched: counted, not named.
      let name = account.name.isEmpty ? account.key?.text ?? "" : account.name
      names[group].append(account.key == nil ? "" : name)
    }
    let notes = ListNotes(
      rows: list.summary.rows, rejected: list.summary.rejections.count,
      accounts: list.accounts.count, withKey: list.summary.accountsWithKey, names: names)
    try RoomFiles.write(
      notes.text, to: notesPath(run), visibility: .owner, existing: .replace)
  }

  private func notesPath(_ run: [UInt8]) -> String {
    "\(folder.annex)/run-\(RunName.text(run)).list"
  }

  /// Writes annex.html and annex.md of a run into the owner's own folder.
  func writeAnnex(of report: Report, run: [UInt8], _ terms: RunTerms) throws {
    let key = try RunKeyFile.read(folder.run(run))
    guard let bytes = try RoomFiles.contents(notesPath(run), limit: 1 << 30),
      let notes = ListNotes(text: bytes), let map = terms.plan.maps.first
    else { return }
    let answer = try AccountMapAnswer(report, map)
    let role: Report.Role = key.role == .initiator ? .initiator : .responder
    let noise = try ownNoise(key, map, terms, run: run)
    let figures = try AccountMapFigures(
      map, sizeLaw: terms.plan.sizeLaw,
      knowing: key.role == .initiator ? .initiators : .responders)
    let section = try figures.section(answer.without(noise))
    let grouping = map.table.grouping(of: key.role)
    let annex = Annex(
      initiator: report.initiator, responder: report.responder, owner: role, run: report.run,
      minimum: report.privacy.minimum,
      importing: Annex.Importing(
        rowsRead: notes.rows, rowsRejected: notes.rejected, accounts: notes.accounts,
        keys: [Annex.KeyCoverage(key: "domain", accounts: notes.withKey, ambiguous: 0)]),
      ownTotals: zip(grouping.titles, notes.names).map {
        Annex.GroupCount(group: $0, accounts: $1.count)
      },
      sections: [section], candidates: candidates(section, notes, grouping, key.role))
    let target = "\(folder.annex)/run-\(RunName.text(run))"
    try RoomFiles.makeFolder(target, mode: 0o700)
    for (name, text) in [("annex.html", annex.html()), ("annex.md", annex.markdown())] {
      try RoomFiles.write(
        Array(text.utf8), to: target + "/" + name, visibility: .owner, existing: .replace)
    }
  }

  private func ownNoise(
    _ key: borrowing RunKey, _ map: AccountMap, _ terms: RunTerms, run: [UInt8]
  ) throws -> OwnNoise {
    let tape = setting.machinery.tape
    switch key.role {
    case .responder:
      let noise = try TableNoise(map.table, tape: tape, key: key.key)
      return OwnNoise(
        responders: noise.cells, unmatched: noise.unmatched, shift: map.table.shift)
    case .initiator:
      let ledger = try openLedger(for: .reading)
      let agreement = terms.agreement
      let entry = try ledger.entries().map(\.facts).first {
        $0.run == run && $0.kind == .answerReceived
      }
      guard let entry, let answer = Agreements.Digest(bytes: entry.content) else {
        throw LedgerError.unknownRun(run: run)
      }
      let seed = try seed(
        first: agreement.terms.initiator.commitment, number: UInt32(entry.seedNumber))
      let reportKey = try MessageKey.report(
        seed: seed, answer: answer, agreement: agreement.digest)
      return OwnNoise(
        initiators: try AnswerNoise(map, tape: tape, key: reportKey).values)
    }
  }

  /// The own accounts that stand in the two warm-introduction cells.
  private func candidates(
    _ section: Report.Section, _ notes: ListNotes, _ grouping: Grouping, _ role: Role
  ) -> [Annex.Candidates] {
    guard case .accountMap(let map) = section else { return [] }
    let (customer, opportunity) = (0, 1)
    func names(_ status: Int) -> [String] {
      zip(grouping.titles, notes.names)
        .filter { $0.0.first == StatusDimension.titles[status] }
        .flatMap { $0.1 }.filter { !$0.isEmpty }.sorted()
    }
    func shared(own: Int, theirs: Int) -> Report.Estimate {
      let (row, column) = role == .initiator ? (own, theirs) : (theirs, own)
      return map.map.cells[row][column].estimate
    }
    return [
      Annex.Candidates(
        group: [StatusDimension.titles[opportunity]], reason: .theyKnowThem,
        shared: shared(own: opportunity, theirs: customer), names: names(opportunity)),
      Annex.Candidates(
        group: [StatusDimension.titles[customer]], reason: .weKnowThem,
        shared: shared(own: customer, theirs: opportunity), names: names(customer)),
    ]
  }
}

extension AccountMapAnswer {
  /// The figures of a report, back as the numbers they were released as.
  fileprivate init(_ report: Report, _ map: AccountMap) throws {
    guard case .accountMap(let section)? = report.sections.first else {
      throw CleanRoomError("report-malformed", .counterpartFileRejected, "no account map")
    }
    let table = section.breakdown?.table ?? section.map
    guard table.cells.count == map.table.initiator.count,
      table.columnTotals.count == map.table.responder.count,
      table.rowUnmatched.count == map.table.initiator.count,
      table.columnUnmatched.count == map.table.responder.count
    else { throw CleanRoomError("report-malformed", .counterpartFileRejected, "another shape") }
    self.init(
      cells: table.cells.map { $0.map(\.estimate.value) },
      initiatorUnmatched: table.rowUnmatched.map(\.estimate.value),
      responderUnmatched: table.columnUnmatched.map(\.estimate.value), initiatorSizes: [],
      responderSizes: [])
  }
}
