// SPDX-License-Identifier: Apache-2.0

import Agreements
import Samples
import TestSupport

/// List files for tests.
enum Lists {
  /// A rehearsal pair of `accounts` accounts a list.
  static func samples(_ accounts: Int, seed: UInt64) throws -> (vendor: [UInt8], partner: [UInt8]) {
    let pair = try SamplePair.make(accounts: accounts, seed: seed)
    return (pair.vendor.bytes(), pair.partner.bytes())
  }

  /// The industries of rehearsal lists, without the last four: those are `other`.
  static let industry = Dimension(
    name: "industry", values: SampleIndustry.allCases.dropLast(4).map(\.rawValue),
    rollUp: .majority, unlisted: .other)

  /// A further dimension that leaves accounts out, and whose first value wins.
  static let segment = Dimension(
    name: "segment", values: ["Enterprise", "Mid-Market"], rollUp: .precedence, unlisted: .leftOut)

  static func csv(_ rows: [[String]]) -> [UInt8] {
    Array(
      ((["Account Name,Website,Type,Industry,Segment"] + rows.map { $0.joined(separator: ",") })
        .joined(separator: "\n") + "\n").utf8)
  }

  /// A small list, drawn: some rows without a domain, some of one domain, some that take no part.
  static func random(_ generator: inout SeededGenerator) -> [UInt8] {
    let pool = Int.random(in: 1...60, using: &generator)
    let statuses = ["Customer", "Open Opportunity", "Prospect", "Former customer", ""]
    let industries = ["Software", "Banking", "Retail", "Energy", "Farming", ""]
    let segments = ["Enterprise", "Mid-Market", "SMB"]
    // A first row that surely takes part: a list without any is refused.
    var rows = [["Company 0", "company0.com", "Customer", "Software", "Enterprise"]]
    for number in 1...Int.random(in: 1...80, using: &generator) {
      let place = Int.random(in: 0..<pool, using: &generator)
      let website = ["", "company\(place).com", "https://www.company\(place).com/x"]
      func pick(_ values: [String]) -> String { values.randomElement(using: &generator) ?? "" }
      rows.append([
        "Company \(number % 7)", pick(website), pick(statuses), pick(industries), pick(segments),
      ])
    }
    return csv(rows)
  }
}
