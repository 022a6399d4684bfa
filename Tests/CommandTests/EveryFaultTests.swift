// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A paying verb that falls at each call that changes the disk, one after the other: between the first key that it
/// keeps and the last sync there is no moment at which a readable file is unpaid or a paid message lost.
@Suite struct EveryFaultTests {
  @Test(arguments: CrashTests.Paying.allCases, FaultyTool.Fault.allCases)
  func `a verb that falls anywhere is unpaid and unseen, or paid and complete`(
    paying: CrashTests.Paying, fault: FaultyTool.Fault
  ) async throws {
    try await withTemporaryFolder { folder in
      guard let tool = try await FaultyTool(in: folder) else { return }
      let start = folder.appending(path: "start")
      try FileManager.default.createDirectory(at: start, withIntermediateDirectories: true)
      let two = try await TwoCompanies.make(in: start, at: paying.before, accounts: 60)
      let whole = try await two.copy("whole")
      let calls = try await tool.calls(paying.verb, of: paying.payer(whole))
      #expect(calls > 20)
      var outcomes: Set<Bool> = []
      // A process is killed at every call, in every run of the tests.
      let step = fault == .killed || LongTests.areWanted ? 1 : 3
      for count in stride(from: 0, to: calls, by: step) {
        let here = try await two.copy("here")
        let company = paying.payer(here)
        let outcome = try await tool.run(paying.verb, of: company, faultAfter: count, fault)
        let what = "\(paying), \(fault) after \(count) of \(calls): \(outcome)"
        switch fault {
        case .killed: #expect(outcome.status == 137 || outcome.status == 0, "\(what)")
        case .full:
          if outcome.status != 0 {
            #expect([73, 74].contains(outcome.status), "\(what)")
            expectRefusal(
              outcome, outcome.status, "disk-full", "file-system", "ledger-database",
              "ledger-busy", whenGiven: what)
          }
        }
        let paid = try await company.isPaidFor(paying)
        outcomes.insert(paid)
        try await company.run(paying.verb).requireDone()
        try await company.expectOnePaidFile(paying, what)
        try FileManager.default.removeItem(at: here.folder)
      }
      // Some faults were before the debit and some after it.
      #expect(outcomes == [false, true])
    }
  }
}

extension Company {
  /// Whether the debit was made; a message that is not paid is not in Outbox, in whole or in part.
  fileprivate func isPaidFor(_ paying: CrashTests.Paying) async throws -> Bool {
    let ledger = try await ledger()
    #expect(ledger.isWhole)
    let count = ledger.count(paying.entry)
    let names = try messages().filter { $0.contains("-\(paying.rawValue)-") }
    if count == 0 { #expect(names == []) }
    for name in names where !name.hasPrefix(".") { #expect(try await isPaid(name)) }
    return count == 1
  }

  fileprivate func expectOnePaidFile(_ paying: CrashTests.Paying, _ what: String) async throws {
    let ledger = try await ledger()
    #expect(ledger.isWhole && ledger.count(paying.entry) == 1, "\(what)")
    let names = try messages().filter { $0.contains("-\(paying.rawValue)-") }
    #expect(names.count == 1, "\(what): \(names)")
    for name in names { #expect(try await isPaid(name), "\(what)") }
  }
}
