// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct PhraseTests {
  @Test(arguments: PhraseRule.all)
  func `code does without`(rule: PhraseRule) throws {
    let files = try Repository.sources() + Repository.tests()
    #expect(files.filter { rule.allowed[$0.path] == nil }.flatMap(rule.findings) == [])
  }

  @Test(arguments: PhraseRule.all)
  func `what is allowed is there`(rule: PhraseRule) throws {
    for path in rule.allowed.keys {
      #expect(rule.findings(in: try Repository.file(path)) != [], "\(path)")
    }
  }

  @Test(arguments: PhraseRule.all)
  func `a sample is found`(rule: PhraseRule) {
    let line = "let sample = [\(rule.phrase)sample)]"
    let places = ["Sources/Release/Sample.swift", "Tests/ReleaseTests/Sample.swift"]
    let found = places.flatMap { path in
      rule.findings(in: SourceFile(path: path, text: "// \(rule.phrase)\n\(line)"))
    }
    #expect(found != [])
    #expect(found.allSatisfy { $0.contains(".swift:2: ") })
  }

  @Test func `a rule keeps to its places`() {
    let printing = PhraseRule("print(", in: .sourcesBut(target: "LacunaCommand"))
    #expect(printing.findings(in: sample("print(1)", target: "LacunaCommand")) == [])
    #expect(printing.findings(in: sample("print(1)", target: "CleanRoom")) != [])
    #expect(printing.findings(in: SourceFile(path: "Tests/A/B.swift", text: "print(1)")) == [])
  }
}
