// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import CleanRoom
import Foundation
import Questions
import Release
import Reporting
import TestSupport
import Testing

/// A whole run in which registry numbers are the first key.
@Suite struct NumberRoomTests {
  private func csv(_ rows: String...) -> [UInt8] {
    Array(
      (["Account Name,Website,Billing Country,Type,D-U-N-S Number"] + rows).joined(separator: "\n")
        .utf8 + [0x0A])
  }

  private func withPair(_ number: NumberType?, _ body: (RoomPair) throws -> Void) throws {
    let own = csv(
      "Acme,acme.example,,Customer,150483782", "Bolt,bolt.example,,Customer,804735132",
      "Crux,crux.example,,Prospect,", "Dart,dart.example,,Prospect,15-048-3783")
    let other = csv(
      // By number; by domain, having none; by number alone, and that is not met; by number.
      "Acme Holding,other.example,,Customer,150-483-782", "Bolt,bolt.example,,Customer,",
      "Crux,crux.example,,Customer,804735139", "Other,,,Customer,150483783",
      "Bad,dart.example,,Prospect,1504837")
    try withTemporaryFolder { folder in
      try body(
        RoomPair.make(
          in: folder, initiator: own, responder: other,
          RoomPair.Draft(match: (.fallback, .domainNameCountryAndName), number: number)))
    }
  }

  @Test func `accounts of R with a number meet by it alone, the others as before`() throws {
    try withPair(.duns) { pair in
      let run = try pair.play()
      #expect(run.responder.digest == run.initiator.digest)
      let report = run.initiator.report
      // Acme and the other by number, Bolt and the one with a bad number by domain; Crux not.
      let map = try report.accountMap.map
      #expect(map.total.estimate.value == 4)
      #expect(map.cells.map { $0.map(\.estimate.value) } == [[2, 0, 0], [0, 0, 0], [1, 0, 1]])
      #expect(report.privacy.matchKeys == ["number", "domain", "name-country", "name"])
      #expect(report.privacy.normaliser == "domain/2, name/2, number/1")
    }
    try withPair(nil) { pair in
      let map = try pair.play().initiator.report.accountMap.map
      #expect(map.cells.map { $0.map(\.estimate.value) } == [[1, 0, 0], [0, 0, 0], [1, 0, 1]])
    }
  }

  @Test func `check, explain and plan speak of numbers where they are agreed`() throws {
    try withPair(.duns) { pair in
      let check = try pair.responder.checkList(at: pair.responderList)
      #expect(check.mapping.columns["number"] == "D-U-N-S Number")
      #expect(check.summary.numbers?.rows == 3)
      #expect(check.summary.numbers?.absent == [.blank: 1, .form: 1])
      let coverage = try #require(check.keys.first { $0.name == "number" })
      #expect((coverage.name, coverage.accounts, coverage.ambiguous) == ("number", 3, 0))
      let good = try pair.responder.explain(line: 2, of: pair.responderList)
      #expect(try good.number?.get() == "150483782")
      #expect(good.sent.map(\.kind) == ["number"])
      let bad = try pair.responder.explain(line: 6, of: pair.responderList)
      #expect(bad.number == .failure(.form))
      let plan = try pair.initiator.plan()
      #expect(plan.warnings.contains { $0.hasPrefix("numbers (duns) pay only where both") })
    }
    try withPair(nil) { pair in
      let check = try pair.responder.checkList(at: pair.responderList)
      #expect(check.summary.numbers == nil)
      #expect(check.mapping.columns["number"] == nil)
      #expect(try pair.responder.explain(line: 2, of: pair.responderList).number == nil)
    }
  }

  @Test func `the initiator pays for one key more`() throws {
    for (number, keys) in [(NumberType.duns, 4), (nil, 3)] as [(NumberType?, Int)] {
      try withPair(number) { pair in
        let terms = try pair.terms
        #expect(terms.agreement.terms.match.sensitivity == keys)
        #expect(terms.plan.maps.first?.family.sensitivity == keys)
      }
    }
  }
}
