// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import Questions
import Release
import TestSupport
import Testing

/// The annex of a side takes its own noise out of every figure of every question: where the other side has none, what
/// is left is the truth.
@Suite struct AnnexQuestionTests {
  private static let initiatorsNoise = NoiseTape(insecureRecorded: { draw in
    switch draw {
    case .padding(_, let group, let law): law.shift + 4 - group
    case .table(_, _, _, let law): law.shift
    case .answer(_, let draw, _): 7 - 2 * draw.family + (draw.p ?? 3)
    }
  })

  private static let respondersNoise = NoiseTape(insecureRecorded: { draw in
    switch draw {
    case .padding(_, _, let law): law.shift
    case .table(let table, let g, let p, let law): law.shift + (g == nil ? 5 : 3) - p % 3 + table
    case .answer: 0
    }
  })

  private static let all: [Question] = [
    .accountMap(by: nil), .whiteSpace(of: .initiator, by: ["status", "products"]),
    .whiteSpace(of: .responder, by: ["products"]), .crossSell,
  ]

  private static let rules: [(MatchRule, MatchKeys, [Question])] = [
    (.fallback, .domain, all), (.fallback, .domainNameCountryAndName, all),
    (.either, .domainNameCountryAndName, [.accountMap(by: nil), .crossSell]),
    (.union, .domainAndNameCountry, [.accountMap(by: nil), .crossSell]),
  ]

  @Test(arguments: 0..<4) func `without its own noise a side reads the truth`(rule: Int) throws {
    let truth = try figures(rule, .insecureZero)
    #expect(truth.report == truth.annexes.initiator && truth.report == truth.annexes.responder)
    #expect(truth.report.count > 15)

    let initiators = try figures(rule, Self.initiatorsNoise)
    #expect(initiators.report != truth.report)
    #expect(initiators.annexes.initiator == truth.report)
    #expect(initiators.annexes.responder == initiators.report)

    let responders = try figures(rule, Self.respondersNoise)
    #expect(responders.report != truth.report)
    #expect(responders.annexes.responder == truth.report)
    #expect(responders.annexes.initiator == responders.report)
  }

  /// The values of all figures of a run, in the order of the page: of the report, and of each side's annex.
  private func figures(
    _ rule: Int, _ tape: NoiseTape
  ) throws -> (report: [String], annexes: (initiator: [String], responder: [String])) {
    let (matchRule, keys, questions) = Self.rules[rule]
    let lists = try Lists.samples(300, seed: 62)
    return try withTemporaryFolder { folder in
      let products = DraftChoices.Products(
        initiator: ["Core", "Analytics", "Automation"], responder: ["Warehouse", "Pipelines"],
        mostAnAccount: 2)
      let pair = try RoomPair.make(
        in: folder, initiator: lists.vendor, responder: lists.partner,
        RoomPair.Draft(match: (matchRule, keys), questions: questions, products: products),
        RoomPair.setting(tape))
      let run = try pair.play()
      func annex(_ room: Room) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: room.folder.annex)
        let name = try #require(names.first { !$0.hasSuffix(".list") })
        return try values("\(room.folder.annex)/\(name)/annex.md")
      }
      return (
        try values("\(run.initiator.folder)/report.md"),
        (try annex(pair.initiator), try annex(pair.responder))
      )
    }
  }

  /// Each number that stands before an interval in the tables of a page.
  private func values(_ path: String) throws -> [String] {
    try String(contentsOf: URL(filePath: path), encoding: .utf8)
      .split(separator: "\n").filter { $0.hasPrefix("|") }
      .flatMap { $0.matches(of: /\*\*([0-9,]+)\*\* \(/).map { String($0.1) } }
  }
}
