// SPDX-License-Identifier: Apache-2.0

import Foundation
import Reporting
import Testing

/// Each rendering of two fixed reports, byte for byte. To renew them after a wanted change, run the
/// tests once with LACUNA_RENEW_GOLDENS=1 and read the difference.
@Suite struct GoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Goldens")

  private func expectGolden(_ name: String, _ bytes: [UInt8]) throws {
    let file = Self.folder.appending(path: name)
    if ProcessInfo.processInfo.environment["LACUNA_RENEW_GOLDENS"] == "1" {
      try Data(bytes).write(to: file)
      Issue.record("\(name) was renewed")
    }
    #expect(try Array(Data(contentsOf: file)) == bytes, "\(name) differs")
  }

  private func expectGoldens(_ name: String, _ report: Report) throws {
    let (digest, signature) = (SampleReports.digest, SampleReports.signature)
    try expectGolden("\(name).json", report.canonicalBytes())
    try expectGolden("\(name).csv", Array(report.csv().utf8))
    try expectGolden(
      "\(name).md", Array(report.markdown(digest: digest, signature: signature).utf8))
    try expectGolden("\(name).html", Array(report.html(digest: digest, signature: signature).utf8))
  }

  @Test func reportMatchesItsGoldens() throws {
    try expectGoldens("report", SampleReports.report(try SampleReports.section()))
  }

  @Test func reportOfAllQuestionsMatchesItsGoldens() throws {
    try expectGoldens("full-report", try SampleReports.fullReport())
  }

  @Test func annexMatchesItsGolden() throws {
    try expectGolden("annex.md", Array(try SampleReports.annex().markdown().utf8))
    try expectGolden("candidates.csv", try SampleReports.annex().candidatesCSV())
    let full = try SampleReports.fullAnnex()
    try expectGolden("full-annex.md", Array(full.markdown().utf8))
    try expectGolden("full-annex.html", Array(full.html().utf8))
  }
}
