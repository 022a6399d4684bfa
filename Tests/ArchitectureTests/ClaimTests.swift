// SPDX-License-Identifier: Apache-2.0

import Testing

/// Words that promise more than the protocol keeps.
enum ClaimRule {
  static let claims = ["anonym", "zero knowledge", "zero-knowledge"]

  /// The files that name the words in order to forbid them.
  static let allowed: Set = [
    "CONTRIBUTING.md", "Tests/ArchitectureTests/ClaimTests.swift",
    "Tests/ReportingTests/HTMLTests.swift",
  ]

  static func findings(in file: SourceFile) -> [String] {
    // A claim may be broken over two lines.
    let words = file.text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return claims.filter { words.contains($0) }.map { "\(file.path): \($0)" }
  }
}

@Suite struct ClaimTests {
  @Test func `no page and no source claims too much`() throws {
    let files = try Repository.documents().filter { !ClaimRule.allowed.contains($0.path) }
    #expect(files.flatMap(ClaimRule.findings) == [])
  }

  @Test(arguments: ["The counts are Anonymous.", "a zero-knowledge report", "Zero\n  knowledge"])
  func `a claim is found`(text: String) {
    #expect(ClaimRule.findings(in: SourceFile(path: "README.md", text: text)).count == 1)
  }
}
