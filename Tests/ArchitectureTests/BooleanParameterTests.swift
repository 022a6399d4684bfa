// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct BooleanParameterTests {
  @Test func `no function near crypto or privacy takes a Boolean`() throws {
    #expect(try Repository.sources().flatMap(BooleanParameterRule.findings) == [])
  }

  @Test func `the rule's targets are there`() throws {
    #expect(BooleanParameterRule.targets.isSubset(of: try Repository.sources().map(\.target)))
  }

  @Test(
    "a Boolean parameter is found",
    arguments: [
      "package func blind(_ quickly: Bool) {}",
      "package init(seed: [UInt8], fixed: Bool = false) {}",
      "init?(fixed: Bool?) {}",
      "package static func draw<Source: CoinSource>(\n  from source: inout Source,\n  safe: inout Bool\n) {}",
      "subscript(sorted: Swift.Bool) -> Int { 0 }",
    ])
  func finds(code: String) {
    #expect(BooleanParameterRule.findings(in: sample(code)).count == 1)
    #expect(BooleanParameterRule.findings(in: sample(code, target: "Reporting")) == [])
  }

  @Test(
    "what is no Boolean parameter is left alone",
    arguments: [
      "package func isSafe(_ count: Int) -> Bool { true }",
      "package static func < (left: Delta, right: Delta) -> Bool { true }",
      "func first(where fits: (Int, Bool) -> Bool) {}",
      "func draw(_ seen: [Int: Bool], first: Int) {}",
      "let made = Sample.init(fixed ? a : Bool)",
      "var isFixed: Bool { rows.allSatisfy { $0 } }",
    ])
  func passes(code: String) {
    #expect(BooleanParameterRule.findings(in: sample(code)) == [])
  }
}
