// SPDX-License-Identifier: Apache-2.0

import Testing

/// What every source file has in common: its first line and its length.
enum FormRule {
  static let firstLine = "// SPDX-License-Identifier: Apache-2.0\n"
  static let mostLines = 400

  static func findings(in file: SourceFile) -> [String] {
    var findings: [String] = []
    if !file.text.hasPrefix(firstLine) {
      findings.append("\(file.path): the first line is not the licence")
    }
    let lines = file.text.utf8.count { $0 == UInt8(ascii: "\n") }
    if lines > mostLines { findings.append("\(file.path): \(lines) lines") }
    return findings
  }
}

@Suite struct FormTests {
  @Test func `every file names its licence and is short`() throws {
    let files = try Repository.sources() + Repository.tests()
    #expect(files.flatMap(FormRule.findings) == [])
  }

  @Test func `a long file and a missing licence are found`() {
    let longest = FormRule.firstLine + String(repeating: "\n", count: 399)
    #expect(FormRule.findings(in: sample(longest)) == [])
    #expect(FormRule.findings(in: sample(longest + "\n")).count == 1)
    #expect(FormRule.findings(in: sample("\n" + FormRule.firstLine)).count == 1)
  }
}
