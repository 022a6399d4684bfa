// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A vector that no test reads proves nothing.
enum VectorRule {
  /// What may stand in a folder of vectors beside them.
  static let companions: Set = ["README.md", "generate.py"]

  /// - Parameter names: the names in the folder `stage`; of a folder in it, whose loader reads all files of it, with a
  ///   slash at the end.
  /// - Parameter tests: the tests that may load them, all files of a folder at once.
  static func findings(stage: String, names: [String], tests: [SourceFile]) -> [String] {
    var findings: [String] = []
    let vectors = names.filter { !companions.contains($0) }
    if vectors.isEmpty { findings.append("\(stage): no vector") }
    findings += vectors.filter { !$0.hasSuffix(".txt") && !$0.hasSuffix("/") }.map {
      "\(stage)/\($0): no loader reads it"
    }
    let isNamed = tests.contains {
      $0.text.contains("stage: \"\(stage)\"") || $0.text.contains("Protocols/vectors/\(stage)\"")
    }
    if !isNamed { findings.append("\(stage): no test loads the folder") }
    return findings
  }
}

@Suite struct VectorUseTests {
  @Test func `a test loads every vector`() throws {
    let files = FileManager.default
    let tests = try Repository.tests().filter { $0.target != "ArchitectureTests" }
    let stages = try files.contentsOfDirectory(atPath: Vectors.folder.path)
      .filter { $0 != "README.md" }.sorted()
    #expect(!stages.isEmpty)
    for stage in stages {
      let names = try files.contentsOfDirectory(
        at: Vectors.folder.appending(path: stage), includingPropertiesForKeys: [.isDirectoryKey]
      ).map { $0.lastPathComponent + ($0.hasDirectoryPath ? "/" : "") }
      #expect(VectorRule.findings(stage: stage, names: names, tests: tests) == [])
    }
  }

  @Test func `an unused vector is found`() {
    let loading = [sample("Vectors.load(stage: \"used\", keys: [])")]
    let findings = { (stage: String, names: [String]) in
      VectorRule.findings(stage: stage, names: names, tests: loading).count
    }
    #expect(findings("used", ["README.md", "one.txt"]) == 0)
    #expect(findings("use", ["one.txt"]) == 1)
    #expect(findings("used", ["one.txt", "two.bin"]) == 1)
    #expect(findings("used", ["one/"]) == 0)
    #expect(findings("used", ["README.md"]) == 1)
  }
}
