// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A verb that is ended at any moment: no file is unpaid, and the same command completes what was begun.
@Suite struct CrashTests {
  /// A verb that pays and sends.
  enum Paying: String, CaseIterable, Sendable {
    case offer, answer, report

    var before: TwoCompanies.Stage {
      switch self {
      case .offer: .signed
      case .answer: .responderReady
      case .report: .answered
      }
    }

    var entry: String { rawValue + "Sent" }
    var verb: [String] { self == .report ? ["match"] : ["blind", Company.listFromRoom] }
    func payer(_ two: TwoCompanies) -> Company { self == .answer ? two.globex : two.acme }
  }

  @Test(arguments: Paying.allCases)
  func `a verb that is killed leaves no unpaid file, and its debit is made once`(
    paying: Paying
  ) async throws {
    try await interrupted(paying, by: SIGKILL, times: 8)
  }

  @Test(arguments: Paying.allCases)
  func `a verb that is interrupted leaves nothing half done`(paying: Paying) async throws {
    try await interrupted(paying, by: SIGINT, times: 3)
  }

  @Test func `two processes at once make one debit`() async throws {
    try await withTemporaryFolder { folder in
      let acme = try await TwoCompanies.make(
        in: folder, at: .signed, accounts: 3000, limit: 4000
      ).acme
      let both = try (0..<2).map { _ in try Tool.start(Paying.offer.verb, in: acme.room) }
      var won = 0
      for process in both {
        let outcome = try await process.outcome()
        if outcome.status == 0 { won += 1 } else { expectRefusal(outcome, 73, "ledger-busy") }
      }
      #expect(won >= 1)
      try await expectPaidOnce(acme, .offer)
    }
  }

  /// Ends the verb at random moments of its time, each in a copy of the same two companies.
  private func interrupted(_ paying: Paying, by signal: Int32, times: Int) async throws {
    try await withTemporaryFolder { folder in
      let start = folder.appending(path: "start")
      try FileManager.default.createDirectory(at: start, withIntermediateDirectories: true)
      let two = try await TwoCompanies.make(
        in: start, at: paying.before, accounts: 3000, limit: 4000)
      let whole = try await two.copy("whole")
      let clock = ContinuousClock()
      let began = clock.now
      try await paying.payer(whole).run(paying.verb).requireDone()
      let duration = clock.now - began

      let seed = UInt64.random(in: .min ... .max)
      var random = SeededGenerator(seed: seed)
      for round in 0..<times {
        let here = try await two.copy("round")
        let company = paying.payer(here)
        let process = try Tool.start(paying.verb, in: company.room)
        // Half of the moments are near the end, where the debit is made and the file appears.
        let percent = Int.random(in: (round % 2 == 0 ? 0 : 70)..<105, using: &random)
        try await Task.sleep(for: duration * percent / 100)
        process.send(signal)
        let outcome = try await process.outcome()
        let what = "\(paying), round \(round), \(percent) %, seed \(seed), \(outcome)"
        #expect(outcome.status == 0 || outcome.signal == signal, "\(what)")
        let paid = try await company.ledger().count(paying.entry)
        if paid == 0 { #expect(try company.files(paying) == [], "\(what)") }
        for name in try company.files(paying) where !name.hasPrefix(".") {
          #expect(try await company.isPaid(name), "\(what)")
        }

        try await company.run(paying.verb).requireDone()
        try await expectPaidOnce(company, paying)
        let partial = try Snapshot(of: company.room).paths.filter { $0.hasSuffix(".partial") }
        #expect(partial == [], "\(what)")
        try FileManager.default.removeItem(at: here.folder)
      }
    }
  }

  private func expectPaidOnce(_ company: Company, _ paying: Paying) async throws {
    let ledger = try await company.ledger()
    #expect(ledger.isWhole)
    #expect(ledger.count(paying.entry) == 1)
    let files = try company.files(paying)
    #expect(files.count == 1, "\(files)")
    for name in files { #expect(try await company.isPaid(name)) }
  }
}

extension Company {
  /// The messages of a kind in Outbox, hidden and partial ones included.
  fileprivate func files(_ paying: CrashTests.Paying) throws -> [String] {
    try messages().filter { $0.contains("-\(paying.rawValue)-") }
  }

  /// Whether the ledger knows these very bytes.
  func isPaid(_ name: String) async throws -> Bool {
    let outcome = try await run(["inspect", "Outbox/\(name)"])
    return outcome.status == 0 && outcome.out.contains(/recorded: ledger entry \d+, paid/)
  }
}
