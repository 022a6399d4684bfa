// SPDX-License-Identifier: Apache-2.0

import CleanRoom
import Foundation
import Testing

/// The table of Protocols/expected-error.md is what the program computes.
@Suite struct ExpectedErrorTests {
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Protocols/expected-error.md")

  @Test func `the published table is the computed one`() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex(of: "<!-- table -->"))
    let end = try #require(lines.firstIndex(of: "<!-- end -->"))
    let guide = try PlanGuide(
      accounts: [500, 5000, 20_000, 100_000], epsilons: ["1/2", "1", "2"])
    #expect(Array(lines[(start + 1)..<end]) == guide.markdown)
  }

  @Test func `a larger list is never worse, and a larger epsilon errs less`() throws {
    let guide = try PlanGuide(accounts: [500, 5000, 50_000], epsilons: ["1/2", "1"])
    let order = ["lost", "useful", "good"]
    for row in guide.rows {
      let ranks = row.sizes.map { order.firstIndex(of: $0.verdict) ?? -1 }
      #expect(ranks == ranks.sorted() && !ranks.contains(-1), "\(row)")
    }
    let half = guide.rows.filter { $0.epsilon == "1/2" }
    let whole = guide.rows.filter { $0.epsilon == "1" }
    #expect(half.count == whole.count && !half.isEmpty)
    for (one, other) in zip(half, whole) { #expect(one.error > other.error, "\(one.question)") }
  }
}
