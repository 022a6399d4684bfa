// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import Cryptography
internal import Ledger
internal import Parallel
internal import Questions
internal import Release
internal import Reporting

extension Room {
  /// Writes what the annex will say of the own list while the accounts are at hand. It waits under a name of no run until the
  /// message is paid for; what a crash leaves there the next list replaces.
  func writeListNotes(_ list: CustomerList, _ coverage: ListCoverage) throws {
    // Should this fail, those of another list must not take their place.
    try removeListNotes()
    try Publication().publish(to: waitingNotes, visibility: .owner, existing: .replace) { writer in
      try ListNotes.write(list, coverage) { try writer.write($0) }
    }
  }

  /// Gives the notes that wait to a run.
  func keepListNotes(run: [UInt8], for outcome: SentMessage.Outcome) throws {
    // Sent again: the list of today may be another; its notes serve only where none were kept.
    let existing: ExistingFile = outcome == .made ? .replace : .keep
    _ = try LocalFiles().rename(waitingNotes, to: notesPath(run), existing: existing)
    try LocalFiles().syncFolder(of: waitingNotes)
  }

  /// Removes notes that no run was given.
  func removeListNotes() throws { try LocalFiles().remove(waitingNotes) }

  private var waitingNotes: String { folder.annex + "/waiting.list" }

  private func notesPath(_ run: [UInt8]) -> String {
    "\(folder.annex)/run-\(RunName.text(run)).list"
  }

  /// Writes annex.html, annex.md and candidates.csv of a run into the owner's own folder.
  func writeAnnex(of report: Report, run: [UInt8], _ terms: RunTerms) throws {
    let key = try RunKeyFile.read(folder.run(run), ring)
    guard let bytes = try RoomFiles.contents(notesPath(run), limit: 1 << 30),
      let notes = ListNotes(text: bytes), let table = terms.plan.tables.first
    else { return }
    let noise = try ownNoise(key, terms, run: run)
    let released = try terms.plan.answers(of: report)
    let answers = zip(terms.plan.questions, zip(released, noise.answers)).map {
      $0.without(noise.results, noise: $1.1, $1.0)
    }
    let sections = try terms.plan.sections(
      answers, knowing: key.role == .initiator ? .initiators : .responders)
    let dimensions = terms.plan.dimensions(of: key.role)
    let grouping = table.grouping(of: key.role)
    let annex = Annex(
      initiator: report.initiator, responder: report.responder, owner: Report.Role(key.role),
      run: report.run, minimum: report.privacy.minimum,
      importing: Annex.Importing(
        rowsRead: notes.rows, rowsRejected: notes.rejected, accounts: notes.count,
        keys: notes.keys.map {
          Annex.KeyCoverage(key: $0.name, accounts: $0.accounts, ambiguous: $0.ambiguous)
        }),
      ownTotals: zip(grouping.titles, notes.totals(by: grouping, dimensions)).map {
        Annex.GroupCount(group: $0.isEmpty ? ["all"] : $0, accounts: $1)
      },
      sections: sections,
      besides: try OwnBesides(notes: notes, terms: terms, role: key.role).sections(answers),
      values: OwnValue(notes: notes, terms: terms, role: key.role).atStake(sections),
      candidates: zip(terms.plan.questions, sections).flatMap {
        OwnCandidates(
          notes: notes, dimensions: dimensions, role: key.role,
          workers: setting.machinery.workers.silent
        ).of($0, $1)
      })
    let target = "\(folder.annex)/run-\(RunName.text(run))"
    try RoomFiles.makeFolder(target, mode: 0o700)
    let contents = [
      ("annex.html", Array(annex.html().utf8)), ("annex.md", Array(annex.markdown().utf8)),
      ("candidates.csv", annex.candidatesCSV()),
    ]
    for (name, content) in contents {
      try RoomFiles.write(
        content, to: target + "/" + name, visibility: .owner, existing: .replace)
    }
  }

  /// A side's own noise in a run: what it puts into each table, and into each answer.
  private func ownNoise(
    _ key: borrowing RunKey, _ terms: RunTerms, run: [UInt8]
  ) throws -> (results: [TableResult], answers: [[[Int]]]) {
    let tape = setting.machinery.tape
    let plan = terms.plan
    switch key.role {
    case .responder:
      var results: [TableResult] = []
      for table in plan.tables {
        results.append(TableResult(try TableNoise(table, tape: tape, key: key.key), in: table))
      }
      return (results, plan.questions.map { $0.compiled.noNoise })
    case .initiator:
      let reportKey = try reportKey(of: run, terms)
      var results: [TableResult] = []
      for table in plan.tables {
        let padding = try terms.padding(table, tape: tape, key: key.key)
        results.append(
          TableResult(padding: padding.map { $0 - plan.sizeLaw.shift }, of: table))
      }
      var answers: [[[Int]]] = []
      for question in plan.questions {
        answers.append(try AnswerNoise(question.compiled, tape: tape, key: reportKey).values)
      }
      return (results, answers)
    }
  }

  /// K_I2 of a run, from the answer that came.
  private func reportKey(of run: [UInt8], _ terms: RunTerms) throws -> SecretBytes {
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
    return try MessageKey.report(seed: seed, answer: answer, agreement: agreement.digest)
  }
}

extension TableResult {
  /// R's noise as a result: what is left of a table when nobody is in it.
  init(_ noise: TableNoise, in table: TablePlan) {
    self.init(
      matched: noise.cells.map { $0.map { $0 - table.shift } },
      unmatched: noise.unmatched.map { $0 - table.shift },
      accounts: Array(repeating: 0, count: table.initiator.count),
      sizes: Array(repeating: 0, count: table.initiator.count))
  }

  /// I's padding as a result.
  init(padding: [Int], of table: TablePlan) {
    let empty = TableResult(emptyOf: table)
    self.init(
      matched: empty.matched, unmatched: empty.unmatched, accounts: empty.accounts, sizes: padding)
  }
}
