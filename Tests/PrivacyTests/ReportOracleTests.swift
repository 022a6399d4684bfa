// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import Ledger
import Release
import Reporting
import Testing
import TestSupport

/// A4: the responder's verdict on a report would be a membership oracle if it depended on its noise (F4). Whatever number
/// stands in a cell, a well-formed report is taken, in the same way.
@Suite("No oracle in the report")
struct ReportOracleTests {
  /// All that someone beside the responder could observe.
  private struct Conduct: Hashable {
    let outcome: String
    let entries: Int
    let spent: String
    let files: [String]
  }

  private static func conduct(
    _ pair: RoomPair, _ company: String, _ tape: NoiseTape, report: [UInt8]
  ) throws -> Conduct {
    try pair.mail(report, as: "report.lacuna", to: company)
    let path = pair.inbox(company, "report.lacuna")
    var outcome: String
    do {
      let held = try pair.room(company, pair.setting(tape: tape)).report(message: path)
      outcome = held.folder.replacing(pair.path(company, ""), with: "")
    } catch let error as CleanRoomError {
      let text = "\(error.message) \(error.hint ?? "")"
      outcome = "\(error.code.name) \(error.code.exitStatus) " + text.replacing(path, with: "")
    }
    let ledger = try pair.ledger(company)
    return Conduct(
      outcome: outcome, entries: try ledger.entries().count,
      spent: try ledger.spentOnAll(lineage: "customers", today: pair.today.number).text,
      files: try pair.files(company).keys.sorted())
  }

  /// Plays a run in which the responder's noise is `tape`, and gives the true report.
  private static func play(_ pair: RoomPair, _ tape: NoiseTape) throws -> [UInt8] {
    let globex = try pair.room("globex", pair.setting(tape: tape))
    let sent = try globex.blind(list: pair.list("globex"), offer: nil)
    try pair.mail(contents(of: sent.path), as: "answer.lacuna", to: "acme")
    let held = try pair.room("acme").match(answer: nil)
    return try contents(of: #require(held.sent).path)
  }

  /// What the responder does with `value` in the first cell, each time from the same state.
  private static func conducts(
    _ values: [Int], _ tape: NoiseTape, asking: RoomPair.Asking = RoomPair.Asking(),
    forging: (Report, Int) throws -> Report = { report, value in
      try report.replacing { row, column, old in row == 0 && column == 0 ? value : old }
    }
  ) throws -> [Conduct] {
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(in: folder, asking: asking)
      let honest = try play(pair, tape)
      return try values.map { value in
        try pair.clone("globex", as: "clone")
        defer { try? FileManager.default.removeItem(at: folder.appending(path: "clone")) }
        let report = try pair.forgedReport(honest) { try forging($0, value) }
        return try conduct(pair, "clone", tape, report: report)
      }
    }
  }

  @Test("whatever the cell says, the responder does the same", arguments: tapes)
  func sameConduct(_ tape: Tape) throws {
    let limits = Report.Estimate.limits
    let values = Array(-12...32) + [-1000, 1000, limits.lowerBound, limits.upperBound]
    let seen = try Set(Self.conducts(values, tape.noise))
    #expect(seen.count == 1)
    let conduct = try #require(seen.first)
    #expect(conduct.outcome.hasPrefix("room/Reports/run-"))
    #expect(conduct.files.contains { $0.hasSuffix("annex.html") })
  }

  @Test("whatever white space and cross-sell say, over three keys", arguments: tapes)
  func sameConductForAll(_ tape: Tape) throws {
    let limits = Report.Estimate.limits
    let asking = AllQuestionsRoomTests.asking(.fixed(.fallback, .domainNameCountryAndName))
    let seen = try Set(
      Self.conducts(
        [-20, 0, 1, 2, 9, 40, limits.lowerBound, limits.upperBound], tape.noise, asking: asking,
        forging: { try $0.replacing(first: $1) }))
    #expect(seen.count == 1)
    let conduct = try #require(seen.first)
    #expect(conduct.outcome.hasPrefix("room/Reports/run-"))
    #expect(conduct.files.contains { $0.hasSuffix("annex.html") })
  }

  @Test("a number beyond the limit is refused alike, whatever the noise", arguments: tapes)
  func refusedAlike(_ tape: Tape) throws {
    let limits = Report.Estimate.limits
    let beyond = [limits.lowerBound - 1, limits.upperBound + 1, .min, .max]
    for conduct in try Self.conducts(beyond, tape.noise) {
      #expect(conduct.outcome.hasPrefix("report-malformed 76"))
      #expect(!conduct.files.contains { $0.hasSuffix("annex.html") || $0.hasSuffix("report.html") })
    }
  }

  /// A sum that overflows stops the process, and whether it does may tell the responder's noise. Here 1809 cells are as
  /// large as a report may say, or as large as makes them add up to the last integer.
  @Test("sums at the end of the integers stop nobody, whatever the noise")
  func sums() async {
    await #expect(processExitsWith: .success) { try ReportOracleTests.takeLargestSum(.low) }
    await #expect(processExitsWith: .success) { try ReportOracleTests.takeLargestSum(.high) }
  }

  private enum Extreme: Int { case low = 0, high = 2 }

  private static func takeLargestSum(_ noise: Extreme) throws {
    try withTemporaryFolder { folder in
      let industry = Agreements.Dimension(
        name: "industry", values: (0..<200).map { "industry-\($0)" }, rollUp: .majority,
        unlisted: .other)
      let pair = try RoomPair.make(in: folder, by: industry)
      let tape = constant(noise.rawValue)
      let report = try pair.forgedReport(play(pair, tape)) {
        var rest = Int.max
        return try $0.replacing { _, _, _ in
          let value = min(rest, Report.Estimate.limits.upperBound)
          rest -= value
          return value
        }
      }
      _ = try conduct(pair, "globex", tape, report: report)
    }
  }

  struct Tape: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let noise: NoiseTape
  }

  private static let tapes =
    [Tape(testDescription: "derived", noise: .derived)]
    + [0, 1, 2].map { Tape(testDescription: "each n is \($0) t", noise: constant($0)) }

  /// Each n is `shifts` times t.
  private static func constant(_ shifts: Int) -> NoiseTape {
    NoiseTape(insecureRecorded: { draw in
      switch draw {
      case .padding(_, _, let law): law.shift
      case .table(_, _, _, let law): shifts * law.shift
      case .answer: 0
      }
    })
  }
}
