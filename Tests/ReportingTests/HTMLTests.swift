// SPDX-License-Identifier: Apache-2.0

import Reporting
import Testing

@Suite struct HTMLTests {
  static let hostile = "</title><script src=x>alert('1')</script>&\"\u{202E}\n| *b* [l](u) =1+1"

  private static func pages() throws -> [String] {
    let (digest, signature) = (SampleReports.digest, SampleReports.signature)
    let plain = SampleReports.report(try SampleReports.section())
    let split = SampleReports.report(try SampleReports.splitSection())
    let named = SampleReports.report(
      try SampleReports.splitSection(), initiator: hostile, responder: hostile)
    let full = try SampleReports.fullReport()
    let hostileFull = SampleReports.report(
      try SampleReports.allSections() + SampleReports.allSections(), initiator: hostile,
      responder: hostile)
    let (pairs, withheld) = (try SampleReports.pairReport(), try SampleReports.withheldReport())
    return [plain, split, named, full, hostileFull, pairs, withheld].map {
      $0.html(digest: digest, signature: signature)
    }
      + [try SampleReports.annex().html(), try SampleReports.fullAnnex().html()]
  }

  @Test func pagesRunNothingAndAskNobody() throws {
    for page in try Self.pages() {
      for forbidden in ["http://", "https://", "<script", " src=", "url(", "@import", "<link"] {
        // A quoted name may say src=; a tag may not.
        let tags = Self.tags(page).map(Self.unquoted).joined(separator: "\n")
        #expect(!tags.contains(forbidden))
      }
      #expect(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"))
      #expect(!page.contains("\u{202E}"))
      #expect(page.contains("default-src 'none'"))
      // Markup that became text by mistake.
      for mistake in ["Phrase(", "Markup(", "Optional(", "&lt;p"] {
        #expect(!page.contains(mistake))
      }
    }
  }

  @Test func tagsAreBalanced() throws {
    let void: Set<String> = ["meta", "circle", "path", "rect", "!DOCTYPE", "br"]
    for page in try Self.pages() {
      var open: [String] = []
      for tag in Self.tags(page) {
        let name = String(tag.dropFirst().prefix { $0 != " " && $0 != ">" && $0 != "\n" })
        if name.hasPrefix("/") {
          #expect(open.popLast() == String(name.dropFirst()))
        } else if !void.contains(name) {
          open.append(name)
        }
      }
      #expect(open.isEmpty)
    }
  }

  @Test func headingsAndTablesCanBeReadAloud() throws {
    for page in try Self.pages() {
      let tags = Self.tags(page)
      let levels = tags.compactMap { tag in
        tag.hasPrefix("<h") ? tag.dropFirst(2).first?.wholeNumberValue : nil
      }
      #expect(levels.first == 1)
      for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1) }
      #expect(tags.filter { $0.hasPrefix("<th ") }.allSatisfy { $0.contains("scope=") })
      #expect(!tags.contains("<th>"))
      #expect(
        tags.count { $0.hasPrefix("<table") } == tags.count { $0.hasPrefix("<caption") })
      let ids = tags.compactMap { Self.attribute("id", $0) }
      #expect(Set(ids).count == ids.count)
      #expect(Set(tags.compactMap { Self.attribute("aria-labelledby", $0) }).isSubset(of: ids))
    }
  }

  @Test func wordsClaimNoMoreThanTheCodeEnforces() throws {
    let report = SampleReports.report(try SampleReports.section())
    let texts =
      try Self.pages() + [
        report.markdown(digest: [], signature: []), try SampleReports.annex().markdown(),
      ]
    for text in texts.map({ $0.lowercased() }) {
      for claim in ["anonym", "zero knowledge", "zero-knowledge", "guaranteed"] {
        #expect(!text.contains(claim))
      }
    }
    #expect(texts[0].contains("No outside cryptographer has reviewed the construction yet."))
    #expect(texts[0].contains("between parties that follow the protocol"))
  }

  /// The tags of a page after its style sheet, as text between `<` and `>`.
  private static func tags(_ page: String) -> [String] {
    var tags: [String] = []
    var rest = page[...]
    while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
      tags.append(String(rest[start...end]))
      rest = rest[rest.index(after: end)...]
    }
    return tags
  }

  private static func unquoted(_ tag: String) -> String {
    tag.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }.joined()
  }

  private static func attribute(_ name: String, _ tag: String) -> String? {
    guard let range = tag.firstRange(of: " \(name)=\"") else { return nil }
    return String(tag[range.upperBound...].prefix { $0 != "\"" })
  }
}
