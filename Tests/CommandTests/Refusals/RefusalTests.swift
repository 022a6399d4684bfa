// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Every refusal that the program can give: provoked, and as Protocols/refusals.md shows it.
@Suite struct RefusalTests {
  @Test(arguments: TwoCompanies.Stage.allCases)
  func `a refusal is one error of its name, and leaves and spends what its row says`(
    stage: TwoCompanies.Stage
  ) async throws {
    try await stage.expectRefusals(RefusalTable.rows)
  }

  /// `LACUNA_WRITE_PAGES=1` writes the page anew.
  @Test func `the page shows the rows that are proved`() throws {
    let (start, end) = ("<!-- table -->\n", "<!-- end -->\n")
    let text = try String(contentsOf: RefusalTable.page, encoding: .utf8)
    let first = try #require(text.range(of: start))
    let last = try #require(text.range(of: end))
    let shown = first.upperBound..<last.lowerBound
    if ProcessInfo.processInfo.environment["LACUNA_WRITE_PAGES"] != nil {
      try Data(text.replacingCharacters(in: shown, with: RefusalTable.markdown).utf8)
        .write(to: RefusalTable.page)
      return
    }
    #expect(
      text[shown] == RefusalTable.markdown,
      "LACUNA_WRITE_PAGES=1 swift test --filter RefusalTests writes it anew")
  }

  @Test func `every name in the sources has a row, and every row a name in the sources`() throws {
    let rows = RefusalTable.rows.map(\.name)
    #expect(Set(rows).count == rows.count)
    #expect(try Self.namesInSources().symmetricDifference(rows).sorted() == [])
  }

  @Test func `every row has a proof, and no two proofs of a row have one name`() {
    for row in RefusalTable.rows {
      #expect(!row.proofs.isEmpty, "\(row.name)")
      #expect(Set(row.proofs.map(\.what)).count == row.proofs.count, "\(row.name)")
      #expect(row.proofs.allSatisfy { TwoCompanies.Stage.allCases.contains($0.stage) })
    }
  }

  @Test func `a name is found in each of the forms that sources have`() {
    let text = """
      throw CleanRoomError("one-name", .refused, "x")
      throw CleanRoomError(
        "two-names", .refused, "x")
      self.init("three", .usage, "x")
      case .busy: "four"
      case .missing(let path): "five is no name"
      Console.write("lacuna: gone (six-names)")
      """
    #expect(Self.names(in: text) == ["one-name", "two-names", "three", "four", "six-names"])
  }

  /// The names that the error enums and the façade's own refusals have.
  private static func namesInSources() throws -> Set<String> {
    let sources = RefusalTable.page.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources")
    var names: Set<String> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: sources.path)
    where path.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      if path.hasPrefix("CleanRoom/") || path.hasPrefix("LacunaCommand/") {
        names.formUnion(Self.names(in: text.replacing(/case \.[a-z].*/, with: "")))
      }
      // The enums' own: from `var name: String {` on, a case a line.
      if let start = text.range(of: "var name: String {\n    switch self {\n"),
        text.contains("The refusal's "), let end = text[start.upperBound...].range(of: "\n    }")
      {
        names.formUnion(Self.names(in: String(text[start.upperBound..<end.lowerBound])))
      }
    }
    return names
  }

  private static func names(in text: String) -> Set<String> {
    let forms: [Regex<(Substring, Substring)>] = [
      /CleanRoomError\(\s*"([a-z0-9-]+)",/, /self\.init\(\s*"([a-z0-9-]+)",/,
      /case \.[A-Za-z0-9]+(?:\(.*\))?: "([a-z0-9-]+)"/, /"lacuna: [^"\\]*\(([a-z0-9-]+)\)"/,
    ]
    return Set(forms.flatMap { form in text.matches(of: form).map { String($0.1) } })
  }
}
